"""The national strategy: areas, goals and strategies for a period."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hplan.model.place import Place, Text, Value


class Wording(NamedTuple):
    """A national text, in one written language or in both."""

    nb: Text | None
    nn: Text | None = None

    def written(self, language: str) -> Text:
        """Return the text in `language` (nb or nn), or in the other one where it has not been written."""
        first, second = (self.nn, self.nb) if language == "nn" else (self.nb, self.nn)
        text = first or second
        assert text is not None, "the reader admits no wording without a text"  # noqa: S101
        return text

    def language(self, wanted: str) -> str:
        """Return the language, nb or nn, of what `written(wanted)` returns."""
        return "nb" if (self.nn is None or (wanted != "nn" and self.nb)) else "nn"


class Goal(NamedTuple):
    """A national goal. `number` is "2.3": the third goal of the second area."""

    id: str
    number: str
    text: Wording
    row_title: Wording | None
    replaces: tuple[Text, ...]
    at: Place

    def heading(self, language: str) -> str:
        """Return the words above the goal's row in the template, which now and then differ from the goal's own."""
        return (self.row_title or self.text).written(language).value


class NationalStrategy(NamedTuple):
    """One of the national strategies of an area: a text that branches may adapt or leave out."""

    id: str
    text: Wording
    at: Place


class Area(NamedTuple):
    """A prioritised area, numbered from 1."""

    id: str
    number: int
    title: Wording
    goals: tuple[Goal, ...]
    strategies: tuple[NationalStrategy, ...]
    at: Place


class Strategy(NamedTuple):
    """The national plan for a period. Texts that the file does not have are None; `areas` are by their ids."""

    id: Text
    organisation: Text
    start: Value[date]
    end: Value[date]
    title: Wording
    introduction: Wording | None
    situation_title: Wording | None
    situation_prompt: Wording | None
    priorities: Wording | None
    guidance: Wording | None
    areas: Mapping[str, Area]

    @property
    def period(self) -> str:
        """The years of the period, as they are printed: "2026–2027"."""
        first, last = self.start.value.year, self.end.value.year
        return f"{first}–{last}" if first != last else str(first)

    @property
    def wordings(self) -> Iterator[Wording]:
        """Every text that a document can show."""
        texts = (self.title, self.introduction, self.situation_title, self.situation_prompt, self.priorities)
        yield from (text for text in (*texts, self.guidance) if text)
        for area in self.areas.values():
            yield area.title
            for goal in area.goals:
                yield goal.text
                if goal.row_title:
                    yield goal.row_title
            yield from (strategy.text for strategy in area.strategies)

    def lacks(self, language: str) -> bool:
        """Whether some of its texts have not been written in a language (nb or nn), and are shown in the other."""
        return any(wording.language(language) != language for wording in self.wordings)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Every goal of every area, in order."""
        return tuple(goal for area in self.areas.values() for goal in area.goals)
