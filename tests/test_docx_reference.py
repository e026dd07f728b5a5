"""A Pandoc that has made documents reads a slim copy of the reference document: what it makes is the same."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hplan.core.document.pandoc import Document, Output, Pandoc
from tests.conftest import ROOT

SHIPPED = ROOT / "templates/reference.docx"
MARKDOWN = """::: title
Plan
:::

::: contents
Innhold
:::

# Mål { #maal .new-page }

Et avsnitt.

Et til.

::: {.stage .utkast}
Utkast
:::

::: keep
[]{t=1}
:::

::: national
- Et mål
:::

- [1.1.1]{.number} Et tiltak

::: white-field
[]{t=2}
:::

::: {custom-style="Helt ny"}
Et avsnitt, og [ord]{custom-style="Uthevet"}.
:::
"""
TEXTS = [
    "Først.\n\nSå[^1] dette.\n\n[^1]: En note.",
    "> Sitat\n\n```python\nprint(1)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |",
]
EVERY_STYLE_IS_KNOWN = MARKDOWN[: MARKDOWN.index("::: {custom")]


@pytest.fixture(scope="module")
def used() -> Iterator[Pandoc]:
    with Pandoc() as pandoc:
        yield pandoc


def changed_reference(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the reference document with other words in its styles."""
    path = folder / "reference.docx"
    with zipfile.ZipFile(SHIPPED) as shipped, zipfile.ZipFile(path, "w") as target:
        for name in shipped.namelist():
            content = shipped.read(name)
            if name == "word/styles.xml":
                text = content.decode()
                for old, new in changes:
                    assert old in text
                    text = text.replace(old, new)
                content = text.encode()
            target.writestr(name, content)
    return path


def made(
    pandoc: Pandoc, folder: Path, reference: Path, markdown: str = MARKDOWN, lang: str = "nb-NO", color: str = ""
) -> tuple[bytes, bool]:
    """Return a document, and whether it was written with a slim reference."""
    folder.mkdir(exist_ok=True)
    file = folder / "document.docx"
    look = {"color": color, "tint": "#DDEEFF"} if color else {}
    pandoc.make(
        Document(markdown, TEXTS, lang, 0, [Output("docx", str(file), str(reference))], look=look), lambda _: {}
    )
    copy = folder / "document.docx.reference"
    slim = copy.exists() and copy.stat().st_size < reference.stat().st_size - 10_000
    copy.unlink(missing_ok=True)
    return file.read_bytes(), slim


def first(folder: Path, reference: Path, markdown: str = MARKDOWN, lang: str = "nb-NO", color: str = "") -> bytes:
    """Return the document as a Pandoc makes it that has made none before."""
    with Pandoc() as pandoc:
        content, slim = made(pandoc, folder, reference, markdown, lang, color)
    assert not slim
    return content


REFERENCES = {
    "shipped": (),
    "other capitals, that Pandoc looks up": (('w:name w:val="Fase"', 'w:name w:val="fase"'),),
    "other capitals, in name and id": (
        ('w:name w:val="Utelatt"', 'w:name w:val="helt Ny"'),
        ('w:styleId="Utelatt"', 'w:styleId="heltNy"'),
    ),
    "other capitals, of Pandoc's own": (('"Body Text"', '"Body text"'), ('"BodyText"', '"Bodytext"')),
    "other ids": (('"FirstParagraph"', '"Frste"'), ('"Compact"', '"Tett"')),
    "styles that are missing": (
        ('"Hvitt felt"', '"Blankt"'),
        ('"Hvittfelt"', '"Blankt"'),
        ('"Punktnummer"', '"Nummer"'),
    ),
    "styles of code that are there": (('"Søyle utgår"', '"KeywordTok"'), ('"Søyleutgår"', '"KeywordTok"')),
    "signs that XML writes otherwise": (('w:name w:val="Utelatt"', 'w:name w:val="Ute &amp; latt"'),),
}


@pytest.mark.parametrize("changes", REFERENCES.values(), ids=REFERENCES)
def test_later_documents_are_the_same(changes: tuple[tuple[str, str], ...], used: Pandoc, tmp_path: Path) -> None:
    reference = changed_reference(tmp_path, *changes)
    for color in ("", "#003366"):
        whole = first(tmp_path / "first", reference, color=color)
        for _ in range(4):
            assert made(used, tmp_path / "later", reference, color=color)[0] == whole


def test_it_is_slim_from_the_third(used: Pandoc, tmp_path: Path) -> None:
    reference = changed_reference(tmp_path, ('w:name w:val="Utelatt"', 'w:name w:val="Utelat"'))
    assert [made(used, tmp_path / "later", reference)[1] for _ in range(4)] == [False, False, True, True]
    assert [made(used, tmp_path / "later", reference, lang="nn-NO")[1] for _ in range(2)] == [False, True]


def test_languages_and_styles_of_one_document_are_not_those_of_the_next(used: Pandoc, tmp_path: Path) -> None:
    wanted = {
        (lang, markdown): first(tmp_path / "first", SHIPPED, markdown, lang)
        for lang in ("nb-NO", "nn-NO")
        for markdown in (MARKDOWN, EVERY_STYLE_IS_KNOWN)
    }
    for _ in range(3):
        for (lang, markdown), whole in wanted.items():
            assert made(used, tmp_path / "later", SHIPPED, markdown, lang)[0] == whole


def test_a_reference_that_changes_meanwhile(used: Pandoc, tmp_path: Path) -> None:
    reference = changed_reference(tmp_path)
    for _ in range(3):
        made(used, tmp_path / "later", reference)
    changed_reference(tmp_path, ("B3121D", "0000FF"))
    assert made(used, tmp_path / "later", reference)[0] == first(tmp_path / "first", reference)


def test_a_reference_that_changes_while_a_document_is_written(used: Pandoc, tmp_path: Path) -> None:
    shipped = changed_reference(tmp_path, ('w:name w:val="Utelatt"', 'w:name w:val="Utelatte"')).read_bytes()
    reference = tmp_path / "document.docx.reference"  # where the slim copy is put, once Pandoc is to read one
    documents = []
    for _ in range(3):
        reference.write_bytes(shipped)
        output = Output("docx", str(tmp_path / "document.docx"), str(reference))
        used.make(Document(MARKDOWN, TEXTS, "nb-NO", 0, [output]), lambda _: {})
        documents.append((tmp_path / "document.docx").read_bytes())
    assert reference.read_bytes() != shipped
    assert documents == documents[:1] * 3


@pytest.mark.parametrize(
    "change",
    [
        ("<w:style ", "<!-- --><w:style "),
        ('w:basedOn w:val="BodyText"', 'w:basedOn w:val="Nowhere"'),
        ('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="BodyText"/>'),
    ],
    ids=["a comment", "based on nothing", "based on each other"],
)
def test_unusual_styles_are_always_read_whole(change: tuple[str, str], used: Pandoc, tmp_path: Path) -> None:
    reference = changed_reference(tmp_path, change)
    whole = first(tmp_path / "first", reference)
    assert [made(used, tmp_path / "later", reference) for _ in range(4)] == [(whole, False)] * 4
