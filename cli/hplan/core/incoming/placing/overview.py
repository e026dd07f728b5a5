"""Looks at a document as a whole, before its lines are placed: what comes again, and what heads what."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, AREA, GOAL, MAYBE, NAMED, STRATEGY, Match, Targets
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.below import Below
from hplan.core.incoming.placing.found import GoalKey
from hplan.core.incoming.placing.likely import Likely
from hplan.core.incoming.placing.looks import Looks, look

_LABEL, _AGAIN, _MOSTLY = 60, 3, 0.75  # letters of a label; how often it comes, and below a goal
_SOME = 2  # goals that stand out as headings, before all at their level are goals
_SURE_AREA, _LIKE_AREA = 0.8, 0.35  # where nothing else speaks for it; where its look and its place do


class Overview:
    """A document as a whole."""

    def __init__(self, lines: Sequence[Line], targets: Targets) -> None:
        self.lines, self.targets = lines, targets
        self.goals: dict[int, Match] = {}
        self.areas: dict[int, Match] = {}
        for number, line in enumerate(lines):
            if line.holds or line.aside:
                continue
            if match := self._goal(line):
                self.goals[number] = match
            elif match := self._area(line):
                self.areas[number] = match
        highest = self._highest()
        self.within_areas, self.areas = self.areas.keys() - highest.keys(), highest
        self.areas |= self._areas_between()
        self.within = self._within()
        self.named = {number for number, area in enumerate(self.within) if area and self._is_named(number, area)}
        self.likely = Likely(lines, self.goals, targets)
        self.goals |= self._likely_goals()
        self.below = Below(lines, targets, {*self.goals, *self.areas})

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
        head, _colon, rest = line.text.partition(":")
        name = self.targets.best(head, AREA) if rest.strip() and line.item else None
        return None if name and name.score > best.score else best  # a point about an area

    def _areas_between(self) -> dict[int, Match]:
        """Areas worded anew: what looks as they do, is somewhat like the title of one, and stands where it would."""
        found, order = {}, [*self.targets.strategy.areas]
        sure = {number: order.index(match.target.area) for number, match in self.areas.items()}
        numbers, taken = [*sure], {*sure.values()}
        for number, line in enumerate(self.lines):
            if number in self.known or not self.area_looks.has(line):
                continue
            match = self._area_named(line.text)
            if match and match.score >= _LIKE_AREA and (place := order.index(match.target.area)) not in taken:
                at = bisect_left(numbers, number)
                above, below = numbers[max(at - 1, 0) : at], numbers[at : at + 1]
                fits = all(sure[n] < place for n in above) and all(sure[n] > place for n in below)
                if match.score >= MAYBE or fits:
                    found[number] = match
        return found

    def _highest(self) -> dict[int, Match]:
        """The areas, without headings that have the name of the area above them once more: those are in it."""
        found, levels = dict[int, Match](), dict[str, int]()
        for number, match in sorted(self.areas.items()):
            level = self.lines[number].level
            if level <= levels.setdefault(match.target.area, level) or not levels[match.target.area]:
                found[number] = match
        return found

    def _area_named(self, text: str) -> Match | None:
        named = self.targets.mentioned(text, AREA)
        return Match(named[0], named[1], short=True) if named and named[1] >= NAMED else self.targets.best(text, AREA)

    def _is_named(self, number: int, area: str) -> bool:
        """Whether a line is not known by its words, but has a few of one goal."""
        named = None if number in self.known else self.targets.mentioned(self.lines[number].text, GOAL, area)
        return bool(named and named[1] >= NAMED)

    def _within(self) -> list[str]:
        """The area that each line stands in; empty for the headings of areas, and above the first."""
        found, area = list[str](), ""
        for number in range(len(self.lines)):
            heading = number in self.areas and number not in self.listed_areas
            area = self.areas[number].target.area if heading else area
            found.append("" if heading else area)
        return found

    def _likely_goals(self) -> dict[int, Match]:
        """Goals worded anew, or named by a few words: what looks as their headings do, where they would stand."""
        headings = {n: match.target[1:3] for n, match in self.goals.items() if self.heads(self.lines[n])}
        numbers, taken, found = [*headings], set(headings.values()), dict[int, Match]()
        for number, (line, area) in enumerate(zip(self.lines, self.within, strict=True)):
            known = number in self.known and number not in self.within_areas
            if (self.areas and not area) or known or line.holds or not self.heads(line):
                continue
            at = bisect_left(numbers, number)
            above, below = headings[numbers[at - 1]] if at else None, [headings[n] for n in numbers[at : at + 1]]
            if match := self.likely.goal(line, area, taken, (above, below[0] if below else None)):
                found[number] = match
                taken.add(match.target[1:3])
        return found

    def goal(self, number: int) -> Match | None:
        """Return the goal that a line is like."""
        return self.goals.get(number)

    def area(self, number: int) -> Match | None:
        """Return the area whose title a line is."""
        return self.areas.get(number)

    @cached_property
    def listed_areas(self) -> frozenset[int]:
        """The lines that are areas in a list of them: nothing stands between one and the next."""
        numbers = sorted(self.areas)
        targets = Counter(match.target[1] for match in self.areas.values())
        follow = {n for n in numbers if n + 1 in self.areas and self.lines[n].cell == self.lines[n + 1].cell}
        # Two headings may follow each other where nothing is said to the first: they do not come again.
        found = {
            number
            for one in follow
            for number in (one, one + 1)
            if targets[self.areas[number].target[1]] > 1 or {one - 1, one + 1} & follow
        }
        plain = {n for n in numbers if self.lines[n].item and not self.lines[n].number and not self.lines[n].level}
        last = {self.areas[n].target: n for n in numbers}
        again = {n for n in plain if last[self.areas[n].target] > n}
        return frozenset(found | again)

    def begins_area(self, number: int) -> bool:
        """Whether a line is surely the heading of an area, also in the middle of something else."""
        line, area = self.lines[number], self.areas[number].target.area
        for later in range(number + 1, len(self.lines)):
            if parts.section(self.lines[later].text) in (parts.GOALS, parts.STRATEGIES):
                return True
            if goal := self.goals.get(later):
                return goal.target.area == area
            if later in self.areas:
                break
        return bool(line.level and line.number)

    def comes_again(self, number: int, key: GoalKey) -> bool:
        """Whether a goal stands again further down, as what may be its heading."""
        return self._last_headings.get(key, -1) > number

    @cached_property
    def _last_headings(self) -> dict[GoalKey, int]:
        """The last line of each goal that may be its heading."""
        headings = ((n, match) for n, match in sorted(self.goals.items()) if not (match.short and self.lines[n].item))
        return {(match.target.area, match.target.id): n for n, match in headings}

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
        if number + 1 in self.labels:
            return True
        match = self.targets.matches(after.text)
        if match and match[0].score >= ALIKE:
            return False
        return after.depth > line.depth or (not line.item and not line.depth)

    @cached_property
    def labels(self) -> frozenset[int]:
        """The lines that say the same below most goals, as «Slik gjør vi det:»."""
        places: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            if number not in self.goals and number not in self.areas and not line.item and len(line.text) <= _LABEL:
                places.setdefault(line.text.lower().rstrip(" :"), []).append(number)
        return frozenset(
            number
            for text, numbers in places.items()
            if text and sum(number - 1 in self.goals for number in numbers) >= self._least(text, len(numbers))
            for number in numbers
        )

    def _least(self, text: str, count: int) -> float:
        """How often a label stands below a goal at least; what else heads a part of the plan, below most of them."""
        return max(_AGAIN, _MOSTLY * count, _MOSTLY * len(self.last_of_goals) if parts.section(text) else 0)

    @cached_property
    def again_in_tables(self) -> frozenset[str]:
        """What stands in the first column of several tables: the labels of forms."""
        first = {
            (parts.bare(line.text).lower(), line.cell.table)
            for line in self.lines
            if line.cell and not line.cell.column
        }
        return frozenset(text for text, count in Counter(text for text, _table in first).items() if count >= _AGAIN)

    @cached_property
    def numbers_refer(self) -> bool:
        """Whether what is to be done bears the numbers of goals: then some goal's stands in front of more than one."""
        goals = {line.number for number, line in enumerate(self.lines) if number in self.goals}
        others = Counter(line.number for number, line in enumerate(self.lines) if number not in self.known)
        return any(others[number] > 1 for number in goals if "." in number)

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
    def known(self) -> frozenset[int]:
        """The lines that are known by their words."""
        found = {*self.goals, *self.areas, *self.labels}
        for number, line in enumerate(self.lines):
            match = self.targets.matches(line.text)
            if not line.text or parts.section(line.text) or (match and match[0].score >= ALIKE):
                found.add(number)
        return frozenset(found)

    @cached_property
    def goal_looks(self) -> Looks:
        """What the headings of goals look like."""
        return Looks(
            self.lines,
            {*self.last_of_goals, *self.named},
            {*self.goals, *self.areas, *self.named},
            self.known | self.named,
        )

    @cached_property
    def area_looks(self) -> Looks:
        """What the headings of areas look like."""
        headings = [number for number in self.areas if number not in self.listed_areas]
        return Looks(self.lines, headings, {*self.goals, *self.areas}, self.known)

    def heads_area(self, line: Line) -> bool:
        """Whether a line looks as the headings of areas do, and not as those of goals."""
        return self.area_looks.has(line) and not self.heads(line)

    @cached_property
    def goal_level(self) -> int:
        """The level of headings right below the areas', where some goals have it: then all have; 0 for none."""
        levels = Counter(self.lines[number].level for number in self.areas if number not in self.listed_areas)
        level, count = levels.most_common(1)[0] if levels else (0, 0)
        below = {self.goals[number].target.id for number in self.goals if self.lines[number].level == level + 1}
        return level + 1 if level and count >= _AGAIN and len(below) >= _SOME else 0

    def heads(self, line: Line) -> bool:
        """Whether a line looks as the headings of goals do; where those hardly stand out, it must head something."""
        if line.level and line.level == self.goal_level:
            return True
        if not self.goal_looks.has(line):
            return False
        after = self.lines[line.place] if line.place < len(self.lines) else None
        known = line.place - 1 in self.known
        return (
            look(line).stands_out
            or known
            or bool(after and line.place not in self.known and not self.goal_looks.has(after))
        )
