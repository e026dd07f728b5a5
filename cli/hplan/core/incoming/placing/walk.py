"""Where a walk through a document has come to, and what it has found so far."""

import re
from collections.abc import Sequence

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, GOAL, TEXT, Targets
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.contents import contents
from hplan.core.incoming.placing.found import Found, GoalKey, LocalGoal, National, Row, Unplaced
from hplan.core.incoming.placing.looks import Look, look
from hplan.core.incoming.placing.overview import Overview
from hplan.core.incoming.placing.situation import torn_rows

TOP, ANSWER, LOST = "top", "answer", "lost"
_NUMBERED = re.compile(r"(?:(?:nasjonalt |del|hoved|hovud)?mål\s+)?(\d{1,2}\.\d{1,2})\b", re.I)
_NUMBER_ALONE = re.compile(
    r"(?:til |for )?(?:nasjonalt |del|hoved|hovud)?mål(?:et)? (?:nr\.? ?)?(\d{1,2}\.\d{1,2})[.:)]?", re.I
)
LOST_PICTURE = re.compile(r"\[(?:image|bilde|picture|bilete)\s*:[^\]]*\]", re.I)  # a converter's mark

_TO_FILL_IN = re.compile(  # what Word shows in a field that nobody has filled in
    r"(?:klikk|trykk|click)\b.{0,24}\b(?:her|here)\b.{0,40}\b(?:tekst|dato|text|date)\W*"
    r"|(?:velg|vel|choose)(?: ein?| et| an?)? (?:element|dato|item|date)\W*",
    re.I,
)


class Walk:
    """The zone, the area and the goal that the next line belongs to, and the lines that wait for a neighbour."""

    def __init__(self, lines: Sequence[Line], targets: Targets) -> None:
        listed = contents(lines)
        kept = [line for number, line in enumerate(lines) if number not in listed]
        self.lines, self.targets = [line._replace(place=number) for number, line in enumerate(kept, 1)], targets
        self.overview = Overview(self.lines, targets)
        self.found = Found()
        self.found.labels += [lines[number] for number in sorted(listed)]
        self.zone, self.area, self.goal = TOP, "", ""
        self.numbers: dict[str, GoalKey] = {}  # of goals, as the document has them
        self.zone_line: Line | None = None  # the label that the zone began with
        self.last_listed: GoalKey | None = None
        self.list_look: tuple[bool, int] | None = None
        self.area_level = 0
        self.torn: list[Line] = []
        self.told: dict[str, list[Line]] = {}  # the situation of each area, where it stands in it
        self.row: Row | None = None  # of the situation, where it is told row by row
        self.spare: list[Line] = []  # lines without a place, until the next that has one
        self.before = ""
        self.local_looks: dict[str, tuple[int, set[Look]]] = {}  # of so many of the branch's own goals of an area

    def head(self, key: GoalKey, line: Line, sure: float) -> None:
        """Go to a goal, whose heading a line is."""
        self.settle(line.text)
        answered = self.found.answer(key)
        if answered.heading is None:
            answered.heading = line
        answered.sure = min(answered.sure, max(sure, 0.5))
        self.found.national.append(National(line, self.closest_wording(key, line)))
        self.remember(line, key)
        (self.area, self.goal), self.zone = key, ANSWER
        self.last_listed = None

    def remember(self, line: Line, key: GoalKey) -> None:
        """Note which number a document gives a goal."""
        if found := _NUMBERED.match(line.text):
            self.numbers.setdefault(found[1], key)

    def numbered_goal(self, text: str) -> GoalKey | None:
        """Return the goal that a heading with nothing but a number is about."""
        found = _NUMBER_ALONE.fullmatch(text.strip())
        if not found:
            return None
        goals = {
            goal.number: (area.id, goal.id) for area in self.targets.strategy.areas.values() for goal in area.goals
        }
        return self.numbers.get(found[1]) or goals.get(found[1])

    def closest_wording(self, key: GoalKey, line: Line) -> str:
        """The wording of a goal that a line is most like."""
        return next(
            (match.target.wording for match in self.targets.matches(line.text) if match.target[:3] == (GOAL, *key)), ""
        )

    def local_goal(self, number: int, line: Line) -> None:
        """A goal of the branch's own, or what stands under one."""
        goals = self.found.local.setdefault(self.area, [])
        above = goals[-1].goal if goals else None
        under = above is not None and (
            (line.depth > above.depth and (above.item or above.titled or self.overview.item_follows(above.place - 1)))
            or (not line.item and above.item)
            or ((above.bold or above.level) and not (line.bold or line.level))
            or (goals[-1].content and line.depth and line.item and not above.item)
        )
        if under and not line.level:
            goals[-1].content.append(line)
        else:
            goals.append(LocalGoal(line))

    def deeper(self, line: Line) -> bool:
        """Whether a line stands under those of the list above it."""
        return self.list_look is not None and ((line.item, line.depth) != self.list_look or not line.item)

    def other_heading(self, line: Line) -> bool:
        """The heading of something that a plan does not have; goals of the branch's own may have headings too."""
        if self.zone == parts.LOCAL and self.zone_line:
            if 0 < self.zone_line.level < line.level:
                return False
            if self.next_part(line, look(self.zone_line)):
                return True
            if line.level == self.zone_line.level > self.area_level > 0:  # as high as the heading above all of them
                return False
        return bool(line.level and (line.level <= self.area_level or not self.area_level or self.overview.heads(line)))

    def next_part(self, line: Line, part: Look) -> bool:
        """Whether a line looks as the heading of the branch's own goals does, and none of these goals looks so."""
        goals = self.found.local.get(self.area, [])
        if not goals or not part.stands_out or look(line) != part:
            return False
        count, looks = self.local_looks.get(self.area, (0, set[Look]()))
        looks.update(look(goal.goal) for goal in goals[count:])
        self.local_looks[self.area] = len(goals), looks
        return part not in looks

    def artefact(self, line: Line) -> bool:
        """What a converter left in a text, and nothing but signs."""
        if self.zone == parts.SITUATION and line.tab and not line.text:
            self.torn.append(line)  # an empty cell
            return True
        if _TO_FILL_IN.fullmatch(line.text) or LOST_PICTURE.fullmatch(line.text):
            self.found.labels.append(line)
            return True
        if any(map(str.isalnum, line.text)) or line.pictures:
            return False
        if line.text:
            self.found.labels.append(line)
        return True

    def label(self, line: Line) -> None:
        """Take a line for the heading of a part, or a label in it."""
        self.settle(line.text)
        self.found.labels.append(line)
        self.zone_line = line

    def apart(self, line: Line) -> None:
        """Take the heading of no area and no goal: of what is the branch's own, or nothing known."""
        if not self.area and parts.own(line.text):
            self.zone = parts.LOCAL
            self.label(line)
        else:
            self.spare.append(line)

    def settle(self, text: str) -> None:
        """Note that a line has found its place: it is the neighbour of those that have not."""
        if self.spare:
            self.found.unplaced.append(Unplaced(self.spare, self.before, text))
            self.spare = []
        self.before = text or self.before

    def leaves_situation(self, line: Line) -> bool:
        """Whether a line is national text that comes after the table, or the heading of a goal."""
        goal = self.overview.goal(line.place - 1)
        match = self.targets.best(line.text, TEXT)
        return bool((match and match.score >= ALIKE) or (goal and not goal.short and self.overview.heads(line)))

    def end_situation(self) -> None:
        """Make rows of a table that came in lines."""
        if not self.torn:
            return
        lines, self.torn = self.torn, []
        rows, labels, rest = torn_rows(lines, self.targets)
        for row in rows if len(rows) == 1 else ():
            row.area = row.area or ("" if row.name else self.area)
        self.found.situation += rows
        self.found.labels += labels
        self.settle(lines[0].text)
        self.spare += rest
        self.settle(lines[-1].text)
