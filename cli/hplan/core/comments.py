"""The national wording as it stands in the comment above a goal's key, where `hplan new` writes it."""

from typing import NamedTuple

from hplan.model.place import Place
from hplan.model.subject import Subject

_NATIONAL = ("Nasjonalt mål:", "National goal:")  # below the title of a row that is worded otherwise
_WRAPPED = range(70, 103)  # a line of this length goes on in the next: `hplan new` breaks them so
_MOST = 12


class Recorded(NamedTuple):
    """A wording in a comment: where it begins, and the lines of the comment from there on."""

    at: Place
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The wording, as far as it goes on from line to line."""
        said = [self.lines[0]]
        for line, after in zip(self.lines, self.lines[1:], strict=False):
            if self.at.column - 1 + len(line) not in _WRAPPED:
                break
            said.append(after)
        return " ".join(said)


def recorded(subject: Subject, key: Place) -> Recorded | None:
    """Return the national wording in the comment right above a key: what follows the number of a goal."""
    source, end = subject.source, subject.offset(Place(key.path, key.line))
    if source[end : end + key.column - 1].strip():
        return None
    below: tuple[str, ...] = ()
    for line in range(key.line - 1, max(0, key.line - 1 - _MOST), -1):
        start = subject.offset(Place(key.path, line))
        comment = source[start:end].strip()
        if not comment.startswith("#"):
            return None
        if wording := _after_number(comment.lstrip("# ")):
            at = Place(key.path, line, source.index(wording, start) - start + 1)
            return Recorded(at, (wording, *below))
        below = (comment.lstrip("# "), *below)
        end = start
    return None


def _after_number(line: str) -> str:
    """What follows “2.3”, or “National goal:”; "" where the line has neither."""
    for label in _NATIONAL:
        if line.startswith(label):
            return line[len(label) :].strip()
    number, _, wording = line.partition(" ")
    return wording.strip() if "." in number and number.replace(".", "").isdigit() else ""
