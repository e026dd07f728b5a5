"""Tables without lines in PDFs: nothing but where lines begin says what is a row, and what two columns of print."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import typst
import yaml

from hplan.core.incoming.arrive import arrive
from hplan.core.incoming.lines.in_rows import in_rows
from hplan.core.incoming.lines.line import Cell, Line
from hplan.core.incoming.placing.found import Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.stream import stream
from hplan.core.workspace import Workspace
from tests.test_import_layouts import STRATEGY, TARGETS, acts, areas
from tests.test_import_order import cells, unplaced
from tests.test_import_pages import PAGE, problems, signs
from tests.test_import_shapes import words_of

Lines = Iterator[str]
LANDSCAPE = "#set page(width: 29.7cm, height: 21cm, margin: 2cm, footer: context [Side #counter(page).display()])\n"
TIGHT = "#set par(leading: 0.5em, spacing: 0.5em)\n#set list(spacing: 0.5em)\n"


def table(
    head: str = "", *, left: int = 40, inset: str = "(x: 6pt, y: 0.25em)", bold: bool = False, point: str = "- "
) -> Lines:
    """A table for each area: no lines, no more room between rows than between lines."""
    for n, title, rows, _listed, _strategies in areas():
        yield f"= {n}. {signs(title)}\n#table(columns: ({left}%, {100 - left}%), stroke: none, inset: {inset},\n{head}"
        for number, goal in rows:
            wording = f"*{signs(goal)}*" if bold else signs(goal)
            yield f"[{wording}], [" + "\n\n".join(f"{point}{signs(act)}" for act in acts(number)) + "],\n"
        yield ")\n"


def tight() -> Lines:
    yield TIGHT
    yield from table()


def narrow_goals_in_bold() -> Lines:
    yield TIGHT
    yield from table(left=25, bold=True)


def paragraphs() -> Lines:
    yield LANDSCAPE + TIGHT
    yield from table(point="", left=35)


def heads_that_say_nothing() -> Lines:
    yield LANDSCAPE + TIGHT
    yield from table("[*Dette står i strategiplanen*], [*Slik gjør vi det*],")


def known_heads() -> Lines:
    yield TIGHT
    yield from table("[*Nasjonalt mål*], [*Tiltak*],")


def low_pages() -> Lines:
    """Rows torn over pages, and pages with one row only."""
    yield "#set page(width: 29.7cm, height: 9cm, margin: 2cm)\n" + TIGHT
    yield from table()


def one_table() -> Lines:
    yield LANDSCAPE + TIGHT + "#table(columns: (40%, 60%), stroke: none, inset: (x: 6pt, y: 0.25em),\n"
    for n, title, rows, _listed, _strategies in areas():
        yield f"table.cell(colspan: 2)[*{n}. {signs(title)}*],\n"
        for number, goal in rows:
            yield f"[{signs(goal)}], [" + "\n\n".join(f"- {signs(act)}" for act in acts(number)) + "],\n"
    yield ")\n"


LAYOUTS = (tight, narrow_goals_in_bold, paragraphs, heads_that_say_nothing, known_heads, low_pages, one_table)


def found_in(text: str, folder: Path) -> Found:
    (folder / "plan.typ").write_text(PAGE + text, "utf-8")
    (folder / "plan.pdf").write_bytes(typst.compile(str(folder / "plan.typ")))
    return place(stream(read(folder / "plan.pdf"), TARGETS), TARGETS)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_what_stands_beside_a_goal_is_its_own(layout: Callable[[], Lines], tmp_path: Path) -> None:
    found = found_in("".join(layout()), tmp_path)
    for area in STRATEGY.areas.values():
        for goal in area.goals:  # of paragraphs, a line as long as the column may go on in the next
            assert words_of(found, area.id, goal.id) == " ".join(acts(goal.number))
    assert not found.local
    assert {*unplaced(found)} <= {"Dette står i strategiplanen", "Slik gjør vi det"}


def test_a_table_of_the_situation_without_lines_has_its_rows(tmp_path: Path) -> None:
    said = [
        [f"Det er {count} {what} her, og det har vært slik lenge nå" for what in ("ledige", "syke", "nye")]
        for count in range(6)
    ]
    text = TIGHT + "= Nåsituasjon\n#table(columns: 4, stroke: none, inset: (x: 6pt, y: 0.25em),\n"
    text += "[*Område*], [*Nåsituasjon*], [*Utfordringer kort sikt*], [*Utfordringer lang sikt*],\n"
    for (_n, title, *_rest), row in zip(areas(), said, strict=True):
        text += "".join(f"[{signs(cell)}], " for cell in (title, *row)) + "\n"
    found = found_in(text + ")\n= Handlingsplan\n" + "".join(table()), tmp_path)
    assert cells(found) == said
    assert problems(found) == []


def plan_of_pdf(folder: Path) -> dict[str, Any]:
    """The plan that the PDF there becomes."""
    workspace = Workspace.around(folder)
    (folder / "plans").mkdir()
    plan = yaml.safe_load(arrive(read(folder / "plan.pdf"), workspace, TARGETS, "plan").composed.text)
    assert isinstance(plan, dict)
    return plan


def facing(left: Sequence[str], right: Sequence[str]) -> list[Line]:
    """Lines of two columns as a page has them, the left one first."""
    sides = [(text, row, column) for column, side in enumerate((left, right)) for row, text in enumerate(side)]
    return [
        Line(text, text, page=1, left=50 + 250 * column, right=280 + 250 * column, facing=Cell(1, row, column))
        for text, row, column in sides
        if text
    ]


GOALS = [goal for _n, _title, rows, _listed, _strategies in areas() for _number, goal in rows][:8]
ACTS = [act for number in ("1.1", "1.2", "1.3", "2.1") for act in acts(number)]


def test_goals_beside_what_begins_with_them_are_rows() -> None:
    found = in_rows(facing(GOALS, ACTS), TARGETS)
    assert [line.text for line in found] == [text for pair in zip(GOALS, ACTS, strict=True) for text in pair]
    assert [(line.cell.row, line.cell.column) for line in found if line.cell] == [
        (n, c) for n in range(1, 9) for c in (0, 1)
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([text for pair in zip(GOALS[:4], ACTS[:4], strict=True) for text in pair], ACTS),  # print
        (GOALS, [*ACTS[:2], *GOALS[:2], *ACTS[:4]]),  # goals on both sides
        (GOALS, [f"og {act.lower()}" for act in ACTS]),  # the middle of sentences beside goals
        (GOALS[:2], ACTS[:2]),  # too few
    ],
)
def test_other_columns_stay_as_they_are(left: list[str], right: list[str]) -> None:
    lines = facing(left, right)
    assert [line.text for line in in_rows(lines, TARGETS)] == [line.text for line in lines]
    assert not any(line.cell for line in in_rows(lines, TARGETS))


def brochure() -> Lines:
    """A sheet of two pages in three columns: the same words above both, areas on a ground, small print below actions."""
    yield (
        "#set page(width: 29.7cm, height: 21cm, margin: 1.5cm, columns: 3, header: [Fellesskap • trygghet • ansvar])\n"
        "#set text(size: 9pt)\n#set par(spacing: 0.8em)\n"
    )
    for _n, title, rows, _listed, _strategies in areas():
        yield f"#block(fill: luma(220), inset: 5pt, width: 100%)[*{signs(title)}*]\n"
        for number, goal in rows:
            yield f"*{signs(goal)}*\n\n"
            yield from (f"- {signs(act)} \\\n  #text(6pt)[ansvarlig: Leder, frist: 1.5.2026]\n" for act in acts(number))
            yield "\n"


def test_a_ground_parts_no_columns_and_what_both_pages_say_is_no_part_of_the_plan(tmp_path: Path) -> None:
    text = "".join(brochure())
    found = found_in(text, tmp_path)
    assert not unplaced(found)
    assert {area for area, _goal in found.answers} == {*STRATEGY.areas}
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            said = words_of(found, area.id, goal.id).split(" ansvarlig: Leder, frist: 1.5.2026")
            assert [one.strip() for one in said if one] == acts(goal.number)
    plan = plan_of_pdf(tmp_path)
    first = plan["handlingsplan"]["tariffmakt"]["organisasjonsgrad"][0]
    assert (first["ansvarlig"], str(first["frist"])) == ("Leder", "2026-05-01")
