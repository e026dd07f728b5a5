"""Ligatures that a font without a table of letters has lost, put back where a word of the strategy says which it was.

Such a font prints “ti”, “fi” or “ff” as one sign; what a program reads of it is another sign, a gap, or nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise

from hplan.core.incoming.known.compare import words
from hplan.core.incoming.lines.line import Line

LIGATURES = ("ti", "tt", "fi", "ff", "fl", "ft", "fj", "tf", "tti", "ffi", "ffl", "fti")
STAND_IN = 0xE100  # where signs without a letter are kept until it is known what they were
_SIGN = "[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]"
_LOST_SIGN = re.compile(f"[{chr(STAND_IN)}-{chr(STAND_IN + 31)}]")
_TOKEN = rf"(?:[^\W\d_]|{_SIGN})"
# It looks back first: to look ahead from every letter of a long word would take the square of its length.
_SIGNED = re.compile(rf"(?<![^\W\d_])(?=[^\W\d_]*{_SIGN})(?!{_SIGN}(?![^\W\d_])){_TOKEN}{{2,}}")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 5  # letters of a word that is known without one of its ligatures
_ENOUGH = 1_000  # letters of a document in which every common pair of letters stands somewhere
_WORDS = 3  # different words, before it is believed that a font has lost a ligature
_SURE = 0.8  # of the words that say what a sign was, say the same


def restored(lines: Sequence[Line], wordings: Iterable[str]) -> list[Line]:
    """Return lines with the ligatures that words of national wordings show to be lost."""
    text = "\n".join(line.text for line in lines)
    signed, small = _SIGNED.findall(text), text.lower()
    lost = [pair for pair in LIGATURES[:6] if pair not in small] if len(text) > _ENOUGH else []
    if not signed and not lost:
        return [_cleared(line) for line in lines] if _LOST_SIGN.search(text) else list(lines)
    known = {word for wording in wordings for word in words(wording)}
    meant = _meanings(signed, known)
    lines = [_with(line, partial(_SIGNED.sub, lambda found: _spelled(found[0], known, meant))) for line in lines]
    lines = [_cleared(line) for line in lines]
    without = _without(lost, known)
    mended = Counter(bare for line in lines for bare in _candidates(line.text) if bare in without and bare not in known)
    if len(mended) >= _WORDS:
        lines = [_with(line, partial(_filled, without=without, known=known)) for line in lines]
    return list(lines)


def _with(line: Line, mend: Callable[[str], str]) -> Line:
    text = mend(line.text)
    return line if text == line.text else line._replace(text=text, markdown=mend(line.markdown))


def _cleared(line: Line) -> Line:
    """A line without the signs of which nobody knows what they were."""
    return _with(line, partial(_LOST_SIGN.sub, ""))


def _meanings(signed: Sequence[str], known: set[str]) -> dict[str, str]:
    """What each sign stands for, as most of the words say that are known with it."""
    votes: dict[str, Counter[str]] = {}
    for word in dict.fromkeys(signed):
        signs = re.findall(_SIGN, word)
        if len(set(signs)) == 1:
            for pair in LIGATURES:
                if word.replace(signs[0], pair).lower() in known:
                    votes.setdefault(signs[0], Counter())[pair] += 1
    found = {}
    for sign, counts in votes.items():
        pair, count = counts.most_common(1)[0]
        if sign != "\ufffd" and count >= _SURE * sum(counts.values()):
            found[sign] = pair
    return found


def _spelled(word: str, known: set[str], meant: dict[str, str]) -> str:
    """A word with its signs as letters: as it is known, or else as its signs are meant elsewhere."""
    spelled = word
    for sign in dict.fromkeys(re.findall(_SIGN, word)):
        fitting = [pair for pair in LIGATURES if spelled.replace(sign, pair).lower() in known]
        pair = fitting[0] if len(fitting) == 1 else meant.get(sign, sign)
        spelled = spelled.replace(sign, pair)
    return spelled


def _without(lost: Iterable[str], known: set[str]) -> dict[str, str]:
    """Known words by what is left of them without a pair of letters: together, and with a gap."""
    found: dict[str, set[str]] = {}
    for word in known:
        for pair in lost if len(word) >= _LONG else ():
            if pair in word:
                for between in ("", " "):
                    found.setdefault(word.replace(pair, between).strip(), set()).add(word)
    return {bare: meant.pop() for bare, meant in found.items() if len(meant) == 1 and len(bare) >= _LONG - 2}


def _candidates(text: str) -> list[str]:
    found = [word.lower() for word in _WORD.findall(text)]
    return [*found, *(f"{one} {other}" for one, other in pairwise(found))]


def _filled(text: str, without: dict[str, str], known: set[str]) -> str:
    """A text with every word put back that is known but for a lost pair of letters."""

    def put_back(found: re.Match[str]) -> str:
        bare = found[0].lower()
        if bare in known or bare not in without:
            return found[0]
        word = without[bare]
        return word.capitalize() if found[0][0].isupper() else word

    pair = re.compile(r"(?<![^\W\d_])[^\W\d_]+ (?=[^\W\d_])")
    joined, at = [], 0
    while match := pair.search(text, at):
        following = _WORD.match(text, match.end())
        both = text[match.start() : following.end()] if following else ""
        if both.lower() in without and following:
            meant = without[both.lower()]
            joined.append(text[at : match.start()] + (meant.capitalize() if both[0].isupper() else meant))
            at = following.end()
        else:
            joined.append(text[at : match.end()])
            at = match.end()
    return _WORD.sub(put_back, "".join((*joined, text[at:])))
