"""The proof that no word of a returned document is lost: each is in the plan file, or was printed before anyone wrote.

Whatever takes a document apart knows its own part of it. What none of them knew ends here, as a comment in the file.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from hplan.core.document.labels import FOLLOW_UP, Labels
from hplan.core.incoming.returned.situation import LABELS as SITUATION
from hplan.core.incoming.returned.units import Unit
from hplan.core.reading.shape import MONTHS
from hplan.i18n import N_
from hplan.model.plan import Stage, Status

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)")


def without_place(before: Iterable[Unit], after: Iterable[Unit], plan: str, labels: Labels) -> Iterator[str]:
    """Yield what has words that neither the plan file has nor the document had before it was edited."""
    shown = {unit.key for unit in _single(before)}
    known = set(_words_in([plan, *shown, *_fields(labels)]))
    for unit in _single(after):
        if unit.key not in shown and not known.issuperset(_words_in([unit.key])):
            yield unit.key


def _fields(labels: Labels) -> Iterator[str]:
    """Words that the plan file has other names for: of days, of how far something has come, of what is known of it,
    of the columns of its situation."""
    yield from MONTHS
    yield from map(labels.text, (N_("Area"), *SITUATION))
    yield from (labels.text(label) for _, label, _ in FOLLOW_UP)
    yield from chain(map(labels.status, Status), map(labels.stage, Stage), ["kr"])


def _single(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units and those in the cells of tables; a table itself is no more than its cells."""
    for unit in units:
        if unit.cells:
            yield from _single(chain.from_iterable(chain.from_iterable(unit.cells)))
        else:
            yield unit


def _words_in(texts: Iterable[str]) -> Iterator[str]:
    """The words of texts, all in small letters; those of addresses are left out."""
    return (word.casefold() for text in texts for word in _WORD.findall(_ADDRESS.sub("", text)))
