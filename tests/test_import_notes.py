"""Notes of our own: headings underlined with signs, and the situation in lines whose labels nobody has heard of."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.reading.underlined import underlined
from hplan.core.incoming.stream import stream
from tests.test_import_layouts import STRATEGY, TARGETS, acts, areas
from tests.test_import_order import all_there, cells, plan_of, unplaced
from tests.test_import_shapes import SITUATION, markdown, words_of

LABELS = ("Slik har vi det", "Det som haster", "Om noen år")
Lines = Iterator[str]


def named(labels: Sequence[str]) -> Lines:
    """The labels in front of points, below the name of each row."""
    for name, *row in SITUATION:
        yield f"**{name}**"
        yield "\n".join(f"- {label}: {cell}" for label, cell in zip(labels, row, strict=True))


def dashed(labels: Sequence[str]) -> Lines:
    """A dash behind each label, in paragraphs; the names are no headings, and a cell is empty."""
    for count, (name, *row) in enumerate(SITUATION):
        yield name
        yield from (f"{label} – {cell}" for label, cell in [*zip(labels, row, strict=True)][: 3 - (count == 1)])


def above(labels: Sequence[str]) -> Lines:
    """Each label above its cell."""
    for name, *row in SITUATION:
        yield f"### {name}"
        yield from (line for label, cell in zip(labels, row, strict=True) for line in (f"{label}:", cell))


def numbered(labels: Sequence[str]) -> Lines:
    for name, *row in SITUATION:
        yield f"{name}:"
        yield from (f"{n}\\) {label}: {cell}" for n, (label, cell) in enumerate(zip(labels, row, strict=True), 1))


def by_label(labels: Sequence[str]) -> Lines:
    """Label after label the same names; the second name lacks in the first."""
    for place_, label in enumerate(labels, 1):
        yield f"**{label}**"
        yield "\n".join(f"- {row[0]}: {row[place_]}" for n, row in enumerate(SITUATION) if (n, place_) != (1, 1))


def goals() -> Lines:
    for _n, title, rows, _listed, _strategies in areas():
        yield f"## {title}"
        for number, goal in rows:
            yield f"**{goal}**"
            yield "\n".join(f"- {act}" for act in acts(number))


@pytest.mark.parametrize("labels", [LABELS, ("Nå", "Kort sikt", "Lang sikt"), ("Stoda", "Neste år", "Seinere")])
@pytest.mark.parametrize("shape", [named, dashed, above, numbered, by_label], ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("last", [False, True])
def test_the_situation_is_known_by_its_labels_that_come_again(
    shape: object, labels: Sequence[str], last: bool, tmp_path: Path
) -> None:
    assert callable(shape)
    situation = ["## Vår hverdag", *shape(labels)]
    text = ["# Handlingsplan", *([] if last else situation), *goals(), *(situation if last else [])]
    found = markdown(tmp_path, "\n\n".join(text))
    wanted = [list(row[1:]) for row in SITUATION]
    if shape is dashed:
        wanted[1] = wanted[1][:2]
    if shape is by_label:
        wanted = [wanted[0], wanted[2], wanted[1][1:]]
    assert cells(found) == wanted
    all_there(found)
    assert not unplaced(found)


def test_three_labels_among_goals_or_of_actions_are_no_situation(tmp_path: Path) -> None:
    text = ["# Handlingsplan"]
    for _n, title, rows, _listed, _strategies in areas():
        text.append(f"## {title}")
        for number, goal in rows:
            first, second = acts(number)
            text += [f"**{goal}**", f"Først: {first}", f"Så: {second}", f"Etter hvert: {first}"]
    assert markdown(tmp_path, "\n\n".join(text)).situation == []


def underlined_notes(width: int) -> Lines:
    def heading(text: str, sign: str) -> Lines:
        yield from ("", *(lines := textwrap.wrap(text, width)), sign * len(lines[-1]))

    yield from heading("Handlingsplan 2026–2027", "=")
    yield from heading("Hvem vi er", "~")
    yield "Vi er to hundre og femti medlemmer på ni arbeidsplasser, og av disse er bare"
    yield "54 flere enn i fjor."
    for number, (_n, title, rows, _listed, _strategies) in enumerate(areas(), 1):
        yield from heading(title, "~")
        for goal_number, goal in rows:
            yield from heading(goal, "-")
            yield from (f"{place_}) {act}" for place_, act in enumerate(acts(goal_number), 1))
        if number == 1:
            yield from heading("Egne mål", "-")
            yield from heading("Klubbene lever", "-")
            yield "1) Holde årsmøte i alle klubber"


@pytest.mark.parametrize("width", [120, 50])
def test_signs_below_words_make_a_heading_of_them(width: int, tmp_path: Path) -> None:
    text = "\r\n".join(underlined_notes(width))
    (tmp_path / "notat.txt").write_text(text, "utf-8", newline="")
    found = place(stream(read(tmp_path / "notat.txt"), TARGETS), TARGETS)
    assert {line.level for answer in found.answers.values() if (line := answer.heading)} == {3}
    assert [goal.goal.text for goal in found.local["tariffmakt"]] == ["Klubbene lever"]
    plan = plan_of(tmp_path, "notat.txt", text)
    assert plan["innledning"].split()[-5:] == ["54", "flere", "enn", "i", "fjor."]
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            assert plan["handlingsplan"][area.id][goal.id] == acts(goal.number)


def test_what_is_no_heading_is_not_made_one() -> None:
    assert not underlined(["Hei", "===", "Her er planen"])  # one is none
    assert not underlined(["Tiltak   Frist", "------   -----", "A   B", "---------"])
    assert not underlined(["- et punkt", "----", "", "Vi er ferdige.", "------"])
    assert {line.level for line in underlined(["A", "===", "", "B", "---", "", "C", "==="]).values()} == {1, 2}


def test_a_goal_worded_anew_over_points_ends_the_goal_above(tmp_path: Path) -> None:
    text, anew = [], "Alle de små barnehagene har fått en voksen til"
    for _n, title, rows, _listed, _strategies in areas():
        text += [title, ""]
        for number, goal in rows:
            heading = anew if number == "1.3" else goal
            text += [heading, *(f"{n}. {act}" for n, act in enumerate(acts(number), 1)), "", "Det følger vi opp.", ""]
    (tmp_path / "notat.txt").write_text("\n".join(text), "utf-8")
    found = place(stream(read(tmp_path / "notat.txt"), TARGETS), TARGETS)
    assert unplaced(found)[0] == anew
    assert acts("1.3")[0] not in " ".join(words_of(found, "tariffmakt", "yrkesaktive"))
