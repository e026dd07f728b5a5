"""What the national text has that a line of a plan may be: areas, goals, strategies and what stands around them."""

import re
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from hplan.core.incoming.known.compare import FUNCTION, same_word, stem, without_number, words
from hplan.core.incoming.known.vocabulary import Vocabulary
from hplan.model.strategy import Strategy, Wording

AREA, GOAL, STRATEGY, TEXT = "area", "goal", "strategy", "text"
ALIKE = 0.72  # from here on it can hardly be another
MAYBE = 0.5  # from here on it can be, where place and order say so too
_FEW, _ELSE = 6, 0.6  # words that name a goal; how much of them another may have beside it
NAMED = 0.7  # of the words that name something are its own
_WORD = 5  # letters

_SENTENCE = re.compile(r"(?<=[.!?])(?<!\bjfr\.)(?<!\bjf\.)(?<!\bpr\.)\s+(?=[A-ZÆØÅ])")


class Target(NamedTuple):
    """A national wording. `area` and `id` say whose it is; `id` of a text around the areas is what it is called."""

    kind: str
    area: str
    id: str
    wording: str


class Match(NamedTuple):
    """A national wording that a line is like, from 0 to 1; `short` where the line is only its beginning."""

    target: Target
    score: float
    short: bool = False


class _Known(NamedTuple):
    target: Target
    folded: str
    stems: tuple[str, ...]


class Targets:
    """The national wordings of a strategy, to compare lines with."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.known = [_Known(target, _folded(target.wording), _stems(target.wording)) for target in _targets(strategy)]
        self.vocabulary = Vocabulary([known.stems for known in self.known])
        self.weights = [self.vocabulary.weight(known.stems) for known in self.known]
        self.beginning: dict[str, list[int]] = {}
        for index, known in enumerate(self.known):
            if known.target.kind in (GOAL, AREA) and known.stems:
                self.beginning.setdefault(known.stems[0], []).append(index)
        self.seen: dict[str, tuple[Match, ...]] = {}

    @cached_property
    def _folded(self) -> list[str]:
        return [known.folded for known in self.known]

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return the wordings that a line is like, the most alike first."""
        if text not in self.seen:
            self.seen[text] = tuple(self._matches(text))
        return self.seen[text]

    def best(self, text: str, kind: str, area: str = "") -> Match | None:
        """Return the most alike of a kind, in an area where one is named."""
        found = (match for match in self.matches(text) if match.target.kind == kind)
        return next((match for match in found if not area or match.target.area == area), None)

    def _matches(self, text: str) -> list[Match]:
        said = words(without_number(text)[:2000])
        folded, own = " ".join(said), _stems_of(said)
        if not own:
            return []
        ratios = process.extract(folded, self._folded, scorer=fuzz.ratio, limit=12, score_cutoff=35)
        words_known, weight = self.vocabulary.known(own), self.vocabulary.weight(own)
        any_of = {word for held, others in words_known for word in (held, *others)}
        found = {}
        for _text, ratio, index in ratios:
            known = self.known[index]
            shared = 0.0
            if not any_of.isdisjoint(known.stems):
                shared = 2 * self.vocabulary.shared(words_known, known.stems) / (weight + self.weights[index])
            found[index] = Match(known.target, round(0.5 * ratio / 100 + 0.5 * shared, 3))
        for index in self._begun(own) if len(folded) >= 8 else ():
            if index not in found or found[index].score < ALIKE:
                found[index] = Match(self.known[index].target, ALIKE, True)
        return sorted(found.values(), key=lambda match: -match.score)

    def _begun(self, own: tuple[str, ...]) -> list[int]:
        """The goals and areas that a line is the beginning of."""
        first = {index for word in self.vocabulary.alike(own[0]) for index in self.beginning.get(word, ())}
        return [index for index in sorted(first) if _leads(own, self.known[index].stems)]

    def mentioned(self, text: str, kind: str, area: str = "") -> tuple[Target, float] | None:
        """Return what a few words name, as «Heltidskultur» does a goal, and how many of them; None where not only one.

        It is one of a kind, in an area where one is named.
        """
        own = _stems(without_number(text))
        if text.endswith("?"):
            own = tuple(word for word in own if word not in _ASKING)
        if not own or len(own) > _FEW:
            return None
        total, shares = self.vocabulary.weight(own), dict[tuple[str, str], tuple[float, Target]]()
        for held in self.known:
            if held.target.kind == kind and area in ("", held.target.area):
                shared = self.vocabulary.weight(
                    [word for word in own if any(_part(word, other) for other in held.stems)]
                )
                key = (held.target.area, held.target.id)
                shares[key] = max(shares.get(key, (0.0, held.target)), (shared / total, held.target))
        (share, target), *rest = sorted(shares.values(), reverse=True)
        return (target, share) if share and (not rest or rest[0][0] <= share * _ELSE) else None


def _folded(text: str) -> str:
    return " ".join(words(text))


def _stems(text: str) -> tuple[str, ...]:
    return _stems_of(words(text))


def _stems_of(said: list[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in said if word not in FUNCTION)


_ASKING = frozenset(  # what makes a question of a few words: «Hvordan får vi en heltidskultur?»
    _stems("hvordan korleis hva kva hvem kven hvorfor kvifor når får gjør gjer vi me kan skal mot")
)


def _part(word: str, other: str) -> bool:
    """Whether a word is another, or begins it as «arbeidstid» does «arbeidstidsutviklingen»."""
    return same_word(word, other) or (min(len(word), len(other)) >= _WORD and other.startswith(word))


def leads(text: str, wording: str) -> bool:
    """Whether a text is how a wording begins, and no more."""
    return _leads(_stems(text), _stems(wording))


def _leads(own: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a wording begins so, and goes on."""
    return 2 <= len(own) < len(whole) and all(map(same_word, own, whole))


def _targets(strategy: Strategy) -> list[Target]:
    found = []
    for area in strategy.areas.values():
        found += _of(AREA, area.id, area.id, area.title)
        for goal in area.goals:
            found += _of(GOAL, area.id, goal.id, goal.text)
            found += _of(GOAL, area.id, goal.id, goal.row_title)
        for item in area.strategies:
            found += _of(STRATEGY, area.id, item.id, item.text)
    around = {
        "innledning": strategy.introduction,
        "tittel": strategy.title,
        "nåsituasjon": strategy.situation_title,
        "kartlegging": strategy.situation_prompt,
        "prioriteringer": strategy.priorities,
        "veiledning": strategy.guidance,
    }
    for name, wording in around.items():
        found += _of(TEXT, "", name, wording)
    return found


def _of(kind: str, area: str, name: str, wording: Wording | None) -> list[Target]:
    """The wordings of a text, in each language; a text by its paragraphs, and by the sentences of a short one."""
    found = []
    for text in wording or ():
        if text is None:
            continue
        pieces = [piece for piece in text.value.split("\n\n") if piece.strip()] if kind == TEXT else [text.value]
        found += [Target(kind, area, name, " ".join(piece.split())) for piece in pieces]
        if name == "veiledning":
            found += [Target(kind, area, name, piece) for piece in sentences(text.value)]
    return found


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [piece for piece in _SENTENCE.split(" ".join(text.split())) if piece]
