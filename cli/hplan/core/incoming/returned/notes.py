"""Comments for a plan file: what somebody wrote in the margin of a document, and what has no place in the plan."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hplan.core.document.labels import Labels
from hplan.core.incoming.returned.yaml_spans import Span, read
from hplan.i18n import N_


class Noted(NamedTuple):
    """Words for whoever has the plan file, and the path of the key that they are about."""

    path: tuple[str, ...]
    text: str


def noted(source: str, notes: Iterable[Noted], unplaced: Sequence[str], labels: Labels) -> str:
    """Return a plan file with notes above the keys that they are about; what stands there already is not repeated."""
    top = read(source)
    made: dict[int, dict[str, None]] = {}
    there = _Comments(source)
    for note in notes:
        at = _line(source, _found(top, note.path))
        end = source.find("\n", at)
        line = source[at : end if end >= 0 else len(source)]
        lines = _comment(note.text, len(line) - len(line.lstrip(" ")) if note.path else 0)
        if lines not in there:
            made.setdefault(at, {})[lines] = None
    for at in sorted(made, reverse=True):
        source = source[:at] + "".join(made[at]) + source[at:]
    there = _Comments(source)
    unplaced = [text for text in dict.fromkeys(unplaced) if _comment(text, 0) not in there]
    if unplaced:
        lead = _comment(labels.text(N_("From the document, without a place in the plan:")), 0)
        lines = "".join(_comment(text, 0) for text in unplaced)
        source = f"{source.rstrip(chr(10))}\n\n{lead if lead not in source else ''}{lines}"
    return source


class _Comments:
    """The comments of a file, to be asked for many."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = {line[line.find("#") :].rstrip() for line in source.split("\n") if "#" in line}

    def __contains__(self, lines: str) -> bool:
        """Whether a comment stands in the file just so."""
        return all(line.strip() in self.lines for line in lines.splitlines()) and lines in self.source


def _comment(text: str, indent: int) -> str:
    return "".join(f"{' ' * indent}# {line}".rstrip() + "\n" for line in text.split("\n"))


def _found(top: Span, path: Sequence[str]) -> int | None:
    """Where the key of a path stands, or the nearest above it that the file has."""
    found = None
    for name in path:
        key = next((n for n, key in enumerate(top.keys) if str(key.data) == name), None)
        if key is None:
            return found
        found, top = top.keys[key].start, top.values[key]
    return found


def _line(source: str, at: int | None) -> int:
    """Where the line begins; the end of the file where no key is meant."""
    return len(source) if at is None else source.rfind("\n", 0, at) + 1
