"""The parts of a plan: their headings, known by words or by what stands below them, and what stands beside the plan."""

import re
from bisect import bisect_left
from functools import cached_property

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.facts import fact
from hplan.core.incoming.placing.found import LocalGoal, Row
from hplan.core.incoming.placing.situation import area_of
from hplan.core.incoming.placing.told import LABEL
from hplan.core.incoming.placing.told_rows import HEADING, ROW
from hplan.core.incoming.placing.walk import ANSWER, LOST, TOP, Walk

_HEADING, _PROSE, _STOPS = 50, 80, (".", "!", "?", ",")
_PART = re.compile(r"[A-ZÆØÅ][.)]\s")
_OF_US = re.compile(
    r"\b(?:om|oss|vi|vår\w*|planen|bakgrunn\w*|formål\w*|føremål\w*|hensikt\w*|velkommen|velkomen)\b", re.I
)  # what the heading of an introduction says, whatever else it says
_LETTER = re.compile(r"(?:fra|frå|til|kopi|sendt|emne|from|to|cc|sent|date|subject)\s*:", re.I)  # at the top of a mail


class Sections(Walk):
    """Goes from one part of a plan to the next."""

    def part(self, number: int, line: Line) -> bool:
        """The heading of a part of the plan, and the labels in it."""
        if self.own_goal(line):
            return True
        name = parts.section(line.text)
        labelled = line.text.endswith(":") or line.text[-1:].isdigit()
        if not name or (line.item and not line.number and not labelled):
            return False
        if name == parts.SITUATION == self.zone and not line.level:
            return False
        if name == parts.ACTIONS and self.zone not in (ANSWER, parts.LOCAL, parts.STRATEGIES, parts.GOALS, LOST):
            return False
        self.enter(number, line, name)
        return True

    def enter(self, number: int, line: Line, name: str) -> None:
        """Begin a part of the plan at its heading."""
        self.end_situation()
        if name == parts.LOCAL:
            self.local_part(line)
        elif name == parts.ACTIONS:
            self.label(line)
            if self.zone in (parts.GOALS, parts.STRATEGIES):
                self.zone = ANSWER if self.goal else LOST
            return
        else:
            within = name == parts.SITUATION and self.of_area(line)
            if name in (parts.INTRODUCTION, parts.PRIORITIES, parts.SITUATION, parts.PLAN) and not within:
                self.area = self.goal = ""
            elif name == parts.STRATEGIES or not self.promotable(number):
                self.goal = ""
            self.zone = name
            if within:
                self.torn.append(line)
        self.last_listed, self.list_look = None, None
        self.label(line)

    @cached_property
    def situations(self) -> int:
        """How many headings of a situation there are: asked at each of them, counted once."""
        return sum(parts.section(line.text) == parts.SITUATION for line in self.lines)

    def of_area(self, line: Line) -> bool:
        """Whether a situation is that of the area it stands in: before its goals, or where others have theirs too."""
        if not self.area or self.overview.heads_area(line):
            return False
        answers = self.found.answers.items()
        return self.situations > 1 or not any(area == self.area and held.heading for (area, _), held in answers)

    def promotable(self, number: int) -> bool:
        """Whether a label stands between a goal's heading and what is said to it."""
        return self.zone == ANSWER and bool(self.goal) and not self.overview.goal_follows(number)

    def local_part(self, line: Line) -> None:
        """Goals of the branch's own: an area of its own where it is numbered or as high as an area, or within one."""
        own_area = (
            (line.level and self.area_level and line.level <= self.area_level)
            or (line.number.isdecimal() and int(line.number) > len(self.targets.strategy.areas))
            or self.area in self.found.local  # an area that has had its own has no others
            or self.after_areas(line)
        )
        if own_area or not self.area:
            self.area = ""
            self.area_level = line.level or self.area_level
        self.goal, self.zone = "", parts.LOCAL

    def after_areas(self, line: Line) -> bool:
        """Whether a part comes after that in which the areas stand: «C. Mål», the areas, «D. Egne mål»."""
        at = bisect_left(self.lettered, line.place)
        if not at or not _PART.match(line.text):
            return False
        above = self.lines[self.lettered[at - 1] - 1]
        areas = any(number in self.overview.areas for number in range(above.place, line.place - 1))
        return areas and ord(above.text[0]) + 1 == ord(line.text[0])

    @cached_property
    def lettered(self) -> list[int]:
        """The places of the lines that begin with a letter as parts do: «C. Mål»."""
        return [line.place for line in self.lines if _PART.match(line.text)]

    @cached_property
    def letter(self) -> int:
        """The place of the first line that is of the head of a mail; one below all where there is none."""
        return next((line.place for line in self.lines if _LETTER.match(line.text)), len(self.lines) + 1)

    def own_goal(self, line: Line) -> bool:
        """The heading of a goal that it calls the branch's own: «Eget mål: Fast møteplass»."""
        count = parts.own_goal(line.text) if line.titled and self.area else 0
        if count:
            self.goal, self.zone = "", parts.LOCAL
            self.label(line.cut(0, count))
            self.found.local.setdefault(self.area, []).append(LocalGoal(line.cut(count)))
        return count > 0

    def beside(self, line: Line) -> bool:
        """What somebody wrote into a plan that is quoted in a mail; and the situation of an area, told in it."""
        if line.aside:
            if self.zone == TOP and fact(self.found.facts, line):
                self.found.labels.append(line)
            else:
                self.spare.append(line)
            return True
        if not line.holds:
            self.row = None
        elif line.holds in (HEADING, ROW) or self.row:
            self.row = self.told_row(line, self.row)
            return True
        if not line.holds or not self.area:
            return False
        if line.holds == LABEL:
            self.label(line)
            return True
        self.settle(line.text)
        self.told.setdefault(self.area, []).append(line)
        return True

    def told_row(self, line: Line, row: Row | None) -> Row | None:
        """Go on with a row of the situation, or begin one at its name; return it."""
        self.settle(line.text)
        if line.holds == HEADING:
            self.label(line)
        elif line.holds == ROW or not row:
            self.end_situation()
            row = Row([line], area_of(line.text.rstrip(" :"), self.targets))
            self.found.situation.append(row)
            self.zone, self.area, self.goal = LOST, "", ""
        elif line.holds == LABEL:
            self.found.labels.append(line)
        else:
            row.cells.setdefault(line.holds, []).append(line)
        return row

    def end_told(self) -> None:
        """Make a row of what is told of each area."""
        for area, lines in self.told.items():
            row = Row(area=area)
            for line in lines:
                row.cells.setdefault(line.holds, []).append(line)
            self.found.situation.append(row)

    def by_below(self, number: int, line: Line) -> bool:
        """A heading that what stands below it explains: strategies, the introduction, the name of an area or a goal."""
        below = self.overview.below
        if number in below.numbers:
            goal = self.overview.goal(number + 1)
            if goal:
                self.remember(line, (goal.target.area, goal.target.id))
            else:
                self.area_level = line.level or self.area_level
            self.goal, self.zone = "", LOST
            self.label(line)
        elif number in below.strategies:
            self.enter(number, line, parts.STRATEGIES)
        elif below.situation(number):
            self.enter(number, line, parts.SITUATION)
        elif self.zone not in (TOP, parts.PLAN, parts.INTRODUCTION) and below.introduction(number):
            self.enter(number, line, parts.INTRODUCTION)
        else:
            return False
        return True

    def opens(self, line: Line) -> bool:
        """Whether a line is prose above all that a plan has: its introduction, whatever heading that has, or none."""
        if not self.above_all() or line.cell or line.item or line.titled or not line.text.endswith(_STOPS):
            return False
        if not self.spare:
            known = self.zone == parts.PLAN or "navn" in self.found.facts
            return known and self.letter > line.place and len(line.text) >= _PROSE
        heading = self.spare[-1].text
        if self.spare[-1].level and not _OF_US.search(heading):
            return False
        if len(heading) > _HEADING or heading.endswith(_STOPS) or ":" in heading or len(line.text) < _HEADING:
            return False
        self.found.labels.append(self.spare.pop())
        return True

    def above_all(self) -> bool:
        """Whether nothing of what plans have has been found but a title."""
        return self.zone in (TOP, parts.PLAN) and not (self.found.areas or self.found.situation)
