"""What the national text says, beside what a branch has written of it."""

from collections.abc import Iterable, Iterator

from hplan.model.place import Text
from hplan.model.plan import Answer
from hplan.model.strategy import Area, Goal, NationalStrategy
from hplan.model.subject import Subject

National = Goal | NationalStrategy

# What is written in more than one way: dashes, quotation marks; marks of emphasis and what nobody sees, left out.
_SIGNS = str.maketrans(
    dict.fromkeys("–—‑−‐", "-")
    | dict.fromkeys("«»“”„‟‘’‚‹›'", '"')
    | dict.fromkeys("*_`\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"…": "..."}
)


def answered(subject: Subject) -> Iterator[tuple[National, Answer]]:
    """Yield every national goal and strategy that the plan says something to, in the strategy's order."""
    for area in subject.strategy.areas.values():
        if said := subject.plan.areas.get(area.id):
            for goal in area.goals:
                if goal.id in said.goals:
                    yield goal, said.goals[goal.id]
            for item in area.strategies if said.strategies else ():
                if item.id in said.strategies:
                    yield item, said.strategies[item.id]


def called(word: str, nationals: Iterable[Area | Goal]) -> str | None:
    """Return the id of the area or goal that was most likely meant by its number, its words, or an id mistyped."""
    from hplan.core.suggest import closest

    number = word.partition(" ")[0].rstrip(".:)")
    ids: dict[str, str] = {}
    words: dict[str, str] = {}
    for national in nationals:
        if number == str(national.number):
            return national.id
        ids[national.id] = national.id
        texts = national.title if isinstance(national, Area) else every_wording(national)
        words |= {text.value: national.id for text in texts if text}
    names = ids | words
    return names.get(closest(word, names) or "")


def heading(national: National, language: str) -> str:
    """Return what a national goal or strategy is called in a message."""
    return national.heading(language) if isinstance(national, Goal) else national.text.written(language).value


def wordings(national: National, language: str) -> list[Text]:
    """Return the national text, and the title of its row where that is worded otherwise, in one language."""
    row_title = national.row_title if isinstance(national, Goal) else None
    return [wording.written(language) for wording in (national.text, row_title) if wording]


def every_wording(national: National) -> list[Text]:
    """Return the national text and the title of its row, in every language that they are written in."""
    texts = (*national.text, *(national.row_title or ())) if isinstance(national, Goal) else national.text
    return [text for text in texts if text]


def fold(text: str) -> str:
    """Return a text without what typography alone decides: spaces, capitals, signs and the stop at the end."""
    return no_stop(no_capitals(no_signs(no_spaces(text))))


def no_spaces(text: str) -> str:
    """Return a text without white space, hard or soft."""
    return "".join(text.split())


def no_capitals(text: str) -> str:
    """Return a text in small letters."""
    return text.lower()


def no_signs(text: str) -> str:
    """Return a text with one kind of dash and of quotation mark, without emphasis, its letters composed."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    return text.translate(_SIGNS)


def no_stop(text: str) -> str:
    """Return a text without the punctuation at its end."""
    return text.rstrip(" .,;:!")
