"""Documents of our own in which tables are forms, or hold the whole plan."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word

from hplan.core.incoming.composing.answers import content_data
from hplan.core.incoming.known.words_of_plans import fields
from hplan.core.incoming.placing.found import Doing, Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.stream import stream
from tests.test_import_layouts import STRATEGY, TARGETS, acts
from tests.test_import_shapes import AREAS, HEADS, SITUATION, bold

EMPTY = "3.3"  # the goal to which nothing is said


def found_in(document: Word, folder: Path) -> Found:
    document.save(str(folder / "plan.docx"))
    return place(stream(read(folder / "plan.docx"), TARGETS), TARGETS)


def table(document: Word, *rows: tuple[str, ...]) -> None:
    made = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = made.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            cell.text = text


def doings(found: Found, area: str, goal: str) -> list[tuple[str, dict[str, str]]]:
    """The actions under a goal, in words."""
    return [
        (" ".join(line.text for line in piece.lines), {name: lines[0].text for name, lines in piece.fields.items()})
        for piece in found.answers[area, goal].content
        if isinstance(piece, Doing)
    ]


def unplaced(found: Found) -> list[str]:
    return [line.text for held in found.unplaced for line in held.lines]


def test_a_form_for_each_goal_has_a_row_for_each_field(tmp_path: Path) -> None:
    """With a label for the actions that nobody has heard of, an empty form, and goals of the branch's own."""
    document = Document()
    bold(document, "A. Stoda no")
    for row in SITUATION:
        table(document, *zip(HEADS, row, strict=True))
    bold(document, "B. Planen vår")
    beside = (("Hvem", "Leder"), ("Tidsfrist", "1. mai 2026"), ("Status nå", "påbegynt"))
    for n, title, held in AREAS:
        bold(document, f"{n} {title}")
        for number, wording in held:
            said = [row for text in acts(number) for row in (("Dette lover vi", text), *beside)]
            table(document, (f"Mål {number}", wording), *(said if number != EMPTY else [("Dette lover vi", "")]))
        if n == 2:
            table(document, ("Eget mål", "Fast møteplass"), ("Dette lover vi", "Leie lokale"), *beside)
    bold(document, "C. Egne mål")
    table(document, ("Eget mål", "Flere kurs"), ("Dette lover vi", "Spørre klubbene"), *beside)
    found = found_in(document, tmp_path)
    assert [" ".join(line.text for line in row.name) for row in found.situation] == [row[0] for row in SITUATION]
    assert [row.cells["kort_sikt"][0].text for row in found.situation] == [row[2] for row in SITUATION]
    expected = {"ansvarlig": "Leder", "frist": "1. mai 2026", "status": "påbegynt"}
    for goal in STRATEGY.goals:
        area = next(area.id for area in STRATEGY.areas.values() if goal in area.goals)
        want = [(text, expected) for text in acts(goal.number)] if goal.number != EMPTY else []
        assert doings(found, area, goal.id) == want
        assert len(found.answers[area, goal.id].content) == len(want)
    own = {area: [(goal.goal.text, len(goal.content)) for goal in goals] for area, goals in found.local.items()}
    assert own == {"heltid": [("Fast møteplass", 1)], "": [("Flere kurs", 1)]}
    assert unplaced(found) == ["B. Planen vår"]


@pytest.mark.parametrize("between", ["\t", " ........ "])
def test_a_table_of_contents_is_not_the_plan(tmp_path: Path, between: str) -> None:
    document = Document()
    bold(document, "Innhold")
    headings = [f"{number} {wording}" for _n, _title, held in AREAS for number, wording in held]
    for page, text in enumerate(headings, 2):
        document.add_paragraph(f"{text}{between}{page // 3}")
    for n, title, held in AREAS:
        document.add_heading(f"{n} {title}", 1)
        for number, wording in held:
            document.add_heading(f"{number} {wording}", 2)
            for text in acts(number) if number != EMPTY else ["Klikk eller trykk her for å skrive inn tekst."]:
                document.add_paragraph(text)
    found = found_in(document, tmp_path)
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            said = [line.text for line in found.answers[area.id, goal.id].content if not isinstance(line, Doing)]
            assert said == (acts(goal.number) if goal.number != EMPTY else [])
            assert not found.answers[area.id, goal.id].listed
    assert unplaced(found) == ["Innhold"]


def test_one_table_has_the_whole_plan(tmp_path: Path) -> None:
    """Heads that nobody has heard of, areas across, fields in a line below each action, and what is the branch's own."""
    document = Document()
    bold(document, "Stoda")
    table(document, ("Stad", "I dag", "Dette året", "På lengre sikt"), *SITUATION)
    made = document.add_table(rows=0, cols=2)

    def row(*texts: str, strong: bool = False) -> None:
        cells = made.add_row().cells
        if len(texts) == 1:
            cells[0].merge(cells[1])
        for cell, text in zip(cells, texts, strict=False):
            first, *others = text.split("\n")
            cell.paragraphs[0].add_run(first).bold = strong
            for other in others:
                cell.add_paragraph(other)

    row("Forbundet meiner:", "Her hos oss:", strong=True)
    below = "Ansvarleg: Leiar. Frist: 1. mai 2026; kostnad: 500 kr"
    for n, title, held in AREAS:
        row(title.upper(), strong=True)
        for number, wording in held:
            row(wording, "\n".join(f"{text}\n{below}" for text in acts(number)))
        if n in (2, 6):
            row("Eige mål: Fast møtestad", f"Leige lokale\n{below}")
    row("DETTE HAR VI VALT SJØLVE", strong=True)
    row("Fleire kurs", f"Spørje klubbane\n{below}")
    found = found_in(document, tmp_path)
    assert [row.cells["kort_sikt"][0].text for row in found.situation] == [row[2] for row in SITUATION]
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            data = content_data(found.answers[area.id, goal.id].content, lambda line: line.text)
            said = {"ansvarlig": "Leiar", "frist": date(2026, 5, 1), "kostnad": 500}
            assert data == {"tiltak": [{"tiltak": text, **said} for text in acts(goal.number)]}
    own = {area: [(goal.goal.text, len(goal.content)) for goal in goals] for area, goals in found.local.items()}
    assert own == {
        "heltid": [("Fast møtestad", 2)],
        "digitalisering": [("Fast møtestad", 2)],
        "": [("Fleire kurs", 2)],
    }
    assert not unplaced(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Frist: 1. mai.", [("frist", "1. mai.")]),
        ("Hvem: styret Når: 1.5.2026", [("ansvarlig", "styret"), ("frist", "1.5.2026")]),
        ("Ansvar: leder – Pris: 500 kr.", [("ansvarlig", "leder"), ("kostnad", "500 kr")]),
        ("Ansvarlig: styret v/leder: Kari", [("ansvarlig", "styret v/leder: Kari")]),
        ("Vi skal: holde frist: 1. mai", []),
        ("Status:", []),
    ],
)
def test_fields_in_one_line(text: str, said: list[tuple[str, str]]) -> None:
    assert [tuple(held) for held in fields(text)] == said


def test_headings_right_below_the_areas_are_goals(tmp_path: Path) -> None:
    """As their level says, where a few are known; also as questions, and with the words of the area above."""
    short = {
        "1.1": "Organisasjonsgraden",
        "1.3": "Noe helt annet",
        "2.1": "Hvordan får vi en heltidskultur?",
        "3.1": "Offentlige tjenester med egne ansatte",
        "3.2": "Hva gjør vi mot sosial dumping?",
    }
    document = Document()
    for n, title, held in AREAS:
        document.add_heading(f"{n} {title}", 2)
        for number, wording in held:
            if number in short or number == "5.3":
                document.add_heading(short.get(number, wording), 3)
                document.add_paragraph(acts(number)[0])
    found = found_in(document, tmp_path)
    for goal in STRATEGY.goals:
        area = next(area.id for area in STRATEGY.areas.values() if goal in area.goals)
        if goal.number in ("1.1", "2.1", "3.1", "3.2", "5.3"):
            assert [piece.text for piece in found.answers[area, goal.id].content if not isinstance(piece, Doing)] == [
                acts(goal.number)[0]
            ]
    assert unplaced(found) == ["Noe helt annet", acts("1.3")[0]]


def test_goals_of_the_branchs_own_have_headings(tmp_path: Path) -> None:
    document = Document()
    for n, title, held in AREAS:
        document.add_heading(f"Del {n}: {title}", 1)
        for number, wording in held:
            document.add_heading(wording, 2)
            document.add_paragraph(acts(number)[0])
        if n == 2:
            document.add_heading("Lokalt mål: Fast møteplass", 2)
            document.add_paragraph("Leie lokale")
    document.add_heading("Del 7: Egne mål", 1)
    for text in ("Flere kurs", "Bedre nettside"):
        document.add_heading(text, 2)
        document.add_paragraph(f"Spørre klubbene om {text.lower()}")
    found = found_in(document, tmp_path)
    own = {area: [(goal.goal.text, len(goal.content)) for goal in goals] for area, goals in found.local.items()}
    assert own == {"heltid": [("Fast møteplass", 1)], "": [("Flere kurs", 1), ("Bedre nettside", 1)]}
    assert not unplaced(found)


def test_a_table_below_each_goal_has_its_actions(tmp_path: Path) -> None:
    """Goals in italics; who does it is one cell for two actions; what is unlike all goals takes its table along."""
    document = Document()
    for n, title, held in AREAS:
        document.add_heading(f"{n} {title}", 1)
        for number, wording in held:
            text = "Noe helt annet" if number == "1.3" else wording
            document.add_paragraph().add_run(f"«{text}»").italic = True
            made = document.add_table(rows=3, cols=3)
            for cell, head in zip(made.rows[0].cells, ("Tiltak", "Ansvarlig", "Frist"), strict=True):
                cell.text = head
            for index, act in enumerate(acts(number)[:2], 1):
                made.rows[index].cells[0].text = act
                made.rows[index].cells[2].text = f"{index}. mai 2026"
            made.rows[1].cells[1].merge(made.rows[2].cells[1]).text = "Leder"
    bold(document, "Eget mål")
    document.add_paragraph("Fast møteplass")
    table(document, ("Tiltak", "Frist"), ("Leie lokale", "1. mai 2026"), ("Kjøpe stoler", "2. mai 2026"))
    document.add_heading("Bakgrunn", 1)
    document.add_paragraph("Vi er en forening med mange medlemmer, og dette er det vi vil gjøre sammen i to år.")
    bold(document, "Slik er det")
    table(document, HEADS, *SITUATION)
    found = found_in(document, tmp_path)
    for goal in STRATEGY.goals:
        area = next(area.id for area in STRATEGY.areas.values() if goal in area.goals)
        said = [
            (text, {"ansvarlig": "Leder", "frist": f"{index}. mai 2026"})
            for index, text in enumerate(acts(goal.number)[:2], 1)
        ]
        if goal.number == "1.3":
            assert (area, goal.id) not in found.answers
        else:
            assert doings(found, area, goal.id) == said, goal.number
    assert [row.cells["nå"][0].text for row in found.situation] == [row[1] for row in SITUATION]
    (own,) = found.local["digitalisering"]
    assert (own.goal.text, len(own.content)) == ("Fast møteplass", 2)
    assert unplaced(found)[0] == "«Noe helt annet»"
    assert "Slik er det" not in unplaced(found)


def test_a_part_after_the_goals_of_the_branchs_own_is_none_of_them(tmp_path: Path) -> None:
    document = Document()
    for n, title, held in AREAS:
        bold(document, f"{n}. {title}")
        for number, wording in held:
            document.add_paragraph(wording)
            table(document, ("Tiltak", "Frist"), *((text, "1. mai 2026") for text in acts(number)))
    bold(document, "Egne mål")
    document.add_paragraph("Fast møteplass")
    table(document, ("Tiltak", "Frist"), ("Leie lokale", "2. mai 2026"))
    bold(document, "Til slutt")
    document.add_paragraph("Dette er skrevet på et møte.")
    found = found_in(document, tmp_path)
    assert [goal.goal.text for goals in found.local.values() for goal in goals] == ["Fast møteplass"]
    assert unplaced(found) == ["Til slutt", "Dette er skrevet på et møte."]
