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
        self._alike: dict[str, frozenset[str]] = {}

    def alike(self, word: str) -> frozenset[str]:
        """Return the words of the wordings that a word is, but for slips of the keys."""
        if word not in self._alike:
            self._alike[word] = frozenset(held for held in self._near(word) if same_word(word, held))
        return self._alike[word]

    def _near(self, word: str) -> Iterable[str]:
        lengths = range(len(word) - _APART, len(word) + _APART + 1)
        candidates = [held for length in lengths for held in self._of_length.get(length, ())]
        near = extract(word, candidates, scorer=OSA.distance, score_cutoff=_APART, limit=None)
        return [held for held, _distance, _number in near]

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
