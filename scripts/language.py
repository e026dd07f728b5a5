"""How well HP701 tells the written languages apart: `python scripts/language.py [nb.conllu nn.conllu]`.

Prints the table of docs/language.md: the real plans, the message catalogues, and, where they are given, the sentences
of two Universal Dependencies treebanks (which are not part of this project). A test holds the first rows to the
document.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from hplan.core.checking.check import check_plan
from hplan.core.rules.hp701_other_written_language import mostly, written_in
from hplan.core.workspace import Workspace, shipped
from hplan.model.plan import Language
from hplan.model.subject import Subject

ROOT = Path(__file__).parents[1]
NB, NN = Language.BOKMAL, Language.NYNORSK
HEAD = "| texts | written in | number | called the other | found, were the plan in the other |\n|---|---|--:|--:|--:|"


def row(name: str, own: Language, texts: list[str]) -> str:
    """Return a row: how many texts are called the other language, and how many are found from within the other."""
    other = NB if own is NN else NN
    wrong = sum(written_in(other, own, text) is not None for text in texts)
    right = sum(written_in(own, other, text) is not None for text in texts)
    return f"| {name} | {own.value} | {len(texts)} | {wrong} | {right} ({right / len(texts):.0%}) |"


def plan_texts(name: str) -> list[str]:
    """Return the texts of a real plan."""
    source = (ROOT / f"plans/{name}.yaml").read_text("utf-8")
    checked = check_plan(source.encode(), "p.yaml", Workspace(shipped(), False))
    if checked.plan is None or checked.strategy is None:
        raise SystemExit("The plan cannot be read.")
    return [text.value for text in Subject(checked.plan, checked.strategy, source, None, ROOT).texts]


def catalogue(language: Language) -> list[str]:
    """Return what hplan says in a language."""
    with (ROOT / f"cli/hplan/locale/{language.value}/LC_MESSAGES/hplan.po").open("rb") as file:
        messages = [message.string for message in read_po(file) if message.id]
    return [text for string in messages for text in ([string] if isinstance(string, str) else string)]


def rows() -> Iterator[str]:
    """Yield a row for each of the plans."""
    for name in ("aas", "sor_varanger"):
        texts = plan_texts(name)
        yield row(f"plans/{name}.yaml", NB, texts)
        found = "found" if mostly(NB, NN, texts) else "missed"
        yield f"| plans/{name}.yaml as a whole | nb | 1 | {int(mostly(NN, NB, texts))} | {found} |"


def treebank(own: Language, path: Path) -> Iterator[str]:
    """Yield the rows of a treebank: single sentences, three together, 25 as a whole plan."""
    sentences = [line[9:] for line in path.read_text("utf-8").splitlines() if line.startswith("# text = ")]
    for size in (1, 3):
        texts = [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]
        yield row(f"treebank, {size} sentence{'s' if size > 1 else ''}", own, texts)
    other = NB if own is NN else NN
    plans = [sentences[at : at + 25] for at in range(0, len(sentences) - 24, 25)]
    wrong, right = sum(mostly(other, own, plan) for plan in plans), sum(mostly(own, other, plan) for plan in plans)
    share = f"{right} ({right / len(plans):.0%})"
    yield f"| treebank, 25 as a whole plan | {own.value} | {len(plans)} | {wrong} | {share} |"


def main() -> None:
    """Print the table."""
    print(HEAD)
    print("\n".join(rows()))
    for language in (NB, NN):
        print(row("the message catalogue", language, catalogue(language)))
    for language, path in zip((NB, NN), sys.argv[1:], strict=False):
        print("\n".join(treebank(language, Path(path))))


if __name__ == "__main__":
    main()
