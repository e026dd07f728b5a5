"""A plan as an outline: what every layout of the second set of forms needs of a key, without a word of its own."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from form_blocks import Block, Layout, markdown
from form_keys import MONTHS, Plan, nynorsk, strategy

DAY, LONG_DAY = "{d.day:02}.{d.month:02}.{d.year}", "{d.day}. {month} {d.year}"


class Goal(NamedTuple):
    """A goal, national or local: its number, its words, and the answer, in prose and in actions."""

    number: str
    text: str
    prose: list[Block]
    actions: list[dict[str, Any]]


class Area(NamedTuple):
    """An area: the goals, the branch's own goals in it, and the strategies as the branch has them."""

    number: int
    title: str
    goals: list[Goal]
    local: list[Goal]
    strategies: list[str]
    situation: list[str]


class Row(NamedTuple):
    """A row of the situation table: its title, and the blocks of its three cells."""

    title: str
    cells: list[list[Block]]


class Outline(NamedTuple):
    """A plan."""

    name: str
    county: str
    meeting: str
    intro: list[Block]
    situation: list[Row]
    areas: list[Area]
    own: list[Goal]


def outline(plan: Plan, layout: Layout) -> Outline:
    """Put a key into an outline; of a layout, only the words for the national goals count."""
    meeting = plan.get("årsmøte")
    return Outline(
        plan["fagforening"]["navn"],
        plan["fagforening"].get("fylkeskrets", ""),
        value(meeting, LONG_DAY) if meeting else "",
        list(markdown(plan.get("innledning") or strategy()["innledning"])),
        [_row(row, layout) for row in plan.get("nåsituasjon") or ()],
        [
            _area(number, name, plan, layout)
            for number, name in enumerate((name for name in strategy()["områder"] if name in plan["handlingsplan"]), 1)
        ],
        [_goal("", goal) for goal in plan.get("lokale_mål") or ()],
    )


def value(raw: object, day: str = DAY, money: str = "kr {thousands}") -> str:
    """A day or an amount as a branch writes it, and anything else as it is."""
    if isinstance(raw, date):
        return day.format(d=raw, month=MONTHS[raw.month - 1])
    if isinstance(raw, int):
        return money.format(thousands=f"{raw:,}".replace(",", " "))
    return str(raw or "")


def details(action: dict[str, Any], labels: dict[str, str], **how: str) -> Iterator[str]:
    """The fields of an action that are there, each as its label says."""
    for name, label in labels.items():
        if name in action:
            yield label.format(value(action[name], **how))


def title_of(name: str, layout: Layout) -> str:
    """An area's title, or a situation row's own."""
    areas = strategy()["områder"]
    if name not in areas:
        return name
    return str(nynorsk()["områder"][name] if layout.nynorsk else areas[name]["tittel"])


def _row(row: Plan, layout: Layout) -> Row:
    cells = [list(markdown(row.get(cell) or "")) for cell in ("nå", "kort_sikt", "lang_sikt")]
    return Row(title_of(row["område"], layout), cells)


def _area(number: int, name: str, plan: Plan, layout: Layout) -> Area:
    answers, national = dict(plan["handlingsplan"][name] or {}), strategy()["områder"][name]
    changes, local = answers.pop("strategier", {}), answers.pop("lokale_mål", [])
    goals = [
        _goal(f"{number}.{m}", answer, _wording(national, goal, answer, layout))
        for m, (goal, answer) in enumerate(answers.items(), 1)
    ]
    strategies = [
        (changes.get(item) or {}).get("ordlyd") or text
        for item, text in national["strategier"].items()
        if item not in layout.unprinted
    ]
    row: Plan = next((row for row in plan.get("nåsituasjon") or () if row["område"] == name), {})
    situation = [(row.get(cell) or "").strip() for cell in ("nå", "kort_sikt", "lang_sikt")]
    return Area(number, title_of(name, layout), goals, [_goal("", goal) for goal in local], strategies, situation)


def _wording(national: Plan, goal: str, answer: object, layout: Layout) -> str:
    if goal in layout.wording:
        return layout.wording[goal]
    if isinstance(answer, dict) and answer.get("ordlyd"):
        return str(answer["ordlyd"])
    if layout.nynorsk:
        return str(nynorsk()["mål"][goal])
    return str((layout.row_title and national["mål"][goal].get("radtittel")) or national["mål"][goal]["tekst"])


def _goal(number: str, answer: Any, text: str = "") -> Goal:
    if not text:
        text, answer = (answer["mål"], answer) if isinstance(answer, dict) else (answer, None)
    prose: list[Block] = []
    if isinstance(answer, dict):
        prose, answer = list(markdown(answer.get("tekst") or "")), answer.get("tiltak")
    if isinstance(answer, str):
        return Goal(number, text, list(markdown(answer)), [])
    return Goal(number, text, prose, [one if isinstance(one, dict) else {"tiltak": one} for one in answer or ()])
