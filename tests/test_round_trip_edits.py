"""More of what real people do to a document: in Word, in LibreOffice that saves it as ODT, and twice over."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from hplan.core.incoming.returned.recognise import recognise
from hplan.model.plan import Stage
from tests.test_round_trip import (
    EDITS,
    PLANS,
    SOFFICE,
    Desk,
    Run,
    after,
    both_tracked,
    changed_lines,
    checked,
    commented,
    desk_of,
    drop,
    edit,
    find,
    rendered,
    say,
    text_changed,
)

__all__ = ["rendered"]
Word = "docx.document.Document"
needs_soffice = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sted")


def heading(d: Word, start: str, level: int = 3) -> Paragraph:
    return next(p for p in d.paragraphs if start in p.text and p.style.name == f"Heading {level}")


def bare(paragraph: Paragraph) -> Paragraph:
    """A paragraph as it comes from another document: without its list, its style and its indent."""
    for properties in paragraph._p.findall(qn("w:pPr")):
        paragraph._p.remove(properties)
    return paragraph


# Each edit, and what it comes to: lines of the difference.


def point_split(d: Word) -> None:
    say(find(d, "Besøke alle"), " arbeidsplasser", "")
    after(find(d, "Besøke alle"), "arbeidsplasser")


def points_merged(d: Word) -> None:
    find(d, "Ringe nye").add_run(" og lage verveplan")
    drop(find(d, "Lage verveplan"))


def pasted(d: Word) -> None:
    bare(after(find(d, "Besøke alle"), "Limt inn fra et annet sted"))


def typed_before_a_point(d: Word) -> None:
    """Right behind the number, where Word makes what is typed look as the number does."""
    find(d, "Besøke alle").runs[0].text += "Først: "


def heading_made_text(d: Word) -> None:
    heading(d, "1.2 ").style = d.styles["Normal"]


def heading_made_larger(d: Word) -> None:
    heading(d, "1.2 ").style = d.styles["Heading 2"]


def goal_moved_to_another_area(d: Word) -> None:
    elements, target = list(d.element.body), heading(d, "2.2 ")._p
    start, stop = (elements.index(heading(d, number)._p) for number in ("1.2 ", "1.3 "))
    for element in elements[start - 1 : stop - 1]:
        target.addprevious(element)


def area_renamed(d: Word) -> None:
    say(heading(d, "Tariffmakt", 2), "Tariffmakt", "Makt")


def national_goal_edited(d: Word) -> None:
    """In the list of national goals, which is nobody's answer."""
    next(p for p in d.paragraphs if p.text.startswith("Øke organisasjonsgraden")).add_run(" kraftig")


def written_under_a_strategy(d: Word) -> None:
    after(find(d, "Prioritere verveinnsatsen"), "Det gjør vi hver høst.")


def adaptation_deleted(d: Word) -> None:
    say(find(d, "Bygge klubber der"), "Bygge klubber der vi er", "")


def column_added(d: Word) -> None:
    d.tables[0].add_column(1000)
    d.tables[0].rows[0].cells[-1].text = "Ansvar"
    d.tables[0].rows[1].cells[-1].text = "Nils"


def row_of_own_added(d: Word) -> None:
    for cell, text in zip(d.tables[0].add_row().cells, ("Ny rad", "Slik er det", "Kort", "Langt"), strict=False):
        cell.text = text


def above_the_table(d: Word) -> None:
    bare(after(find(d, "I arbeidet med å utforme"), "Styret fylte ut tabellen i mai."))


def said_behind_a_cost(d: Word) -> None:
    find(d, "Ansvarlig: Kari").add_run(" · Husk å ringe")


def said_before_who(d: Word) -> None:
    run = find(d, "Ansvarlig: Kari").runs[0]
    run.text = f"Viktig! {run.text}"


def line_without_labels(d: Word) -> None:
    line = find(d, "Ansvarlig: Kari")
    for run in line.runs[1:]:
        run._r.getparent().remove(run._r)
    line.runs[0].text = "Kari Olsen gjør det før jul"


def cost_roughly(d: Word) -> None:
    run = next(run for run in find(d, "Ansvarlig: Kari").runs if "15" in run.text)
    run.text = re.sub(r"15.000.kr", "ca. 20 000 kr", run.text)


def local_goals_gone(d: Word) -> None:
    drop(find(d, "Bruke planen"))
    drop(find(d, "Holde orden"))


def date_in_words(d: Word) -> None:
    say(find(d, "12. februar 2026"), "12. februar 2026", "en gang i mars")


def branch_renamed(d: Word) -> None:
    say(find(d, "Fagforbundet Prøve ·"), "Fagforbundet Prøve", "Fagforbundet Prøven")


def action_moved_to_an_empty_goal(d: Word) -> None:
    heading(d, "1.3 ")._p.addnext(find(d, "Holde kurs")._p)


def introduction_renamed(d: Word) -> None:
    say(heading(d, "Innledning", 1), "Innledning", "Velkommen")


def at_the_end(d: Word) -> None:
    bare(after(d.paragraphs[-1], "Takk for oss."))


def cells_merged(d: Word) -> None:
    row = next(row for row in d.tables[0].rows if "Egen rad" in row.cells[0].text)
    row.cells[1].merge(row.cells[2])


def text_box(d: Word) -> None:
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p>'
        "<w:r><w:t>I en boks</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    find(d, "Holde kurs")._p.append(box)


def comment(*lines: str) -> str:
    return "\n".join(["+", "+# Fra dokumentet, uten plass i planen:", *(f"+# {line}" for line in lines)])


MORE: dict[Callable[[Word], None], str] = {
    point_split: "-        - Besøke alle arbeidsplasser\n+        - Besøke alle\n+        - arbeidsplasser",
    points_merged: "-      - Ringe nye medlemmer\n+      - Ringe nye medlemmer og lage verveplan\n-      - Lage verveplan",
    pasted: "-        - Besøke alle arbeidsplasser\n+        - |\n+          Besøke alle arbeidsplasser\n+\n"
    "+          Limt inn fra et annet sted",
    typed_before_a_point: "-        - Besøke alle arbeidsplasser\n+        - 'Først: Besøke alle arbeidsplasser'",
    heading_made_text: "",
    heading_made_larger: "",
    goal_moved_to_another_area: "",
    area_renamed: comment("1. Makt og organisasjonsbygging"),
    national_goal_edited: comment("Øke organisasjonsgraden i kommunal sektor og i Spekter helse kraftig"),
    written_under_a_strategy: comment("Det gjør vi hver høst."),
    adaptation_deleted: "-    strategier:\n-      klubber: {ordlyd: Bygge klubber der vi er}",
    column_added: comment("Ansvar", "Nils"),
    row_of_own_added: "+  - område: Ny rad\n+    nå: Slik er det\n+    kort_sikt: Kort\n+    lang_sikt: Langt",
    above_the_table: comment("Styret fylte ut tabellen i mai."),
    said_behind_a_cost: "+          resultat: Husk å ringe",
    said_before_who: "+          resultat: Viktig!",
    line_without_labels: "+          resultat: Kari Olsen gjør det før jul",
    cost_roughly: "-          kostnad: 15000\n+          kostnad: ca. 20 000 kr",
    local_goals_gone: "-  - Bruke planen\n-  - Holde orden",
    date_in_words: comment("Årsmøte en gang i mars"),
    branch_renamed: "-fagforening: {navn: Fagforbundet Prøve, fylkeskrets: Akershus}   # to navn\n"
    "+fagforening: {navn: Fagforbundet Prøven, fylkeskrets: Akershus}   # to navn",
    action_moved_to_an_empty_goal: "-        - Holde kurs\n+      - Holde kurs",
    introduction_renamed: comment("Velkommen"),
    cells_merged: "",
    text_box: "-        - Holde kurs\n+        - |\n+          Holde kurs\n+\n+          I en boks",
    at_the_end: comment("Takk for oss."),
}


@pytest.mark.parametrize("stage", [Stage.PROPOSAL, Stage.ADOPTED], ids=str)
@pytest.mark.parametrize("change", MORE, ids=lambda change: change.__name__)
def test_what_people_do_comes_back_once(
    change: Callable[[Word], None], stage: Stage, desk: Desk, rendered: Callable[..., bytes]
) -> None:
    edited = edit(rendered("docx", stage), change)
    assert changed_lines(desk.back(edited)) == MORE[change]
    before = desk.plan.read_bytes()
    assert not desk.back(edited), "what is in the plan already is no conflict"
    assert desk.plan.read_bytes() == before


def test_names_are_signed_as_comments(desk: Desk, rendered: Callable[..., bytes]) -> None:
    edited = edit(rendered("docx", Stage.ADOPTED), lambda d: find(d, "Leder").add_run(" Kari Nordmann"))
    assert changed_lines(desk.back(edited)) == comment("Leder Kari Nordmann")
    assert not desk.back(edited)


def test_a_row_put_into_the_table_that_counts(desk: Desk, rendered: Callable[..., bytes]) -> None:
    edited = edit(rendered("docx", Stage.EVALUATION), row_of_own_added)
    assert changed_lines(desk.back(edited)) == comment("Ny rad", "Slik er det", "Kort", "Langt")
    assert not desk.back(edited)


def test_a_plan_that_has_the_change_already_is_no_conflict(desk: Desk, rendered: Callable[..., bytes]) -> None:
    """And what was changed elsewhere in it since stays."""
    edited = edit(rendered("docx", Stage.PROPOSAL), line_without_labels)
    desk.back(edited)
    desk.plan.write_text(desk.plan.read_text("utf-8").replace("Ringe nye", "Skrive til nye"), "utf-8")
    before = desk.plan.read_bytes()
    assert not desk.back(edited)
    assert desk.plan.read_bytes() == before


def test_a_second_import_says_that_nothing_differs(desk: Desk, rendered: Callable[..., bytes], run: Run) -> None:
    (desk.folder / "x.docx").write_bytes(edit(rendered("docx", Stage.PROPOSAL), pasted))
    assert run("import", "x.docx", "--yes", cwd=desk.folder).returncode == 0
    again = run("import", "x.docx", "--yes", cwd=desk.folder)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "x.docx: nothing in it differs from plans/prove.yaml\n"


# Saved as ODT.


def as_odt(documents: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "odt", "--outdir", str(folder)]
    words = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, *words], capture_output=True, timeout=300, check=True)
    return {name: (folder / f"{name}.odt").read_bytes() for name in documents}


@needs_soffice
def test_edits_saved_as_odt_come_back(tmp_path: Path, rendered: Callable[..., bytes]) -> None:
    expected = EDITS | MORE
    names = {change.__name__: change for change in expected}
    saved = as_odt(
        {name: edit(rendered("docx", Stage.PROPOSAL), change) for name, change in names.items()}, tmp_path / "saved"
    )
    for name, change in names.items():
        desk = Desk(tmp_path / name)
        assert changed_lines(desk.back(saved[name], "odt")) == expected[change], name
        assert not desk.back(saved[name], "odt"), name


@needs_soffice
def test_saving_as_odt_changes_nothing(tmp_path: Path) -> None:
    desks = {plan.stem: desk_of(plan, tmp_path / plan.stem) for plan in PLANS}
    desks = {
        name: desk for name, desk in desks.items() if not any(found.severity.grave for found in checked(desk).findings)
    }
    documents = {f"{name}.{stage}": desk.render("docx", stage) for name, desk in desks.items() for stage in Stage}
    for name, content in as_odt(documents, tmp_path / "saved").items():
        assert not desks[name.partition(".")[0]].back(content, "odt", write=False), name


def paragraph_put_in(d: Word) -> None:
    put_in, end = OxmlElement("w:ins"), OxmlElement("w:ins")
    paragraph = find(d, "Holde kurs")
    run = after(paragraph, "Ny linje").runs[0]._r
    run.addprevious(put_in)
    put_in.append(run)
    _end_of(paragraph).append(end)
    _signed(put_in, end)


def paragraph_taken_out(d: Word) -> None:
    paragraph, end = find(d, "Ringe nye"), OxmlElement("w:del")
    for run in paragraph._p.findall(qn("w:r")):
        gone = OxmlElement("w:del")
        run.addprevious(gone)
        gone.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
            text.set(qn("xml:space"), "preserve")
        _signed(gone)
    _end_of(paragraph).append(end)
    _signed(end)


def _end_of(paragraph: Paragraph) -> OxmlElement:
    made = OxmlElement("w:rPr")
    paragraph._p.get_or_add_pPr().append(made)
    return made


def _signed(*changes: OxmlElement) -> None:
    for n, change in enumerate(changes):
        change.set(qn("w:id"), f"95{n}")
        change.set(qn("w:author"), "Kari")


TRACKED = {
    both_tracked: (
        "-        - Besøke alle arbeidsplasser\n+        - Besøke arbeidsplasser\n"
        "-        - Holde kurs\n+        - Holde kurs for alle nye",
        "-        - Besøke alle arbeidsplasser\n+        - Besøke {--alle--} arbeidsplasser\n"
        "-        - Holde kurs\n+        - Holde kurs {++for alle nye++}",
    ),
    paragraph_put_in: ("+        - Ny linje", "+        - '{++Ny linje++}'"),
    paragraph_taken_out: (
        "-      - Ringe nye medlemmer",
        "-      - Ringe nye medlemmer\n+      - '{--Ringe nye medlemmer--}'",
    ),
}


@pytest.mark.parametrize("kind", ["docx", pytest.param("odt", marks=needs_soffice)])
def test_tracked_changes_of_whole_paragraphs(kind: str, tmp_path: Path, rendered: Callable[..., bytes]) -> None:
    documents = {change.__name__: edit(rendered("docx", Stage.PROPOSAL), change) for change in TRACKED}
    documents = as_odt(documents, tmp_path / "saved") if kind == "odt" else documents
    for change, (accepted, both) in TRACKED.items():
        for changes, expected in (("accept", accepted), ("reject", ""), ("all", both)):
            desk = Desk(tmp_path / f"{change.__name__}-{changes}")
            diff = desk.back(documents[change.__name__], kind, changes)
            assert changed_lines(diff) == expected, (change.__name__, changes)


@needs_soffice
def test_comments_and_names_survive_in_an_odt(tmp_path: Path, desk: Desk, rendered: Callable[..., bytes]) -> None:
    saved = as_odt({"x": edit(rendered("docx", Stage.PROPOSAL), commented)}, tmp_path / "saved")["x"]
    document = recognise(tmp_path / "x.odt", saved)
    assert document
    assert document.identity
    assert document.identity.plan == "prove"
    assert changed_lines(desk.back(saved, "odt")) == EDITS[commented]
    assert not desk.back(saved, "odt")


@needs_soffice
def test_an_odt_of_ours_makes_no_second_plan(
    tmp_path: Path, desk: Desk, rendered: Callable[..., bytes], run: Run
) -> None:
    saved = as_odt({"x": edit(rendered("docx", Stage.PROPOSAL), text_changed)}, tmp_path / "saved")["x"]
    (desk.folder / "Handlingsplan ny.odt").write_bytes(saved)
    result = run("import", "Handlingsplan ny.odt", "--yes", cwd=desk.folder)
    assert result.returncode == 0, result.stderr
    assert "35 prosent" in desk.plan.read_text("utf-8")
    assert [path.name for path in (desk.folder / "plans").glob("*.yaml")] == ["prove.yaml"]
