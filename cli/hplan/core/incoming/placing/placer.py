"""Decides where in a plan a line of a document belongs: by its likeness to the strategy, its look and its order.

None of the three decides alone. What is like nothing keeps to the heading above it; where there is none, or more than
one could be meant, it is left unplaced.
"""

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.compare import differing
from hplan.core.incoming.known.targets import ALIKE, GOAL, MAYBE, STRATEGY, TEXT, Match
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.facts import fact
from hplan.core.incoming.placing.found import Answered, GoalKey, National
from hplan.core.incoming.placing.sections import Sections
from hplan.core.incoming.placing.walk import ANSWER, LOST, TOP

_CLEAR = 0.85  # as like as can be, but for a word


class Placer(Sections):
    """Goes through the lines of a document in order, and knows at each where it is."""

    above_table = (0, 0)  # a table, and the place of the line above it

    def line(self, number: int, line: Line) -> None:
        """Find the place of one line."""
        if number in self.overview.labels and self.zone == ANSWER:
            self.label(line)
            return
        if self.beside(line) or self.artefact(line) or self.part(number, line) or self.area_heading(number, line):
            return
        if self.zone == parts.SITUATION and not self.leaves_situation(line):
            self.torn.append(line)
            return
        if (
            self.by_below(number, line)
            or self.by_number(line)
            or self.goal_line(number, line)
            or self.strategy_line(line)
            or self.national(line)
        ):
            return
        if not self.unknown_heading(line):
            self.own(number, line)

    def area_heading(self, number: int, line: Line) -> bool:
        """The heading of an area, or its name in a list of them."""
        match = self.overview.area(number)
        if not match:
            return False
        if number in self.overview.listed_areas:
            self.settle(line.text)
            self.found.national.append(National(line, match.target.wording))
            return True
        if self.zone == parts.SITUATION and not self.overview.begins_area(number):
            return False
        self.end_situation()
        self.settle(line.text)
        self.area, self.goal, self.zone = match.target.area, "", LOST
        self.last_listed = self.list_look = None
        self.area_level = line.level or self.area_level
        self.found.areas.setdefault(self.area, line)
        self.found.national.append(National(line, match.target.wording))
        return True

    def by_number(self, line: Line) -> bool:
        """A heading that says only which number the goal has; and points that bear the number of another goal."""
        if key := self.numbered_goal(line.text):
            self.head(key, line, 0.8)
            return True
        outer = line.number.rpartition(".")[0]
        key = self.numbers.get(outer) if "." in outer else None
        if "." in line.number and self.overview.numbers_refer:
            key = self.numbers.get(line.number, key)
        if key and key != (self.area, self.goal) and not self.overview.goal(line.place - 1):
            (self.area, self.goal), self.zone = key, ANSWER
            answered = self.found.answer(key)
            answered.heading = answered.heading or answered.listed
        return False

    def goal_line(self, number: int, line: Line) -> bool:
        """A goal: in the list of national ones, or as the heading of what is said to it."""
        match = self.match_goal(number, line)
        if not match:
            return False
        key = (match.target.area, match.target.id)
        if self.is_listed(number, line, key, match):
            self.found.answer(key).listed = self.found.answer(key).listed or line
            self.settle(line.text)
            self.remember(line, key)
            self.last_listed, self.list_look = key, (line.item, line.depth)
            self.found.national.append(National(line, match.target.wording))
            self.area = self.area or key[0]
            return True
        if self.is_content(number, line, match):
            return False
        self.found.answer(key).named |= match.short
        self.head(key, line, min(match.score, 0.8) if match.short else match.score)
        return True

    def match_goal(self, number: int, line: Line) -> Match | None:
        """The goal that a line is, by its words and by where it stands."""
        best = self.overview.goal(number)
        if best is None and self.zone == parts.GOALS and self.area and not line.level:
            near = self.targets.best(line.text, GOAL, self.area)
            # Worded anew, in the list of this very area: place and order say what likeness alone does not.
            if near and near.score >= MAYBE and (near.target.area, near.target.id) not in self.listed_here():
                return near
        if best and best.short and not (best.target.area == self.area and self.may_be_short(number, line)):
            return None
        return best

    def may_be_short(self, number: int, line: Line) -> bool:
        """Whether the beginning of a goal can stand for it here."""
        if self.zone == parts.GOALS:
            return True
        return not line.item and (
            line.titled
            or line.gap
            or line.cell is not None
            or self.overview.item_follows(number)
            or self.overview.heads(line)
        )

    def listed_here(self) -> set[GoalKey]:
        """The goals of this area that have been in the list of national ones."""
        return {key for key, answered in self.found.answers.items() if answered.listed and key[0] == self.area}

    def is_listed(self, number: int, line: Line, key: GoalKey, match: Match) -> bool:
        """Whether a goal stands here in a list of national ones, and not over what is said to it."""
        answered = self.found.answers.get(key, Answered())
        if answered.listed or answered.heading or (match.short and self.zone != parts.GOALS):
            return False
        later = self.overview.comes_again(number, key)
        if self.zone == parts.GOALS:
            return later or not self.overview.has_content(number) or (line.item and self.overview.headings_stand_out)
        return later and (line.item or self.overview.in_run(number))

    def is_content(self, number: int, line: Line, match: Match) -> bool:
        """Whether somebody has written a goal's words among what is to be done."""
        if self.zone in (ANSWER, parts.LOCAL) and line.item and self.overview.headings_stand_out:
            return True
        key = (match.target.area, match.target.id)
        answered = self.found.answers.get(key)
        elsewhere = bool(self.area) and match.target.area != self.area
        return bool(
            (answered and answered.heading and key != (self.area, self.goal))
            or (elsewhere and match.score < _CLEAR and not self.overview.heads(line))
        )

    def strategy_line(self, line: Line) -> bool:
        """A national strategy: by its words, or in its list by its order."""
        match = self.targets.best(line.text, STRATEGY, self.area)
        least = MAYBE if self.zone == parts.STRATEGIES else _CLEAR
        listed = line.place - 1 in self.overview.below.listed
        among = listed or not self.goal or self.zone in (parts.STRATEGIES, parts.GOALS, LOST)
        if not match or match.score < least or not among:
            return False
        key = (match.target.area, match.target.id)
        late = self.zone == parts.STRATEGIES and match.score < _CLEAR and self.after_list(line)
        if key in self.found.strategies or late:
            return False
        self.settle(line.text)
        if listed:
            self.goal, self.zone = "", parts.STRATEGIES
        self.found.strategies[key] = line
        self.list_look = (line.item, line.depth)
        self.found.national.append(National(line, match.target.wording))
        return True

    def after_list(self, line: Line) -> bool:
        """Whether a list of points has come to its end."""
        return bool(self.list_look and self.list_look[0] and not line.item)

    def national(self, line: Line) -> bool:
        """A text around the areas: the introduction, the prompt over the table, the guidance."""
        match = self.targets.best(line.text, TEXT)
        least = (
            ALIKE if self.zone in (TOP, parts.INTRODUCTION, parts.PRIORITIES, parts.PLAN, parts.SITUATION) else _CLEAR
        )
        if not match or match.score < least:
            return False
        if match.target.id == "innledning":
            if self.own_introduction(match, line):
                if self.zone in (TOP, parts.INTRODUCTION):
                    return False
                self.found.introduction.append(line)
                self.area = self.goal = ""
            self.found.opening.append(line)
        self.settle(line.text)
        self.found.national.append(National(line, match.target.wording))
        if match.target.id == "nåsituasjon":
            self.zone, self.area, self.goal = parts.SITUATION, "", ""
        elif match.target.id == "prioriteringer":
            self.zone, self.area, self.goal = parts.PRIORITIES, "", ""
        elif match.target.id == "innledning":
            self.zone = parts.INTRODUCTION
        return True

    def own_introduction(self, match: Match, line: Line) -> bool:
        """Whether a paragraph of the introduction says something else than the national one."""
        return any(differing(line.text, match.target.wording))

    def unknown_heading(self, line: Line) -> bool:
        """A line that looks as the headings of goals or areas do, and is none: something that a plan does not have."""
        if self.zone in (parts.LOCAL, parts.INTRODUCTION, TOP) or not (
            self.area and (self.overview.heads(line) or self.overview.heads_area(line))
        ):
            return False
        if self.overview.heads_area(line):
            self.area = ""
        self.goal, self.zone = "", LOST
        self.apart(line)
        return True

    def own(self, number: int, line: Line) -> None:
        """What is the branch's own: it belongs under the heading above it."""
        if self.zone == parts.GOALS and self.last_listed and self.deeper(line):
            key = self.last_listed
            if not self.overview.comes_again(number, key):
                answered = self.found.answer(key)
                answered.heading, self.goal, self.zone = answered.listed, key[1], ANSWER
                answered.listed, answered.sure = None, 0.8
        if self.zone == ANSWER and self.goal and not self.other_heading(line):
            self.settle(line.text)
            self.found.answer((self.area, self.goal)).content.append(line)
        elif self.zone == parts.LOCAL and not self.other_heading(line):
            self.settle(line.text)
            self.local_goal(number, line)
        elif (self.zone == parts.INTRODUCTION and not line.level) or self.opens(line):
            self.zone = parts.INTRODUCTION
            self.settle(line.text)
            self.found.introduction.append(line)
            self.found.opening.append(line)
        elif not (self.zone in (TOP, parts.PLAN) and fact(self.found.facts, line)):
            if self.other_heading(line) and (self.spare or not self.above_all()):
                self.goal, self.zone = "", LOST
            self.spare.append(line)
        else:
            self.settle(line.text)
            self.found.labels.append(line)
