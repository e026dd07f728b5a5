"""The document: what it holds, that nothing a plan says can break out of its place, and that nothing is overwritten."""

import errno
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hplan.core.checking.check import check_plan
from hplan.core.document import outputs
from hplan.core.document.build_view import ViewBuilder, bookmark
from hplan.core.document.fields import Texts
from hplan.core.document.labels import Labels
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from tests.conftest import ROOT, Run

HEAD = 'strategiplan: "2026-2027"\nfagforening: {navn: Ås, fylkeskrets: Akershus}\nfase: innstilling\nårsmøte: 2026-02-12\n'
PNG = (ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes()


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


def render(source: str, pandoc: Pandoc, folder: Path, to: str) -> bytes:
    workspace = Workspace(folder, False)
    checked = check_plan((HEAD + source).encode(), "p.yaml", workspace)
    return render_plan(Source(checked, "p", folder, workspace), Order((to,), folder / "build"), pandoc).documents[0]


def body(docx: bytes) -> str:
    """The document part of a DOCX, as XML."""
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


def text_of(docx: bytes) -> str:
    """All text, a line for each paragraph and each break of a line."""
    lines = []
    for paragraph in Document(io.BytesIO(docx)).element.body.iter(qn("w:p")):
        parts = (part for part in paragraph.iter() if part.tag in (qn("w:t"), qn("w:br")))
        lines.append("".join("\n" if part.tag == qn("w:br") else part.text or "" for part in parts))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def aas(tmp_path_factory: pytest.TempPathFactory, pandoc: Pandoc) -> bytes:
    workspace = Workspace(ROOT, True)
    checked = check_plan((ROOT / "plans/aas.yaml").read_bytes(), "aas.yaml", workspace)
    return render_plan(
        Source(checked, "aas", ROOT / "plans", workspace), Order(("docx",), ROOT / "build"), pandoc
    ).documents[0]


def test_docx_is_what_word_expects(aas: bytes) -> None:
    document = Document(io.BytesIO(aas))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Innledning")
    assert ("Heading 2", "1. Tariffmakt og organisasjonsbygging") in headings
    assert ("Heading 2", "7. Lokale mål") in headings
    assert ("Heading 3", "2.4 Forbedre og trygge medlemmenes pensjonsrettigheter") in headings
    assert sum(style == "Heading 2" for style, _ in headings) == 7
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
    assert document.core_properties.title == "Handlingsplan 2026–2027"
    assert str(document.core_properties.created) == "2026-01-01 00:00:00+00:00"  # no date of a meeting: the period's
    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nb-NO"}


def test_situation_table(aas: bytes) -> None:
    (table,) = Document(io.BytesIO(aas)).tables
    assert table.style
    assert table.style.name == "Nåsituasjon"
    assert [cell.text for cell in table.rows[0].cells] == [
        "Område",
        "Nåsituasjon",
        "Utfordringer kort sikt",
        "Utfordringer lang sikt",
    ]
    header, *rows = (row._tr for row in table.rows)
    assert header.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (header, *rows))
    assert len(rows) == 6
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def styled(docx: bytes, style: str) -> list[str]:
    return [p.text for p in Document(io.BytesIO(docx)).paragraphs if p.style and p.style.name == style]


def test_adaptations_omissions_and_white_fields_are_shown_as_what_they_are(aas: bytes) -> None:
    assert styled(aas, "Fase") == ["Innstilling"]
    assert styled(aas, "Hvitt felt") == 7 * ["Ikke fylt ut"] + 2 * [
        "Ny tekst" + 4 * "\n"
    ]  # these in the form for amendments
    adaptations = styled(aas, "Tilpasning")
    assert len(adaptations) == 3
    assert adaptations[0] == (
        "Lokal tilpasning. Nasjonal ordlyd: «Øke organisasjonsgraden i kommunal sektor og i Spekter helse»"
    )
    assert styled(aas, "Utelatt") == ["Utelatt. Det er ikke gitt noen begrunnelse."]
    assert any("sykepenger ved dokumentert sykdom (lokal tilpasning" in text for text in styled(aas, "Nasjonal tekst"))


def test_lists_in_cells_are_lists(pandoc: Pandoc, tmp_path: Path) -> None:
    docx = render(
        "nåsituasjon:\n  - område: heltid\n    nå: |\n      Dette:\n\n      - en\n      - to\n",
        pandoc,
        tmp_path,
        "docx",
    )
    (table,) = Document(io.BytesIO(docx)).tables
    cell = table.rows[1].cells[1]
    assert [paragraph.text for paragraph in cell.paragraphs] == ["Dette:", "en", "to"]
    assert [paragraph._p.pPr.numPr is not None for paragraph in cell.paragraphs] == [False, True, True]


def test_follow_up(pandoc: Pandoc, tmp_path: Path) -> None:
    action = "{tiltak: Verve, ansvarlig: Styret, frist: 2026-10-01, indikator: 20 nye, kostnad: 15000, status: pågår, resultat: 7}"
    docx = render(f"handlingsplan: {{heltid: {{pensjon: [{action}]}}}}\n", pandoc, tmp_path, "docx")
    assert styled(docx, "Oppfølging") == [
        "Ansvarlig: Styret · Frist: 1. oktober 2026 · Indikator: 20 nye · Kostnad: 15\u00a0000\u00a0kr · Status: pågår · Resultat: 7"
    ]


def test_deadlines_and_costs_in_words_are_printed(pandoc: Pandoc, tmp_path: Path) -> None:
    action = "{tiltak: Verve, frist: Løpende, kostnad: Dekkes av fylket}"
    docx = render(f"handlingsplan: {{heltid: {{pensjon: [{action}]}}}}\n", pandoc, tmp_path, "docx")
    assert styled(docx, "Oppfølging") == ["Frist: Løpende · Kostnad: Dekkes av fylket"]


def test_the_last_row_of_a_table_is_a_row(pandoc: Pandoc, tmp_path: Path) -> None:
    table = "\n".join(f"      {line}" for line in ("| a | b |", "|---|---|", "| c | d |", "| e | f |"))
    docx = render(f"handlingsplan:\n  heltid:\n    pensjon: |\n{table}\n", pandoc, tmp_path, "docx")
    assert [[cell.text for cell in row.cells] for row in Document(io.BytesIO(docx)).tables[0].rows][-1] == ["e", "f"]


def test_bullets_pasted_from_word_are_bullets(pandoc: Pandoc, tmp_path: Path) -> None:
    docx = render(
        "handlingsplan:\n  heltid:\n    pensjon: |\n      • en\n      \uf0b7\u00a0to\n", pandoc, tmp_path, "docx"
    )
    listed = [
        p.text for p in Document(io.BytesIO(docx)).paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None
    ]
    assert {"en", "to"} <= set(listed)


def test_nynorsk(pandoc: Pandoc, tmp_path: Path) -> None:
    docx = render("språk: nn\n", pandoc, tmp_path, "docx")
    assert "Innleiing" in text_of(docx)
    languages = {node.get(qn("w:val")) for node in Document(io.BytesIO(docx)).styles.element.iter(qn("w:lang"))}
    assert languages == {"nn-NO"}


HOSTILE = [
    "<script>alert(1)</script>",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "```{=openxml}\n<w:p/>\n```",
    "`<w:br/>`{=openxml}",
    "\\input{/etc/passwd} $$x$$ \\newpage",
    "::: {custom-style=\"Heading 1\"}\nx\n:::",
    "[x]{t=1} []{t=2}",
    "{{ 7*7 }} {% raw %}",
    "~~~~~~\nunclosed",
    "# Overskrift\n\nTekst\n===\n",
    "<!-- merknad -->",
    "[a]: http://x.no\n\n[a]",
    "---\ntitle: x\n---",
    "| a | b |\n|---|---|\n| c | d |",
    "[lenke](javascript:alert(1))",
    "@sitat [@x] ^[note]",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("to", ["docx", "md"])
def test_text_of_a_plan_stays_text(text: str, to: str, pandoc: Pandoc, tmp_path: Path) -> None:
    from hplan.core.writing.yaml_write import entry

    answer = entry("pensjon", f"Før\n\n{text}\n\nEtter", 4)
    made = render(f"handlingsplan:\n  heltid:\n{answer}\n    heltidskultur: Uberørt\n", pandoc, tmp_path, to)
    if to == "md":
        shown = made.decode()
        assert "\n<" not in re.sub(r"(?s)\n```.*?\n```\n", "\n", shown)
        assert "#### 2.1 Flere arbeidsgivere" in shown
        return
    headings = [p.text for p in Document(io.BytesIO(made)).paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings == [
        p.text
        for p in Document(
            io.BytesIO(render("handlingsplan: {heltid: {heltidskultur: a, pensjon: b}}\n", pandoc, tmp_path, "docx"))
        ).paragraphs
        if p.style and p.style.name.startswith("Heading")
    ]
    assert "Uberørt" in text_of(made)
    for word in ("alert", "passwd", "openxml", "custom-style", "7*7", "unclosed", "Overskrift", "merknad", "note"):
        assert (word in text.removeprefix("```{=openxml}")) == (word in text_of(made)), word


def test_dates_at_the_start_of_a_text_are_no_numbered_list(pandoc: Pandoc, tmp_path: Path) -> None:
    source = "handlingsplan:\n  heltid:\n    pensjon:\n      - 1. mai-tog\n      - 8. mars er viktig\n      - |\n        1. mai\n        8. mars\n"
    docx = text_of(render(source, pandoc, tmp_path, "docx"))
    for text in ("1. mai-tog", "8. mars er viktig", "1. mai\n8. mars"):
        assert text in docx


WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)


@example(["A)"])
@example(["A."])
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        WORDS | st.text("aB1 .,-–()/%;:!?+'«", min_size=1, max_size=15).map(str.strip).filter(bool),
        min_size=1,
        max_size=12,
    )
)
def test_plain_lines_print_as_they_would_through_a_marker(pandoc: Pandoc, texts: list[str]) -> None:
    """The short cut for plain lines (view.py) gives what reading them as Markdown texts gives."""
    import tempfile

    from hplan.core.document.pandoc import Document as Job
    from hplan.core.document.pandoc import Output

    short, long = Texts(), Texts()
    cut = [str(short.field(text)) for text in texts]
    for text in texts:
        long.all.append(text)
    plain = [(text, printed) for text, printed in zip(texts, cut, strict=True) if not printed.startswith("[]{t=")]
    if not plain:
        return

    def skeleton(printed: list[str]) -> str:
        return "\n".join(
            f"- {one}\n\n### 1.1 {one} {{ #x }}\n\n| A | B | C | D |\n|---|---|---|---|\n| {one} | | | |\n\n*({one})* ~~{one}~~ «{one}»\n"
            for one in printed
        )

    with tempfile.TemporaryDirectory() as folder:
        made = []
        markers = [f"[]{{t={number}}}" for number in range(1, len(plain) + 1)]
        for printed, held in (([p for _, p in plain], []), (markers, [t for t, _ in plain])):
            file = Path(folder, "x.md")
            pandoc.make(Job(skeleton(printed), held, "nb-NO", 0, [Output("md", str(file))]), lambda names: {})
            made.append(file.read_text("utf-8"))
    assert made[0] == made[1]


def test_pictures(run: Run, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    (plans / "aas").mkdir(parents=True)
    (plans / "aas/bilde æ.png").write_bytes(PNG)
    (tmp_path / "hemmelig.png").write_bytes(PNG)
    (plans / "aas/falsk.png").write_text("ikke et bilde", "utf-8")
    outside = tmp_path.parent / f"{tmp_path.name}-utenfor.png"
    outside.write_bytes(PNG)

    def said(picture: str) -> subprocess.CompletedProcess[str]:
        text = f"handlingsplan:\n  heltid:\n    pensjon: |\n      ![Et vedtak]({picture})\n"
        (plans / "aas.yaml").write_text(HEAD + text, "utf-8")
        return run("render", "plans/aas.yaml")

    result = said("<aas/bilde æ.png>")
    assert result.returncode == 0, result.stderr
    assert "![Et vedtak](../plans/aas/bilde%20%C3%A6.png)" in (tmp_path / "build/aas.md").read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "build/aas.docx") as docx:
        media = [name for name in docx.namelist() if name.startswith("word/media/")]
        assert [docx.read(name) for name in media] == [PNG]
    before = (tmp_path / "build/aas.docx").read_bytes()
    for picture, part in [
        ("aas/nei.png", "There is no picture"),
        (f"../../{outside.name}", "does not lie together with the plan"),
        (str(outside), "does not lie together with the plan"),
        ("http://127.0.0.1:9/x.png", "does not lie together with the plan"),
        ("data:image/png;base64,AAAA", "does not lie together with the plan"),
        ("aas/falsk.png", "is not a picture"),
        ("aas", "There is no picture"),
        ("/dev/zero", "does not lie together with the plan"),
    ]:
        result = said(picture)
        assert result.returncode == 1, picture
        assert part in result.stderr, (picture, result.stderr)
        assert "Traceback" not in result.stderr
    assert (tmp_path / "build/aas.docx").read_bytes() == before


def test_a_link_out_of_the_workspace_is_not_followed(run: Run, tmp_path: Path) -> None:
    plans = tmp_path / "arbeid/plans"
    (plans / "aas").mkdir(parents=True)
    (tmp_path / "ute.png").write_bytes(PNG)
    try:
        (plans / "aas/inne.png").symlink_to(tmp_path / "ute.png")
    except OSError:
        pytest.skip("no symbolic links here")
    (plans / "aas.yaml").write_text(HEAD + "innledning: '![x](aas/inne.png)'\n", "utf-8")
    assert "does not lie together with the plan" in run("render", "plans/aas.yaml", cwd=tmp_path / "arbeid").stderr


def test_the_same_plan_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        assert run("render", "plans/aas.yaml", "--output-dir", str(tmp_path / name), cwd=ROOT).returncode == 0
    for form in ("docx", "md"):
        assert (tmp_path / f"a/aas.{form}").read_bytes() == (tmp_path / f"b/aas.{form}").read_bytes()


def test_what_somebody_changed_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aas.yaml").write_text(HEAD, "utf-8")
    assert run("render", "aas.yaml").returncode == 0
    assert run("render", "aas.yaml").returncode == 0
    document = tmp_path / "build/aas.docx"
    document.write_bytes(document.read_bytes() + b"mitt")
    result = run("render", "aas.yaml")
    assert result.returncode == 1
    assert "has been changed since" in result.stderr
    assert document.read_bytes().endswith(b"mitt")
    assert run("render", "aas.yaml", "--force").returncode == 0
    assert not document.read_bytes().endswith(b"mitt")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/aas.md").write_text("Ikke hplan sitt", "utf-8")
    assert run("render", "aas.yaml", "--output-dir", "other").returncode == 1
    assert (tmp_path / "other/aas.md").read_text("utf-8") == "Ikke hplan sitt"


def test_a_plan_that_would_lose_text_is_not_rendered_and_stops_no_other(run: Run, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "a.yaml").write_text(HEAD + "handlingsplan: {heltid: {pensjonn: Viktig}}\n", "utf-8")
    (plans / "b.yaml").write_text(HEAD, "utf-8")
    (plans / "c.yaml").write_text("a: 'b\n", "utf-8")
    result = run("render")
    assert result.returncode == 2
    assert result.stdout.split() == ["build/b.docx", "build/b.md"]
    assert "plans/a.yaml:5:26: HP108" in result.stderr
    assert "plans/c.yaml:1:4: HP004" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_documents_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/a.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "build").write_text("i veien", "utf-8")
    result = run("render")
    assert result.returncode == 2
    assert "build/a.docx cannot be written: a file stands where a folder should be\n" in result.stderr
    assert "Word" not in result.stderr
    assert (tmp_path / "build").read_text("utf-8") == "i veien"
    (tmp_path / "out/a.docx").mkdir(parents=True)
    result = run("render", "--output-dir", "out")
    assert result.returncode == 2
    assert "out/a.docx cannot be written" in result.stderr
    assert (tmp_path / "out/a.md").exists(), "one that cannot be written does not stop the other"


def test_a_document_that_may_be_open_in_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(StopError, match=r"you are not allowed to open it\. If it is open in Word, close it"):
        outputs.publish(tmp_path / "a.docx", b"x", force=False)


def test_an_archive_without_pdf_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD, "utf-8")
    for formats in ([], ["--to", "docx"]):
        result = run("render", "a.yaml", "--archive", *formats)
        assert (result.returncode, result.stdout) == (2, "")
        assert "--archive is about PDF: add --to pdf" in result.stderr


def test_what_is_asked_for_wrongly_is_refused_before_plans_are_looked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/a.yaml.txt").write_text(HEAD, "utf-8")
    for options in (["--to", "foo"], ["--stage", "foo"], ["--archive"]):
        result = run("render", *options)
        assert (result.returncode, result.stdout) == (2, "")
        assert options[0] in result.stderr
        assert "plans" not in result.stderr


def test_documents_go_to_the_workspace_of_their_plan(run: Run, tmp_path: Path) -> None:
    plans = tmp_path / "arbeid/plans"
    plans.mkdir(parents=True)
    (plans / "a.yaml").write_text(HEAD, "utf-8")
    assert run("render", "arbeid/plans/a.yaml").stdout.split() == ["arbeid/build/a.docx", "arbeid/build/a.md"]
    (tmp_path / "løs").mkdir()
    (tmp_path / "løs/b.yaml").write_text(HEAD, "utf-8")
    assert run("render", "løs/b.yaml").stdout.split() == ["build/b.docx", "build/b.md"]


def test_nothing_is_written_through_links(run: Run, tmp_path: Path) -> None:
    """A workspace that came by mail can hold links to files of its reader's."""
    (tmp_path / "work/plans").mkdir(parents=True)
    (tmp_path / "work/plans/a.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "work/build/.hplan").mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("key", "utf-8")
    try:
        (tmp_path / "work/build/.hplan/a.docx.digest").symlink_to(victim)
        (tmp_path / "work/build/a.md").symlink_to(tmp_path / "made")
    except OSError:
        pytest.skip("no symbolic links here")
    result = run("render", cwd=tmp_path / "work")
    assert result.returncode == 1
    assert "does not write through links" in result.stderr
    assert victim.read_text("utf-8") == "key"
    assert not (tmp_path / "made").exists()
    assert (tmp_path / "work/build/a.docx").exists()
    (tmp_path / "work/build").rename(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/a.docx").unlink()
    (tmp_path / "work/build").symlink_to(tmp_path / "elsewhere")
    assert "build is a link" in run("render", cwd=tmp_path / "work").stderr
    assert not (tmp_path / "elsewhere/a.docx").exists()


def test_a_picture_in_the_title_is_checked_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD.replace("navn: Ås", "navn: '![x](l.png)'"), "utf-8")
    (tmp_path / "l.png").write_bytes(PNG)
    assert run("render", "a.yaml").returncode == 0
    with zipfile.ZipFile(tmp_path / "build/a.docx") as docx:
        media = [name for name in docx.namelist() if name.startswith("word/media/")]
        assert [docx.read(name) for name in media] == [PNG]
    assert "![x](../l.png)" in (tmp_path / "build/a.md").read_text("utf-8")


def test_stage_can_be_another(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD, "utf-8")
    shown = run("render", "a.yaml", "--stage", "vedtatt", "--to", "md", "--output-dir", "-").stdout
    assert "**Vedtatt**" in shown
    assert run("render", "a.yaml", "--stage", "ferdig").returncode == 2


def test_two_plans_of_one_name(run: Run, tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.yaml").write_text(HEAD, "utf-8")
    assert "two of the plans are named p" in run("render", "a/p.yaml", "b/p.yaml").stderr


@pytest.mark.parametrize(
    ("template", "line", "part"),
    [
        ("a\n{% for %}\n", 2, "Expected an expression"),
        ("a\nb\n{{ nei.finnes }}\n", 3, "there is no “nei” here"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ plan.name._printed }}", 1, "unsafe"),
        ("{{ 1/0 }}", 1, "division by zero"),
        ("{% include 'mangler.j2' %}", 1, "mangler.j2"),
        ("{% for a in range(1000000) %}{% endfor %}", 1, "Range too big"),
    ],
)
def test_mistakes_in_a_template_of_ones_own(template: str, line: int, part: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/handlingsplan.md.j2").write_text(template, "utf-8")
    (tmp_path / "plans/a.yaml").write_text(HEAD, "utf-8")
    result = run("render")
    assert result.returncode == 2
    assert part in result.stderr
    if part != "mangler.j2":
        assert f"templates/handlingsplan.md.j2:{line}:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_reference_document_of_a_strangers_fetches_nothing(run: Run, tmp_path: Path) -> None:
    """What Word would load from the net on opening is not passed on."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "plans/a.yaml").write_text(HEAD + "innledning: '[lenke](https://example.org)'\n", "utf-8")
    evil = tmp_path / "templates/reference.docx"
    with zipfile.ZipFile(ROOT / "templates/reference.docx") as shipped, zipfile.ZipFile(evil, "w") as target:
        for name in shipped.namelist():
            content = shipped.read(name)
            if name == "word/settings.xml":
                content = content.replace(b"</w:settings>", b'<w:attachedTemplate r:id="rIdE"/></w:settings>')
            if name == "word/footer1.xml":
                field = b'<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://evil.example/x"/></w:p></w:ftr>'
                content = content.replace(b"</w:ftr>", field)
            target.writestr(name, content)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relation = f'<Relationship Id="rIdE" Type="{kind}/attachedTemplate" Target="http://evil.example/t" TargetMode="External"/>'
        rels = f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
        target.writestr("word/_rels/settings.xml.rels", rels)
        target.writestr("word/_rels/footer1.xml.rels", rels.replace("attachedTemplate", "image"))
    assert run("render", "--to", "docx").returncode == 0
    with zipfile.ZipFile(tmp_path / "build/a.docx") as made:
        everything = {name: made.read(name) for name in made.namelist()}
    assert any(b"https://example.org" in content for name, content in everything.items() if name.endswith(".rels"))
    for name, content in everything.items():
        assert b"attachedTemplate" not in content, name
        assert b"INCLUDEPICTURE" not in content, name
        if name.endswith(".rels"):
            assert b"evil.example" not in content, name


def test_a_template_that_leads_out_of_its_folder_is_not_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "plans/a.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "secret").write_text("hemmelig", "utf-8")
    try:
        (tmp_path / "templates/handlingsplan.md.j2").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("no symbolic links here")
    result = run("render")
    assert result.returncode == 2
    assert "is a link out of its folder" in result.stderr
    (tmp_path / "templates/handlingsplan.md.j2").unlink()
    (tmp_path / "templates/reference.docx").symlink_to(tmp_path / "secret")
    assert "is a link out of its folder" in run("render").stderr


def test_a_template_cannot_change_a_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "plans/a.yaml").write_text(HEAD.replace("navn: Ås", "navn: 'Ås: «a»'"), "utf-8")
    for template in ("{{ plan.name|upper }}", "`{{ plan.name }}`", "[x]({{ plan.name }})"):
        (tmp_path / "templates/handlingsplan.md.j2").write_text(f"{template}\n", "utf-8")
        result = run("render")
        assert result.returncode == 2, template
        assert "a template has changed a text of the plan" in result.stderr
        assert not (tmp_path / "build").exists()


def test_a_template_of_ones_own_cannot_write_raw_xml(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/handlingsplan.md.j2").write_text(
        "# {{ plan.name }}\n\n```{=openxml}\n<w:p/>\n```\n\n<b>x</b>\n\n![x](/etc/passwd)\n", "utf-8"
    )
    (tmp_path / "plans/a.yaml").write_text(HEAD, "utf-8")
    result = run("render", "--to", "docx")
    assert result.returncode == 1
    (tmp_path / "templates/handlingsplan.md.j2").write_text(
        "# {{ plan.name }}\n\n```{=openxml}\n<w:p/>\n```\n\n<b>x</b>\n", "utf-8"
    )
    assert run("render", "--to", "docx").returncode == 0
    shown = text_of((tmp_path / "build/a.docx").read_bytes())
    assert "<w:p/>" in shown
    assert "<b>x</b>" in shown


def test_bookmarks_fit_word() -> None:
    long = bookmark("offentlige_tjenester", "konkurranseutsetting")
    assert len(long) <= 40
    assert long != bookmark("offentlige_tjenester", "konkurranseutsettingen")


def test_every_label_is_in_both_languages() -> None:
    strategy, _ = Workspace(ROOT, True).strategy("2026-2027")
    checked = check_plan((ROOT / "plans/aas.yaml").read_bytes(), "p", Workspace(ROOT, True))
    assert strategy
    assert checked.plan
    for language in ("nb", "nn"):
        view = ViewBuilder(checked.plan, strategy, None, Labels(language)).variables()
        assert view["plan"]["stage"] == "Innstilling"  # type: ignore[index]


def test_a_stuck_pandoc_is_stopped(monkeypatch: pytest.MonkeyPatch, pandoc: Pandoc, tmp_path: Path) -> None:
    from hplan.core.document import pandoc as module

    monkeypatch.setattr(module, "SECONDS", 0.01)
    with Pandoc() as slow, pytest.raises(StopError, match="took more than"):
        for _ in range(20):
            render("innledning: |\n  " + "a *b* [c](http://d.no) " * 20000 + "\n", slow, tmp_path, "docx")


def test_a_pandoc_that_died_is_not_called_slow(pandoc: Pandoc, tmp_path: Path) -> None:
    with Pandoc() as dead:
        dead.process.kill()
        dead.process.wait()
        dead.process.poll = lambda: None  # type: ignore[method-assign,assignment]
        with pytest.raises(StopError, match="stopped by something else"):
            render("", dead, tmp_path, "docx")


def test_a_picture_too_large_and_a_template_without_end(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "stor.png").open("wb") as file:
        file.write(PNG)
        file.truncate(20 * 1024 * 1024 + 1)
    (tmp_path / "aas.yaml").write_text(HEAD + "innledning: '![x](stor.png)'\n", "utf-8")
    assert "larger than 20 MB" in run("render", "aas.yaml").stderr
    (tmp_path / "aas.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates/handlingsplan.md.j2").write_text(
        "{% for n in range(9999) %}{{ 'x' * 999 }}{% endfor %}", "utf-8"
    )
    assert "makes a document that is too long" in run("render", "aas.yaml").stderr


def test_an_action_stays_with_the_line_that_says_who_and_when(run: Run, tmp_path: Path) -> None:
    actions = "[{tiltak: Verve, frist: 2026-10-01}, {tiltak: Møtes}]"
    (tmp_path / "aas.yaml").write_text(HEAD + f"handlingsplan: {{heltid: {{pensjon: {actions}}}}}\n", "utf-8")
    assert run("render", "aas.yaml").returncode == 0
    points = [p for p in Document(str(tmp_path / "build/aas.docx")).paragraphs if p.style and p.style.name == "Punkt"]
    kept = [(p.text.split(), p.paragraph_format.keep_with_next) for p in points]
    assert kept == [(["2.4.1", "Verve"], True), (["2.4.2", "Møtes"], None)]


def test_an_adaptation_stays_with_the_answer_below_it_and_an_omission_with_nothing(aas: bytes) -> None:
    styles = Document(io.BytesIO(aas)).styles
    kept = [styles[name].paragraph_format.keep_with_next for name in ("Tilpasning", "Utelatt")]
    assert kept == [True, None]
    assert styles["Utelatt"].base_style.name == "Body Text", "nor does it inherit that"
