"""A document arrives: it is read, taken apart, and becomes a plan file with its pictures."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hplan.core import files
from hplan.core.incoming.composing.beside import Beside
from hplan.core.incoming.composing.compose import Composed, Composer
from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.lines.edges import parted
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.facts import fact
from hplan.core.incoming.placing.found import Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.placing.walk import LOST_PICTURE
from hplan.core.incoming.reading.read import Incoming
from hplan.core.incoming.stream import stream
from hplan.core.reading.shape import SLUG
from hplan.core.workspace import Workspace, display
from hplan.core.writing import new_file
from hplan.errors import StopError
from hplan.i18n import N_, Message

_NYNORSK = re.compile(r"\b(?:ikkje|ein|eit|dei|frå|vere|meir|kva|korleis|auke|tillitsvalde|arbeidsplassane)\b", re.I)
_BOKMAL = re.compile(r"\b(?:ikke|en|et|de|fra|være|mer|hva|hvordan|øke|tillitsvalgte|arbeidsplassene)\b", re.I)
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "ö": "o", "ä": "a", "é": "e"})
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "handlingsplan fagforbundet fagforening plan for endelig utkast vedtatt versjon ny kopi av til og forslag "
        "innstilling signert ferdig docx pdf",
    )
)


class Arrived(NamedTuple):
    """A document as a plan file, not yet written. `pictures` are by the place that each will have."""

    source: Path
    kind: str
    target: Path
    language: str
    composed: Composed
    found: Found
    pictures: Mapping[Path, bytes]
    notes: tuple[Message, ...]


def arrive(incoming: Incoming, workspace: Workspace, targets: Targets, slug: str | None = None) -> Arrived:
    """Return what a document comes to. Raises StopError where its plan is there already, or it is no plan."""
    try:
        lines = stream(incoming, targets)
        found = place(lines, targets)
    except RecursionError:
        raise StopError(N_("{path} has too many things inside each other"), path=display(incoming.path)) from None
    if not (found.answers or found.areas or found.situation):
        raise StopError(
            N_("{path} does not look like a plan: no national goal or area of {strategy} was found in it"),
            path=display(incoming.path),
            strategy=targets.strategy.id,
        )
    for text in (*incoming.names, *parted(incoming.printed)[1]):
        fact(found.facts, Line(text, text))
        found.labels.append(Line(text, text))
    language = _language(lines)
    target = new_file.target(workspace, slug or slug_of(incoming.path, found.facts))
    beside = Beside(target.stem, incoming.pictures)
    source = incoming.path.name
    composer = Composer(found, targets, beside, source, language)
    margin = [
        " ".join(filter(None, (f"{one.author}:", one.text, one.about and f"«{one.about}»")))
        for one in incoming.comments
    ]
    composed = composer.compose(margin)
    notes = list(incoming.notes)
    if beside.refused:
        count = len(set(beside.refused))
        notes.append(Message.of(N_("pictures that no document can show, left out: {count}"), count=count))
    if count := sum(bool(LOST_PICTURE.fullmatch(line.text)) for line in found.labels):
        notes.append(Message.of(N_("pictures that the document only has a mark for, left out: {count}"), count=count))
    if incoming.comments:
        count = len(incoming.comments)
        notes.append(Message.of(N_("comments in the margin, kept as comments in the plan: {count}"), count=count))
    pictures = {target.parent / target.stem / name: content for name, content in beside.files.items()}
    return Arrived(incoming.path, incoming.kind, target, language, composed, found, pictures, tuple(notes))


def write(arrived: Arrived, targets: Targets) -> None:
    """Put the plan in its place, with its pictures beside it. Raises StopError, and leaves nothing, where it cannot."""
    folder = arrived.target.parent / arrived.target.stem
    if arrived.pictures and folder.is_symlink():
        raise StopError(files.THROUGH_LINK, path=display(folder))
    made: list[Path] = []
    try:
        for path, content in arrived.pictures.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            files.create(path, content)
            made.append(path)
        new_file.write(arrived.target, arrived.composed.text, targets.strategy, arrived.language)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise new_file.TakenError(folder) from None
        if isinstance(error, OSError):
            raise new_file.unwritable(arrived.target, error) from None
        raise


def rehearse(arrived: Arrived, claimed: set[Path]) -> None:
    """Raise StopError where `write` would find a name taken, be it by one of those `claimed`; claim this one's."""
    if arrived.target in claimed:
        raise new_file.TakenError(arrived.target)
    if any(path.exists() for path in arrived.pictures):
        raise new_file.TakenError(arrived.target.parent / arrived.target.stem)
    claimed.add(arrived.target)


def slug_of(path: Path, facts: Mapping[str, str]) -> str:
    """Return a name for the plan of a document: its branch's, or what its own name has that others have not."""
    named = facts.get("navn", "").removeprefix("Fagforbundet").strip()
    for text in (named, path.stem):
        words = re.findall(r"[a-z0-9]+", text.lower().translate(_LETTERS))
        kept = [word for word in words if word not in _COMMON and not re.fullmatch(r"20\d\d|v\d+", word)]
        slug = "_".join(kept or words)[:40].strip("_")
        if re.fullmatch(SLUG, slug):
            return slug
    return "plan"


def _language(lines: list[Line]) -> str:
    text = " ".join(line.text for line in lines)
    return "nn" if len(_NYNORSK.findall(text)) > len(_BOKMAL.findall(text)) else "nb"
