"""What was found in a document: each of its lines has one place, or is unplaced."""

from dataclasses import dataclass, field

from hplan.core.incoming.line import Line

GoalKey = tuple[str, str]
PLACED, LIKELY = 0.9, 0.75  # how sure: nothing speaks against it; something does


@dataclass(slots=True)
class Doing:
    """An action: its words, and the fields of it that the document has in columns or in lines of their own."""

    lines: list[Line] = field(default_factory=list)
    fields: dict[str, list[Line]] = field(default_factory=dict)


@dataclass(slots=True)
class Answered:
    """What stands under a goal. `heading` is the line above it, `listed` the line in the list of national goals.

    `named` says that the heading is only a few words of the goal.
    """

    heading: Line | None = None
    listed: Line | None = None
    content: list[Line | Doing] = field(default_factory=list)
    sure: float = 1.0
    named: bool = False


@dataclass(slots=True)
class LocalGoal:
    """A goal of the branch's own, with what stands under it."""

    goal: Line
    content: list[Line | Doing] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row of the table of the present situation: its name, and its cells."""

    name: list[Line] = field(default_factory=list)
    cells: dict[str, list[Line]] = field(default_factory=dict)
    area: str = ""


@dataclass(slots=True)
class Unplaced:
    """Lines that have no place, and their neighbours: what stood before them, and after."""

    lines: list[Line]
    after: str = ""
    before: str = ""


@dataclass(slots=True)
class National:
    """A line that is national text, and the wording that it is."""

    line: Line
    wording: str


@dataclass(slots=True)
class Found:
    """A document, taken apart. `introduction` is the branch's own, `opening` all of it, the national too."""

    introduction: list[Line] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    situation: list[Row] = field(default_factory=list)
    answers: dict[GoalKey, Answered] = field(default_factory=dict)
    strategies: dict[GoalKey, Line] = field(default_factory=dict)
    local: dict[str, list[LocalGoal]] = field(default_factory=dict)
    areas: dict[str, Line] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    national: list[National] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def answer(self, key: GoalKey) -> Answered:
        """Return what stands under a goal, to be added to."""
        return self.answers.setdefault(key, Answered())
