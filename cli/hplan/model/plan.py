"""A branch's plan: what it answers to the national goals, and its own.

A field that the file leaves out or empty is None; an empty tuple is a list with nothing in it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hplan.model.place import Place, Text, Value


class Stage(StrEnum):
    """How far the plan has come: draft, the board's proposal, adopted by the annual meeting, evaluated."""

    DRAFT = "utkast"
    PROPOSAL = "innstilling"
    ADOPTED = "vedtatt"
    EVALUATION = "evaluering"


class Status(StrEnum):
    """How far an action has come."""

    NOT_STARTED = "ikke startet"
    UNDER_WAY = "pågår"
    DONE = "gjennomført"
    DROPPED = "utgår"


class Language(StrEnum):
    """The two written languages."""

    BOKMAL = "nb"
    NYNORSK = "nn"


class Action(NamedTuple):
    """What the branch sets out to do. `cost` is in whole kroner (NOK).

    A deadline that is no date, and a cost that is no amount, are the words that were written.
    """

    at: Place
    text: Text | None
    responsible: Text | None = None
    deadline: Value[date | str] | None = None
    indicator: Text | None = None
    cost: Value[int | str] | None = None
    status: Value[Status] | None = None
    result: Text | None = None


class Omission(NamedTuple):
    """Something national that the branch has left out on purpose; `reason` is None where it gave none."""

    at: Place
    reason: Text | None


class Answer(NamedTuple):
    """What the branch says to one national goal, or one national strategy, or a goal of its own.

    `id` is the key in the file (None for a local goal, whose `wording` is the goal itself). `wording` is the
    branch's own wording of the goal. `garbled` says that part of the answer could not be taken in.
    """

    at: Place
    id: str | None
    wording: Text | None = None
    omitted: Omission | None = None
    text: Text | None = None
    actions: tuple[Action, ...] = ()
    garbled: bool = False

    @property
    def filled(self) -> bool:
        """Whether the branch has written what it wants: a text, or at least one action with words in it."""
        if self.text is not None:
            return True
        for action in self.actions:  # noqa: SIM110 (asked for every goal of every plan; a generator takes twice as long)
            if action.text:
                return True
        return False


class AreaAnswer(NamedTuple):
    """What the branch says to one area: to its goals and strategies, by their ids, and goals of its own.

    `garbled` says that it is a list or a text in their place, so that nothing could be taken in.
    """

    at: Place
    id: str
    goals: Mapping[str, Answer]
    strategies: Mapping[str, Answer]
    local_goals: tuple[Answer, ...]
    garbled: bool = False


class SituationRow(NamedTuple):
    """A row of the situation table. `area` is an area's id or the branch's own name for the row.

    `garbled` says that part of the row could not be taken in.
    """

    at: Place
    area: Text | None
    now: Text | None
    short_term: Text | None
    long_term: Text | None
    garbled: bool = False


class Unplaced(NamedTuple):
    """A text of an imported document that found no place in the plan; `after` and `before` are its neighbours there."""

    at: Place
    text: Text | None
    after: Text | None = None
    before: Text | None = None


class Plan(NamedTuple):
    """A branch's plan for a period. `name` and `county` are the branch's, `strategy_id` says which strategy it answers.

    `at` is the top of the file; `places` says where the key of each field stands ("fagforening.navn"), `written`
    which fields have something in them, even if it could not be used, `areas` are by their ids, and `keys` are all that
    the file has anywhere. `meant` are the keys most likely meant by those that are not known, and `garbled` says that
    no area could be taken in, though something stands there.
    """

    at: Place
    places: Mapping[str, Place]
    written: frozenset[str]
    strategy_id: Text | None
    name: Text | None
    county: Text | None
    language: Value[Language] | None
    stage: Value[Stage] | None
    annual_meeting: Value[date | str] | None
    introduction: Text | None
    situation: tuple[SituationRow, ...]
    areas: Mapping[str, AreaAnswer]
    local_goals: tuple[Answer, ...]
    unplaced: tuple[Unplaced, ...] = ()
    keys: frozenset[str] = frozenset()
    meant: frozenset[str] = frozenset()
    garbled: bool = False

    @property
    def answers(self) -> Iterator[Answer]:
        """Every answer to a national goal, and every goal of the branch's own; not those to national strategies."""
        for area in self.areas.values():
            yield from area.goals.values()
            yield from area.local_goals
        yield from self.local_goals

    @property
    def actions(self) -> Iterator[Action]:
        """Every action of every goal."""
        for answer in self.answers:
            yield from answer.actions

    def texts(self) -> Iterator[Text]:
        """Yield every text that somebody wrote to be read; not names, dates, ids and words to choose from."""
        if self.introduction:
            yield self.introduction
        for row in self.situation:
            yield from filter(None, (row.now, row.short_term, row.long_term))
        changes = (change for area in self.areas.values() for change in area.strategies.values())
        for answer in (*self.answers, *changes):
            reason = answer.omitted.reason if answer.omitted else None
            yield from filter(None, (answer.wording, reason, answer.text))
            for action in answer.actions:
                yield from filter(None, (action.text, action.responsible, action.indicator, action.result))
        yield from (one.text for one in self.unplaced if one.text)

    @property
    def written_language(self) -> str:
        """The language to print the plan in; bokmål where it does not say."""
        return self.language.value if self.language else Language.BOKMAL

    def place(self, field: str) -> Place:
        """Return where a field stands, or the nearest field around it where the file does not have it."""
        while field:
            if field in self.places:
                return self.places[field]
            field = field.rpartition(".")[0]
        return self.at
