"""Findings: what is wrong, where, and what to do about it; and the rules that find them."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hplan.i18n import N_, Message
from hplan.model.place import Place

if TYPE_CHECKING:
    from hplan.model.plan import Plan
    from hplan.model.strategy import Strategy


class Severity(StrEnum):
    """How grave a finding is.

    UNREADABLE: nothing could be read. ERROR: part of the file could not be taken in and would be missing from the
    document. WARNING: the plan is whole as far as it goes, but something is missing or doubtful.
    """

    UNREADABLE = "unreadable"
    ERROR = "error"
    WARNING = "warning"

    @property
    def word(self) -> Message:
        """The severity in the user's language."""
        return Message(_WORDS[self])


_WORDS = {
    Severity.UNREADABLE: N_("unreadable"),
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
}


class Finding(NamedTuple):
    """One thing that is wrong: by which rule, where, in words, and what to do."""

    code: str
    severity: Severity
    at: Place
    message: Message
    advice: Message


class Rule(NamedTuple):
    """A rule: `message` says what is wrong, `advice` what to do, `why` the reason and its source.

    The texts are message ids with `{names}`. A rule without `check` is found while the file is read.
    """

    code: str
    name: str
    severity: Severity
    message: str
    advice: str
    why: str
    check: "Callable[[Plan, Strategy], Iterator[Finding]] | None" = None

    def at(self, place: Place, /, *, advice: str | None = None, **values: object) -> Finding:
        """Make a finding at `place`; `values` fill the names in the texts, `advice` replaces the usual advice."""
        return Finding(
            self.code,
            self.severity,
            place,
            Message.of(self.message, **values),
            Message.of(advice or self.advice, **values),
        )
