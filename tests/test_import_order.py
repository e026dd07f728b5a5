"""Documents of our own whose parts stand in other places than the template's, and plans quoted in mails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from hplan.core.incoming.arrive import arrive
from hplan.core.incoming.placing.found import Found
from hplan.core.incoming.placing.place import place
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.stream import stream
from hplan.core.workspace import Workspace
from tests.test_import_layouts import STRATEGY, TARGETS, acts, areas
from tests.test_import_shapes import SITUATION, markdown, words_of

NATIONAL = STRATEGY.introduction.written("nb").value.split("\n\n")[0]


def plan_of(folder: Path, name: str, text: str) -> dict[str, Any]:
    """The plan that a text becomes."""
    (folder / "plans").mkdir()
    (folder / name).write_text(text, "utf-8")
    made = arrive(read(folder / name), Workspace.around(folder), TARGETS, "plan").composed.text
    plan = yaml.safe_load(made)
    assert isinstance(plan, dict)
    return plan


def all_there(found: Found) -> None:
    for area in STRATEGY.areas.values():
        for goal in area.goals:
            assert words_of(found, area.id, goal.id) == " ".join(acts(goal.number))


def unplaced(found: Found) -> list[str]:
    return [line.text for one in found.unplaced for line in one.lines]


def by_area(labels: tuple[str, str, str], strategies: str = "Sånn kommer vi dit") -> list[str]:
    """Each area begins with three paragraphs and ends with the national strategies; nothing is a heading to Word."""
    text = []
    for count, (_n, title, rows, _listed, listed) in enumerate(areas()):
        text.append(title)
        if count < len(SITUATION):
            text += [f"{label}: {said}." for label, said in zip(labels, SITUATION[count][1:], strict=True)]
        for number, goal in rows:
            text += [goal, *(f"⇒ {act}" for act in acts(number))]
        text += [strategies, *(f"⇒ {one}" for one in listed)]
    return text


def test_three_labels_below_areas_tell_the_situation(tmp_path: Path) -> None:
    text = by_area(("Situasjonen hos oss", "Dette må skje snart", "Senere"))
    found = markdown(tmp_path, "\n\n".join(text))
    all_there(found)
    wanted = [[f"{cell}." for cell in cells] for _name, *cells in SITUATION]
    assert [[lines[0].text for lines in row.cells.values()] for row in found.situation] == wanted
    assert [row.area for row in found.situation] == [area.id for area in STRATEGY.areas.values()][:3]
    assert len(found.strategies) == sum(len(area.strategies) for area in STRATEGY.areas.values())


def test_three_labels_of_something_else_are_left_alone(tmp_path: Path) -> None:
    """Misplaced is worse than unplaced."""
    found = markdown(tmp_path, "\n\n".join(by_area(("Bakgrunn", "Hvorfor", "Kilder"))))
    all_there(found)
    assert not found.situation
    assert f"Kilder: {SITUATION[0][3]}." in unplaced(found)


def test_the_introduction_may_come_last(tmp_path: Path) -> None:
    own = f"{NATIONAL} Det gjelder også Fjordvik."
    text = [*by_area(("A", "B", "C"), "Strategier"), "Til slutt", own, "Vi er 300 medlemmer i Fjordvik og omegn."]
    found = markdown(tmp_path, "\n\n".join(text))
    all_there(found)
    assert [line.text for line in found.opening][-2:] == text[-2:]


def test_an_introduction_below_the_title_needs_no_heading_but_no_mail_has_one(tmp_path: Path) -> None:
    about = "Vi organiserer 870 medlemmer ved sykehuset, ved to sentre og i ambulansetjenesten i fylket."
    head = ["Handlingsplan 2026–2027", "Fagforbundet Fjordvik"]
    plan = by_area(("A", "B", "C"), "Strategier")
    assert [line.text for line in markdown(tmp_path, "\n\n".join([*head, about, *plan])).introduction] == [about]
    mail = markdown(tmp_path, "\n\n".join(["Emne: plan", *head, about, *plan]))
    assert not mail.introduction
    assert about in unplaced(mail)


def test_headings_of_a_word_and_a_number_name_what_stands_below_them(tmp_path: Path) -> None:
    """Their numbers are not the national ones: no goal is there that the document does not have."""
    text = ["# Handlingsplan"]
    for n, title, rows, _listed, _strategies in [*areas()][1:]:
        text += [f"# Bolk {n - 1}", f"**{title}**"]
        for count, (number, goal) in enumerate(rows[1:], 1):
            text += [f"## Mål {n}.{count}", f"**{goal}**"]
            text += [f"{place}\\) {act}" for place, act in enumerate(acts(number), 1)]
            text += ["Ansvar: Leder  Frist: 1. mai 2026  Kostnad: 500 kroner"]
    found = markdown(tmp_path, "\n\n".join(text))
    assert not unplaced(found)
    had = {goal.id for area in [*STRATEGY.areas.values()][1:] for goal in area.goals[1:]}
    assert {goal for _area, goal in found.answers} == had


def test_points_counted_by_hand_and_fields_in_one_line(tmp_path: Path) -> None:
    goal = next(iter(STRATEGY.goals))
    area = next(iter(STRATEGY.areas.values()))
    lines = ["1) Besøke skolen", "Ansvar: Leder Frist: 1. mai 2026 Kostnad: 500 kroner", "2) Møte ordføreren"]
    text = [f"# {area.title.written('nb').value}", f"## {goal.text.written('nb').value}", *lines]
    plan = plan_of(tmp_path, "plan.md", "\n\n".join(line.replace(")", "\\)") for line in text))
    action, other = plan["handlingsplan"][area.id][goal.id]
    assert action == {"tiltak": "Besøke skolen", "ansvarlig": "Leder", "frist": action["frist"], "kostnad": 500}
    assert str(action["frist"]) == "2026-05-01"
    assert other == "Møte ordføreren"


def mail() -> str:
    """A plan quoted two deep, a remark within, a signature below, the situation last."""
    text = ["Fra: krets@example.org", "Emne: VS: plan", "", "Her er den.", "", "> Fra: leder@example.org", ""]
    for n, title, rows, _listed, _strategies in areas():
        text += [f">> {n}. {title}", ">>"]
        for number, goal in rows:
            text += [f">> {number} {goal}", ">>", *(f">> - {act}" for act in acts(number)), ">>"]
        text += ["Er dette nok?", ""] if n == 2 else []
    text += [">> Nåsituasjon", ">>"]
    for name, now, soon, later in SITUATION:
        text += [f">> {name}", ">>", f">> Nå: {now}.", f">> Kort sikt: {soon}.", f">> Kort sikt: {soon} igjen."]
        text += [f">> Lang sikt: {later}.", ">>"]
    return "\n".join([*text, "", "Kari Nordmann", "Rådgiver"])


def test_what_is_written_around_a_quoted_plan_is_not_of_it(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(mail(), "utf-8")
    found = place(stream(read(tmp_path / "plan.txt"), TARGETS), TARGETS)
    all_there(found)
    assert {"Her er den.", "Er dette nok?", "Kari Nordmann"} <= {*unplaced(found)}
    rows = [
        (row.name[0].text, *([line.text for line in cell] for cell in row.cells.values())) for row in found.situation
    ]
    assert rows == [
        (name, [f"{now}."], [f"{soon}.", f"{soon} igjen."], [f"{later}."]) for name, now, soon, later in SITUATION
    ]


def test_goals_in_the_words_of_the_strategy_are_worded_anew_also_in_nynorsk(tmp_path: Path) -> None:
    """Not all goals of a plan in nynorsk are translated."""
    text = ["Handlingsplan", "Fagforbundet Fjordvik", "Vi har ikkje mange medlemer, og dei fleste er ikkje heime."]
    for _n, title, rows, _listed, _strategies in areas():
        text.append(f"# {title}")
        for number, goal in rows:
            anew = goal.replace("Øke tallet på yrkesaktive", "Øke tallet på yrkesaktive ferjefolk og fiskarar")
            text += [f"## {anew}", f"Vi skal ikkje gløyme det som er viktig for dei {number}"]
    plan = plan_of(tmp_path, "plan.md", "\n\n".join(text))
    worded = [held["ordlyd"] for held in plan["handlingsplan"]["tariffmakt"].values() if isinstance(held, dict)]
    assert worded == ["Øke tallet på yrkesaktive ferjefolk og fiskarar medlemmer med 1,5 prosent årlig"]


def in_every_area(after: Callable[[int, list[str]], list[str]], goal: str = "## {}") -> list[str]:
    """A plan with headings, and what stands below the goals of each area."""
    text = []
    for count, (_n, title, rows, _listed, strategies) in enumerate(areas()):
        text.append(f"# {title}")
        for number, wording in rows:
            text += [goal.format(wording), *(f"- {act}" for act in acts(number))]
        text += after(count, strategies)
    return text


def cells(found: Found) -> list[list[str]]:
    return [[" ".join(line.text for line in lines) for lines in row.cells.values()] for row in found.situation]


@pytest.mark.parametrize("goal", ["## {}", "**{}**", "{}"])
def test_the_situation_of_an_area_may_come_after_its_goals(tmp_path: Path, goal: str) -> None:
    labels = ("No", "Dette må skje først", "Seinare")
    text = in_every_area(
        lambda n, _s: [f"{label}: {said}." for label, said in zip(labels, SITUATION[n % 3][1:], strict=True)], goal
    )
    found = markdown(tmp_path, "\n\n".join(text))
    all_there(found)
    assert cells(found) == [[f"{cell}." for cell in row[1:]] for row in (*SITUATION, *SITUATION)]


def test_labels_right_below_a_goal_are_what_is_said_to_it(tmp_path: Path) -> None:
    text = []
    for _n, title, rows, *_rest in areas():
        number, goal = rows[0]
        text += [f"# {title}", f"## {goal}", f"Straks: {acts(number)[0]}", f"Først: {acts(number)[1]}", "Senere: Se an"]
    found = markdown(tmp_path, "\n\n".join(text))
    assert not found.situation
    assert words_of(found, "tariffmakt", "organisasjonsgrad").endswith("Senere: Se an")


def test_prose_below_a_heading_about_something_else_is_no_introduction(tmp_path: Path) -> None:
    about = "Vi har 300 000 kroner på konto og bruker det meste av dette på kurs og møter i perioden."
    text = ["Handlingsplan", "Fagforbundet Fjordvik", "# Økonomi", about, *in_every_area(lambda _n, _s: [])]
    found = markdown(tmp_path, "\n\n".join(text))
    all_there(found)
    assert unplaced(found) == ["Økonomi", about]


@pytest.mark.parametrize("point", ["- {}", "{}"])
def test_strategies_after_the_goals_need_no_heading(tmp_path: Path, point: str) -> None:
    found = markdown(tmp_path, "\n\n".join(in_every_area(lambda _n, held: [point.format(one) for one in held])))
    all_there(found)
    assert len(found.strategies) == sum(len(area.strategies) for area in STRATEGY.areas.values())


def test_a_strategy_among_actions_is_an_action(tmp_path: Path) -> None:
    found = markdown(tmp_path, "\n\n".join(in_every_area(lambda _n, held: [f"- {held[0]}"])))
    assert not found.strategies
    assert STRATEGY.areas["digitalisering"].strategies[0].text.written("nb").value in words_of(
        found, "digitalisering", "ki"
    )


def test_the_situation_may_come_last_below_a_heading_of_its_own_words(tmp_path: Path) -> None:
    text = [*in_every_area(lambda _n, _s: []), "# Hvor vi er"]
    for name, *row in SITUATION:
        text += [
            f"**{name}**",
            *(line for pair in zip(("Nå", "Kort sikt", "Lang sikt"), row, strict=True) for line in pair),
        ]
    found = markdown(tmp_path, "\n\n".join(text))
    all_there(found)
    assert cells(found) == [list(row[1:]) for row in SITUATION]


def test_the_situation_column_by_column_with_areas_in_front(tmp_path: Path) -> None:
    names = [area.title.written("nb").value for area in STRATEGY.areas.values()][:3]
    text = ["# Nåsituasjon"]
    for place_, label in enumerate(("Nå", "Kort sikt", "Lang sikt"), 1):
        text += [label, *(f"- {name}: {row[place_]}." for name, row in zip(names, SITUATION, strict=True))]
    found = markdown(tmp_path, "\n\n".join([*text, *in_every_area(lambda _n, _s: [])]))
    all_there(found)
    assert cells(found) == [[f"{cell}." for cell in row[1:]] for row in SITUATION]


def test_names_of_rows_may_be_torn_and_cells_may_lack(tmp_path: Path) -> None:
    names = [area.title.written("nb").value.split(" ") for area in STRATEGY.areas.values()][:3]
    text = ["# Nåsituasjon"]
    for count, (name, (_name, now, soon, later)) in enumerate(zip(names, SITUATION, strict=True)):
        text += [" ".join(name[:2]), " ".join(name[2:]), *(["Nå", now, "Kort sikt", soon] if count != 1 else [])]
        text += ["Lang sikt", later] if count else []
    found = markdown(tmp_path, "\n\n".join([*text, *in_every_area(lambda _n, _s: [])]))
    all_there(found)
    one, two, three = SITUATION
    assert cells(found) == [[one[1], one[2]], [two[3]], [*three[1:]]]
    assert [row.area for row in found.situation] == [area.id for area in STRATEGY.areas.values()][:3]


@pytest.mark.parametrize("greeting", ["Med vennlig hilsen", "Helsing", "Mvh"])
def test_a_greeting_at_the_end_is_not_of_the_plan(tmp_path: Path, greeting: str) -> None:
    found = markdown(tmp_path, "\n\n".join([*in_every_area(lambda _n, _s: []), greeting, "Kari Nordmann", "Leder"]))
    all_there(found)
    assert unplaced(found) == [greeting, "Kari Nordmann", "Leder"]


OLDER = (
    (
        "-----Opprinnelig melding-----",
        "Fra: krets@example.org",
        "Sendt: 2. mars 2026",
        "Emne: plan",
        "Vi mangler deres.",
    ),
    ("2. mars 2026 kl. 09.12 skrev Kari Nordmann <kari@example.org>:", "> Vi mangler deres plan."),
)


@pytest.mark.parametrize("older", OLDER)
def test_an_older_mail_below_a_plan_is_not_of_it(tmp_path: Path, older: tuple[str, ...]) -> None:
    text = [f"{line}\n" for line in in_every_area(lambda _n, _s: [], "{}")]
    (tmp_path / "plan.txt").write_text("\n".join([line.removeprefix("# ") for line in text] + [*older]), "utf-8")
    found = place(stream(read(tmp_path / "plan.txt"), TARGETS), TARGETS)
    all_there(found)
    assert unplaced(found)[-1].startswith("Vi mangler deres")


def test_an_introduction_of_other_words_may_come_last_without_a_heading(tmp_path: Path) -> None:
    own = f"{NATIONAL} Det gjelder også Fjordvik."
    found = markdown(tmp_path, "\n\n".join([*in_every_area(lambda _n, _s: []), own]))
    all_there(found)
    assert [line.text for line in found.introduction] == [own]
