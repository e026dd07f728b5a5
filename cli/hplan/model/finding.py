"""Findings: what is wrong, where, and what to do about it; and the rules that find them."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hplan.i18n import N_, Message
from hplan.model.place import Place

if TYPE_CHECKING:
    from hplan.model.subject import Subject


class Severity(StrEnum):
    """How grave a finding is.

    UNREADABLE: nothing could be read. ERROR: part of the file could not be taken in and would be missing from the
    document. WARNING: the plan is whole as far as it goes, but something is missing or wrong in it. HINT: it could be
    better; hints alone leave the exit code clean.
    """

    UNREADABLE = "unreadable"
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def grave(self) -> bool:
        """Whether the document would lack something, so that none is made."""
        return self in (Severity.UNREADABLE, Severity.ERROR)

    @property
    def word(self) -> Message:
        """The severity in the user's language."""
        return Message(_WORDS[self])


_WORDS = {
    Severity.UNREADABLE: N_("unreadable"),
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.HINT: N_("hint"),
}


UNOPENED = "HP001"  # the code of what is found in no line, since the file could not be opened


class Edit(NamedTuple):
    """A change to a file: at `at` stands `old`, and `new` is to stand there."""

    at: Place
    old: str
    new: str


class Fix(NamedTuple):
    """How a finding can be mended without asking: edits; or reading the whole file in another `encoding`.

    `comment` says that the edits are to a comment; others are made only where a text or a key stands.
    """

    edits: tuple[Edit, ...] = ()
    encoding: str = ""
    comment: bool = False


class Finding(NamedTuple):
    """One thing that is wrong: by which rule, where, in words, and what to do.

    `width` is the number of characters from `at` on that it is about; 0 where that is the word that stands there.
    """

    code: str
    severity: Severity
    at: Place
    message: Message
    advice: Message
    width: int = 0
    fix: Fix | None = None

    @property
    def where(self) -> str:
        """Its place in words; of a file that cannot be opened, the file alone."""
        return self.at.path if self.code == UNOPENED else str(self.at)


class Rule(NamedTuple):
    """A rule: `message` says what is wrong, `advice` what to do, `why` the reason and its source.

    The texts are message ids with `{names}`. `failing` and `passing` are examples in which it finds something, and
    nothing; hplan.core.checking.examples says how they are written. A rule without `check` is found while the file is
    read.
    """

    code: str
    name: str
    severity: Severity
    message: str
    advice: str
    why: str
    failing: str
    passing: str
    check: "Callable[[Subject], Iterator[Finding]] | None" = None

    def at(
        self,
        place: Place,
        /,
        *,
        advice: str | None = None,
        width: int = 0,
        fix: Fix | None = None,
        severity: Severity | None = None,
        **values: object,
    ) -> Finding:
        """Make a finding at `place`; `values` fill the names in the texts.

        `advice` and `severity` replace the usual ones; `width` and `fix` are as in Finding.
        """
        named = tuple(values.items())
        message, said = Message(self.message, named), Message(advice or self.advice, named)
        return Finding(self.code, severity or self.severity, place, message, said, width, fix)
