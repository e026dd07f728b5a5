"""Lays a plan out as a branch's own template would: a key from ``form_keys`` becomes headings, points and tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from form_keys import MONTHS, Plan, nynorsk, strategy

SITUATION = ("Område", "Nåsituasjon", "Utfordringer kort sikt", "Utfordringer lang sikt")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Block(NamedTuple):
    """A heading, a paragraph, a point, a table or a picture.

    A table has rows of cells; a cell is blocks, or None where the cell above goes on; a row's last cell takes what is
    left of the width.
    """

    kind: str
    text: str = ""
    level: int = 0
    look: str = ""
    rows: tuple[tuple["Cell", ...], ...] = ()


Cell = list[Block] | None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A template: what it calls things, how it numbers, and what stands in a table."""

    title: tuple[str, ...] = ("Handlingsplan 2026–2027", "{name}")
    intro: str = "Innledning"
    situation: str = "table"
    situation_head: str = "Nåsituasjon og utfordringer"
    situation_columns: tuple[str, ...] = SITUATION
    priorities: str = ""
    area: str = "{n}. {area}"
    order: tuple[str, ...] = ()
    reverse: bool = False
    national: str = ""
    whole_list: bool = False
    strategies: str = ""
    goal: str = "{goal}"
    row_title: bool = False
    nynorsk: bool = False
    body: str = "linear"
    merged: bool = False
    torn: bool = False
    head: tuple[str, ...] = ("Mål", "Tiltak")
    columns: tuple[str, ...] = ()
    point: str = "•"
    local: str = "Lokale mål for perioden"
    own: str = "{n}. Lokale mål"
    day: str = "{d.day:02}.{d.month:02}.{d.year}"
    money: str = "{thousands}"
    wording: Mapping[str, str] = field(default_factory=dict)
    unprinted: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


def blocks(plan: Plan, layout: Layout) -> list[Block]:
    """Lay a plan out."""
    return list(_Writer(plan, layout).all())


def markdown(text: str, look: str = "") -> Iterator[Block]:
    """The blocks of a text in a plan file: paragraphs, quotations, points and pictures."""
    for part in text.strip().split("\n\n"):
        for line in part.split("\n"):
            quoted, line = line.startswith(">"), line.lstrip("> ")
            if line.startswith("!["):
                yield Block("picture", line[2 : line.index("]")])
            elif line.startswith("- ") and quoted:
                yield Block("item", line[2:], look="•")
            elif line:
                yield Block("para", line, look="quote" if quoted else look)


class _Writer:
    def __init__(self, plan: Plan, layout: Layout) -> None:
        self.plan, self.layout = plan, layout
        self.areas: Plan = plan["handlingsplan"]

    def all(self) -> Iterator[Block]:
        yield from self.front()
        yield from self.table_of_situation()
        if self.layout.priorities:
            yield Block("head", self.layout.priorities, 1)
            yield from markdown(strategy()["prioriteringer"]["innledning"])
            yield from (Block("item", self.area_title(name), look="•") for name in strategy()["områder"])
        order = [name for name in self.layout.order or strategy()["områder"] if name in self.areas]
        for number, name in enumerate(order, 1):
            yield from self.area(number, name)
        if self.plan.get("lokale_mål"):
            yield Block("head", self.layout.own.format(n=len(order) + 1, roman=ROMAN[len(order)]), 2)
            yield from self.local_goals(self.plan["lokale_mål"])
        yield from (Block("para", line) for line in self.layout.last)

    def front(self) -> Iterator[Block]:
        branch, meeting = self.plan["fagforening"], self.plan.get("årsmøte")
        day = f"{meeting.day}. {MONTHS[meeting.month - 1]} {meeting.year}" if meeting else ""
        for number, line in enumerate(self.layout.title):
            line = line.format(name=branch["navn"], county=branch.get("fylkeskrets"), meeting=day)
            yield Block("title" if not number else "para", line)
        if self.layout.intro:
            yield Block("head", self.layout.intro, 1)
            yield from markdown(self.plan.get("innledning") or strategy()["innledning"])

    def table_of_situation(self) -> Iterator[Block]:
        rows, layout = self.plan.get("nåsituasjon") or [], self.layout
        if not rows:
            return
        yield Block("head", layout.situation_head, 1)
        if layout.situation == "table":
            yield Block(
                "table",
                rows=(
                    tuple([Block("para", text, look="bold")] for text in layout.situation_columns),
                    *(
                        (
                            [Block("para", self.situation_title(row["område"]))],
                            *(list(markdown(row.get(cell) or "")) for cell in ("nå", "kort_sikt", "lang_sikt")),
                        )
                        for row in rows
                    ),
                ),
            )
            return
        for row in rows:
            yield Block("para", self.situation_title(row["område"]), look="bold")
            for label, cell in zip(layout.situation_columns[1:], ("nå", "kort_sikt", "lang_sikt"), strict=True):
                text = " ".join((row.get(cell) or "").split())
                if text:
                    yield Block("item", f"{label}: {text}", look="•")

    def situation_title(self, name: str) -> str:
        return self.area_title(name) if name in strategy()["områder"] else name

    def area_title(self, name: str) -> str:
        return nynorsk()["områder"][name] if self.layout.nynorsk else strategy()["områder"][name]["tittel"]

    def area(self, number: int, name: str) -> Iterator[Block]:
        layout, answers = self.layout, dict(self.areas[name] or {})
        changes, local = answers.pop("strategier", {}), answers.pop("lokale_mål", [])
        goals, title = list(answers.items()), self.area_title(name)
        head = layout.area.format(n=number, roman=ROMAN[number - 1], area=title, caps=title.upper())
        if layout.body != "rows":
            yield Block("head", head, 2)
        lists = list(self.lists(name, answers, changes))
        if layout.reverse:
            goals.reverse()
        heads = [self.goal_head(number, m, name, goal, answer) for m, (goal, answer) in enumerate(goals, 1)]
        if layout.body == "linear":
            yield from lists
            for text, (_, answer) in zip(heads, goals, strict=True):
                yield Block("head", text, 3)
                yield from self.answer(answer)
        else:
            if layout.body != "rows":
                yield from lists
            rows = list(self.rows(heads, goals))
            if layout.body == "rows":
                rows = [([Block("head", head, 2), *lists],), *rows]
            else:
                names = tuple([Block("para", text, look="bold")] for text in layout.head)
                rows = [names, *rows]
                if layout.merged:
                    rows.insert(0, ([Block("para", title, look="bold")],))
            yield Block("table", rows=tuple(rows))
        if local:
            yield Block("head", layout.local, 3)
            yield from self.local_goals(local)

    def lists(self, name: str, answers: Plan, changes: Plan) -> Iterator[Block]:
        layout, national = self.layout, strategy()["områder"][name]
        if layout.national:
            yield Block("para", layout.national, look="bold")
            for goal in national["mål"]:
                if goal in answers or (layout.whole_list and goal not in layout.unprinted):
                    yield Block("item", self.goal_text(name, goal, answers.get(goal), row=False), look="•")
        if layout.strategies:
            yield Block("para", layout.strategies, look="bold")
            for item, text in national["strategier"].items():
                if item not in layout.unprinted:
                    yield Block("item", (changes.get(item) or {}).get("ordlyd") or text, look="•")

    def goal_text(self, area: str, goal: str, answer: object, *, row: bool) -> str:
        if isinstance(answer, dict) and answer.get("ordlyd"):
            return str(answer["ordlyd"])
        if goal in self.layout.wording:
            return self.layout.wording[goal]
        if self.layout.nynorsk:
            return str(nynorsk()["mål"][goal])
        national = strategy()["områder"][area]["mål"][goal]
        return str((row and national.get("radtittel")) or national["tekst"])

    def goal_head(self, n: int, m: int, area: str, goal: str, answer: object) -> str:
        text = self.goal_text(area, goal, answer, row=self.layout.row_title)
        return self.layout.goal.format(n=n, m=m, letter="abcdefgh"[m - 1], roman=ROMAN[m - 1], goal=text)

    def answer(self, answer: Any) -> Iterator[Block]:
        if isinstance(answer, dict):
            yield from markdown(answer.get("tekst") or "")
            answer = answer.get("tiltak")
        if isinstance(answer, str):
            yield from markdown(answer)
        else:
            for action in answer or ():
                yield self.action(action)

    def action(self, action: Any) -> Block:
        text = action["tiltak"] if isinstance(action, dict) else action
        return Block("item", text, look=self.layout.point)

    def rows(self, heads: list[str], goals: list[tuple[str, Any]]) -> Iterator[tuple[Cell, ...]]:
        for text, (_, answer) in zip(heads, goals, strict=True):
            if self.layout.body == "rows":
                yield ([Block("para", text, look="bold")],)
                for part in self.tear(list(self.answer(answer))):
                    yield (part,)
            elif self.layout.columns:
                yield from self.columns(text, answer)
            else:
                first, *more = self.tear(list(self.answer(answer)))
                yield [Block("para", text)], first
                for part in more:
                    yield [], part

    def tear(self, cell: list[Block]) -> Iterator[list[Block]]:
        """A cell as a page break tore it: the half of a sentence in a row of its own."""
        if not self.layout.torn or not cell or len(cell[-1].text.split()) < 12:
            yield cell
            return
        pieces = cell[-1].text.split(" ")
        half = len(pieces) // 2
        yield [*cell[:-1], cell[-1]._replace(text=" ".join(pieces[:half]))]
        yield [Block("para", " ".join(pieces[half:]))]

    def columns(self, text: str, answer: Any) -> Iterator[tuple[Cell, ...]]:
        """A row for each action, the goal in the first of them; a text takes the whole width."""
        goal: Cell = [Block("para", text)]
        if isinstance(answer, dict):
            answer = answer.get("tiltak")
        if isinstance(answer, str):
            yield goal, list(markdown(answer)), *([] for _ in self.layout.columns[1:])
            return
        for action in answer or [{}]:
            fields = action if isinstance(action, dict) else {"tiltak": action}
            yield goal, *([Block("para", self.cell(fields.get(name)))] for name in self.layout.columns)
            goal = None

    def cell(self, value: object) -> str:
        if isinstance(value, date):
            return self.layout.day.format(d=value, month=MONTHS[value.month - 1])
        if isinstance(value, int):
            return self.layout.money.format(n=value, thousands=f"{value:,}".replace(",", " "))
        return str(value or "")

    def local_goals(self, goals: list[Any]) -> Iterator[Block]:
        """Points where they are bare; otherwise in the template's own way."""
        if self.layout.columns and any(isinstance(goal, dict) for goal in goals):
            names = tuple([Block("para", text, look="bold")] for text in self.layout.head)
            pairs = [(goal["mål"], goal) if isinstance(goal, dict) else (goal, None) for goal in goals]
            yield Block("table", rows=(names, *(row for pair in pairs for row in self.columns(*pair))))
            return
        for goal in goals:
            if isinstance(goal, dict):
                yield Block("head", goal["mål"], 4)
                yield from self.answer(goal)
            else:
                yield Block("item", goal, look=self.layout.point)
