"""Documents of our own, without styles: headings that only their look, number, place or a few words of them tell."""

import subprocess
import textwrap
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word

from hplan.core.document.pandoc import binary
from hplan.core.incoming.placing.found import Doing, Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.stream import stream
from tests.test_import_layouts import STRATEGY, TARGETS, acts

AREAS = [
    (area.number, area.title.written("nb").value, [(goal.number, goal.text.written("nb").value) for goal in area.goals])
    for area in STRATEGY.areas.values()
]
SITUATION = [
    ("Hjemmetjenesten", "Mange vakanser", "Ferien mangler folk", "Få søker"),
    ("Renholdet", "Ny leder", "Anbudet kommer til våren", "Ingen vet"),
    ("Skolen", "Rolig", "Oppfølging av vikarer", "Færre elever"),
]
HEADS = ("Område", "Nåsituasjon", "Utfordringer kort sikt", "Utfordringer lang sikt")
SHORT = {
    "1.1": "Organisasjonsgrad",
    "2.1": "Heltidskultur",
    "2.4": "Pensjon",
    "4.2": "Arbeidstid",
    "5.3": "Læreplasser",
}
NUMBERS = [number for _n, _title, goals in AREAS for number, _goal in goals]


def bold(document: Word, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def goals(document: Word, goal: Callable[[str, str], None], act: Callable[[str], object] | None = None) -> None:
    for n, title, held in AREAS:
        bold(document, f"{n}. {title}")
        for number, wording in held:
            goal(number, wording)
            for text in acts(number):
                (act or document.add_paragraph)(text)


def numbered(document: Word) -> None:
    """Plain paragraphs: goals have numbers, rows of the situation a name and labels."""
    document.add_paragraph("2 Nåsituasjon og utfordringer")
    for n, (name, *cells) in enumerate(SITUATION, 1):
        document.add_paragraph(f"2.{n} {name}")
        for head, cell in zip(HEADS[1:], cells, strict=True):
            document.add_paragraph(f"{head}: {cell}")
    for n, title, held in AREAS:
        document.add_paragraph(f"3.{n} {title}")
        for count, (number, wording) in enumerate(held, 1):
            document.add_paragraph(f"3.{n}.{count} {wording}")
            for text in acts(number):
                document.add_paragraph(text)


def two_rows_of_heads(document: Word) -> None:
    document.add_paragraph("Nåsituasjon")
    table = document.add_table(rows=2, cols=4)
    table.rows[0].cells[2].merge(table.rows[0].cells[3]).text = "Utfordringer"
    for cell, text in zip(table.rows[0].cells, HEADS[:2], strict=False):
        cell.text = text
    table.rows[1].cells[2].text, table.rows[1].cells[3].text = "Kort sikt", "Lang sikt"
    for row in SITUATION:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    goals(document, lambda _number, wording: bold(document, wording))


def tabs(document: Word) -> None:
    """Columns that tabs part, as before there were tables."""
    document.add_paragraph("Nåsituasjon og utfordringer")
    for row in (HEADS, *SITUATION):
        document.add_paragraph("\t".join(row))
    for n, title, held in AREAS:
        bold(document, f"{n}.\t{title}")
        document.add_paragraph("Mål\tTiltak")
        for number, wording in held:
            first, *others = acts(number)
            document.add_paragraph(f"{number}\t{wording}\t\t{first}")
            for text in others:
                document.add_paragraph(f"\t\t\t{text}")


def run_in(document: Word) -> None:
    for _n, title, held in AREAS:
        bold(document, title)
        for number, wording in held:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{wording}:").bold = True
            paragraph.add_run(f" {'. '.join(acts(number))}.")


def labelled(document: Word) -> None:
    """The same words below each goal, as bold as the goal."""

    def goal(_number: str, wording: str) -> None:
        bold(document, wording)
        bold(document, "Slik vil vi jobbe")

    goals(document, goal)


def numbers_only(document: Word) -> None:
    """National goals in a list; what is done bears their number."""
    for n, title, held in AREAS:
        bold(document, f"{n}. {title}")
        document.add_paragraph("Nasjonale mål")
        for number, wording in held:
            document.add_paragraph(f"{number} {wording}")
        document.add_paragraph("Målsettinger")
        for number, _wording in held:
            for text in acts(number):
                document.add_paragraph(f"{number} {text}")


def flat(document: Word) -> None:
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Nr", "Tiltak", "Nasjonalt mål"), strict=True):
        cell.text = text
    for count, (number, text) in enumerate([(goal, act) for goal in NUMBERS for act in acts(goal)], 1):
        for cell, words in zip(table.add_row().cells, (str(count), text, number), strict=True):
            cell.text = words


def areas_in_a_column(document: Word) -> None:
    table = document.add_table(rows=0, cols=3)
    for _n, title, held in AREAS:
        for count, (number, wording) in enumerate(held):
            row = (title.split(",")[0] if not count else "", wording, "\n".join(acts(number)))
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text


def form(document: Word) -> None:
    table = document.add_table(rows=0, cols=2)
    for _n, title, held in AREAS:
        table.add_row().cells[0].merge(table.rows[-1].cells[1]).text = title
        for number, wording in held:
            for row in (("Mål", wording), ("Tiltak", "\n".join(acts(number)))):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text


def columns(_document: Word) -> str:
    """A text in columns of two widths, without empty lines between the rows of the first."""

    def row(cells: tuple[str, ...], width: int) -> list[str]:
        held = [textwrap.wrap(cell, width - 4) or [""] for cell in cells]
        lines = zip_longest(*held, fillvalue="")
        return ["".join(text.ljust(width) for text in line).rstrip() for line in lines]

    lines = ["HANDLINGSPLAN", "", "Nåsituasjon og utfordringer"]
    for cells in (HEADS, *SITUATION):
        lines += row(cells, 26)
    for n, title, held in AREAS:
        lines += ["", f"{n}. {title}", ""]
        for number, wording in held:
            lines += [*row((wording, "  ".join(f"{text}." for text in acts(number))), 44), ""]
    return "\n".join(lines)


ALL = (numbered, two_rows_of_heads, tabs, run_in, labelled, numbers_only, flat, areas_in_a_column, form, columns)


def found_in(layout: Callable[[Word], str | None], folder: Path) -> Found:
    document = Document()
    path = folder / "plan.docx"
    if text := layout(document):
        path = folder / "plan.txt"
        path.write_text(text, "utf-8")
    else:
        document.save(str(path))
    return place(stream(read(path), TARGETS), TARGETS)


def words_of(found: Found, area: str, goal: str) -> str:
    content = found.answers[area, goal].content
    lines = [line for piece in content for line in (piece.lines if isinstance(piece, Doing) else [piece])]
    return " ".join(line.text for line in lines if line.text not in ("Tiltak", "Slik vil vi jobbe"))


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.__name__)
def test_every_act_is_under_its_goal(layout: Callable[[Word], str | None], tmp_path: Path) -> None:
    found = found_in(layout, tmp_path)
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            lead = f"{goal.number} " if layout is numbers_only else ""
            said = words_of(found, area.id, goal.id).replace(".", "").split()
            assert said == " ".join(f"{lead}{text}" for text in acts(goal.number)).replace(".", "").split()
    assert not found.local
    if layout in (numbered, two_rows_of_heads, tabs, columns):
        rows = [
            tuple(" ".join(line.text for line in lines) for lines in (row.name, *row.cells.values()))
            for row in found.situation
        ]
        names = [f"2.{n} {row[0]}" if layout is numbered else row[0] for n, row in enumerate(SITUATION, 1)]
        assert rows == [(name, *row[1:]) for name, row in zip(names, SITUATION, strict=True)]


def markdown(folder: Path, text: str) -> Found:
    path = folder / "plan.docx"
    subprocess.run([binary(), "-f", "markdown", "-o", path.name], input=text.encode(), check=True, cwd=folder)
    return place(stream(read(path), TARGETS), TARGETS)


def test_goals_that_a_few_words_name(tmp_path: Path) -> None:
    text = ["Til styret", ""]
    for _n, title, held in AREAS:
        text += [title.upper(), ""]
        for number, _goal in held:
            if number in SHORT:
                text += [f"{SHORT[number]}: {acts(number)[0]}.", ""]
        text += ["Kaffe: Vi kjøper en ny trakter.", ""] if title == "Digitalisering" else []
    (tmp_path / "notat.txt").write_text("\n".join(text), "utf-8")
    found = place(stream(read(tmp_path / "notat.txt"), TARGETS), TARGETS)
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            if goal.number in SHORT:
                assert words_of(found, area.id, goal.id) == f"{acts(goal.number)[0]}."
    assert "Vi kjøper en ny trakter." in [line.text for one in found.unplaced for line in one.lines]


def test_a_heading_that_no_goal_is_like_takes_what_is_under_it(tmp_path: Path) -> None:
    """Misplaced is worse than unplaced: it is not put under the goal above."""
    text = []
    for _n, title, held in AREAS[:3]:
        text.append(f"**{title}**")
        for number, wording in held:
            text += [f"**{wording}**", acts(number)[0]]
        text += ["**Sommerfest og hyggelige turer**", "Leie båt i juni"]
    found = markdown(tmp_path, "\n\n".join(text))
    for area in [*STRATEGY.areas.values()][:3]:
        for goal in area.goals:
            assert words_of(found, area.id, goal.id) == acts(goal.number)[0]
    assert [line.text for one in found.unplaced for line in one.lines].count("Leie båt i juni") == 3


def test_a_goal_worded_anew_has_its_look_and_its_place(tmp_path: Path) -> None:
    """Nynorsk, and words of the branch's own."""
    text = []
    for _n, title, held in AREAS:
        text.append(f"**{title}**")
        for number, wording in held:
            anew = {
                "2.4": "Betre og tryggje pensjonsrettane til medlemmene",
                "1.3": "Fleire tillitsvalde i private område",
            }
            text += [f"**{anew.get(number, wording)}**", acts(number)[0]]
    found = markdown(tmp_path, "\n\n".join(text))
    assert words_of(found, "heltid", "pensjon") == acts("2.4")[0]
    assert words_of(found, "tariffmakt", "tillitsvalgte_privat") == acts("1.3")[0]


def test_goals_with_letters_below_an_introduction_of_another_name(tmp_path: Path) -> None:
    """Nothing is bold, and lines that begin with a small letter are no torn ones."""
    about = "Vi organiserer 870 medlemmer ved sykehuset, ved to sentre og i ambulansetjenesten."
    text = ["Handlingsplan", "Fagforbundet Storelva", "Møre og Romsdal", "Litt om oss", about]
    for n, title, held in AREAS:
        text.append(f"{n}\\) {title}")
        for letter, (number, wording) in zip("abcde", held, strict=False):
            text += [f"{letter}\\. {wording}", acts(number)[0]]
    found = markdown(tmp_path, "\n\n".join([*text, "Vårt eget mål", "Arrangere kafé"]))
    assert [line.text for line in found.introduction] == [about]
    assert found.facts == {"navn": "Fagforbundet Storelva", "fylkeskrets": "Møre og Romsdal"}
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            assert words_of(found, area.id, goal.id) == acts(goal.number)[0]
    assert [goal.goal.text for goals in found.local.values() for goal in goals] == ["Arrangere kafé"]


def test_a_column_that_nobody_has_heard_of_is_known_by_its_dates_or_by_what_lacks(tmp_path: Path) -> None:
    text = ["# Nåsituasjon\n", "| Sted | Slik er det | Kort sikt | Lang sikt |", "|---|---|---|---|"]
    text += [f"| {' | '.join(row)} |" for row in SITUATION]
    text += ["", "| Mål | Tiltak | Senest |", "|---|---|---|"]
    text += [f"| {wording} | {acts(number)[0]} | 27. mars 2026 |" for number, wording in AREAS[0][2]]
    found = markdown(tmp_path, "\n".join(text))
    assert [row.cells["nå"][0].text for row in found.situation] == [now for _name, now, *_ in SITUATION]
    for number, _wording in AREAS[0][2]:
        goal = next(goal for goal in STRATEGY.goals if goal.number == number)
        (act,) = found.answers["tariffmakt", goal.id].content
        assert isinstance(act, Doing)
        assert act.fields["frist"][0].text == "27. mars 2026"
