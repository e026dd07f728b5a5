"""What a rule looks at: a plan, the strategy it answers, and the file as it was written."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path

from hplan.model.lexicon import Lexicon
from hplan.model.place import Place, Text
from hplan.model.plan import Plan
from hplan.model.strategy import Strategy

_BETWEEN = "\n\n"
_COMMON = b" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Subject:
    """A plan under check. `source` is the file's text, `folder` where it lies (None when it came through a pipe).

    `root` is the workspace, which nothing that a plan names may lie outside of. `words` are the workspace's own, in
    small letters, and `lexicons` the dictionaries that a rule of spelling looks them up in.
    """

    def __init__(
        self,
        plan: Plan,
        strategy: Strategy,
        source: str,
        folder: Path | None,
        root: Path,
        words: frozenset[str] = frozenset(),
        lexicons: tuple[Lexicon, ...] = (),
    ) -> None:
        self.plan, self.strategy, self.source = plan, strategy, source
        self.folder, self.root = folder, root
        self.words, self.lexicons = words, lexicons

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that somebody wrote to be read: of goals, actions, cells, reasons; in the order of the file."""
        return tuple(sorted(self.plan.texts(), key=lambda text: text.at))

    @cached_property
    def prose(self) -> str:
        """All `texts` with an empty line between them: what one search can rule out need not be looked for in each."""
        return _BETWEEN.join([text.value for text in self.texts])

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every character of `prose` but the letters and digits of English: most rules look for one of the others."""
        return frozenset(self.prose.encode().translate(None, _COMMON).decode()) | {" "}

    @cached_property
    def starts(self) -> list[int]:
        """Where each of the texts begins in `prose`."""
        lengths = [len(text.value) + len(_BETWEEN) for text in self.texts]
        return list(accumulate(lengths[:-1], initial=0))

    def place(self, text: Text, start: int, fragment: str) -> Place:
        """Return where `fragment`, which begins at `text.value[start]`, stands in the file.

        It is looked for from the start of the text on, past as many of its like as there are before it; where the
        file writes it otherwise (an escape, a line break), the place is the text's own.
        """
        fragment = fragment.partition("\n")[0]
        if not start and self.source.startswith(fragment, self.offset(text.at)):
            return text.at
        before = text.value.count(fragment, 0, start) if fragment else 0
        offset = self.offset(text.at)
        for _ in range(before + 1):
            offset = self.source.find(fragment, offset) + len(fragment)
            if offset < len(fragment):
                return text.at
        return self.place_at(text.at.path, offset - len(fragment))

    def places(self, text: Text, found: Iterable[tuple[int, str]]) -> Iterator[Place]:
        """Yield what `place` returns for each start and fragment of a text, which come in order: in one pass."""
        start, offset = 0, self.offset(text.at)
        for position, fragment in found:
            before, at = text.value.count(fragment, start, position), offset
            for _ in range(before + 1):
                at = self.source.find(fragment, at) + len(fragment)
                if at < len(fragment):
                    break
            if at < len(fragment):
                yield text.at
            else:
                yield self.place_at(text.at.path, at - len(fragment))
                start, offset = position + len(fragment), at

    def offset(self, place: Place) -> int:
        """Return where in `source` a place is."""
        return self._starts[place.line - 1] + place.column - 1

    def place_at(self, path: str, offset: int) -> Place:
        """Return the place of an offset in `source`."""
        line = bisect_right(self._starts, offset)
        return Place(path, line, offset - self._starts[line - 1] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins; lines end as YAML's do."""
        return line_starts(self.source)


@lru_cache(maxsize=2)  # rules and reports ask for the same file's
def line_starts(source: str) -> list[int]:
    """Return the offset at which each line of a text begins; a line ends with LF, CR or both."""
    if "\r" in source:
        source = source.replace("\r\n", "\0\n").replace("\r", "\n")
    lengths = map(len, source.split("\n")[:-1])
    return list(accumulate(map((1).__add__, lengths), initial=0))
