"""Looks at a document as a whole, before its lines are placed: what comes again, and what heads what."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from hplan.core.incoming import words_of_plans as parts
from hplan.core.incoming.found import GoalKey
from hplan.core.incoming.line import Line
from hplan.core.incoming.targets import ALIKE, AREA, GOAL, STRATEGY, Match, Targets

_SURE_AREA = 0.8


class Overview:
    """A document as a whole."""

    def __init__(self, lines: Sequence[Line], targets: Targets) -> None:
        self.lines, self.targets = lines, targets
        self.goals: dict[int, Match] = {}
        self.areas: dict[int, Match] = {}
        for number, line in enumerate(lines):
            if match := self._goal(line):
                self.goals[number] = match
            elif match := self._area(line):
                self.areas[number] = match

    def _goal(self, line: Line) -> Match | None:
        found = self.targets.matches(line.text)
        best = next((match for match in found if match.target.kind == GOAL), None)
        if not best or best.score < ALIKE or (found[0].target.kind == STRATEGY and found[0].score > best.score):
            return None
        return best

    def _area(self, line: Line) -> Match | None:
        best = self.targets.best(line.text, AREA)
        if not best or best.score < (ALIKE if best.short or line.titled else _SURE_AREA):
            return None
        if best.short and not (line.level or line.number.isdecimal()):
            return None
        return best

    def goal(self, number: int) -> Match | None:
        """Return the goal that a line is like."""
        return self.goals.get(number)

    def area(self, number: int) -> Match | None:
        """Return the area whose title a line is."""
        return self.areas.get(number)

    @cached_property
    def listed_areas(self) -> frozenset[int]:
        """The lines that are areas in a list of them: nothing stands between one and the next."""
        found: set[int] = set()
        numbers = sorted(self.areas)
        for one, other in pairwise(numbers):
            if other == one + 1 and self.lines[one].cell == self.lines[other].cell:
                found |= {one, other}
        plain = {n for n in numbers if self.lines[n].item and not self.lines[n].number and not self.lines[n].level}
        again = {n for n in plain if any(m > n and self.areas[m].target == self.areas[n].target for m in numbers)}
        return frozenset(found | again)

    def begins_area(self, number: int) -> bool:
        """Whether a line is surely the heading of an area, also in the middle of something else."""
        line = self.lines[number]
        after = self.lines[number + 1] if number + 1 < len(self.lines) else None
        follows = bool(
            after and (parts.section(after.text) in (parts.GOALS, parts.STRATEGIES) or number + 1 in self.goals)
        )
        return follows or bool(line.level and line.number)

    def comes_again(self, number: int, key: GoalKey) -> bool:
        """Whether a goal stands again further down, as what may be its heading."""
        for later, match in self.goals.items():
            same = later > number and (match.target.area, match.target.id) == key
            if same and not (match.short and self.lines[later].item):
                return True
        return False

    def in_run(self, number: int) -> bool:
        """Whether the line above or below is a goal too."""
        cell = self.lines[number].cell
        return any(
            near in self.goals and self.lines[near].cell == cell and self.lines[near].level == self.lines[number].level
            for near in (number - 1, number + 1)
        )

    def goal_follows(self, number: int) -> bool:
        """Whether the next line is a goal."""
        return number + 1 in self.goals

    def item_follows(self, number: int) -> bool:
        """Whether the next line is a point of a list."""
        return number + 1 < len(self.lines) and self.lines[number + 1].item

    def has_content(self, number: int) -> bool:
        """Whether something of the branch's own comes next, and not another national text or a heading."""
        line = self.lines[number]
        if number + 1 >= len(self.lines):
            return False
        after = self.lines[number + 1]
        if number + 1 in self.goals or number + 1 in self.areas or parts.section(after.text) or after.level:
            return bool(parts.section(after.text) == parts.ACTIONS)
        match = self.targets.matches(after.text)
        if match and match[0].score >= ALIKE:
            return False
        return after.depth > line.depth or (not line.item and not line.depth)

    @cached_property
    def last_of_goals(self) -> list[int]:
        """The last line of each goal: its heading, in a plan that lists the goals first."""
        found = {
            (match.target.area, match.target.id): number for number, match in self.goals.items() if not match.short
        }
        return sorted(found.values())

    @cached_property
    def headings_stand_out(self) -> bool:
        """Whether the headings of goals are no points of lists."""
        points = sum(self.lines[number].item for number in self.last_of_goals)
        return points * 2 < len(self.last_of_goals)

    @cached_property
    def goal_levels(self) -> frozenset[int]:
        """The levels of the headings of goals."""
        return frozenset(self.lines[number].level for number in self.last_of_goals)

    def heads(self, line: Line) -> bool:
        """Whether a line looks as the headings of goals do."""
        return line.level in self.goal_levels and line.level > 0
