"""Did you mean: the known word nearest to one that is not known."""

import re
from collections.abc import Container, Iterable
from itertools import islice
from typing import Any

from hplan.errors import StopError
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix, Rule
from hplan.model.place import Place

DID_YOU_MEAN = N_("Did you mean “{suggestion}”?")
_MANY = 200  # more known words than a person would look through: none is suggested, the first are listed
_FOLD = str.maketrans({"å": "a", "ø": "o", "æ": "a"})


def fold(word: str) -> str:
    """Return the word as one types it in a hurry: small letters, no rings or strokes, `aa` for `å`, `_` for a dash."""
    from unicodedata import normalize

    word = normalize("NFC", word).lower().translate(_FOLD)
    return word.replace("aa", "a").replace("oe", "o").replace("ae", "a").replace("-", "_").replace(" ", "_")


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant, or None."""
    from difflib import get_close_matches

    folded = {fold(candidate): candidate for candidate in islice(known, _MANY)}
    matches = get_close_matches(fold(word), folded, n=1, cutoff=0.7)
    return folded[matches[0]] if matches else None


def no_such_rule(word: str, known: Iterable[str]) -> StopError:
    """Return what is said of a code or a name that no rule has; what is near to a number means nothing."""
    meant = None if re.fullmatch(r"(?i)(?:hp)?\d+", word) else closest(word, known)
    if meant:
        return StopError(N_("there is no rule “{word}”. Did you mean “{suggestion}”?"), word=word, suggestion=meant)
    return StopError(N_("there is no rule “{word}”. See all of them with: hplan rule"), word=word)


def unknown(
    rule: Rule,
    place: Place,
    known: Iterable[str],
    word: str,
    meant: str | None,
    *,
    advice: str | None = None,
    there: Container[str] | None = None,
    **values: Any,
) -> Finding:
    """Make a finding for a word that is none of `known`: with the word that was meant, or with `advice`.

    A key is mended where only its capitals or spaces are wrong, and the right one is not among those that are `there`.
    """
    listed = list(islice(known, _MANY + 1))
    if len(listed) > _MANY:
        listed[_MANY] = "…"
    typed = word.lower().replace("-", "_").replace(" ", "_")  # and no more: “Mal: …” is not the key mål
    mends = meant == typed and there is not None and meant not in there
    fix = Fix((Edit(place, word, typed),)) if mends else None
    advice = DID_YOU_MEAN if meant else advice
    return rule.at(place, advice=advice, fix=fix, known=", ".join(listed), suggestion=meant, **values)
