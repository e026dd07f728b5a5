"""Pages of our own making: the same answers under the same goals, however a PDF sets them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typst

from hplan.core.incoming.placing.found import Doing, Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.stream import stream
from tests.test_import_layouts import STRATEGY, TARGETS, acts, areas

Lines = Iterator[str]
PAGE = '#set page(width: 21cm, height: 29.7cm, margin: 2cm)\n#set text(size: 10pt, lang: "nb")\n'


def signs(text: str) -> str:
    """A text as Typst shows it just so."""
    return "".join(f"\\{sign}" if sign in "#*_`$<>@\\[]~/-=+'\"" else sign for sign in text)


def goals(bold: bool = True) -> Lines:
    for _n, title, rows, _listed, _strategies in areas():
        yield f"= {signs(title)}\n"
        yield from answers(rows, bold)


def answers(rows: list[tuple[str, str]], bold: bool = True) -> Lines:
    for number, goal in rows:
        yield f"#strong[{signs(goal)}]\n\n" if bold else f"{signs(goal)}\n\n"
        yield from (f"- {signs(act)}\n" for act in acts(number))
        yield "\n"


def two_columns() -> Lines:
    yield "#set page(columns: 2)\n"
    yield from goals()


def two_narrow_columns_with_hyphens() -> Lines:
    yield "#set page(columns: 2)\n#set columns(gutter: 8pt)\n#set par(justify: true)\n#set text(hyphenate: true)\n"
    yield from goals()


def headings_across() -> Lines:
    for _n, title, rows, _listed, _strategies in areas():
        yield f"= {signs(title)}\n#columns(2)[\n"
        yield from answers(rows)
        yield "]\n"


def headings_across_few_lines() -> Lines:
    """Each goal across the page, what is to be done to it in two columns below."""
    for _n, title, rows, _listed, _strategies in areas():
        yield f"= {signs(title)}\n"
        for number, goal in rows:
            first, second = acts(number)
            yield f"#strong[{signs(goal)}]\n\n#grid(columns: 2, column-gutter: 20pt, [- {signs(first)}], [- {signs(second)}])\n\n"


def three_columns() -> Lines:
    yield "#set page(columns: 3, flipped: true)\n#set columns(gutter: 14pt)\n"
    yield from goals()


def table_without_lines() -> Lines:
    for _n, title, rows, _listed, _strategies in areas():
        yield f"= {signs(title)}\n#table(columns: (40%, 60%), stroke: none, inset: 6pt,\n"
        for number, goal in rows:
            yield f"[{signs(goal)}], [" + "\n".join(f"- {signs(act)}" for act in acts(number)) + "],\n"
        yield ")\n"


def table_with_heads_without_lines() -> Lines:
    for _n, title, rows, _listed, _strategies in areas():
        yield f"= {signs(title)}\n#table(columns: (35%, 45%, 20%), stroke: none, inset: 6pt,\n[*Mål*], [*Tiltak*], [*Ansvarlig*],\n"
        for number, goal in rows:
            yield f"[{signs(goal)}], [" + "\n".join(f"- {signs(act)}" for act in acts(number)) + "], [Leder],\n"
        yield ")\n"


def heads_that_vary() -> Lines:
    """The head of a page says which area it is about; the foot counts."""
    for n, title, rows, _listed, _strategies in areas():
        head = f"Fagforbundet Fjordvik · {signs(title)}"
        yield f"#set page(header: [{head}], footer: context [Handlingsplan 2026–2027 #h(1fr) Side #counter(page).display()])\n"
        yield "#pagebreak(weak: true)\n" if n > 1 else ""
        yield f"= {signs(title)}\n"
        yield from answers(rows)


def small_capitals() -> Lines:
    """As Word prints them: capitals in two sizes."""
    for _n, title, rows, _listed, _strategies in areas():
        words = (
            f"#text(14pt)[{signs(word[:1].upper())}]#text(11pt)[{signs(word[1:].upper())}]" for word in title.split(" ")
        )
        yield f"#strong[{' '.join(words)}]\n\n"
        yield from answers(rows)


def broken(text: str, table: dict[str, str]) -> str:
    """A text with some pairs of letters as a font without a table of them has them; «ti ansatte» is no pair."""
    for letters, sign in table.items():
        text = re.sub(f"{letters}(?! ansatte)", sign, text)
    return text


def of_calibri() -> Lines:
    yield from (
        broken(line, {"tti": "ƫ", "ti": "Ɵ", "tt": "Ʃ"}) if line[:1] in "-=" or "strong[" in line else line
        for line in goals()
    )


def ligatures_lost() -> Lines:
    """A font without a table of letters: a sign that is none in the place of each pair."""
    yield from (
        broken(line, {"fi": "\ufffd", "ff": "\ufffd", "ti": "\ue001"})
        if line[:2] == "- " or "strong[" in line
        else line
        for line in goals()
    )


LAYOUTS = (
    two_columns, two_narrow_columns_with_hyphens, headings_across, headings_across_few_lines, three_columns,
    table_without_lines, table_with_heads_without_lines, heads_that_vary, small_capitals, of_calibri, ligatures_lost,
)  # fmt: skip


def found_in(layout: Callable[[], Lines], folder: Path) -> Found:
    source = PAGE + "".join(layout())
    (folder / "plan.typ").write_text(source, "utf-8")
    (folder / "plan.pdf").write_bytes(typst.compile(str(folder / "plan.typ")))
    return place(stream(read(folder / "plan.pdf"), TARGETS), TARGETS)


def problems(found: Found) -> list[str]:
    """What is not in its place."""
    wrong = []
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            answered = found.answers.get((area.id, goal.id))
            content = answered.content if answered else []
            lines = [line for piece in content for line in (piece.lines if isinstance(piece, Doing) else [piece])]
            if [line.text.rstrip(".") for line in lines] != acts(goal.number):
                wrong.append(f"{goal.number}: {[line.text for line in lines]}")
    return wrong + [f"unplaced: {line.text}" for one in found.unplaced for line in one.lines]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_act_is_under_its_goal(layout: Callable[[], Lines], tmp_path: Path) -> None:
    found = found_in(layout, tmp_path)
    assert problems(found) == []
    assert not found.local
