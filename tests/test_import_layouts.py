"""Layouts of our own: the same answers under the same goals, whatever a plan looks like."""

import subprocess
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hplan.core.document.pandoc import binary
from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.placing.found import Doing, Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.stream import stream
from hplan.core.workspace import Workspace
from tests.conftest import ROOT

STRATEGY = Workspace.around(ROOT).usable()
TARGETS = Targets(STRATEGY)
WHAT = (
    "Arrangere kurs for nye tillitsvalgte", "Sende brev til formannskapet om vikarer", "Lage en brosjyre om lønn og pensjon",
    "Invitere til åpent møte på biblioteket", "Besøke alle arbeidsplasser med under ti ansatte",
)  # fmt: skip
Lines = Iterator[str]


def acts(goal: str) -> list[str]:
    first = int(goal.replace(".", ""))
    return [f"{WHAT[(first + more) % 5]} {goal.replace('.', '')}{more} ganger i året" for more in (1, 2)]


def areas() -> Iterator[tuple[int, str, list[tuple[str, str]], list[str], list[str]]]:
    """The number and the title of each area, its goals as rows have them, as listed, and its strategies."""
    for area in STRATEGY.areas.values():
        rows = [(goal.number, goal.heading("nb")) for goal in area.goals]
        listed = [goal.text.written("nb").value for goal in area.goals]
        yield (
            area.number,
            area.title.written("nb").value,
            rows,
            listed,
            [s.text.written("nb").value for s in area.strategies],
        )


def bold_paragraphs() -> Lines:
    yield "**HANDLINGSPLAN 2026–2027**\n\n**Fagforbundet Fjordvik**\n"
    for _n, title, rows, _listed, _strategies in areas():
        yield f"**{title.upper()}**\n"
        for number, goal in rows:
            yield f"**{goal}**\n"
            yield from (f"– {act}\n" for act in acts(number))


def nested_lists() -> Lines:
    for n, title, rows, listed, strategies in areas():
        yield f"{n}. {title}\n\n    Nasjonale mål 2026–2027:\n"
        yield from (f"    - {goal}\n" for goal in listed)
        yield "    Strategier 2026–2027\n"
        yield from (f"    - {item}\n" for item in strategies)
        for count, (number, goal) in enumerate(rows, 1):
            yield f"    {count}. {goal}\n"
            yield from (f"        {place}. {act}\n" for place, act in enumerate(acts(number), 1))


def headings() -> Lines:
    yield "# Nåsituasjon og utfordringer\n"
    for _n, title, _rows, _listed, _strategies in areas():
        yield f"**{title}**\n\n- Nåsituasjon: Slik er det\n- Utfordringer kort sikt: Dette haster\n- Utfordringer på lang sikt: Dette varer\n"
    yield "# Handlingsplan\n"
    for n, title, rows, _listed, _strategies in areas():
        yield f"# Område {n}: {title}\n"
        for number, goal in rows:
            yield f"### Mål {number}: {goal}\n\nTiltak:\n"
            yield from (f"{act}\n" for act in acts(number))


def letters_and_romans() -> Lines:
    for n, title, rows, _listed, _strategies in areas():
        yield f"**{('I', 'II', 'III', 'IV', 'V', 'VI')[n - 1]}. {title}**\n"
        for letter, (number, goal) in zip("abcdef", rows, strict=False):
            yield f"{letter}) {goal}\n"
            yield from (f"{act}\n" for act in acts(number))


def listed_without_labels() -> Lines:
    for _n, title, rows, listed, _strategies in areas():
        yield f"## {title}\n"
        yield from (f"{goal}\n" for goal in listed)
        for number, goal in rows:
            yield f"**{goal}**\n"
            yield from (f"- {act}" for act in acts(number))
            yield ""


def numbers_alone() -> Lines:
    for n, title, rows, listed, _strategies in areas():
        yield f"{n}. {title}\n\nNasjonale mål:\n"
        yield from (f"{n}.{count}. {goal}\n" for count, goal in enumerate(listed, 1))
        for number, _goal in rows:
            yield f"Mål {number}\n"
            yield from (f"{number}.{place} {act}\n" for place, act in enumerate(acts(number), 1))


def wrapped() -> Lines:
    for n, title, rows, _listed, _strategies in areas():
        yield f"{n} {title.upper()}\n"
        for number, goal in rows:
            yield f"{textwrap.fill(f'{number} {goal}', 70)}\n"
            yield from (textwrap.fill(f"* {act}", 50, subsequent_indent="  ") for act in acts(number))
            yield ""


def mail() -> Lines:
    yield "Hei!\n\nHer er planen.\n"
    for _n, title, rows, _listed, _strategies in areas():
        yield f"{title}\n"
        for number, goal in rows:
            yield textwrap.fill(f"> {goal}", 72, subsequent_indent="> ")
            yield from (textwrap.fill(f"{act}.", 72) for act in acts(number))
            yield ""


def spaces() -> Lines:
    for n, title, rows, _listed, _strategies in areas():
        yield f"{n}. {title}\n\n{'Mål':44}Tiltak\n"
        for number, goal in rows:
            left = textwrap.wrap(goal, 40)
            right = [line for act in acts(number) for line in textwrap.wrap(f"- {act}", 40, subsequent_indent="  ")]
            for line in range(max(len(left), len(right))):
                yield f"{left[line] if line < len(left) else '':44}{right[line] if line < len(right) else ''}"
            yield ""


def table() -> Lines:
    yield "<table><tr><th>Nasjonalt mål</th><th>Tiltak</th><th>Ansvar</th><th>Når</th></tr>"
    for _n, title, rows, _listed, _strategies in areas():
        yield f"<tr><td colspan=4><b>{title}</b></td></tr>"
        for number, goal in rows:
            for count, act in enumerate(acts(number)):
                first = f"<td rowspan=2>{goal}</td>" if not count else ""
                yield f"<tr>{first}<td>{act}</td><td>Leder</td><td>1.5.2026</td></tr>"
    yield "</table>"


WORD = (bold_paragraphs, nested_lists, headings, letters_and_romans, listed_without_labels, numbers_alone)


def found_in(layout: Callable[[], Lines], folder: Path) -> Found:
    text = "\n".join(layout())
    path = folder / ("plan.docx" if layout in WORD else "plan.html" if layout is table else "plan.txt")
    if layout in WORD:
        subprocess.run([binary(), "-f", "markdown", "-o", path.name], input=text.encode(), check=True, cwd=folder)
    else:
        path.write_text(text, "utf-8")
    return place(stream(read(path), TARGETS), TARGETS)


@pytest.mark.parametrize("layout", [*WORD, wrapped, mail, spaces, table], ids=lambda layout: layout.__name__)
def test_every_act_is_under_its_goal(layout: Callable[[], Lines], tmp_path: Path) -> None:
    found = found_in(layout, tmp_path)
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            content = found.answers[area.id, goal.id].content
            lines = [line for piece in content for line in (piece.lines if isinstance(piece, Doing) else [piece])]
            assert [line.text.rstrip(".") for line in lines if line.text != "Tiltak:"] == [
                f"{goal.number}.{place} {act}" if layout is numbers_alone else act
                for place, act in enumerate(acts(goal.number), 1)
            ]
    assert not found.local
    assert [line.text for one in found.unplaced for line in one.lines] == (
        ["Hei!", "Her er planen."] if layout is mail else []
    )
    if layout is headings:
        assert [row.area for row in found.situation] == [*STRATEGY.areas]
        assert all(len(row.cells) == 3 for row in found.situation)
    if layout is bold_paragraphs:
        assert found.facts == {"navn": "Fagforbundet Fjordvik"}
