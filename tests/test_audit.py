"""The audit of finished documents: what is right passes, and each check speaks when the one thing it asks is broken."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hplan.commands.render import FORMATS
from hplan.core.audit import audit, registers
from hplan.core.checking.check import check_plan
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.model.plan import Stage
from tests.audit_pdf import PDF_CASES, pdf
from tests.conftest import ROOT, Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PLAN = """\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Fjordbygd, fylkeskrets: Vestland}
fase: innstilling
årsmøte: 2026-02-12
nåsituasjon:
  - område: heltid
    nå: "![Et vedtak](plans/sor_varanger/amu-vedtak.png)"
    kort_sikt: "Dette:\\n\\n- en\\n- to"
handlingsplan:
  heltid:
    heltidskultur:
      - tiltak: Møte med ledelsen
        ansvarlig: Styret
      - |
        Skrive brev

        | hva | når |
        |---|---|
        | ett | mai |
"""


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    workspace = Workspace(ROOT, True)
    checked = check_plan(PLAN.encode(), "p.yaml", workspace)
    with Pandoc() as pandoc:
        order = Order(("docx", "md"), ROOT / "build")
        documents = render_plan(Source(checked, "p", ROOT, workspace), order, pandoc).documents
    return dict(zip(order.formats, documents, strict=True))


def found(name: str, content: bytes) -> set[str]:
    return {problem.check for problem in audit(name, content).problems}


# DOCX: the parts of a rendered one, changed in one thing.

Parts = dict[str, Any]


def parts_of(docx: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    return {n: ET.fromstring(part) if n.endswith((".xml", ".rels")) else part for n, part in parts.items()}  # noqa: S314


def packed(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part if isinstance(part, bytes) else ET.tostring(part, "utf-8"))
    return file.getvalue()


def body(parts: Parts) -> ET.Element:
    return next(iter(parts["word/document.xml"]))


def paragraph(parts: Parts, beginning: str = "", style: str = "") -> ET.Element:
    for element in body(parts).iter(f"{W}p"):
        named = element.find(f"{W}pPr/{W}pStyle")
        text = "".join(part.text or "" for part in element.iter(f"{W}t"))
        if text.startswith(beginning) and (not style or (named is not None and named.get(f"{W}val") == style)):
            return element
    raise AssertionError(beginning or style)


def add(parent: ET.Element | None, tag: str, **values: str) -> ET.Element:
    assert parent is not None
    return ET.SubElement(parent, f"{W}{tag}", {f"{W}{name}": value for name, value in values.items()})


def restyle(element: ET.Element, style: str) -> None:
    """Take away all that is said of a paragraph but for a style."""
    element.remove(element.find(f"{W}pPr"))  # type: ignore[arg-type]
    properties = ET.Element(f"{W}pPr")
    add(properties, "pStyle", val=style)
    element.insert(0, properties)


def take_away(root: ET.Element, tag: str) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == tag]:
            parent.remove(child)


def say(element: ET.Element, text: str) -> None:
    next(element.iter(f"{W}t")).text = text


def style_of(parts: Parts, style: str) -> ET.Element:
    return next(s for s in parts["word/styles.xml"].iter(f"{W}style") if s.get(f"{W}styleId") == style)


def docx_lang(parts: Parts, value: str | None) -> None:
    for element in parts["word/styles.xml"].iter(f"{W}lang"):
        element.attrib.clear()
        if value:
            element.set(f"{W}val", value)


def colour(parts: Parts, style: str, value: str, condition: str = "") -> None:
    element = style_of(parts, style)
    if condition:
        element = next(part for part in element.iter(f"{W}tblStylePr") if part.get(f"{W}type") == condition)
    next(element.iter(f"{W}color")).set(f"{W}val", value)


def relation(parts: Parts, kind: str) -> None:
    attributes = {"Id": "x", "Type": f"http://x/{kind}", "Target": "https://x.no/", "TargetMode": "External"}
    ET.SubElement(parts["word/_rels/document.xml.rels"], parts["word/_rels/document.xml.rels"][0].tag, attributes)


def by_hand(element: ET.Element) -> None:
    add(add(element.find(f"{W}r"), "rPr"), "color", val="B3121D")


def field(parts: Parts, instruction: str, **values: str) -> None:
    add(paragraph(parts, style="BodyText"), "fldSimple", instr=instruction, **values)


def in_table(parts: Parts) -> ET.Element:
    return next(next(body(parts).iter(f"{W}tc")).iter(f"{W}p"))


def bomb(parts: Parts) -> None:
    parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>'


DOCX_CASES: list[tuple[str, Callable[[Parts], Any]]] = [
    ("readable", lambda parts: parts.update({"word/document.xml": b"<w:document"})),
    ("readable", lambda parts: parts.pop("word/styles.xml")),
    ("readable", bomb),
    ("language", lambda parts: docx_lang(parts, None)),
    ("language", lambda parts: docx_lang(parts, "en-US")),
    ("title", lambda parts: take_away(parts["docProps/core.xml"], "{http://purl.org/dc/elements/1.1/}title")),
    ("headings", lambda parts: restyle(paragraph(parts, style="Heading1"), "Heading2")),
    ("headings", lambda parts: restyle(paragraph(parts, style="Heading2"), "Heading3")),
    ("headings", lambda parts: say(paragraph(parts, style="Heading3"), " ")),
    ("heading-in-table", lambda parts: restyle(in_table(parts), "Heading2")),
    ("table-header", lambda parts: take_away(body(parts), f"{W}tblHeader")),
    ("table-first-column", lambda parts: next(body(parts).iter(f"{W}tblLook")).set(f"{W}firstColumn", "0")),
    ("lists", lambda parts: say(paragraph(parts, style="FirstParagraph"), "• Først")),
    ("points", lambda parts: restyle(paragraph(parts, "2.1.1"), "BodyText")),
    ("picture-alt", lambda parts: next(body(parts).iter(f"{WP}docPr")).set("descr", " ")),
    ("direct-formatting", lambda parts: add(paragraph(parts, style="FirstParagraph").find(f"{W}pPr"), "jc", val="right")),
    ("direct-formatting", lambda parts: by_hand(paragraph(parts, style="FirstParagraph"))),
    ("empty-paragraph", lambda parts: body(parts).insert(3, ET.Element(f"{W}p"))),
    ("empty-paragraph", lambda parts: next(body(parts).iter(f"{W}tc")).append(ET.Element(f"{W}p"))),
    ("asks-nothing", lambda parts: add(parts["word/settings.xml"], "updateFields", val="true")),
    ("asks-nothing", lambda parts: relation(parts, "image")),
    ("asks-nothing", lambda parts: field(parts, " TOC ", dirty="true")),
    ("asks-nothing", lambda parts: field(parts, ' INCLUDEPICTURE "https://x.no/a.png" ')),
    ("asks-nothing", lambda parts: parts.update({"word/vbaProject.bin": b"x"})),
    ("contrast", lambda parts: colour(parts, "Nasjonaltekst", "B0A090")),
    ("contrast", lambda parts: colour(parts, "Nåsituasjon", "FF8080", "nwCell")),
]  # fmt: skip


@pytest.mark.parametrize(("check", "break_it"), DOCX_CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_broken_in_a_docx_is_found(
    check: str, break_it: Callable[[Parts], Any], made: dict[str, bytes]
) -> None:
    parts = parts_of(made["docx"])
    assert found("p.docx", packed(parts)) == set()
    break_it(parts)
    assert found("p.docx", packed(parts)) == {f"docx-{check}"}


def test_what_is_right_in_a_docx_is_left_in_peace(made: dict[str, bytes]) -> None:
    parts = parts_of(made["docx"])
    relation(parts, "hyperlink")
    field(parts, " PAGE ")
    say(paragraph(parts, style="FirstParagraph"), "2.10.2026 er en dato, – og dette er en replikk")
    assert found("p.docx", packed(parts)) == set()


def test_every_style_of_the_shipped_reference_can_be_read() -> None:
    """Its text shows each paragraph style, so that each is measured."""
    assert "docx-contrast" not in found("reference.docx", (ROOT / "templates/reference.docx").read_bytes())


# Markdown: a rendered document, changed in one line.

MARKDOWN_CASES = [
    ("readable", "", b"\xff"),
    ("one-h1", "# Handlingsplan", b"## Handlingsplan"),
    ("headings", "\n### 1. ", b"\n##### 1. "),
    ("picture-alt", "![Et vedtak]", b"![]"),
    ("tables", "| ett", b"| ett | to | tre"),
    ("tables", "Skrive brev", b"[TABLE]"),
    ("tables", "Skrive brev", b"| a | b |\n  |---|"),
]


@pytest.mark.parametrize(("check", "old", "new"), MARKDOWN_CASES)
def test_what_is_broken_in_markdown_is_found(check: str, old: str, new: bytes, made: dict[str, bytes]) -> None:
    assert found("p.md", made["md"]) == set()
    assert old.encode() in made["md"]
    broken = made["md"].replace(old.encode(), new, 1)
    # A document whose first heading is on level 2 lacks its title, and begins wrong: both are said.
    assert found("p.md", broken) == {f"md-{check}"} | ({"md-headings"} if check == "one-h1" else set())


@pytest.mark.parametrize("sign", ["\u2028", "\v", "\f"])
def test_only_line_feeds_end_lines_of_markdown(sign: str, made: dict[str, bytes]) -> None:
    """Signs that other programs break lines at do not hide a faulty table below them, nor make one."""
    told = made["md"].replace(b"Skrive brev", f"Skrive{3 * sign}brev".encode(), 1)
    assert found("p.md", told) == set()
    assert found("p.md", told.replace(b"| ett", b"| ett | to | tre", 1)) == {"md-tables"}


# HTML: a page that has one of everything, changed in one thing.

PAGE = """<!DOCTYPE html>
<html lang="nb-NO"><head><meta charset="utf-8"><title>Handlingsplan</title><style>
:root { --red: #b3121d; --on-red: #fff; --ink: #222; --ground: white; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #eee; --ground: #111; } }
/* { a comment } */
@page { margin: 1cm; @bottom-right { content: "x"; } }
body { color: var(--ink); background: var(--ground); }
h2 { color: var(--on-red, red); background-color: var(--red) }
@media print { h2 { color: #fff; background: none } }
</style></head><body>
<a href="#innhold">Til innholdet</a>
<header><h1>Handlingsplan</h1></header>
<nav aria-label="Innhold"><ul><li><a href="#del-å">Område</a></li></ul></nav>
<main id="innhold"><h2 id="del-å">Område</h2><p><img src="data:image/png;base64,x" alt="Et vedtak">
<a href="https://x.no/">Rapporten</a></p><h3>Mål</h3>
<table><thead><tr><th scope="col">Hva</th></tr></thead><tbody><tr><th scope="row">a</th><td>b</td></tr></tbody></table>
<label for="f">Punkt</label><input id="f"><label><input type="checkbox">Stryk</label></main>
<footer><p>Slutt</p></footer></body></html>
"""
HTML_CASES = [
    ("readable", "<html", "<xhtml"),
    ("language", ' lang="nb-NO"', ""),
    ("language", "nb-NO", "en"),
    ("title", "<title>Handlingsplan</title>", "<title> </title>"),
    ("one-h1", "<h2 id", "<h1>To</h1><h2 id"),
    ("headings", "<h3>Mål</h3>", "<h4>Mål</h4>"),
    ("headings", "<h3>Mål</h3>", "<h3><span aria-hidden='true'>x</span></h3>"),
    ("landmarks", "<footer><p>Slutt</p></footer>", "<p>Slutt</p>"),
    ("landmarks", "<footer>", "<nav></nav><footer>"),
    ("skip-link", '<a href="#innhold">Til innholdet</a>', ""),
    ("picture-alt", ' alt="Et vedtak"', ""),
    ("picture-alt", "Et vedtak", ""),
    ("table-scope", ' scope="row"', ""),
    ("table-scope", '<th scope="col">Hva</th>', "<td>Hva</td>"),
    ("ids", 'id="f"', 'id="f" class="x"><input aria-label="To" id="f"'),
    ("ids", "#del-å", "#del-b"),
    ("link-text", ">Rapporten<", "> <"),
    ("link-text", ">Rapporten<", ">Her<"),
    ("labels", "<label>", "<label></label><label hidden>"),
    ("labels", 'for="f"', ""),
    ("contrast", "--ink: #222", "--ink: #999"),
    ("contrast", "--ink: #eee", "--ink: #444"),
    ("contrast", "--on-red: #fff", "--on-red: #f55"),
    ("self-contained", "data:image", "https://x.no/"),
    ("self-contained", "<style>", "<link rel=stylesheet><style>"),
    ("self-contained", "<style>", "<style>@import 'https://x.no';"),
    ("self-contained", "<style>", "<style>b { background: url( 'https://x.no' ) }"),
    ("self-contained", "<p>Slutt", "<p onclick='x()'>Slutt"),
    ("self-contained", "https://x.no/", "java\nscript:x()"),
]


@pytest.mark.parametrize(("check", "old", "new"), HTML_CASES)
def test_what_is_broken_in_html_is_found(check: str, old: str, new: str) -> None:
    assert found("p.html", PAGE.encode()) == set()
    assert old in PAGE
    broken = PAGE.replace(old, new, 1)
    if (check, new) == ("labels", "<label></label><label hidden>"):
        broken = broken.replace("Stryk", "")
    if (check, old) == ("table-scope", '<th scope="col">Hva</th>'):
        broken = broken.replace('<th scope="row">a</th>', "<td>a</td>")
    assert found("p.html", broken.encode()) == {f"html-{check}"}


def test_a_table_in_a_table_is_counted_once() -> None:
    inner = "<td><table><tr><th>c</th></tr></table></td>"
    problems = audit("p.html", PAGE.replace("<td>b</td>", inner).encode()).problems
    assert [problem.message.values for problem in problems] == [(("text", "c"), ("number", 2))]


# PDF: a small one, made without the one thing.


@pytest.mark.parametrize(("check", "break_it"), PDF_CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_broken_in_a_pdf_is_found(check: str, break_it: Callable[[Any], None]) -> None:
    assert found("p.pdf", pdf()) == set()
    assert found("p.pdf", pdf(break_it)) == {f"pdf-{check}"}


# All of them.


def test_every_check_has_a_document_that_fails_it() -> None:
    cases = {"docx": DOCX_CASES, "md": MARKDOWN_CASES, "html": HTML_CASES, "pdf": PDF_CASES}
    shown = {f"{form}-{case[0]}" for form, listed in cases.items() for case in listed}  # type: ignore[attr-defined]
    assert shown | {"pdf-readable"} == {check.name for register in registers() for check in register.checks}


@pytest.mark.parametrize("name", ["p.docx", "p.pdf", "p.html", "p.md"])
def test_what_cannot_be_read_passes_no_check(name: str) -> None:
    form = name.removeprefix("p.")
    result = audit(name, b"\xff\x00 not a document")
    assert ([problem.check for problem in result.problems], result.passed) == ([f"{form}-readable"], 0)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_document_breaks_the_audit(data: st.DataObject, made: dict[str, bytes]) -> None:
    """What is cut, changed or put together at random is judged; nothing but a verdict comes of it."""
    form = data.draw(st.sampled_from(["docx", "md", "html", "pdf"]))
    content = made[form] if form in made else PAGE.encode() if form == "html" else pdf()
    if form == "docx":  # past the checksums of the archive
        parts = parts_of(content)
        name = data.draw(st.sampled_from([n for n in parts if not isinstance(parts[n], bytes)]))
        parts[name] = changed(ET.tostring(parts[name], "utf-8"), data)
        content = packed(parts)
    else:
        content = changed(content, data)
    result = audit(f"p.{form}", content)
    for problem in result.problems:
        assert str(problem.message)
    (register,) = (register for register in registers() if register.form == form)
    assert 0 <= result.passed <= len(register.checks)


def changed(content: bytes, data: st.DataObject) -> bytes:
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        new = data.draw(
            st.sampled_from([b"", b"9" * 5000, b"{}", b"<", b"\xc3\xa5", b"\x00", b"{x}"]) | st.binary(max_size=9)
        )
        content = content[:at] + new + content[at + data.draw(st.integers(0, 40)) :]
    return content


# The command.


@pytest.mark.parametrize("stage", Stage)
def test_the_real_plans_pass_in_every_format_at_every_stage(stage: Stage, run: Run, tmp_path: Path) -> None:
    """So does one with everything that Markdown has, tables in tables too."""
    plans = ("plans", "tests/model_plans/lang_markdown.yaml")
    formats = [part for form in FORMATS for part in ("--to", form)]
    result = run("render", *plans, "--audit", "--stage", stage, *formats, "--output-dir", str(tmp_path / "b"), cwd=ROOT)
    checks = 3 * sum(len(register.checks) for register in registers())
    counted = f"Audit of {3 * len(FORMATS)} documents: {checks} checks passed, and nothing is wrong.\n"
    assert (result.stderr, result.returncode) == (counted, 0)


SAID = {
    "nb": ("bokstaver med fargen", "Endre en av fargene i stilen", "og trenger 4.5:1"),
    "nn": ("bokstavar med fargen", "Endre ein av fargane i stilen", "og treng 4.5:1"),
    "en": ("letters of the colour", "Change one of the colours of the style", "and need 4.5:1"),
}


@pytest.mark.parametrize("lang", SAID)
def test_what_is_wrong_is_said_in_the_users_language(lang: str, run: Run, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    result = run("render", "--audit", "--to", "docx", cwd=folder, lang=lang)
    assert result.returncode == 1
    assert result.stdout == "build/p.docx\n"
    assert result.stderr.startswith("build/p.docx: docx-contrast: Nasjonal tekst")
    for words in SAID[lang]:
        assert words in result.stderr


def workspace(folder: Path) -> Path:
    """A workspace whose own reference.docx has letters that cannot be read."""
    shutil.copytree(ROOT / "plans/sor_varanger", folder / "plans/sor_varanger")
    (folder / "templates").mkdir()
    (folder / "plans/p.yaml").write_text(PLAN.replace("(plans/", "("), "utf-8")
    with zipfile.ZipFile(ROOT / "templates/reference.docx") as archive:  # as it is, but for the one colour
        parts = {name: archive.read(name) for name in archive.namelist()}
    style = re.compile(rb'(?s)(<w:style [^>]*w:styleId="Nasjonaltekst".*?<w:color w:val=")[0-9A-F]{6}')
    parts["word/styles.xml"], count = style.subn(rb"\1B0A090", parts["word/styles.xml"])
    assert count == 1
    (folder / "templates/reference.docx").write_bytes(packed(parts))
    return folder


def test_a_document_that_is_piped_is_audited_too(run: Run, tmp_path: Path) -> None:
    result = run("render", "plans/aas.yaml", "--audit", "--to", "md", "--output-dir", "-", cwd=ROOT)
    assert result.stdout.startswith("# Handlingsplan")
    assert result.stderr == "Audit of 1 document: 5 checks passed, and nothing is wrong.\n"


def test_of_what_is_wrong_often_five_are_shown(capsys: pytest.CaptureFixture[str], english: None) -> None:
    from hplan.commands.auditing import Auditor

    auditor = Auditor(["md"])
    auditor.look_into("p.md", b"# a\n\n" + b"![](a.png)\n" * 7)
    assert auditor.end() == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [
        "p.md: md-picture-alt: the picture “a.png” has no text",
        "    Describe the picture in the plan, between the brackets: ![what it shows](the-file.png)",
    ]
    assert lines[10:] == ["p.md: md-picture-alt: 2 more", "Audit of 1 document: 7 problems, 4 checks passed."]


def test_pypdf_is_asked_for_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    from hplan.core.audit import register_of
    from hplan.errors import StopError

    for name in ("hplan.core.audit.pdf_checks", "hplan.core.audit.pdf_read"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(StopError) as stopped:
        register_of("pdf")
    assert 'pip install "hplan[audit]"' in str(stopped.value)


def test_a_render_without_audit_loads_none_of_it(run: Run, tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['hplan', 'render', 'plans/aas.yaml', '--to', 'md', '--output-dir', sys.argv[1]]\n"
        "from hplan.app import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('markdown_it', 'pypdf', 'hplan.core.audit'))], file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True, env=os.environ)
    assert (tmp_path / "aas.md").is_file()
    assert result.stderr.strip() == "[]"


def test_the_page_lists_every_check() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    before = os.environ.get("HPLAN_LANG")
    from audit_page import text

    from hplan import i18n

    try:
        assert text() == (ROOT / "docs/audit.md").read_text("utf-8"), "run: python scripts/audit_page.py"
    finally:
        os.environ.pop("HPLAN_LANG") if before is None else os.environ.update(HPLAN_LANG=before)
        i18n.user_language.cache_clear()
    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/audit.md").read_text("utf-8"), re.MULTILINE)
    assert listed == [check.name for register in registers() for check in register.checks]
