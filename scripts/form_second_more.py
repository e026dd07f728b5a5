"""More templates of the second set: those of PDF, mail, web and wiki, and forms to fill in."""

from collections.abc import Iterator

from form_blocks import Block, Layout
from form_keys import Plan
from form_outline import LONG_DAY, Goal, details, outline
from form_second import Rows, bold, cells, heads, para, points, short_title, situation_table


def leaflet(plan: Plan, layout: Layout) -> list[Block]:
    """For two columns of print: the goal in bold, and below each action a line with who and when."""
    plans = outline(plan, layout)

    def answer(goal: Goal) -> Iterator[Block]:
        yield from goal.prose
        for action in goal.actions:
            who = " · ".join(details(action, {"ansvarlig": "{}", "frist": "{}"}, day=LONG_DAY))
            yield Block("item", action["tiltak"], look="•")
            yield Block("para", who, look="fields")

    found = [
        Block("title", "Dette skal vi få til"),
        para(f"Handlingsplan 2026–2027 for {plans.name}, {plans.county}"),
        para(f"Vedtatt på årsmøtet {plans.meeting}"),
        *plans.intro,
        Block("head", "Der vi står", 1),
    ]
    for row in plans.situation:
        found += [bold(row.title)]
        for name, cell in zip(("Nå", "Kort sikt", "Lang sikt"), row.cells, strict=True):
            text = " ".join(part.text for part in cell)
            found += [para(f"{name}: {text}")] * bool(text)
    for area in plans.areas:
        found += [Block("head", area.title, 1)]
        for goal in [*area.goals, *area.local]:
            found += [Block("head", goal.text, 3), *answer(goal)]
    found += [Block("head", "Og dette er vårt eget", 1)]
    for goal in plans.own:
        found += [Block("head", goal.text, 3), *answer(goal)]
    return found


def pairs(plan: Plan, layout: Layout) -> list[Block]:
    """A table for each area, goals to the left and answers to the right; nobody sees the table when it has no lines."""
    plans = outline(plan, layout)
    found = [
        Block("title", "Handlingsplan"),
        para(f"{plans.name} 2026–2027"),
        Block("head", "Kartlegging", 1),
        situation_table(plans, "Område", "Nåsituasjon", "Utfordringer kort sikt", "Utfordringer lang sikt"),
    ]
    for area in plans.areas:
        rows: Rows = [
            ([para(f"{goal.number} {goal.text}")], [one for one in points(goal) if one.kind != "picture"])
            for goal in area.goals
        ]
        found += [Block("head", f"{area.number} {area.title}", 1), Block("table", rows=tuple(rows))]
    return found


def forwarded(plan: Plan, layout: Layout) -> list[Block]:
    """For a mail: areas and goals with a word and a number before them, answers below."""
    plans = outline(plan, layout)
    found = [Block("title", f"HANDLINGSPLAN 2026-2027 {plans.name.upper()}")]
    for area in plans.areas:
        found += [Block("head", f"OMRÅDE {area.number}: {area.title}", 1)]
        for goal in area.goals:
            found += [Block("head", f"MÅL {goal.number}: {goal.text}", 3), para("Vår plan:"), *points(goal)]
    found += [Block("head", "NÅSITUASJON", 1)]
    for row in plans.situation:
        found += [Block("head", row.title, 3)]
        for name, cell in zip(("Nå", "Kort sikt", "Lang sikt"), row.cells, strict=True):
            found += [para(f"{name}: {part.text}") for part in cell]
    return [block for block in found if block.kind != "picture"]


def wiki(plan: Plan, layout: Layout) -> list[Block]:
    """Lists in lists: goals, below them actions, below these who and when; `level` is the depth."""
    plans = outline(plan, layout)
    labels = {
        "ansvarlig": "hvem: {}",
        "frist": "når: {}",
        "indikator": "vi måler: {}",
        "kostnad": "koster: {}",
        "status": "status: {}",
    }

    def answer(goal: Goal) -> Iterator[Block]:
        yield Block("item", f"**{goal.text}**", 1)
        for action in goal.actions:
            yield Block("item", action["tiltak"], 2)
            yield from (Block("item", line, 3) for line in details(action, labels, money="{thousands},-"))

    found = [
        Block("title", "Handlingsplan 2026–2027"),
        para(f"*{plans.name}, {plans.county}. Vedtatt på årsmøtet {plans.meeting}.*"),
        para("[[_TOC_]]"),
        Block("head", "Nåsituasjon", 1),
    ]
    for row in plans.situation:
        found += [Block("item", row.title, 1)]
        for name, cell in zip(("nå", "kort sikt", "lang sikt"), row.cells, strict=True):
            found += [Block("item", f"{name}:", 2), *(Block("item", part.text, 3) for part in cell)] * bool(cell)
    for area in plans.areas:
        found += [Block("head", area.title, 1)]
        for goal in area.goals:
            found += answer(goal)
        found += [Block("head", "Lokalt", 2), *(block for goal in area.local for block in answer(goal))] * bool(
            area.local
        )
    found += [Block("head", "Lokale mål", 1), *(block for goal in plans.own for block in answer(goal))]
    return [*found, Block("head", "Om planen", 1), *plans.intro]


def web(plan: Plan, layout: Layout) -> list[Block]:
    """For a page of a website: headings, points with a line in small print; `menu` names the areas in short."""
    plans = outline(plan, layout)
    labels = {"ansvarlig": "Ansvarlig: {}", "frist": "Frist: {}", "status": "Status: {}"}

    def answer(goal: Goal) -> Iterator[Block]:
        yield from goal.prose
        for action in goal.actions:
            yield Block(
                "item", action["tiltak"], look="\n".join(details(action, labels, day="{d.day}. {month} {d.year}"))
            )

    found = [Block("title", "Handlingsplan 2026–2027"), *(Block("menu", short_title(area)) for area in plans.areas)]
    found += [Block("lead", plans.intro[0].text), *plans.intro[1:], Block("head", "Situasjonen nå", 2)]
    found += [situation_table(plans, "Område", "Nå", "Kort sikt", "Lang sikt")]
    for area in plans.areas:
        found += [Block("head", area.title, 2)]
        for goal in area.goals:
            found += [Block("head", goal.text, 3), *answer(goal)]
        for goal in area.local:
            found += [Block("head", f"Lokalt mål: {goal.text}", 3), *answer(goal)]
    found += [Block("head", "Våre egne mål", 2)]
    for goal in plans.own:
        found += [Block("head", goal.text, 3), *answer(goal)]
    return found


FILL = {"ansvarlig": "Hvem", "frist": "Innen", "indikator": "Slik måler vi", "kostnad": "Pris", "status": "Status nå"}
FILL_SITUATION = ("Nå", "Utfordringer kort sikt", "Utfordringer lang sikt")


def form_to_fill(plan: Plan, layout: Layout) -> list[Block]:
    """A small table for every goal, labels to the left: the goal in its first row, each action in rows of its own."""
    plans = outline(plan, layout)
    top = (
        heads("Fagforening", plans.name),
        cells("Fylke", plans.county),
        cells("Vedtatt på årsmøtet", plans.meeting),
    )
    found = [
        Block("title", "Skjema for handlingsplan 2026–2027"),
        Block("table", rows=top),
        bold("A. Kort om fagforeningen"),
        *plans.intro,
        bold("B. Status"),
    ]
    for row in plans.situation:
        parts = ([[para(name)], cell] for name, cell in zip(FILL_SITUATION, row.cells, strict=True))
        found += [Block("table", rows=(heads("Område", row.title), *map(tuple, parts))), para("")]
    found += [bold("C. Mål og tiltak")]
    for area in plans.areas:
        found += [bold(f"{area.number} {area.title}")]
        for goal in area.goals:
            found += [_filled(goal, f"Mål {goal.number}"), para("")]
        for goal in area.local:
            found += [_filled(goal, "Eget mål"), para("")]
    found += [bold("D. Egne mål")]
    for goal in plans.own:
        found += [_filled(goal, "Eget mål"), para("")]
    return found


def _filled(goal: Goal, label: str) -> Block:
    rows: Rows = [heads(label, goal.text), *(cells("Tekst", one.text) for one in goal.prose)]
    for action in goal.actions:
        rows.append(cells("Vi skal", action["tiltak"]))
        for name, head in FILL.items():
            rows += [cells(head, text) for text in details(action, {name: "{}"}, money="{thousands} kr")]
    rows += [cells("Vi skal", "")] * (not goal.actions)
    return Block("table", rows=tuple(rows))
