"""Goals that a heading is likely about though its words hardly say so: by its number, its place, or a few words."""

from collections.abc import Collection, Mapping, Sequence

from hplan.core.incoming.known.targets import GOAL, MAYBE, NAMED, Match, Targets
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import GoalKey

_SAME_NUMBER, _IN_ORDER = (
    0.3,
    0.42,
)  # how like a goal a heading is at least that has its number; that stands in its place
_APART = 0.1  # how much more like it than like the next
_NUMBERS, _SHARE = 3, 0.8  # goals with their national number before the others have theirs
_MENTION, _SOME = 0.6, 0.45  # how sure a goal is that a few words name; how many of them, where it stands in its place


class Likely:
    """Finds the goal that a line is about of which its look says that it is a heading."""

    def __init__(self, lines: Sequence[Line], goals: Mapping[int, Match], targets: Targets) -> None:
        self.targets = targets
        self.order = [(area.id, goal.id) for area in targets.strategy.areas.values() for goal in area.goals]
        self.numbers = {
            goal.number: (area.id, goal.id) for area in targets.strategy.areas.values() for goal in area.goals
        }
        found = [
            self.numbers.get(lines[number].number) == match.target[1:3]
            for number, match in goals.items()
            if "." in lines[number].number
        ]
        self.numbered = sum(found) >= max(_NUMBERS, _SHARE * len(found))

    def goal(
        self, line: Line, area: str, taken: Collection[GoalKey], around: tuple[GoalKey | None, GoalKey | None]
    ) -> Match | None:
        """Return the goal of an area (of any, where it is empty) that a heading is about, between those `around` it."""
        if key := self.numbers.get(line.text.strip(" .")):
            known = (held.target for held in self.targets.known if held.target[:3] == (GOAL, *key))
            return next((Match(target, _MENTION, short=True) for target in known), None)
        free = [
            match
            for match in self.targets.matches(line.text)
            if match.target.kind == GOAL and area in ("", match.target.area) and match.target[1:3] not in taken
        ]
        for match in free[:1]:
            key = (match.target.area, match.target.id)
            other = next((more.score for more in free if more.target[1:3] != key), 0.0)
            same = self.numbered and self.numbers.get(line.number) == key
            least = _SAME_NUMBER if same else _IN_ORDER if self.between(key, around) else MAYBE
            if match.score >= least and match.score >= other + (0 if area and match.score >= MAYBE else _APART):
                return match
        target, share = self.targets.mentioned(line.text, GOAL, area) or (None, 0.0)
        if not target or target[1:3] in taken:
            return None
        least = _SOME if self.between((target.area, target.id), around) else NAMED
        return Match(target, _MENTION, short=True) if share >= least else None

    def between(self, key: GoalKey, around: tuple[GoalKey | None, GoalKey | None]) -> bool:
        """Whether a goal has its national place between two others."""
        place = self.order.index(key)
        above, below = around
        return (above is None or self.order.index(above) < place) and (below is None or place < self.order.index(below))
