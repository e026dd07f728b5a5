"""What a check of a finished document is, and the list that each format keeps of its own."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from hplan.i18n import N_, Message

T = TypeVar("T")
Look = Callable[[T], Iterator[Message]]

# Those that a plan is written in; its document says one of them.
LANGUAGES = ("nb", "nn", "se", "smj", "sma")
QUOTED = 40  # letters of a text that a message shows


class Unreadable(Exception):  # noqa: N818 (it is a verdict on the document)
    """The document cannot be read at all; the message says why."""

    def __init__(self, message_id: str, **values: object) -> None:
        self.message = Message.of(message_id, **values)
        super().__init__(message_id)


class Check(NamedTuple, Generic[T]):
    """One thing that is looked at: its name, what it asks, what to do where it is not so, and who asks for it.

    `asks` and `advice` are message ids; `source` names standards and their clauses. `look` says what is wrong.
    """

    name: str
    asks: str
    advice: str
    source: str
    look: Look[T]


class Problem(NamedTuple):
    """What a check found in a document, and what to do about it."""

    check: str
    message: Message
    advice: Message


class Register(Generic[T]):
    """The checks of a format, in the order they are written in; the first is that it can be read."""

    def __init__(self, form: str, read: Callable[[bytes], T]) -> None:
        self.form = form
        self.read = read
        self.checks: list[Check[T]] = []
        self("readable", READABLE, REPLACE, "")(_nothing)

    def __call__(self, name: str, asks: str, advice: str, source: str) -> Callable[[Look[T]], Look[T]]:
        """Register the function below as a check."""

        def add(look: Look[T]) -> Look[T]:
            self.checks.append(Check(f"{self.form}-{name}", asks, advice, source, look))
            return look

        return add

    def problems(self, content: bytes) -> list[Problem]:
        """Return all that is wrong with a document."""
        try:
            document = self.read(content)
        except Unreadable as error:
            return [Problem(self.checks[0].name, error.message, Message(REPLACE))]
        return [
            Problem(check.name, message, Message(check.advice))
            for check in self.checks
            for message in check.look(document)
        ]


READABLE = N_("The file can be read.")
REPLACE = N_("Make the document again. If that does not help, report it.")


def _nothing(_document: object) -> Iterator[Message]:
    return iter(())


def quoted(text: str) -> str:
    """Return the beginning of a text on one line."""
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"


NO_HEADINGS = N_("there are no headings")
FIRST_HEADING = N_("the first heading, “{text}”, is on level {level}")
JUMP = N_("the heading “{text}” is on level {level}, and the one above it on level {above}")
EMPTY_HEADING = N_("a heading on level {level} has no text")


def heading_order(headings: Sequence[tuple[int, str]]) -> Iterator[Message]:
    """Say where headings do not begin on level 1, jump over a level or are empty."""
    if not headings:
        yield Message(NO_HEADINGS)
        return
    above = 0
    for level, text in headings:
        if not text.strip():
            yield Message.of(EMPTY_HEADING, level=level)
        elif not above and level > 1:
            yield Message.of(FIRST_HEADING, text=quoted(text), level=level)
        elif above and level > above + 1:
            yield Message.of(JUMP, text=quoted(text), level=level, above=above)
        above = level


NO_LANGUAGE = N_("the document does not say its language")
OTHER_LANGUAGE = N_("the document says that its language is “{language}”")


def language(tag: str) -> Iterator[Message]:
    """Say whether the language of a document is missing, or none that plans are written in."""
    if not tag.strip():
        yield Message(NO_LANGUAGE)
    elif tag.lower().split("-")[0] not in LANGUAGES:
        yield Message.of(OTHER_LANGUAGE, language=tag)
