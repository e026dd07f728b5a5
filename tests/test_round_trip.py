"""Documents that hplan rendered, taken back after people edited them: what they edited comes back, and nothing else."""

import os
import shutil
import subprocess
import zlib
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hplan.core.checking.check import Checked, check_bytes
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.incoming.returned.recognise import plan_of, recognise
from hplan.core.incoming.returned.update import Update, update
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace
from hplan.core.writing.yaml_write import entry
from hplan.errors import RefusedError, StopError
from hplan.model.plan import Stage
from tests.conftest import Run
from tests.test_render import PNG

ROOT = Path(__file__).parents[1]
PLANS = sorted([*(ROOT / "plans").glob("*.yaml"), *(ROOT / "tests" / "model_plans").glob("*.yaml")])
SOFFICE = shutil.which("soffice")

PLAN = """\
# En plan med alt. Denne linjen er ikke i noe dokument.
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Prøve, fylkeskrets: Akershus}   # to navn
språk: nb
fase: innstilling
årsmøte: 2026-02-12

innledning: |
  Første avsnitt i innledningen.

  Andre avsnitt, med *utheving* og [lenke](https://example.org/side).

nåsituasjon:
  - område: tariffmakt  # den første
    nå: Organisasjonsgraden er 25 %.
    kort_sikt: |
      Verve flere.

      - i helse
      - i oppvekst
    lang_sikt:
  - område: Egen rad
    nå: Noe eget
    kort_sikt:
    lang_sikt: Langt fram

handlingsplan:
  # 1. Tariffmakt
  tariffmakt:
    # 1.1 Organisasjonsgrad
    organisasjonsgrad:
      tekst: |
        Vi skal opp i 30 prosent.

        - flere unge
        - flere menn

        Det følges opp i styret.
      tiltak:
        - Besøke alle arbeidsplasser
        - tiltak: Lage brosjyre     # kort
          ansvarlig: Kari · Ola
          frist: 2026-10-01
          kostnad: 15000
        - Holde kurs
    # 1.2 Yrkesaktive
    yrkesaktive:
      - Arrangere to medlemsmøter
      - Ringe nye medlemmer

      - Lage verveplan
    tillitsvalgte_privat:

    strategier:
      klubber: {ordlyd: Bygge klubber der vi er}
    lokale_mål:
      # det første
      - Ha et åpent kontor
      - mål: Synlig fagforening
        tekst: Vi vises.
        tiltak:
          - Stå på stand
          - tiltak: Skrive i avisa
            ansvarlig: Per
      - Samle de unge
  heltid:
    heltidskultur: |
      Bare tekst her.

      > Et sitat fra vedtaket.
    redusere_deltid: {utelatt: Ingen har deltid}
    lonnsforskjeller:
      ordlyd: Redusere lønnsforskjeller hos oss
      tiltak:
        - Forhandle
lokale_mål:
  - Bruke planen
  - Holde orden
"""


class Desk:
    """A workspace with one plan, and what came of it."""

    def __init__(self, folder: Path, text: str = PLAN, name: str = "prove") -> None:
        self.folder = folder
        (folder / "plans").mkdir(parents=True)
        self.plan = folder / "plans" / f"{name}.yaml"
        self.plan.write_bytes(text.encode())
        self.workspace = Workspace(folder, True)

    def render(self, kind: str, stage: Stage | None = None) -> bytes:
        source = Source(
            check_bytes(self.plan.read_bytes(), self.plan, self.workspace, Settings(grave=True)),
            self.plan.stem,
            self.plan.parent,
            self.workspace,
        )
        with Pandoc() as pandoc:
            return render_plan(source, Order((kind,), self.folder / "build", stage), pandoc).documents[0]

    def back(self, content: bytes, kind: str = "docx", changes: str = "accept", *, write: bool = True) -> str:
        path = self.folder / f"kom_tilbake.{kind}"
        path.write_bytes(content)
        document = recognise(path, content)
        assert document is not None
        made = update(document, plan_of(document, self.workspace), self.workspace, changes)
        if write and made.changed:
            made.write()
        return made.diff


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Stage], bytes]:
    desk, made = Desk(tmp_path_factory.mktemp("rendered")), {}

    def render(kind: str, stage: Stage) -> bytes:
        if (kind, stage) not in made:
            made[kind, stage] = desk.render(kind, stage)
        return made[kind, stage]

    return render


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sted")


# Edits as people make them in Word.


def find(document: "docx.document.Document", words: str) -> Paragraph:
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return next(paragraph for paragraph in paragraphs if words in paragraph.text and "toc" not in paragraph.style.name)


def say(paragraph: Paragraph, old: str, new: str) -> None:
    run = next(run for run in paragraph.runs if old in run.text)
    run.text = run.text.replace(old, new)


def after(paragraph: Paragraph, text: str) -> Paragraph:
    """A new paragraph as Enter at the end of one makes it: with its style, without its number."""
    made = deepcopy(paragraph._p)
    paragraph._p.addnext(made)
    new = Paragraph(made, paragraph._parent)
    for run in new.runs:
        run._r.getparent().remove(run._r)
    new.add_run(text)
    return new


def drop(paragraph: Paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def tracked(paragraph: Paragraph, words: str, *, deleted: bool) -> None:
    """Words of their own run, marked as put in or taken out."""
    made = OxmlElement("w:del" if deleted else "w:ins")
    made.set(qn("w:id"), "900")
    made.set(qn("w:author"), "Kari")
    if deleted:
        run = next(run for run in paragraph.runs if words in run.text)
        before, _, rest = run.text.partition(words)
        gone, tail = deepcopy(run._r), deepcopy(run._r)
        run.text = before
        made.append(gone)
        run._r.addnext(made)
        made.addnext(tail)
        text = gone.find(qn("w:t"))
        text.tag = qn("w:delText")
        text.text = words
        tail.find(qn("w:t")).text = rest
        tail.find(qn("w:t")).set(qn("xml:space"), "preserve")
        return
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def edit(content: bytes, change: Callable[["docx.document.Document"], None]) -> bytes:
    document = docx.Document(BytesIO(content))
    change(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def text_changed(d: "docx.document.Document") -> None:
    say(find(d, "Vi skal opp i 30"), "30 prosent", "35 prosent")


def action_changed(d: "docx.document.Document") -> None:
    say(find(d, "Besøke alle"), "alle arbeidsplasser", "hver arbeidsplass")


def point_added(d: "docx.document.Document") -> None:
    after(find(d, "Besøke alle"), "Ringe rundt: før 1. mai")


def point_added_in_text(d: "docx.document.Document") -> None:
    after(find(d, "flere unge"), "flere fra private")


def action_removed(d: "docx.document.Document") -> None:
    drop(find(d, "Ringe nye medlemmer"))


def actions_swapped(d: "docx.document.Document") -> None:
    find(d, "Lage verveplan")._p.addnext(find(d, "Arrangere to")._p)


def row_deleted(d: "docx.document.Document") -> None:
    row = next(row for row in d.tables[0].rows if "Egen rad" in row.cells[0].text)
    row._tr.getparent().remove(row._tr)


def row_added(d: "docx.document.Document") -> None:
    made = d.tables[0].add_row()
    for cell, text in zip(
        made.cells, ("Heltid, likelønn og kampen for mindre forskjeller", "Ny", "Nå", ""), strict=True
    ):
        cell.text = text


def cell_changed(d: "docx.document.Document") -> None:
    say(find(d, "Organisasjonsgraden er"), "25", "27")


def cell_filled(d: "docx.document.Document") -> None:
    row = next(row for row in d.tables[0].rows if "Egen rad" in row.cells[0].text)
    row.cells[2].paragraphs[0].add_run("Kort fram")


def heading_retyped(d: "docx.document.Document") -> None:
    paragraph = next(p for p in d.paragraphs if p.text.startswith("1.2 ") and p.style.name == "Heading 3")
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = "1.2 Bli fem prosent flere"


def section_moved(d: "docx.document.Document") -> None:
    """The second goal with all that is under it goes before the first."""
    body, first = (
        d.element.body,
        next(p for p in d.paragraphs if p.text.startswith("1.1 Øke") and p.style.name == "Heading 3"),
    )
    start = next(p for p in d.paragraphs if p.text.startswith("1.2 Øke") and p.style.name == "Heading 3")._p
    elements = list(body)
    at = elements.index(start)
    for element in elements[at - 1 : at + 5]:
        first._p.addprevious(element)


def local_goal_moved(d: "docx.document.Document") -> None:
    find(d, "Ha et åpent kontor")._p.addprevious(find(d, "Samle de unge")._p)


def insertion_tracked(d: "docx.document.Document") -> None:
    tracked(find(d, "Holde kurs"), " for alle nye", deleted=False)


def deletion_tracked(d: "docx.document.Document") -> None:
    tracked(find(d, "Besøke alle"), "alle ", deleted=True)


def commented(d: "docx.document.Document") -> None:
    d.add_comment(find(d, "Ringe nye").runs[-1:], text="Hvem gjør dette?", author="Kari Nordmann", initials="KN")


def deadline_changed(d: "docx.document.Document") -> None:
    say(find(d, "Ansvarlig: Kari"), "1. oktober 2026", "15. november 2026")


def follow_up_added(d: "docx.document.Document") -> None:
    line = after(find(d, "Holde kurs"), "Ansvarlig: Styret · Frist: 1. mai 2027 · Kostnad: 2 000 kr")
    line.style = d.styles["Oppfølging"]


def strategy_adapted(d: "docx.document.Document") -> None:
    say(find(d, "Prioritere verveinnsatsen"), "som i kommunal sektor og i Spekter helse", "som i barnehagene")


def adaptation_edited(d: "docx.document.Document") -> None:
    say(find(d, "Bygge klubber der"), "der vi er", "der vi ikke er")


def goal_adapted_again(d: "docx.document.Document") -> None:
    heading = next(p for p in d.paragraphs if "lønnsforskjeller hos oss" in p.text and p.style.name == "Heading 3")
    say(heading, "hos oss", "i hele kommunen")


def local_goal_added(d: "docx.document.Document") -> None:
    after(find(d, "Bruke planen"), "Spare strøm")


def white_field_filled(d: "docx.document.Document") -> None:
    heading = next(n for n, p in enumerate(d.paragraphs) if p.text.startswith("1.3 ") and p.style.name == "Heading 3")
    field = d.paragraphs[heading + 1]
    for run in field.runs[1:]:
        run._r.getparent().remove(run._r)
    field.runs[0].text = "Vi skal ha tillitsvalgte i alle barnehager."


def reason_changed(d: "docx.document.Document") -> None:
    say(find(d, "Ingen har deltid"), "Ingen har deltid", "Alle har hele stillinger")


def introduction_changed(d: "docx.document.Document") -> None:
    after(find(d, "Første avsnitt"), "Et nytt avsnitt.")


def quote_changed(d: "docx.document.Document") -> None:
    say(find(d, "Et sitat"), "fra vedtaket", "fra møteboka")


def goal_removed(d: "docx.document.Document") -> None:
    elements = list(d.element.body)
    start = next(p for p in d.paragraphs if p.text.startswith("2.1 ") and p.style.name == "Heading 3")._p
    stop = next(p for p in d.paragraphs if p.text.startswith("2.2 ") and p.style.name == "Heading 3")._p
    for element in elements[elements.index(start) : elements.index(stop)]:
        if element.tag == qn("w:p"):
            element.getparent().remove(element)


def meeting_moved(d: "docx.document.Document") -> None:
    say(find(d, "12. februar 2026"), "12. februar 2026", "5. mars 2026")


EDITS: dict[Callable[["docx.document.Document"], None], str] = {
    text_changed: "-        Vi skal opp i 30 prosent.\n+        Vi skal opp i 35 prosent.",
    action_changed: "-        - Besøke alle arbeidsplasser\n+        - Besøke hver arbeidsplass",
    point_added: "+        - 'Ringe rundt: før 1. mai'",
    point_added_in_text: "+        - flere fra private",
    action_removed: "-      - Ringe nye medlemmer",
    actions_swapped: "-      - Arrangere to medlemsmøter\n+      - Arrangere to medlemsmøter",
    row_deleted: "-  - område: Egen rad\n-    nå: Noe eget\n-    kort_sikt:\n-    lang_sikt: Langt fram",
    row_added: "+  - område: heltid\n+    nå: Ny\n+    kort_sikt: Nå\n+    lang_sikt:",
    cell_changed: "-    nå: Organisasjonsgraden er 25 %.\n+    nå: Organisasjonsgraden er 27 %.",
    cell_filled: "-    kort_sikt:\n+    kort_sikt: Kort fram",
    heading_retyped: "-      - Arrangere to medlemsmøter\n-      - Ringe nye medlemmer\n+      ordlyd: Bli fem prosent flere\n+      tiltak:\n"
    "+        - Arrangere to medlemsmøter\n+        - Ringe nye medlemmer\n-      - Lage verveplan\n+        - Lage verveplan",
    section_moved: "",
    local_goal_moved: "+      - Samle de unge\n-      - Samle de unge",
    insertion_tracked: "-        - Holde kurs\n+        - Holde kurs for alle nye",
    deletion_tracked: "-        - Besøke alle arbeidsplasser\n+        - Besøke arbeidsplasser",
    commented: "+    # Kari Nordmann: Hvem gjør dette? («Ringe nye medlemmer»)",
    deadline_changed: "-          frist: 2026-10-01\n+          frist: 2026-11-15",
    follow_up_added: "-        - Holde kurs\n+        - tiltak: Holde kurs\n+          ansvarlig: Styret\n+          frist: 2027-05-01\n+          kostnad: 2000",
    strategy_adapted: "+      verveinnsats:\n+        ordlyd: Prioritere verveinnsatsen på områder der den gir størst effekt, som i barnehagene",
    adaptation_edited: "-      klubber: {ordlyd: Bygge klubber der vi er}\n+      klubber: {ordlyd: Bygge klubber der vi ikke er}",
    goal_adapted_again: "-      ordlyd: Redusere lønnsforskjeller hos oss\n+      ordlyd: Redusere lønnsforskjeller i hele kommunen",
    local_goal_added: "+  - Spare strøm",
    white_field_filled: "-    tillitsvalgte_privat:\n+    tillitsvalgte_privat: Vi skal ha tillitsvalgte i alle barnehager.",
    reason_changed: "-    redusere_deltid: {utelatt: Ingen har deltid}\n+    redusere_deltid: {utelatt: Alle har hele stillinger}",
    introduction_changed: "+\n+  Et nytt avsnitt.",
    quote_changed: "-      > Et sitat fra vedtaket.\n+      > Et sitat fra møteboka.",
    goal_removed: "-    heltidskultur: |\n-      Bare tekst her.\n-\n-      > Et sitat fra vedtaket.",
    meeting_moved: "-årsmøte: 2026-02-12\n+årsmøte: 2026-03-05",
}


def changed_lines(diff: str) -> str:
    lines = diff.splitlines()[2:]
    return "\n".join(line for line in lines if line[:1] in "+-")


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.PROPOSAL], ids=str)
@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_edit_made_in_word_comes_back(
    change: Callable[["docx.document.Document"], None], stage: Stage, desk: Desk, rendered: Callable[..., bytes]
) -> None:
    edited = edit(rendered("docx", stage), change)
    assert changed_lines(desk.back(edited)) == EDITS[change]
    assert not desk.back(edited), "a second time there is nothing left to change"


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_edits_saved_by_libreoffice_come_back(tmp_path: Path, rendered: Callable[..., bytes]) -> None:
    (tmp_path / "word").mkdir()
    for change in EDITS:
        (tmp_path / "word" / f"{change.__name__}.docx").write_bytes(edit(rendered("docx", Stage.PROPOSAL), change))
    saved = through_libreoffice(sorted((tmp_path / "word").glob("*.docx")), tmp_path / "saved")
    for change in EDITS:
        diff = Desk(tmp_path / change.__name__).back(saved[change.__name__])
        assert changed_lines(diff) == EDITS[change], change.__name__


def through_libreoffice(documents: list[Path], folder: Path) -> dict[str, bytes]:
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], capture_output=True, timeout=300, check=True)
    return {path.stem: path.read_bytes() for path in folder.glob("*.docx")}


# Nothing is changed where nobody changed anything.


def saved_anew(content: bytes, kind: str) -> bytes:
    """The same document in other bytes, so that it is really read and compared."""
    if kind == "md":
        return content.replace(b"\n", b"\r\n")
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return made.getvalue()


def desk_of(plan: Path, folder: Path) -> Desk:
    desk = Desk(folder, plan.read_text("utf-8"), plan.stem)
    if (pictures := plan.with_suffix("")).is_dir():
        shutil.copytree(pictures, desk.plan.with_suffix(""))
    return desk


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_nothing_changed_nothing_comes_back(plan: Path, tmp_path: Path) -> None:
    desk = desk_of(plan, tmp_path / "sted")
    if any(found.severity.grave for found in checked(desk).findings):
        pytest.skip("it is not rendered")
    before = desk.plan.read_bytes()
    for stage in Stage:
        for kind in ("docx", "md"):
            content = desk.render(kind, stage)
            assert not desk.back(saved_anew(content, kind), kind)
            assert desk.plan.read_bytes() == before
            assert desk.render(kind, stage) == content


def checked(desk: Desk) -> Checked:
    return check_bytes(desk.plan.read_bytes(), desk.plan, desk.workspace, Settings(grave=True))


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_saving_in_libreoffice_changes_nothing(tmp_path: Path) -> None:
    desks = {}
    (tmp_path / "word").mkdir()
    for plan in PLANS:
        desk = desk_of(plan, tmp_path / plan.stem)
        if not any(found.severity.grave for found in checked(desk).findings):
            for stage in Stage:
                desks[f"{plan.stem}-{stage}"] = desk
                (tmp_path / "word" / f"{plan.stem}-{stage}.docx").write_bytes(desk.render("docx", stage))
    saved = through_libreoffice(sorted((tmp_path / "word").glob("*.docx")), tmp_path / "saved")
    for name, desk in desks.items():
        assert not desk.back(saved[name], write=False), name


LINES = st.lists(
    st.text(st.sampled_from("aå1.*_ -#>[]()|`~:&<\\\"'“–•"), min_size=1, max_size=25) | st.sampled_from(
        ["- punkt", "1. først", "2. så", "> sitat", "**viktig** sak", "Ansvarlig: Kari · Frist: 1. mai 2026", "| a | b |", "|---|---|",
         "Ikke fylt ut", "1.1.2 Tall", "```", "", "", "## Overskrift", "![]()", "[^1]", "  - dypere", "7. Lokale mål", "---"]
    ),
    min_size=1, max_size=6,
).map("\n".join)  # fmt: skip
WORDS = st.text(st.sampled_from("aå1 .*_-#:'\""), min_size=1, max_size=15)
ACTIONS = st.lists(
    LINES
    | st.fixed_dictionaries(
        {"tiltak": LINES},
        optional={
            "ansvarlig": WORDS,
            "frist": st.just("2026-10-01"),
            "kostnad": st.just("500"),
            "status": st.just("pågår"),
        },
    ),
    max_size=3,
)
GOALS = (
    LINES
    | ACTIONS
    | st.fixed_dictionaries({}, optional={"ordlyd": WORDS, "tekst": LINES, "tiltak": ACTIONS})
    | st.fixed_dictionaries({"utelatt": WORDS})
)
LOCAL = st.lists(
    WORDS | st.fixed_dictionaries({"mål": WORDS}, optional={"tekst": LINES, "tiltak": ACTIONS}), max_size=3
)
PLAN_DATA = st.fixed_dictionaries(
    {
        "strategiplan": st.just("2026-2027"),
        "fagforening": st.fixed_dictionaries({"navn": WORDS}),
        "språk": st.sampled_from(["nb", "nn"]),
        "fase": st.sampled_from([str(stage) for stage in Stage]),
        "handlingsplan": st.fixed_dictionaries(
            {"tariffmakt": st.fixed_dictionaries({}, optional={"organisasjonsgrad": GOALS, "yrkesaktive": GOALS, "lokale_mål": LOCAL,
             "strategier": st.fixed_dictionaries({"klubber": st.fixed_dictionaries({"ordlyd": WORDS})})})}
        ),
    },
    optional={
        "innledning": LINES,
        "nåsituasjon": st.lists(st.fixed_dictionaries({"område": WORDS | st.just("heltid")}, optional={"nå": LINES, "kort_sikt": LINES}), max_size=3),
        "lokale_mål": LOCAL,
    },
)  # fmt: skip


@given(PLAN_DATA, st.sampled_from(["docx", "md"]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_plan_says_nothing_changed_nothing_comes_back(data: dict[str, Any], kind: str) -> None:
    with TemporaryDirectory() as folder:
        text = "".join(f"{entry(key, value)}\n" for key, value in data.items())
        desk = Desk(Path(folder) / "sted", text)
        try:
            content = desk.render(kind)
        except StopError:
            return
        assert not desk.back(saved_anew(content, kind), kind)


# Markdown is edited as text.

TEXT_EDITS = [
    ("Vi skal opp i 30 prosent", "Vi skal opp i 35 prosent", EDITS[text_changed]),
    ("- flere unge\n", "- flere unge\n- flere fra private\n", EDITS[point_added_in_text]),
    ("Besøke alle arbeidsplasser\n", "Besøke alle arbeidsplasser\n- Ringe rundt: før 1. mai\n", EDITS[point_added]),
    ("1. oktober 2026", "15. november 2026", EDITS[deadline_changed]),
    ("#### 1.2 Øke tallet på yrkesaktive medlemmer med 1,5 prosent årlig", "#### Bli fem prosent flere", EDITS[heading_retyped]),
    ("Organisasjonsgraden er 25 %", "Organisasjonsgraden er 27 %", EDITS[cell_changed]),
    ("Et sitat fra vedtaket", "Et sitat fra møteboka", EDITS[quote_changed]),
    ("Første avsnitt i innledningen.\n", "Første avsnitt i innledningen.\n\nEt nytt avsnitt.\n", EDITS[introduction_changed]),
    ("Ingen har deltid", "Alle har hele stillinger", EDITS[reason_changed]),
    ("Bygge klubber der vi er", "Bygge klubber der vi ikke er", EDITS[adaptation_edited]),
    ("Bruke planen\n", "Bruke planen\n- Spare strøm\n", EDITS[local_goal_added]),
    ("12. februar 2026", "5. mars 2026", EDITS[meeting_moved]),
    ("hos oss\n", "i hele kommunen\n", EDITS[goal_adapted_again]),
]  # fmt: skip


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.PROPOSAL], ids=str)
@pytest.mark.parametrize(("old", "new", "expected"), TEXT_EDITS, ids=[case[1].strip()[:30] for case in TEXT_EDITS])
def test_edit_made_in_markdown_comes_back(
    old: str, new: str, expected: str, stage: Stage, desk: Desk, rendered: Callable[..., bytes]
) -> None:
    text = rendered("md", stage).decode()
    assert old in text
    edited = text.replace(old, new).encode()
    assert changed_lines(desk.back(edited, "md")) == expected
    assert not desk.back(edited, "md")


def test_white_field_filled_in_markdown(desk: Desk, rendered: Callable[..., bytes]) -> None:
    text = rendered("md", Stage.PROPOSAL).decode()
    made = text.replace("> Ikke fylt ut\n", "- Ha tillitsvalgte overalt\n- Kurse dem\n")
    expected = "+      - Ha tillitsvalgte overalt\n+      - Kurse dem"
    assert made != text
    assert changed_lines(desk.back(made.encode(), "md")) == expected


# The plan may have been changed since.


def test_other_parts_of_the_plan_may_have_changed(desk: Desk, rendered: Callable[..., bytes]) -> None:
    edited = edit(rendered("docx", Stage.PROPOSAL), text_changed)
    changed = (
        PLAN.replace("Ringe nye medlemmer", "Skrive til nye medlemmer").replace("25 %", "26 %").replace("Per", "Pål")
    )
    desk.plan.write_text(changed, "utf-8")
    assert changed_lines(desk.back(edited)) == EDITS[text_changed]
    assert desk.plan.read_text("utf-8") == changed.replace("30 prosent", "35 prosent")


@pytest.mark.parametrize("kind", ["docx", "md"])
@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_an_old_copy_that_nobody_edited_changes_nothing(
    kind: str, change: Callable[["docx.document.Document"], None], desk: Desk, rendered: Callable[..., bytes]
) -> None:
    desk.back(edit(rendered("docx", Stage.PROPOSAL), change))
    assert not desk.back(rendered(kind, Stage.PROPOSAL), kind)


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_the_same_part_changed_twice_is_a_conflict(kind: str, desk: Desk, rendered: Callable[..., bytes]) -> None:
    content = rendered(kind, Stage.PROPOSAL)
    edited = content.replace(b"30 prosent", b"35 prosent") if kind == "md" else edit(content, text_changed)
    changed = PLAN.replace("Holde kurs", "Holde to kurs")
    desk.plan.write_text(changed, "utf-8")
    with pytest.raises(StopError, match=r"prove\.yaml.*kom_tilbake.*1\.1"):
        desk.back(edited, kind)
    assert desk.plan.read_text("utf-8") == changed


def test_both_may_have_made_the_same_change(desk: Desk, rendered: Callable[..., bytes]) -> None:
    desk.plan.write_text(PLAN.replace("30 prosent", "35 prosent"), "utf-8")
    assert not desk.back(edit(rendered("docx", Stage.PROPOSAL), text_changed))


# Tracked changes, pictures, words without a place.


def both_tracked(d: "docx.document.Document") -> None:
    insertion_tracked(d)
    deletion_tracked(d)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ("accept", ["- Besøke arbeidsplasser", "- Holde kurs for alle nye"]),
        ("reject", []),
        ("all", ["- Besøke {--alle--} arbeidsplasser", "- Holde kurs {++for alle nye++}"]),
    ],
)
def test_tracked_changes(changes: str, expected: list[str], desk: Desk, rendered: Callable[..., bytes]) -> None:
    diff = desk.back(edit(rendered("docx", Stage.PROPOSAL), both_tracked), changes=changes)
    assert [line[1:].strip() for line in changed_lines(diff).splitlines() if line[0] == "+"] == expected


def test_pictures_stay_and_new_ones_come(tmp_path: Path) -> None:
    desk = desk_of(ROOT / "plans" / "sor_varanger.yaml", tmp_path / "sted")
    other = small_picture()

    def change(d: "docx.document.Document") -> None:
        say(find(d, "Arbeidsmiljøutvalg at"), "forslag", "alle forslag")
        new = after(find(d, "Bruke trepartssamarbeidet"), "Se her:")
        new.add_run().add_picture(BytesIO(other))

    diff = changed_lines(desk.back(edit(desk.render("docx"), change)))
    assert "amu-vedtak" not in diff
    assert "sor_varanger/bilde-1.png" in diff
    assert (desk.plan.parent / "sor_varanger" / "bilde-1.png").read_bytes() == other


def small_picture() -> bytes:
    def part(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    head = (2).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    parts = part(b"IHDR", head), part(b"IDAT", zlib.compress(b"\x00\x00\xff" * 2)), part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_words_without_a_place_are_kept(desk: Desk, rendered: Callable[..., bytes]) -> None:
    def change(d: "docx.document.Document") -> None:
        after(find(d, "Strategiplanen er landsstyrets"), "Dette mener vi om strategiplanen.")

    desk.back(edit(rendered("docx", Stage.PROPOSAL), change))
    assert desk.plan.read_text("utf-8").endswith("\n# Dette mener vi om strategiplanen.\n")


def test_a_new_heading_is_a_local_goal(desk: Desk, rendered: Callable[..., bytes]) -> None:
    text = rendered("md", Stage.PROPOSAL).decode()
    made = text.replace("#### 1.2 ", "#### Bli synlige\n\n- Stå på torget\n\n#### 1.2 ")
    expected = "+      - mål: Bli synlige\n+        tiltak:\n+          - Stå på torget"
    assert changed_lines(desk.back(made.encode(), "md")) == expected


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x7f", "\x9f", "\ufffe"])
def test_signs_that_no_plan_file_can_hold_are_left_out(sign: str, desk: Desk, rendered: Callable[..., bytes]) -> None:
    text = rendered("md", Stage.PROPOSAL).decode()
    edited = text.replace("Bruke planen", f"Bruke hele{sign} planen").replace("## ", f"Uten pl{sign}ass\n\n## ", 1)
    lines = changed_lines(desk.back(edited.encode(), "md")).splitlines()
    assert ("+  - Bruke hele planen" in lines, lines[-1]) == (True, "+# Uten plass")
    assert not desk.back(edited.encode(), "md")


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_other_breaks_of_lines_are_spaces(sign: str, desk: Desk, rendered: Callable[..., bytes]) -> None:
    text = rendered("md", Stage.PROPOSAL).decode()
    edited = text.replace("Vi skal opp i 30", f"Vi{sign}skal opp i 35").replace(
        "Bruke planen", f"Bruke hele{sign}planen"
    )
    expected = f"{EDITS[text_changed]}\n-  - Bruke planen\n+  - Bruke hele planen"
    assert changed_lines(desk.back(edited.encode(), "md")) == expected


@pytest.mark.parametrize("sign", ["\x85", "\u2028"])
def test_other_breaks_of_lines_in_the_plan_stay_where_they_are(sign: str, tmp_path: Path) -> None:
    """In YAML 1.2 they break no line: neither in a text that gets a point, nor in a list that moves in."""
    text = PLAN.replace("Det følges", f"Det{sign}følges").replace("Arrangere to", f"Arrangere{sign}to")
    desk = Desk(tmp_path / "sted", text)
    content = desk.render("docx", Stage.PROPOSAL)
    desk.back(edit(content, point_added_in_text))
    assert desk.plan.read_text("utf-8") == text.replace("- flere unge\n", "- flere unge\n        - flere fra private\n")
    desk.plan.write_bytes(text.encode())
    desk.back(edit(content, heading_retyped))
    assert f"        - Arrangere{sign}to medlemsmøter\n".encode() in desk.plan.read_bytes()


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_the_plan_file_stays_as_it_is_written(end: str, tmp_path: Path, rendered: Callable[..., bytes]) -> None:
    desk = Desk(tmp_path / "sted")
    desk.plan.write_bytes(("\ufeff" + PLAN.replace("\n", end)).encode())
    desk.back(edit(rendered("docx", Stage.PROPOSAL), text_changed))
    expected = PLAN.replace("30 prosent", "35 prosent").replace("\n", end)
    assert desk.plan.read_bytes() == ("\ufeff" + expected).encode()


def test_a_document_that_lost_its_properties_is_known_by_its_bookmarks(
    desk: Desk, rendered: Callable[..., bytes]
) -> None:
    made = BytesIO()
    content = edit(rendered("docx", Stage.PROPOSAL), text_changed)
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"hplan-", b"other-"))
    document = recognise(desk.folder / "prove.docx", made.getvalue())
    assert document
    assert document.identity is None
    assert (
        changed_lines(update(document, plan_of(document, desk.workspace), desk.workspace).diff) == EDITS[text_changed]
    )


FOLDED = """\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Prøve, fylkeskrets: Akershus}
språk: nb
fase: innstilling
årsmøte: 2026-02-12
innledning:
  Første avsnitt
  i innledningen.

  Andre avsnitt.
handlingsplan:
  heltid:
    heltidskultur: >
      Tredje avsnitt
      går videre.

      Fjerde avsnitt.
    pensjon: "Femte avsnitt.

      Sjette avsnitt."
    redusere_deltid: |
      a) Niende linje
      b) Tiende linje
      – Ellevte linje
    lonnsforskjeller:
      - Sjuende
        del.

        Åttende avsnitt.
"""


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_paragraphs_of_texts_that_yaml_folds(kind: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, FOLDED)
    made = desk.render(kind)
    assert desk.back(made, kind) == ""
    if kind == "md":
        lines = made.decode().split("\n")
        assert all(f"{nth} avsnitt." in "\n".join(lines) for nth in ("Andre", "Fjerde", "Sjette", "Åttende"))
        desk.back("\n".join(lines).replace("e avsnitt.", "e, endret.").replace("b) T", "b) Ny t").encode(), kind)
    else:
        paragraphs = [paragraph.text.strip() for paragraph in docx.Document(BytesIO(made)).paragraphs]
        assert {"Andre avsnitt.", "Fjerde avsnitt.", "Sjette avsnitt.", "Åttende avsnitt."} <= set(paragraphs)

        def change(d: "docx.document.Document") -> None:
            for nth in ("Andre", "Fjerde", "Femte", "Sjette", "Åttende"):
                say(find(d, f"{nth} avsnitt."), "e avsnitt", "e, endret")
            say(find(d, "Tiende linje"), "b) T", "b) Ny t")

        desk.back(edit(made, change), kind)
    plan = checked(desk).plan
    assert plan
    assert plan.introduction
    assert plan.introduction.value == "Første avsnitt i innledningen.\n\nAndre, endret."
    goals = plan.areas["heltid"].goals
    assert [text.value if (text := goals[name].text) else "" for name in ("heltidskultur", "pensjon")] == [
        "Tredje avsnitt går videre.\n\nFjerde, endret.",
        "Femte, endret.\n\nSjette, endret.",
    ]
    assert [action.text and action.text.value for action in goals["lonnsforskjeller"].actions] == [
        "Sjuende del.\n\nÅttende, endret."
    ]
    lettered = goals["redusere_deltid"].text
    assert lettered
    assert [line.rstrip(" \\") for line in lettered.value.split("\n")] == [
        "a) Niende linje",
        "b) Ny tiende linje",
        "– Ellevte linje",
    ]


def test_other_documents_are_none_of_ours(tmp_path: Path) -> None:
    made = BytesIO()
    docx.Document().save(made)
    assert recognise(tmp_path / "x.docx", made.getvalue()) is None
    assert recognise(tmp_path / "x.md", b"# Handlingsplan\n") is None


def repacked(content: bytes, **changed: Callable[[str], str]) -> bytes:
    """A DOCX with some of its parts written otherwise; parts are named by their file's first name."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w") as new:
        for info in old.infolist():
            name = info.filename.rpartition("/")[2]
            change = changed.get(name.removesuffix(".xml")) if name.endswith(".xml") else None
            said = old.read(info.filename)
            new.writestr(info, change(said.decode()).encode() if change else said)
    return packed.getvalue()


def test_a_footnote_from_word_stands_above_its_goal(desk: Desk, rendered: Callable[..., bytes]) -> None:
    words, note = (
        "Besøke alle arbeidsplasser</w:t></w:r>",
        "<w:p><w:r><w:t>Spør Kari først</w:t></w:r></w:p></w:footnote>",
    )
    edited = repacked(
        rendered("docx", Stage.PROPOSAL),
        document=lambda xml: xml.replace(words, f'{words}<w:r><w:footnoteReference w:id="77"/></w:r>', 1),
        footnotes=lambda xml: xml.replace("</w:footnotes>", f'<w:footnote w:id="77">{note}</w:footnotes>'),
    )
    diff = desk.back(edited)
    assert [line for line in diff.splitlines() if line.startswith("+ ")] == [
        "+    # Fotnote: Spør Kari først («Besøke alle arbeidsplasser»)"
    ]
    assert desk.back(edited) == ""


def test_a_row_whose_key_is_written_in_two_signs(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "nfd", PLAN.replace("nå:", "na\u030a:").replace("område:", "omra\u030ade:"))
    edited = edit(desk.render("docx", Stage.PROPOSAL), cell_changed)
    desk.back(edited)
    checked = check_bytes(desk.plan.read_bytes(), desk.plan, desk.workspace, Settings())
    assert not [finding for finding in checked.findings if finding.code == "HP012"]
    assert "27 %" in desk.plan.read_text("utf-8")


@pytest.mark.parametrize(
    ("part", "said"),
    [("document", "ødelagt.docx is broken"), ("custom", "ødelagt.docx was made of the plan “ødelagt”")],
)
def test_a_broken_document_of_ours_stops_no_other(
    part: str, said: str, desk: Desk, rendered: Callable[..., bytes], run: Run
) -> None:
    content = rendered("docx", Stage.PROPOSAL)
    (desk.folder / "hel.docx").write_bytes(edit(content, text_changed))
    (desk.folder / "ødelagt.docx").write_bytes(repacked(content, **{part: lambda xml: xml[: len(xml) // 2]}))
    result = run("import", "ødelagt.docx", "hel.docx", "--yes", cwd=desk.folder)
    assert result.returncode == 2, result.stderr
    assert said in result.stderr
    assert "internal fault" not in result.stderr
    assert "35 prosent" in desk.plan.read_text("utf-8")


def test_a_refused_update_leaves_no_picture(tmp_path: Path, desk: Desk) -> None:
    os.link(desk.plan, tmp_path / "annet-navn.yaml")  # which --fix and import do not part
    change = Update(desk.plan, desk.plan.read_bytes(), b"x", pictures={desk.plan.parent / "prove/bilde-1.png": PNG})
    with pytest.raises(RefusedError):
        change.write()
    assert not (desk.plan.parent / "prove").exists()
