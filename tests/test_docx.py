"""The DOCX as Word and a screen reader take it: its parts validate, its styles and lists are true, and it asks nothing."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from hplan.core.checking.check import check_plan
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.model.plan import Stage
from tests.conftest import ROOT, Run

PICTURE = (ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes()
HEAD = 'strategiplan: "2026-2027"\nfagforening: {navn: "A & B <Ås>", fylkeskrets: Akershus}\nårsmøte: 2026-02-12\n'
LONG = " ".join(f"ord{n}" for n in range(900))
# A bit of all that a text may hold, where a reader would not look for it.
EVERYTHING = (
    HEAD
    + f"""\
nåsituasjon:
  - område: heltid
    nå: Kort
  - område: digitalisering
    nå: {LONG}
    kort_sikt: |
      # Overskrift i en rute

      - punkt

        | a | b |
        |---|---|
        | c | d |
handlingsplan:
  heltid:
    heltidskultur:
      - Først
      - tiltak: |
          Så ~~det~~ *her*

          og mer av det
        frist: 2026-10-01
        ansvarlig: Styret
    redusere_deltid:
      tekst: |
        Fotnote[^1] og [lenke](https://example.org/?a=1&b=2)

        > sitat
        >
        > 1. en
        >    - under

            kode & <tegn>

        [^1]: Under streken
      tiltak: [En, To, Tre, Fire]
    pensjon: |
      ![Et vedtak](p.png)
    lokale_mål:
      - mål: Eget mål
        tekst: Med tekst
        tiltak: [Og tiltak]
"""
)


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


def render(
    source: str, pandoc: Pandoc, folder: Path, stage: Stage = Stage.PROPOSAL, *, portrait: bool = False
) -> bytes:
    (folder / "p.png").write_bytes(PICTURE)
    workspace = Workspace(folder, True)
    checked = check_plan(source.encode(), "p.yaml", workspace)
    assert [finding for finding in checked.findings if finding.severity.grave] == []
    order = Order(("docx",), folder / "build", stage, portrait)
    return render_plan(Source(checked, "p", folder, workspace), order, pandoc).documents[0]


def part(docx: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read(name).decode()


def headers(docx: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(docx))
    return "".join(archive.read(name).decode() for name in sorted(archive.namelist()) if "/header" in name)


def faults(docx: bytes, folder: Path) -> list[str]:
    audit = pytest.importorskip("openxml_audit")
    (folder / "audited.docx").write_bytes(docx)
    return [str(error) for error in audit.OpenXmlValidator().validate(folder / "audited.docx").errors]


def test_a_picture_without_words_has_none_made_up(pandoc: Pandoc, tmp_path: Path) -> None:
    """It is not called ornament either, for nobody said so: `hplan check` asks for the words, and so does Word."""
    for given, shown in (("Et «vedtak» & mer", "Et «vedtak» & mer"), ("", "")):
        docx = render(HEAD + f"innledning: '![{given}](p.png)'\n", pandoc, tmp_path)
        (picture,) = Document(io.BytesIO(docx)).element.body.iter(qn("wp:docPr"))
        assert picture.get("descr") == shown
        assert "decorative" not in part(docx, "word/document.xml")
        assert "picture-0" not in part(docx, "word/document.xml").replace('r:embed="picture-0"', "")


def test_no_page_has_two_lines_alone(pandoc: Pandoc, tmp_path: Path) -> None:
    document = Document(io.BytesIO(render(EVERYTHING, pandoc, tmp_path, Stage.PROPOSAL)))
    form = next(n for n, p in enumerate(document.paragraphs) if p.text.startswith("Endringsforslag"))
    assert [bool(p.paragraph_format.keep_with_next) for p in document.paragraphs[form - 4 : form]] == 3 * [True] + [
        False
    ]


@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize("stage", Stage)
def test_every_part_validates(stage: Stage, portrait: bool, pandoc: Pandoc, tmp_path: Path) -> None:
    for source in (EVERYTHING, HEAD + "språk: nn\n", (ROOT / "tests/model_plans/evaluering.yaml").read_text("utf-8")):
        assert faults(render(source, pandoc, tmp_path, stage, portrait=portrait), tmp_path) == []


def test_the_validator_finds_what_word_would_not_take(pandoc: Pandoc, tmp_path: Path) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(render(HEAD, pandoc, tmp_path))) as made, zipfile.ZipFile(broken, "w") as target:
        for name in made.namelist():
            content = made.read(name)
            if name == "word/document.xml":  # a style after what has to follow it
                content = content.replace(b'<w:pStyle w:val="TOCHeading" /><w:pageBreakBefore />', b'<w:pageBreakBefore /><w:pStyle w:val="TOCHeading" />')  # fmt: skip
                assert content != made.read(name)
            target.writestr(name, content)
    assert len(faults(broken.getvalue(), tmp_path)) == 1


def test_contents_are_filled_in_and_word_asks_nothing(pandoc: Pandoc, tmp_path: Path) -> None:
    for language, title in (("nb", "Innhold"), ("nn", "Innhald")):
        docx = render(EVERYTHING + f"språk: {language}\n", pandoc, tmp_path)
        document = Document(io.BytesIO(docx))
        lines = [p for p in document.element.body.iter(qn("w:p")) if p.style and p.style.lower().startswith("toc")]
        texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in lines]
        headings = [p for p in document.paragraphs if p.style and p.style.name in ("Heading 1", "Heading 2")]
        assert texts == [title, *(p.text for p in headings)]
        anchors = [link.get(qn("w:anchor")) for p in lines for link in p.iter(qn("w:hyperlink"))]
        assert len(anchors) == len(headings)
        assert set(anchors) <= {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
        marks = [char.get(qn("w:fldCharType")) for p in lines for char in p.iter(qn("w:fldChar"))]
        assert marks == ["begin", "separate", "end"]
        assert "w:dirty" not in part(docx, "word/document.xml")
        assert "updateFields" not in part(docx, "word/settings.xml")


def test_a_heading_in_the_contents_holds_nothing_that_may_stand_only_once(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    template = "::: contents\nInnhold\n:::\n\n# {{ plan.name }} { #a }\n\n## Uten *anker*\n\n### Tre { #b }\n"
    (tmp_path / "templates/handlingsplan.md.j2").write_text(template, "utf-8")
    name = "[Ås](https://example.org)[^1] ![Merke](p.png)\n\n    [^1]: Note\n"
    docx = render(
        HEAD.replace('{navn: "A & B <Ås>", fylkeskrets: Akershus}', f"\n  navn: |\n    {name}"), pandoc, tmp_path
    )
    document = Document(io.BytesIO(docx))
    texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]
    assert texts == ["Innhold", "Ås Merke", "Uten anker", "Ås ", "Uten anker", "Tre"]
    assert len(document.inline_shapes) == 1
    assert faults(docx, tmp_path) == []


def test_header_and_footer(pandoc: Pandoc, tmp_path: Path) -> None:
    for stage, words in ((Stage.DRAFT, "Utkast"), (Stage.ADOPTED, "Vedtatt")):
        docx = render(HEAD, pandoc, tmp_path, stage)
        section = Document(io.BytesIO(docx)).sections[0]
        assert section.header.paragraphs[0].text == f"A & B <Ås>\tHandlingsplan 2026–2027 · {words}"
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == ""
        footer = "".join(t.text for t in section.footer._element.iter(qn("w:t")))
        assert footer == "side 1 av 1"
        fields = [field.get(qn("w:instr")).strip() for field in section.footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        facts = Document(io.BytesIO(docx)).core_properties
        assert (facts.author, facts.title) == ("A & B <Ås>", "Handlingsplan 2026–2027")


def test_only_a_draft_is_stamped(pandoc: Pandoc, tmp_path: Path) -> None:
    for stage in Stage:
        made = headers(render(HEAD, pandoc, tmp_path, stage))
        assert made.count('string="UTKAST"') == made.count("<w:pict>") == (2 if stage is Stage.DRAFT else 0)
        assert "{" not in made


def test_a_header_of_ones_own_names_the_same(pandoc: Pandoc, tmp_path: Path) -> None:
    """Word cuts what is typed in runs where it likes."""
    (tmp_path / "templates").mkdir()
    cut = "<w:r><w:t>{fylkes</w:t></w:r><w:proofErr w:type='spellEnd'/><w:r><w:t>krets} {ukjent} {årsmøte}</w:t></w:r>"
    with (
        zipfile.ZipFile(ROOT / "templates/reference.docx") as shipped,
        zipfile.ZipFile(tmp_path / "templates/reference.docx", "w") as target,
    ):
        for name in shipped.namelist():
            content = shipped.read(name).decode("utf-8") if name.endswith(".xml") else ""
            content = content.replace("<w:t>{fagforening}</w:t>", f"<w:t>{{periode}}</w:t></w:r>{cut}<w:r>")
            target.writestr(name, content.encode() or shipped.read(name))
    docx = render(HEAD, pandoc, tmp_path)
    header = Document(io.BytesIO(docx)).sections[0].header.paragraphs[0].text
    assert header == "2026–2027Akershus {ukjent} 12. februar 2026\tHandlingsplan 2026–2027 · Innstilling"
    assert faults(docx, tmp_path) == []


def test_numbered_points_are_points_of_a_list_that_hang_by_their_numbers(pandoc: Pandoc, tmp_path: Path) -> None:
    document = Document(io.BytesIO(render(EVERYTHING, pandoc, tmp_path)))
    points = [p for p in document.paragraphs if p.style and p.style.name == "Punkt"]
    assert [p.text.replace(" \t", "|") for p in points] == [
        "2.1.1|Først", "2.1.2|Så det her", "2.2.1|Fotnote og lenke", "2.2.2|En", "2.2.3|To", "2.2.4|Tre", "2.2.5|Fire",
        "2.4.1|", "2.5|Eget mål", "2.5.1|Med tekst", "2.5.2|Og tiltak",
    ]  # fmt: skip
    lists: Any = [p._p.pPr.numPr for p in points]
    assert {number.numId.val for number in lists} == {1}
    assert [number.ilvl.val for number in lists] == 9 * [0] + 2 * [1]
    level = document.part.numbering_part.element.find(
        f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='1']/{qn('w:lvl')}"
    )
    assert level is not None
    assert level.find(qn("w:lvlText")).get(qn("w:val")) == ""
    kept = {p.text.split("\t")[1]: bool(p.paragraph_format.keep_with_next) for p in points}
    assert kept["En"]
    assert not kept["To"]
    assert kept["Tre"]
    assert not kept["Fire"]
    inside = next(p for p in document.paragraphs if p.text == "og mer av det")
    assert inside.paragraph_format.left_indent.twips == 720  # type: ignore[union-attr]
    assert inside._p.pPr.numPr is None  # type: ignore[union-attr]


def test_nothing_keeps_with_a_table(pandoc: Pandoc, tmp_path: Path) -> None:
    """LibreOffice 7.4 loses rows of it then."""
    table = "          Se:\n\n          | a | b |\n          |---|---|\n          | c | d |\n"
    actions = f"    pensjon:\n      - |\n{table}      - |\n{table}      - Til slutt\n"
    docx = render(HEAD + f"handlingsplan:\n  heltid:\n{actions}", pandoc, tmp_path)
    body = Document(io.BytesIO(docx)).element.body
    before = [table.getprevious() for table in body.iter(qn("w:tbl"))]
    assert ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in before] == ["2.4.1 Se:", "2.4.2 Se:"]
    assert [p.find(f".//{qn('w:keepNext')}") for p in before] == [None, None]


def test_portrait(pandoc: Pandoc, tmp_path: Path) -> None:
    for portrait, size in ((False, (297, 210)), (True, (210, 297))):
        document = Document(io.BytesIO(render(EVERYTHING, pandoc, tmp_path, portrait=portrait)))
        section: Any = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == size
        text = section.page_width - section.left_margin - section.right_margin
        height = section.page_height - section.top_margin - section.bottom_margin
        grid = [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.tblGrid]
        assert abs(sum(grid) * 635 - text) < 5 * 635
        stops = {
            stop.position for name in ("Header", "Linje") for stop in document.styles[name].paragraph_format.tab_stops
        }  # type: ignore[attr-defined]
        assert {abs(stop - text) < 1000 for stop in stops} == {True}
        (picture,) = document.inline_shapes
        assert picture.width <= text - 720 * 635, "it stands in a point, which is indented"
        assert picture.height <= 0.43 * height
        assert abs(picture.width / picture.height - 1200 / 500) < 0.01


def test_portrait_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD, "utf-8")
    for name in "ab":
        assert run("render", "a.yaml", "--portrait", "--to", "docx", "--output-dir", name).returncode == 0
    assert (tmp_path / "a/a.docx").read_bytes() == (tmp_path / "b/a.docx").read_bytes()
    section: Any = Document(str(tmp_path / "a/a.docx")).sections[0]
    assert section.page_height > section.page_width


def test_a_picture_in_a_cell_is_no_wider_than_the_cell(pandoc: Pandoc, tmp_path: Path) -> None:
    docx = render(HEAD + "nåsituasjon:\n  - område: heltid\n    nå: '![Et vedtak](p.png)'\n", pandoc, tmp_path)
    document = Document(io.BytesIO(docx))
    column = int(document.tables[0]._tbl.tblGrid.gridCol_lst[1].get(qn("w:w")))
    (picture,) = document.inline_shapes
    assert 0.5 * column < picture.width / 635 < column


def test_rows_break_only_where_they_must(pandoc: Pandoc, tmp_path: Path) -> None:
    table = Document(io.BytesIO(render(EVERYTHING, pandoc, tmp_path))).tables[0]
    whole = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert whole == [True, True, False]
    style = table.style._element if table.style else None
    assert style is not None
    assert style.find(f".//{qn('w:cantSplit')}") is None, "the style would hold the long row together too"


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and Poppler")
def test_a_row_longer_than_a_page_is_shown_whole(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(render(EVERYTHING, pandoc, tmp_path))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    shown = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, timeout=60)
    assert set(LONG.split()) <= set(shown.stdout.decode().split())


def test_no_heading_is_in_a_table_and_every_table_has_a_header_row(pandoc: Pandoc, tmp_path: Path) -> None:
    for stage in (Stage.PROPOSAL, Stage.EVALUATION):
        body = Document(io.BytesIO(render(EVERYTHING, pandoc, tmp_path, stage))).element.body
        tables = list(body.iter(qn("w:tbl")))
        assert len(tables) == (3 if stage is Stage.EVALUATION else 2)
        for table in tables:
            assert [p for p in table.iter(qn("w:p")) if (p.style or "").startswith("Heading")] == []
            assert table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            assert table.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_the_evaluation_shows_how_far_each_area_came(pandoc: Pandoc, tmp_path: Path) -> None:
    docx = render((ROOT / "tests/model_plans/evaluering.yaml").read_text("utf-8"), pandoc, tmp_path, Stage.EVALUATION)
    table = next(t for t in Document(io.BytesIO(docx)).tables if t.style and t.style.name == "Framdrift")
    heads = [cell.text.strip("\u2005\n") for cell in table.rows[0].cells]
    assert heads[:5] == ["Område", "Framdrift", "Tiltak", "Gjennomført", "Pågår"]
    for row in table.rows[1:]:
        runs = [run for paragraph in row.cells[1].paragraphs for run in paragraph.runs if "\u2005" in run.text]
        assert all(run.style and run.style.name.startswith("Søyle ") for run in runs)
        assert sum(len(run.text) for run in runs) == 30
        assert (runs[0].style.name == "Søyle tom") == (row.cells[2].text == "0")
        assert int(row.cells[2].text) == sum(int(cell.text) for cell in row.cells[3:])
        assert {p.alignment for cell in row.cells[2:] for p in cell.paragraphs} == {2}  # to the right
    legend = [run.style.name for cell in table.rows[0].cells[3:] for run in cell.paragraphs[0].runs if "\u2005" in run.text and run.style]  # fmt: skip
    assert legend == ["Søyle gjennomført", "Søyle pågår", "Søyle ikke startet", "Søyle utgår", "Søyle ukjent"]
    assert [cell.text for cell in table.columns[2].cells[1:]].count("0") == 1, "areas without actions are there too"


def test_the_number_of_a_list_is_on_the_page_of_the_list(pandoc: Pandoc, tmp_path: Path) -> None:
    plan = HEAD + "handlingsplan: {heltid: {pensjon: {tekst: '- en\n\n- to'}, heltidskultur: {tekst: 'Ord\n\n- en'}}}\n"
    paragraphs = Document(io.BytesIO(render(plan, pandoc, tmp_path, Stage.ADOPTED))).paragraphs
    keeps = {p.text.strip(): p._p.pPr.find(qn("w:keepNext")) is not None for p in paragraphs if p.style and p.style.name == "Punkt"}  # fmt: skip
    assert keeps == {"2.4.1": True, "2.1.1 \tOrd": False}


def test_form_and_signatures(pandoc: Pandoc, tmp_path: Path) -> None:
    document = Document(io.BytesIO(render(HEAD, pandoc, tmp_path, Stage.PROPOSAL)))
    heading = next(p for p in document.paragraphs if p.text.startswith("Endringsforslag"))
    assert heading.paragraph_format.page_break_before
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Linje"][:2] == [
        "Forslag fra \t", "Gjelder punkt nummer \t",
    ]  # fmt: skip
    document = Document(io.BytesIO(render(HEAD, pandoc, tmp_path, Stage.ADOPTED)))
    signed = [p.text for p in document.paragraphs if p.style and p.style.name == "Signatur"]
    assert signed == ["\t\nLeder", "\t\nProtokollunderskriver"]


def test_words_in_another_language_say_so(pandoc: Pandoc, tmp_path: Path) -> None:
    docx = render(HEAD + "språk: nn\n", pandoc, tmp_path)
    body = Document(io.BytesIO(docx)).element.body
    marked = {
        "".join(t.text or "" for t in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:lang')}[@{qn('w:val')}='nb-NO']") is not None
    }
    assert "Tariffmakt og organisasjonsbygging" in marked
    assert "Innleiing" not in marked
    assert 'themeFontLang w:val="nn-NO"' in part(docx, "word/settings.xml")


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_every_style() -> None:
    """Of text 4.5:1 against its ground, and against a draft's stamp where there is no other; of bars 3:1."""
    document = Document(str(ROOT / "templates/reference.docx"))
    styles = {style.element.get(qn("w:styleId")): style.element for style in document.styles}
    stamp = re.findall(r'fillcolor="#(\w{6})"', document.sections[0].header._element.xml)[0]

    def value(style: Any, path: str, attribute: str) -> str | None:
        while style is not None:
            found = style.find(path)
            if found is not None and found.get(attribute) not in (None, "auto"):
                return str(found.get(attribute))
            based = style.find(qn("w:basedOn"))
            style = None if based is None else styles.get(based.get(qn("w:val")))
        return None

    color, ground = f"{qn('w:rPr')}/{qn('w:color')}", f"{qn('w:pPr')}/{qn('w:shd')}"
    measured = 0
    for name, style in styles.items():
        if style.get(qn("w:type")) == "paragraph":
            ink = value(style, color, qn("w:val")) or "000000"
            fill = value(style, ground, qn("w:fill"))
            assert contrast(ink, fill or "FFFFFF") >= 4.5, name
            assert fill or contrast(ink, stamp) >= 4.5, name
            measured += 1
        for condition in style.iter(qn("w:tblStylePr")):
            ink = condition.find(color).get(qn("w:val"))
            assert contrast(ink, condition.find(f"{qn('w:tcPr')}/{qn('w:shd')}").get(qn("w:fill"))) >= 4.5, name
            measured += 1
        shaded = style.find(f"{qn('w:rPr')}/{qn('w:shd')}") if name.startswith("Søyle") else None
        if shaded is not None:
            frame = style.find(f"{qn('w:rPr')}/{qn('w:bdr')}")
            seen = shaded.get(qn("w:fill")) if frame is None else frame.get(qn("w:color"))
            assert contrast(seen, "FFFFFF") >= 3, name
            measured += 1
    assert measured > 40
