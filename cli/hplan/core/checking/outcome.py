"""What the check of a file came to, in words: what reports print, workers send and the cache keeps."""

import marshal
from typing import NamedTuple

from hplan.i18n import visible
from hplan.model.finding import UNOPENED, Severity


class Progress(NamedTuple):
    """How far one area has come: of its `goals`, how many are `filled`, and how many `omitted` on purpose."""

    number: int
    title: str
    goals: int
    filled: int
    omitted: int


class Said(NamedTuple):
    """A finding in the user's language. `excerpt` is the line it stands on; `edits` mend it: line, column, old, new."""

    code: str
    severity: Severity
    line: int
    column: int
    width: int
    message: str
    advice: str
    excerpt: str
    edits: tuple[tuple[int, int, str, str], ...]
    fixable: bool

    @property
    def end_column(self) -> int:
        """The column after the last character that it is about, on the same line; `column` where nothing stands."""
        line = self.excerpt.rstrip()
        rest = line[self.column - 1 :]
        length = self.width or len(rest.split(" ")[0].rstrip(":,]}")) or 1
        return self.column + min(length, len(rest))


class Outcome(NamedTuple):
    """What was found in one file. `name` is the branch's; `progress` is empty where no plan could be read.

    `lasting` says that the outcome holds as long as the file's bytes do: nothing outside of it was looked at.
    """

    path: str
    name: str
    findings: tuple[Said, ...]
    progress: tuple[Progress, ...]
    lasting: bool = False

    def where(self, found: Said) -> str:
        """Return the place of a finding: file:line:column; of a file that cannot be opened, the file alone."""
        return visible(self.path) if found.code == UNOPENED else f"{visible(self.path)}:{found.line}:{found.column}"

    @property
    def goals(self) -> int:
        """How many national goals there are to answer."""
        return sum(area.goals for area in self.progress)

    @property
    def filled(self) -> int:
        """How many of them the plan answers."""
        return sum(area.filled for area in self.progress)

    @property
    def omitted(self) -> int:
        """How many of them the plan leaves out on purpose."""
        return sum(area.omitted for area in self.progress)

    def to_bytes(self) -> bytes:
        """Return the outcome as bytes, for `of_bytes` of the same release of hplan."""
        findings = tuple((said[0], said[1].value, *said[2:]) for said in self.findings)
        return marshal.dumps((self.path, self.name, findings, tuple(map(tuple, self.progress)), self.lasting))

    @classmethod
    def of_bytes(cls, content: bytes) -> "Outcome":
        """Return the outcome that `to_bytes` wrote; never to be given bytes from anywhere else."""
        path, name, findings, progress, lasting = marshal.loads(content)  # noqa: S302 (our own)
        said = tuple(Said._make((found[0], _SEVERITIES[found[1]], *found[2:])) for found in findings)
        return cls(path, name, said, tuple(Progress._make(area) for area in progress), lasting)


_SEVERITIES = {severity.value: severity for severity in Severity}
