"""Headings that what stands below them explains: «Slik kommer vi dit» over strategies, «Del 3» over an area's name."""

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, STRATEGY, TEXT, Targets
from hplan.core.incoming.lines.line import Line

_HEADING, _STOPS = 60, (".", "!", "?", ",", ";")
_CLEAR, _AGAIN, _MOSTLY = 0.85, 2, 0.75
_STRATEGIES = re.compile(r"\bstrateg(?:i|ier|iar|iene|iane)\b", re.I)
_COUNTED = re.compile(r"((?:[^\W\d]+\.? ){1,2})(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.:]?")
_FOLLOWING, _LABELS = 4, 12  # paragraphs of an introduction; lines in which all labels of the situation stand


class Below:
    """Knows headings by what stands below them. `known` are the lines that are goals and areas."""

    def __init__(self, lines: Sequence[Line], targets: Targets, known: Collection[int]) -> None:
        self.lines, self.targets, self.known = lines, targets, known

    @cached_property
    def strategies(self) -> frozenset[int]:
        """The headings of lists of national strategies: they say so, or come again over no other lists."""
        over: dict[str, list[bool]] = {}
        for number in range(len(self.lines) - 1):
            if self._heading(number):
                over.setdefault(self.lines[number].text, []).append(self._strategy(number + 1))
        return frozenset(
            number
            for number, line in enumerate(self.lines)
            if (heads := over.get(line.text))
            and self._heading(number)
            and self._strategy(number + 1)
            and (_STRATEGIES.search(line.text) or (len(heads) >= _AGAIN and all(heads)))
        )

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Headings of a word and a number («Delmål 1.1»), where what they head is named in the next line."""
        over: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            if self._heading(number) and (found := _COUNTED.fullmatch(line.text)):
                over.setdefault(found[1], []).append(number)
        return frozenset(
            number
            for numbers in over.values()
            if len({self.lines[n].text for n in numbers}) >= _AGAIN
            and sum(n + 1 in self.known for n in numbers) >= _MOSTLY * len(numbers)
            for number in numbers
            if number + 1 in self.known
        )

    @cached_property
    def listed(self) -> frozenset[int]:
        """The strategies of an area in a list without a heading: most of them stand there, word for word, in a run."""
        found = set[int]()
        for area in self.targets.strategy.areas.values():
            run: list[int] = []
            for number in range(len(self.lines) + 1):
                if self._strategy(number, area.id):
                    run.append(number)
                    continue
                if len(run) >= max(_AGAIN, _MOSTLY * len(area.strategies)):
                    found |= {*run}
                run = []
        return frozenset(found)

    def situation(self, number: int) -> bool:
        """Whether labels of the table of the situation stand below a heading."""
        if not (self._heading(number) and self.lines[number].titled):
            return False
        names = [parts.column(line.text) for line in self.lines[number + 1 : number + 1 + _LABELS]]
        return any(names[:2]) and {*parts.SITUATION_COLUMNS} <= {*names}

    def introduction(self, number: int) -> bool:
        """Whether the next paragraphs are somewhat like the national introduction."""
        if not self._heading(number):
            return False
        for line in self.lines[number + 1 : number + 1 + _FOLLOWING]:
            if line.item or line.level or line.cell or not line.text.endswith(_STOPS):
                return False
            match = self.targets.best(line.text, TEXT)
            if match and match.score >= ALIKE and match.target.id == "innledning":
                return True
        return False

    def _heading(self, number: int) -> bool:
        line = self.lines[number]
        apart = line.item or line.cell or line.holds or line.aside or number in self.known
        return not (apart or len(line.text) > _HEADING or line.text.endswith(_STOPS) or parts.section(line.text))

    def _strategy(self, number: int, area: str = "") -> bool:
        match = self.targets.best(self.lines[number].text, STRATEGY, area) if number < len(self.lines) else None
        return bool(match and match.score >= _CLEAR)
