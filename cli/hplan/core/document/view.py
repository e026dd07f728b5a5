"""What a template sees of a plan. docs/maler.md describes these names for those who write templates."""

from typing import NamedTuple

from hplan.core.document.fields import NOTHING, Field


class Item(NamedTuple):
    """A national goal or strategy in the list above the answers."""

    number: str
    text: Field
    adapted: Field = NOTHING
    omitted: bool = False
    reason: Field = NOTHING


class Part(NamedTuple):
    """One part of an action's follow-up: "Ansvarlig" and who."""

    label: str
    value: object


class ActionView(NamedTuple):
    """An action. `number` is "2.3.1", from the stage on at which points have numbers, else empty."""

    number: str
    text: Field
    follow_up: tuple[Part, ...]


class GoalView(NamedTuple):
    """A goal and the branch's answer. `national` is the goal's own wording where `adapted` is true.

    `text_number` is the number of the free text, the first of the goal's points, where points have numbers.
    """

    number: str
    bookmark: str
    heading: Field
    text: Field
    text_number: str
    actions: tuple[ActionView, ...]
    filled: bool
    adapted: bool = False
    national: Field = NOTHING
    omitted: bool = False
    reason: Field = NOTHING


class AreaView(NamedTuple):
    """An area with its national goals and strategies, the branch's answers, and its local goals."""

    number: int
    bookmark: str
    title: Field
    national_goals: tuple[Item, ...]
    strategies: tuple[Item, ...]
    goals: tuple[GoalView, ...]
    local_goals: tuple[GoalView, ...]


class RowView(NamedTuple):
    """A row of the situation table; `own` where the branch named it itself."""

    area: Field
    own: bool
    now: Field
    short_term: Field
    long_term: Field


class LogoView(NamedTuple):
    """The branch's logo: the picture's file, as a link names it, and what stands for it when it is read aloud."""

    file: str
    alt: Field


class Count(NamedTuple):
    """How many actions have come so far. `kind` is "done", "under-way", "not-started", "dropped" or "unknown"."""

    kind: str
    label: str
    number: int
    bar: str


class ProgressView(NamedTuple):
    """How far one area has come: of `total` actions, so many of each kind, in the order of Count.kind.

    `empty` is the bar of an area without actions; it is empty where there are some.
    """

    title: Field
    total: int
    counts: tuple[Count, ...]
    empty: str
