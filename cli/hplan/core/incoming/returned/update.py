"""A document that hplan rendered and people edited, taken back: its plan file says what the document says now.

The plan is rendered again, as it is, and the two documents are read by the same reader: where they differ, somebody
edited. So whatever is lost on the way into a document is lost in both, and what nobody touched is not touched here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from hplan.core import files
from hplan.core.checking.mend import MendedFile, rewrite
from hplan.core.incoming.composing.beside import ending_of
from hplan.core.incoming.reading.begin import MARKDOWN, MAX_TEXT, ODT
from hplan.core.incoming.returned.recognise import Document
from hplan.core.incoming.returned.units import Read, Unit
from hplan.core.workspace import Workspace, display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_, Message

# What breaks lines for some programs, and what no plan file can hold: neither is anything that people typed.
_BLANK = dict.fromkeys([0x0B, 0x0C, *range(0x1C, 0x20), 0x85, 0x2028, 0x2029], " ")
_UNHELD = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF} - {9, 10, 13})
_CLEAN = _UNHELD | _BLANK
_MOST = 20_000  # paragraphs, those in tables too
_EMBEDDED = re.compile(rb"\(data:[^()\s]*\)")  # a picture
_MAX_MARKDOWN = 1 << 20  # what reads it, in Python, takes ten seconds for a megabyte of nothing but brackets
_PICTURE = re.compile(r"(!\[(?:[^\]\\!]|!(?!\[)|\\.)*\]\()([^()\s]+)(\))")


class Update(NamedTuple):
    """A plan file as it is and as the document says. `notes` are for the user, `pictures` are new, by their files."""

    path: Path
    before: bytes
    after: bytes
    notes: tuple[Message, ...] = ()
    pictures: Mapping[Path, bytes] = {}

    @property
    def diff(self) -> str:
        """The change as a unified diff; nothing where nothing was changed."""
        return MendedFile((), True, display(self.path), self.before, self.after).diff if self.changed else ""

    @property
    def changed(self) -> bool:
        """Whether the document says anything else than the plan file."""
        return self.before != self.after

    def write(self) -> None:
        """Write the plan file, and the pictures that are new. Raises StopError where it cannot be done."""
        made: list[Path] = []
        with ExitStack() as folders:
            try:
                for path, content in self.pictures.items():
                    folders.enter_context(files.folder(path.parent))
                    files.create(path, content)
                    made.append(path)
                rewrite(self.path, self.before, self.after)
            except BaseException:
                for path in made:
                    path.unlink(missing_ok=True)
                raise


def update(document: Document, plan: Path, workspace: Workspace, track_changes: str = "accept") -> Update:
    """Return what a document changes in its plan file.

    Raises StopError where the plan cannot be rendered, or was changed since in another way than the document.
    """
    from hplan.core.document.pandoc import Pandoc
    from hplan.core.incoming.returned.rendered import Rendered
    from hplan.core.incoming.returned.yaml_spans import read

    with ThreadPoolExecutor(1) as other, Pandoc() as pandoc:
        came = other.submit(read_document, document.path, document.kind, document.content, track_changes)
        made = Rendered(document, plan, workspace, pandoc)
        if made.document == document.content:
            return Update(plan, made.source, made.source)
        after = _bounded(document.path, came.result())
    before = read_document(document.path, made.kind, made.document, track_changes)
    names = {digest(content): name for name, content in made.pictures.items()}
    parts = made.parts(read(made.text).data)
    units = tuple(_linked(read_.units, made.pictures) for read_ in (before, after))
    parts.compare(*units)
    if parts.conflicts:
        raise RefusedError(
            N_("{plan} and {path} have both been changed since the document was made: {parts}. Nothing is written."),
            plan=display(plan),
            path=display(document.path),
            parts=", ".join(dict.fromkeys(parts.conflicts)),
        )
    new = _with_pictures(made.patched(parts, *units), after, names, plan)
    notes = tuple(_notes(len(parts.unplaced), new.refused))
    return Update(plan, made.source, made.encoded(new.text), notes, new.pictures)


def digest(content: bytes) -> str:
    """Return the name that units call a picture."""
    return blake2b(content, digest_size=8).hexdigest()


def _bounded(path: Path, read: Read) -> Read:
    """A document, if it is no longer than any plan. Raises StopError."""
    count = letters = 0
    waiting = [read.units]
    while waiting:
        for unit in waiting.pop():
            count, letters = count + 1, letters + len(unit.text)
            waiting += (cell for row in unit.cells for cell in row)
    if count > _MOST or letters > MAX_TEXT:
        raise StopError(N_("{path} is longer than any plan; it is not read"), path=display(path))
    return read


def read_document(path: Path, kind: str, content: bytes, track_changes: str) -> Read:
    """Return the units of a document, whatever its kind. Raises StopError where it is broken, or too large."""
    if kind == MARKDOWN and len(_EMBEDDED.sub(b"", content)) > _MAX_MARKDOWN:
        size = _MAX_MARKDOWN >> 20
        raise StopError(N_("{path} is larger than {size} MB, which no plan is"), path=display(path), size=size)
    if kind == MARKDOWN:
        from hplan.core.incoming.returned.markdown_units import read_markdown

        return read_markdown(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    from hplan.core.incoming.reading.packed import broken, open_package

    try:
        if kind == ODT:
            from hplan.core.incoming.returned.odt_units import read_odt

            return read_odt(open_package(path, content), track_changes)
        from hplan.core.incoming.returned.docx_units import read_docx

        return read_docx(open_package(path, content), track_changes)
    except (ET.ParseError, ValueError, RecursionError):
        raise broken(path) from None


def _linked(units: Iterable[Unit], pictures: Mapping[str, bytes]) -> list[Unit]:
    """Units whose pictures are named as in the plan file, wherever the document lay, and whose texts it can hold."""
    known: dict[str, str] = {}
    for file, content in pictures.items():
        known[digest(content)] = known[Path(file).name] = file

    def name(found: re.Match[str]) -> str:
        last = Path(unquote(found[2])).name
        return f"{found[1]}{known.get(last, known.get(Path(last).stem, found[2]))}{found[3]}"

    return [
        unit._replace(
            text=(_PICTURE.sub(name, unit.text) if "](" in unit.text else unit.text).translate(_CLEAN),
            comments=tuple(comment.translate(_CLEAN) for comment in unit.comments),
            cells=tuple(tuple(tuple(_linked(cell, pictures)) for cell in row) for row in unit.cells),
        )
        for unit in units
    ]


class _New(NamedTuple):
    """A plan file with the pictures that are new, by their files, and how many no document could show."""

    text: str
    pictures: dict[Path, bytes]
    refused: int


def _with_pictures(text: str, after: Read, names: Mapping[str, str], plan: Path) -> _New:
    """Name the pictures that are new after files beside the plan; of one that cannot be shown, its words stay."""
    made, refused = dict[Path, bytes](), 0
    for name, content in after.pictures.items():
        if f"]({name})" not in text or digest(content) in names:
            continue
        if not (ending := ending_of(content)):
            text = re.sub(rf"!\[((?:[^\]\\!]|!(?!\[)|\\.)*)\]\({re.escape(name)}\)", r"\1", text)
            refused += 1
            continue
        folder, number = plan.parent / plan.stem, len(made) + 1
        while (path := folder / f"bilde-{number}.{ending}").exists() or path in made:
            number += 1
        made[path] = content
        text = text.replace(f"]({name})", f"]({plan.stem}/{path.name})")
    return _New(text, made, refused)


def _notes(unplaced: int, refused: int) -> Iterator[Message]:
    if unplaced:
        yield Message.of(
            N_("{count} passages have no place in the plan file, and stand at its end as comments"), count=unplaced
        )
    if refused:
        yield Message.of(N_("pictures that no document can show, left out: {count}"), count=refused)
