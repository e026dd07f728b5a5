"""The national wording as it stands in the comment above a goal's key, where `hplan new` writes it."""

from collections.abc import Iterator
from typing import NamedTuple

from hplan.model.place import Place
from hplan.model.subject import Subject

_NATIONAL = ("Nasjonalt mål:", "National goal:")  # below the title of a row that is worded otherwise
_WRAPPED = range(70, 103)  # a line that ends here may go on in the next; `hplan new` breaks them at the last
_MOST = 12


class Recorded(NamedTuple):
    """A wording in a comment: where it begins, what stands before it, and the lines of the comment from there on."""

    at: Place
    lead: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The wording, as far as it goes on from line to line; a remark below it begins with a capital, or early."""
        said, start = [self.lines[0]], self.at.column - 1
        for line, after in zip(self.lines, self.lines[1:], strict=False):
            end = start + len(line)
            full = end + 1 + len(after.partition(" ")[0]) >= _WRAPPED.stop
            if end not in _WRAPPED or not (full or after[:1].islower()):
                break
            said.append(after)
            start = self.at.column - 1 - len(self.lead)
        return " ".join(said)


def recorded(subject: Subject, key: Place) -> Recorded | None:
    """Return the national wording in the comment right above a key of a goal: what follows the goal's number."""
    below: tuple[str, ...] = ()
    for at, line in _above(subject, key):
        wording = _after_number(line)
        if wording:
            lead = line.removesuffix(wording)
            return Recorded(at._replace(column=at.column + len(lead)), lead, (wording, *below))
        below = (line, *below)
    return None


def unnumbered(subject: Subject, key: Place) -> Recorded | None:
    """Return the comment right above a key of a strategy, which has no number: its first line is the wording."""
    lines = list(_above(subject, key))
    return Recorded(lines[-1][0], "", tuple(line for _, line in reversed(lines))) if lines else None


def _above(subject: Subject, key: Place) -> Iterator[tuple[Place, str]]:
    """The lines of the comment right above a key, from the last to the first, and where their words begin."""
    source, end = subject.source, subject.offset(Place(key.path, key.line))
    if source[end : end + key.column - 1].strip():
        return
    for line in range(key.line - 1, max(0, key.line - 1 - _MOST), -1):
        start = subject.offset(Place(key.path, line))
        comment = source[start:end].rstrip()
        words = comment.lstrip().lstrip("# ")
        if not comment.lstrip().startswith("#"):
            return
        yield Place(key.path, line, len(comment) - len(words) + 1), words
        end = start


def _after_number(line: str) -> str:
    """What follows “2.3”, or “National goal:”; "" where the line has neither."""
    for label in _NATIONAL:
        if line.startswith(label):
            return line[len(label) :].strip()
    number, _, wording = line.partition(" ")
    return wording.strip() if "." in number and number.replace(".", "").isdigit() else ""
