"""What was found in a document: each of its lines has one place, or is unplaced.

These are plain classes: to load dataclasses takes as long as to place the lines of a plan.
"""

from typing import NamedTuple

from hplan.core.incoming.lines.line import Line

GoalKey = tuple[str, str]
PLACED, LIKELY = 0.9, 0.75  # how sure: nothing speaks against it; something does


class Doing:
    """An action: its words, and the fields of it that the document has in columns or in lines of their own."""

    def __init__(self, lines: list[Line] | None = None, fields: dict[str, list[Line]] | None = None) -> None:
        self.lines, self.fields = lines if lines is not None else [], fields if fields is not None else {}


class Answered:
    """What stands under a goal. `heading` is the line above it, `listed` the line in the list of national goals.

    `named` says that the heading is only a few words of the goal.
    """

    def __init__(self) -> None:
        self.heading: Line | None = None
        self.listed: Line | None = None
        self.content: list[Line | Doing] = []
        self.sure = 1.0
        self.named = False


class LocalGoal:
    """A goal of the branch's own, with what stands under it."""

    def __init__(self, goal: Line, content: list[Line | Doing] | None = None) -> None:
        self.goal, self.content = goal, content if content is not None else []


class Row:
    """A row of the table of the present situation: its name, and its cells."""

    def __init__(self, name: list[Line] | None = None, area: str = "") -> None:
        self.name, self.area = name if name is not None else [], area
        self.cells: dict[str, list[Line]] = {}


class Unplaced(NamedTuple):
    """Lines that have no place, and their neighbours: what stood before them, and after."""

    lines: list[Line]
    after: str = ""
    before: str = ""


class National(NamedTuple):
    """A line that is national text, and the wording that it is."""

    line: Line
    wording: str


class Found:
    """A document, taken apart. `introduction` is the branch's own, `opening` all of it, the national too."""

    def __init__(self) -> None:
        self.introduction: list[Line] = []
        self.opening: list[Line] = []
        self.situation: list[Row] = []
        self.answers: dict[GoalKey, Answered] = {}
        self.strategies: dict[GoalKey, Line] = {}
        self.local: dict[str, list[LocalGoal]] = {}
        self.areas: dict[str, Line] = {}
        self.unplaced: list[Unplaced] = []
        self.national: list[National] = []
        self.labels: list[Line] = []
        self.facts: dict[str, str] = {}

    def answer(self, key: GoalKey) -> Answered:
        """Return what stands under a goal, to be added to."""
        return self.answers.setdefault(key, Answered())
