"""How well HP702 does: `python scripts/spelling.py [nb.conllu nn.conllu]`; prints the tables of docs/spelling.md.

Uses the Norwegian dictionaries of the machine (DICPATH, if they lie somewhere unusual). The treebanks are those of
scripts/language.py and no part of this project: of each, how many different words are flagged, and how many of its
known words are still taken for words after a slip of the pen.
"""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from hplan.core.checking.check import check_plan
from hplan.core.settings import Settings
from hplan.core.texts.dictionaries import equipped, speller
from hplan.core.texts.spelling import Judge
from hplan.core.workspace import Workspace, shipped

ROOT = Path(__file__).parents[1]
SLIPS = 4000
LETTERS = "abdefghijklmnoprstuvyæøå"


def plan_row(name: str, settings: Settings) -> str:
    """Return a row: the words that are flagged in a real plan."""
    content = (ROOT / f"plans/{name}.yaml").read_bytes()
    found = check_plan(content, "p.yaml", Workspace(shipped(), False), settings=settings).findings
    words = [str(dict(finding.message.values)["word"]) for finding in found if finding.code == "HP702"]
    return f"| {name} | {len(words)} | {', '.join(words)} |"


def slip(word: str, chance: random.Random) -> str:
    """Return a word with a letter lost, doubled, changed, or in the place of the next."""
    at, kind = chance.randrange(1, len(word) - 1), chance.randrange(4)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return before + ("", letter * 2, chance.choice(LETTERS), after[0] + letter)[kind] + after[kind == 3 :]


def treebank_row(number: int, path: Path, settings: Settings) -> str:
    """Return a row: the different words of a treebank in small letters, and slips made in them."""
    language, dictionary = settings.lexicons[number].language, speller(settings.lexicons[number])
    judge, chance = Judge(dictionary, language, frozenset()), random.Random(4)  # noqa: S311
    columns = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    words = sorted(
        {line[1] for line in columns if len(line) > 3 and line[3] != "X" and re.fullmatch("[a-zæøå]{4,}", line[1])}
    )
    known = [word for word in words if len(word) > 5 and dictionary.knows(word)]
    slips = [changed for word in chance.choices(known, k=SLIPS) if (changed := slip(word, chance)) != word]

    def share(refused: list[bool], of: list[str]) -> str:
        return f"{sum(refused)} ({sum(refused) / len(of):.1%})"

    return (
        f"| {language} | {len(words)} | {share([not dictionary.knows(word) for word in words], words)} "
        f"| {share([not judge.accepts(word) for word in words], words)} "
        f"| {share([dictionary.knows(word) for word in slips], slips)} "
        f"| {share([judge.accepts(word) for word in slips], slips)} |"
    )


def rows(treebanks: list[str]) -> Iterator[str]:
    """Yield the lines of both tables."""
    settings = equipped(Settings(select=("HP702",)), Workspace(ROOT, True))
    yield "| plan | flagged | words |\n|---|--:|---|"
    yield from (plan_row(name, settings) for name in ("aas", "sor_varanger"))
    if treebanks:
        yield "\n| treebank | words | flagged, dictionary alone | flagged | slips missed, so | slips missed |"
        yield "|---|--:|--:|--:|--:|--:|"
        yield from (treebank_row(number, Path(name), settings) for number, name in enumerate(treebanks))


if __name__ == "__main__":
    for line in rows(sys.argv[1:]):
        print(line)
