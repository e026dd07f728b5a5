"""The words of a plan, in order, are the same in every format, read back by other libraries than those that wrote them.

Generated plans have words that occur once, so that they can be told from the labels around them. Footnotes stand where
each format has them, and are looked for apart.
"""

import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from hplan.commands.render import FORMATS
from hplan.core.checking.check import check_plan
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.model.plan import Stage
from tests.test_render import PNG

WORD = re.compile(r"\S*q\d+q\S*")


def from_docx(content: bytes) -> str:
    lines = []
    for paragraph in Document(io.BytesIO(content)).element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None or not style.get(qn("w:val"), "").startswith("TOC"):
            parts = (part.text if part.tag == qn("w:t") else " " for part in paragraph.iter(*map(qn, BREAKS)))
            lines.append("".join(part or "" for part in parts))
    return "\n".join(lines)


BREAKS = ("w:t", "w:br", "w:tab")


def from_markdown(content: bytes) -> str:
    def words(node: Any) -> Iterator[str]:
        if isinstance(node, list):
            for child in node:
                yield from words(child)
        elif isinstance(node, dict):
            kind, inner = node.get("t"), node.get("c")
            if kind == "Str":
                yield inner
            elif kind in ("Code", "CodeBlock"):
                yield f" {inner[1]} "
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                yield " "
            elif kind != "Note":
                yield from words(inner)
                if kind in ("Para", "Plain", "Header"):
                    yield "\n"

    document = json.loads(pypandoc.convert_text(content.decode(), "json", format="gfm-tex_math_dollars"))
    return "".join(words(document["blocks"]))


class Text(HTMLParser):
    """What a browser shows of a page, but for its navigation."""

    BLOCKS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "td", "th", "div", "br", "blockquote", "pre"])
    SKIPPED = frozenset(["head", "nav", "style", "script", "title", "sup"])  # sup: the number of a footnote

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.skipped += tag in self.SKIPPED
        self.parts.append("\n" if tag in self.BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in self.SKIPPED
        self.parts.append("\n" if tag in self.BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.skipped else data)


def from_html(content: bytes) -> str:
    reader = Text()
    reader.feed(content.decode())
    return "".join(reader.parts)


def from_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


READERS: dict[str, Callable[[bytes], str]] = {
    "docx": from_docx,
    "md": from_markdown,
    "html": from_html,
    "pdf": from_pdf,
}


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


def in_every_format(plan: dict[str, Any], pandoc: Pandoc, folder: Path, stage: Stage) -> dict[str, str]:
    """The text of a plan's documents, by their formats."""
    content = yaml.safe_dump(HEAD | plan, allow_unicode=True, sort_keys=False).encode()
    workspace = Workspace(folder, False)
    checked = check_plan(content, "p.yaml", workspace, folder)
    assert not [finding for finding in checked.findings if finding.severity.grave], checked.findings
    source = Source(checked, "p", folder, workspace)
    made = render_plan(source, Order(FORMATS, folder / "build", stage), pandoc).documents
    return {form: READERS[form](document) for form, document in zip(FORMATS, made, strict=True)}


def same_words(texts: dict[str, str], wanted: list[str]) -> None:
    """Every format has the wanted words, in their order; of a PDF, where long words are parted, what they are known by."""
    for form, text in texts.items():
        found = WORD.findall(text)
        if form == "pdf":
            assert re.findall(r"q\d+q", text.replace("\n", "")) == [re.findall(r"q\d+q", word)[0] for word in wanted]
        else:
            assert found == wanted, form


HEAD = {
    "strategiplan": "2026-2027",
    "fagforening": {"navn": "Ås", "fylkeskrets": "Agder"},
    "fase": "innstilling",
    "årsmøte": "2026-02-12",
}
SIGNS = ("", "", "", ".", ",", "&", "<", ">", '"', "'", "😀", "æøå", "čđŋ", "–", "%", "(", ")", "/", "€", "§")


class Writer:
    """Writes Markdown with words that are its own, and remembers them in their order."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.count = itertools.count()

    def text(self, shapes: list[tuple[str, list[str]]]) -> str:
        """One block of Markdown for each shape, with a word for each sign."""
        return "\n\n".join(self.block(kind, signs) for kind, signs in shapes)

    def block(self, kind: str, signs: list[str]) -> str:
        words = [f"q{next(self.count)}q{sign}" for sign in signs]
        self.words += words
        line = " ".join(words)
        half = len(words) // 2
        first, rest = " ".join(words[:half]), " ".join(words[half:])
        return {
            "paragraph": line,
            "points": "\n".join(f"- {word}" for word in words),
            "nested": f"- {first}\n  - {rest}" if first else f"- {rest}",
            "numbers": "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1)),
            "quote": "\n".join(f"> {word}" for word in words),
            "two lines": "\n".join(words),
        }[kind]


kinds = st.sampled_from(["paragraph", "points", "nested", "numbers", "quote", "two lines"])
shapes = st.lists(st.tuples(kinds, st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5)), min_size=1, max_size=4)
line = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=6)


@settings(max_examples=15, deadline=None)
@given(
    introduction=shapes,
    cells=st.lists(shapes, min_size=3, max_size=3),
    answer=shapes,
    actions=st.lists(st.tuples(line, line), max_size=3),
    local=st.lists(line, max_size=2),
    stage=st.sampled_from(Stage),
)
def test_generated_plans(
    introduction: list[tuple[str, list[str]]],
    cells: list[list[tuple[str, list[str]]]],
    answer: list[tuple[str, list[str]]],
    actions: list[tuple[list[str], list[str]]],
    local: list[list[str]],
    stage: Stage,
    pandoc: Pandoc,
    tmp_path: Path,
) -> None:
    write = Writer()
    plan: dict[str, Any] = {"innledning": write.text(introduction)}
    now, short, long = (write.text(cell) for cell in cells)
    plan["nåsituasjon"] = [{"område": "Egen rad", "nå": now, "kort_sikt": short, "lang_sikt": long}]
    goal: dict[str, Any] = {"tekst": write.text(answer)}
    goal["tiltak"] = [
        {"tiltak": write.text([("paragraph", said)]), "resultat": write.text([("paragraph", result)])}
        for said, result in actions
    ]
    plan["handlingsplan"] = {
        "tariffmakt": {
            "organisasjonsgrad": goal,
            "lokale_mål": [write.text([("paragraph", words)]) for words in local],
        }
    }
    same_words(in_every_format(plan, pandoc, tmp_path, stage), write.words)


def test_what_markdown_has(pandoc: Pandoc, tmp_path: Path) -> None:
    """Tables, footnotes, code, pictures, names from right to left, and an answer of ten thousand words."""
    (tmp_path / "kart.png").write_bytes(PNG)
    many = " ".join(f"q{number}q" for number in range(100, 10_100))
    text = (
        "q1q **q2q** *q3q* ~~q4q~~ `q5q`\n\n| q6q | q7q |\n|---|---|\n| q8q | q9q |\n\nq10q[^1] שלום q11q\n\n[^1]: Fotnote\n\n"
        "![Et kart](kart.png)\n\n> q12q\n> > q13q\n\n- q14q\n  1. q15q\n  2. q16q\n\n```\nq17q  q18q\n```\n\n"
    )
    plan = {"handlingsplan": {"heltid": {"pensjon": {"tekst": text + many}}}}
    texts = in_every_format(plan, pandoc, tmp_path, Stage.PROPOSAL)
    same_words(texts, [f"q{number}q" for number in (*range(1, 19), *range(100, 10_100))])
    for form, shown in texts.items():
        assert "שלום" in shown or form == "pdf"  # there, from left to right as it is drawn
