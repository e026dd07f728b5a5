"""Documents that hplan rendered, taken back after people edited them: what they edited comes back, and nothing else."""

import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hplan.core.check import check_bytes
from hplan.core.document.pandoc import Pandoc
from hplan.core.incoming.returned.update import plan_of, recognise, update
from hplan.core.incoming.returned.yaml_patch import patch, read
from hplan.core.render import Order, Source, render_plan
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from hplan.model.plan import Stage

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
