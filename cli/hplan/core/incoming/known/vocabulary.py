"""The words of national wordings, and how much of them a line has: each word of a document is looked up once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from hplan.core.incoming.known.compare import same_word

_APART = 2  # letters that two words may differ by and be the same, see same_word
Stems = Sequence[str]
Known = Sequence[tuple[str, frozenset[str]]]


class Vocabulary:
    """The words of wordings, and how much each of them says: a rare one more than one that stands everywhere."""

    def __init__(self, wordings: Sequence[Stems]) -> None:
        counts = Counter(word for stems in wordings for word in set(stems))
        self.weights = {word: 1 + log(len(wordings) / count) for word, count in counts.items()}
        self.rare = 1 + log(len(wordings))
        self._of_length: dict[int, list[str]] = {}
        for word in self.weights:
            self._of_length.setdefault(len(word), []).append(word)
        self._about: dict[int, list[str]] = {}
        self._alike: dict[str, frozenset[str]] = {}

    def alike(self, word: str) -> frozenset[str]:
        """Return the words of the wordings that a word is, but for slips of the keys."""
        if word not in self._alike:
            self._alike[word] = frozenset(held for held in self._near(word) if same_word(word, held))
        return self._alike[word]

    def _near(self, word: str) -> Iterable[str]:
        near = extract(word, self._candidates(len(word)), scorer=OSA.distance, score_cutoff=_APART, limit=None)
        return [held for held, _distance, _number in near]

    def _candidates(self, length: int) -> list[str]:
        """The words about as long as one; most words of a document are as long as another of it."""
        if length not in self._about:
            lengths = range(length - _APART, length + _APART + 1)
            self._about[length] = [held for other in lengths for held in self._of_length.get(other, ())]
        return self._about[length]

    def weight(self, stems: Stems) -> float:
        """Return how much words say together."""
        return sum(self.weights.get(word, self.rare) for word in stems)

    def known(self, stems: Stems) -> Known:
        """Return those of a line's words that wordings have, each with what else it can be there."""
        return [(word, alike - {word}) for word in stems if (alike := self.alike(word))]

    def shared(self, known: Known, wording: Stems) -> float:
        """Return how much of a wording's words a line has, of which `known` are the words."""
        left, found = list(wording), 0.0
        for word, others in known:
            match: str | None = word
            if word not in left:
                match = next((held for held in left if held in others), None) if others else None
            if match is not None:
                left.remove(match)
                found += self.weights[match]
        return found
