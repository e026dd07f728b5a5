"""Which words of a text a dictionary can say something of, and which of them are right all the same.

Norwegian writes compounds as one word, so that no dictionary has them all; docs/spelling.md says how the limits here
were found.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from hplan.core.texts.dictionaries import Speller
from hplan.core.texts.prose import code, inside, unquoted
from hplan.model.place import Text
from hplan.model.plan import Language
from hplan.model.subject import Subject

_SHORTEST, _LONGEST = 4, 60  # letters: shorter words are abbreviations as often as not; longer ones are no words
_PART = 4  # letters that either part of a compound has at least …
_SHORT_PARTS = frozenset("arv by dag fag hus lag lov mat mål nå råd sak tid tur veg vei år".split())  # noqa: SIM905 … but these
_PARTS = 3  # of a compound
_FOREIGN = 4, 0.4  # so many different words, and such a share of them, and the text is in another language
# Common words that the dictionaries lack, though their like are there: found in treebanks, not in plans.
_LACKING = {
    "nb": frozenset("noe noen noens noensinne noenlunde poeng poenger poenget poengene utenkelig".split()),  # noqa: SIM905
    "nn": frozenset("poeng poenget poenga sent utenkjeleg betydeleg betydelege føringar".split()),  # noqa: SIM905
}
_MANNER = ("messig", "messige")  # both dictionaries know only some of the words that end so
# Endings of a noun whose stem ends in a vowel (video, arena), which the dictionaries lack for many; and the genitive,
# which that of nynorsk does not have.
_AFTER_VOWEL = {"nb": ("en", "et", "er", "ene", "ens", "ets", "enes"), "nn": ("en", "et", "ar", "ane")}
_VOWELS = frozenset("aeiouyæøå")


class Token(NamedTuple):
    """A word in a text: as it stands there, as a dictionary would have it, and what stands around it.

    `inner` says that it stands within a sentence, where a capital makes it a name; `named`, that a capital follows on
    it, as in a first name; `part`, that a hyphen does.
    """

    text: Text
    start: int
    written: str
    word: str
    inner: bool
    named: bool
    part: bool


class Judge:
    """Judges words by a dictionary, and by words that are right besides."""

    def __init__(self, speller: Speller, language: str, right: frozenset[str]) -> None:
        self._speller, self._right = speller, right | _LACKING[language]
        self._endings, self._genitive = _AFTER_VOWEL[language], language == "nn"
        self.accepts: Callable[[str], bool] = cache(self._accepts)

    def _accepts(self, word: str) -> bool:
        return self._knows(word) or self._inflected(word) or self._compound(word, _PARTS)

    def accepts_first(self, word: str) -> bool:
        """Whether a word can be the first of two with a hyphen: “omstillings- og …”."""
        return self.accepts(word) or (word.endswith(("s", "e")) and self.accepts(word[:-1]))

    def _knows(self, word: str) -> bool:
        return word in self._right or self._speller.knows(word)

    def _inflected(self, word: str) -> bool:
        if self._genitive and word.endswith("s") and len(word) > _PART and self._knows(word[:-1]):
            return True
        for ending in self._endings:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) > 2 and stem[-1] in _VOWELS and self._knows(stem):
                return True
        return False

    def _compound(self, word: str, parts: int) -> bool:
        """Whether a word is made of known ones, with or without an s between them."""
        for cut in range(2, len(word) - 2):
            first, rest = word[:cut], word[cut:]
            if not (self._part(first) or (first.endswith("s") and self._part(first[:-1]))):
                continue
            if self._part(rest) or rest in _MANNER or (len(rest) >= _PART and self._inflected(rest)):
                return True
            if parts > 2 and self._compound(rest, parts - 1):
                return True
        return False

    def _part(self, word: str) -> bool:
        return (len(word) >= _PART or word in _SHORT_PARTS) and self._knows(word)


def right_words(subject: Subject) -> frozenset[str]:
    """Return the words that are right in a plan by definition: the workspace's own, names, and national ones.

    A national text in the other written language makes no word right.
    """
    plan, strategy = subject.plan, subject.strategy
    own = 1 if plan.written_language == Language.NYNORSK else 0
    texts = [wording[own] for wording in strategy.wordings] + [strategy.organisation, plan.name, plan.county]
    said = normalize("NFC", " ".join(text.value for text in texts if text))
    return subject.words.union(_words().findall(said.lower()))


def tokens(text: Text) -> Iterator[Token]:
    """Yield the words of a text that a dictionary can judge: not code, addresses, quotations, abbreviations."""
    value = text.value
    bare, spans = unquoted(value), code(value)
    for found in _token().finditer(bare):
        start, end = found.span()
        if inside(spans, start) or (bare[end : end + 1] == "." and _abbreviated().match(bare, end)):
            continue
        for piece in _words().finditer(bare, start, end):
            word = normalize("NFC", piece[0].translate(_UNSEEN))
            if _SHORTEST <= len(word) <= _LONGEST and (word.islower() or word[1:].islower()):
                within = piece.start() > start or _inner(bare, start)
                after = bare[piece.end() : piece.end() + 2]
                yield Token(text, piece.start(), piece[0], word, within, after[1:].isupper(), after[:1] == "-")


def _inner(value: str, start: int) -> bool:
    before = value[max(0, start - 8) : start].rstrip(" ")
    return before[-1:].isalnum() or before.endswith((",", ")", "/", "&"))


def foreign(unknown: set[str], words: set[str]) -> bool:
    """Whether so much of a text is unknown that it must be in another language."""
    fewest, share = _FOREIGN
    return len(unknown) >= fewest and len(unknown) > share * len(words)


_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))  # soft hyphens and the like


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])++")


@cache
def _token() -> re.Pattern[str]:
    """A word, or several with hyphens between them; not next to a figure, an address, or part of a name of a file."""
    return re.compile(r"(?<![\w@.\\-])(?:[^\W\d_]|[-\u0300-\u036f\u00ad\u200b-\u200d\u2060])++(?![\w@\\]|\.\w|://)")


@cache
def _abbreviated() -> re.Pattern[str]:
    """A stop that does not end the sentence: a small letter follows."""
    return re.compile(r"\.[ \n]?[^\W\d_A-ZÆØÅ]")
