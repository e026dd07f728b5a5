"""What a branch calls a national goal or strategy: as it is, with a slip of the keys, or worded anew."""

from collections.abc import Iterable
from typing import NamedTuple

from hplan.core.incoming.known.compare import differing, slips, stem, without_number, words
from hplan.core.incoming.known.targets import leads
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import Answered
from hplan.model.place import Text


class Called(NamedTuple):
    """`wording` is the branch's own where meaning differs; `notes` are the lines that differ otherwise, verbatim."""

    wording: str | None
    notes: list[str]


def goal_called(answered: Answered, wordings: Iterable[Text], translated: bool) -> Called:
    """Return what a goal is called: its heading counts before the list of national goals above."""
    known = [text.value for text in wordings]
    heading, listed = answered.heading, answered.listed
    chosen = None
    if heading and _anew(heading, known, translated) and not (answered.named or _beginning(heading, known)):
        chosen = heading
    elif listed and _anew(listed, known, translated):
        chosen = listed
    return _called(chosen, [line for line in (heading, listed) if line], known)


def strategy_called(line: Line, wordings: Iterable[Text], translated: bool) -> Called:
    """Return what a strategy is called."""
    known = [text.value for text in wordings]
    return _called(line if _anew(line, known, translated) else None, [line], known)


def _called(chosen: Line | None, lines: list[Line], known: list[str]) -> Called:
    wording = without_number(chosen.text).strip() if chosen else None
    notes = [
        line.text
        for line in lines
        if line is not chosen and all(slips(without_number(line.text), text) for text in known)
    ]
    if wording:
        notes = [note for note in notes if slips(without_number(note), wording)]
    return Called(wording, list(dict.fromkeys(notes)))


def _anew(line: Line, known: list[str], translated: bool) -> bool:
    """Whether words that carry meaning differ from every national wording; a translation is none of that."""
    text = without_number(line.text)
    if translated:
        return all(_far(text, wording) for wording in known)
    return all(any(differing(text, wording)) for wording in known)


def _far(text: str, wording: str) -> bool:
    own, national = {stem(word) for word in words(text)}, {stem(word) for word in words(wording)}
    return len(own & national) * 2 < len(national)


def _beginning(line: Line, known: list[str]) -> bool:
    return any(leads(without_number(line.text), wording) for wording in known)
