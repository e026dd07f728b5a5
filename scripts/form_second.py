"""Lays plans out for the second set of forms: each function is a template that some branch could have made itself."""

from collections.abc import Iterator
from datetime import date

from form_blocks import Block, Cell, Layout
from form_keys import Plan
from form_outline import LONG_DAY, Area, Goal, Outline, details, outline, value

TICKED_BEFORE = date(2026, 6, 15)
Rows = list[tuple[Cell, ...]]
# What Word shows in a field that nobody has filled in.
EMPTY = "Klikk eller trykk her for å skrive inn tekst."


def bold(text: str) -> Block:
    """A paragraph in bold."""
    return Block("para", text, look="bold")


def para(text: str) -> Block:
    """A paragraph."""
    return Block("para", text)


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple([para(text)] if text else [] for text in texts)


def heads(*texts: str) -> tuple[Cell, ...]:
    """A row with the names of columns."""
    return tuple([bold(text)] for text in texts)


def situation_table(plan: Outline, *names: str) -> Block:
    """The situation as a table."""
    return Block("table", rows=(heads(*names), *(([para(row.title)], *row.cells) for row in plan.situation)))


def points(actions: Goal, mark: str = "•") -> list[Block]:
    """The prose of an answer, then its actions as points without their fields."""
    return [*actions.prose, *(Block("item", one["tiltak"], look=mark) for one in actions.actions)]


def one_table(plan: Plan, layout: Layout) -> list[Block]:
    """One table for all: a row across for each area, goals to the left, everything else in paragraphs to the right."""
    plans = outline(plan, layout)
    rows: Rows = [heads("Fagforbundet sentralt vil:", "I Heiland gjør vi dette:")]

    def row(goal: Goal, text: str) -> tuple[Cell, ...]:
        cell = list(goal.prose)
        for action in goal.actions:
            labels = {"ansvarlig": "Ansvarlig: {}", "frist": "Frist: {}", "kostnad": "Kostnad: {}"}
            cell += [para(action["tiltak"]), para(". ".join(details(action, labels)) + ".")]
        return [para(text)], cell

    for area in plans.areas:
        rows.append(([bold(area.title.upper())],))
        rows += [row(goal, goal.text) for goal in area.goals]
        rows += [row(goal, f"Eget mål: {goal.text}") for goal in area.local]
    rows.append(([bold("DET VI HAR BESTEMT SELV")],))
    rows += [row(goal, goal.text) for goal in plans.own]
    return [
        Block("title", f"{plans.name}: Handlingsplan for 2026 og 2027"),
        para(f"Styrets innstilling til årsmøtet {plans.meeting}. Fylkeskrets: {plans.county}"),
        *plans.intro,
        bold("Slik står det til"),
        situation_table(plans, "Tema", "I dag", "Det nærmeste året", "På lengre sikt"),
        bold("Planen"),
        Block("table", rows=tuple(rows)),
    ]


def table_for_each_goal(plan: Plan, layout: Layout) -> list[Block]:
    """The goal quoted in italics, and a table of its actions below; the same person twice is one cell, merged down."""
    plans = outline(plan, layout)
    names = heads("Tiltak", "Ansvarlig", "Frist", "Kostnad", "Status")

    def answer(goal: Goal) -> Iterator[Block]:
        yield Block("para", f"«{goal.text}»", look="quote")
        yield from goal.prose
        rows, last = [], None
        for action in goal.actions:
            person = action.get("ansvarlig")
            who: Cell = None if person and person == last else [para(person or "")]
            what = [para(action["tiltak"])]
            rows.append((what, who, *cells(*(value(action.get(one)) for one in ("frist", "kostnad", "status")))))
            last = person
        if rows or not goal.prose:
            yield Block("table", rows=(names, *(rows or [cells("", "", "", "", "")])))

    found = [
        Block("title", "Handlingsplan 2026–2027"),
        para(f"{plans.name} i {plans.county}"),
        para(f"Innstilling til årsmøtet {plans.meeting}"),
    ]
    for area in plans.areas:
        found += [Block("head", f"{area.number} {area.title}", 1)]
        found += [block for goal in area.goals for block in answer(goal)]
        found += [bold("I tillegg vil vi:")] * bool(area.local)
        found += [block for goal in area.local for block in answer(goal)]
    found += [Block("head", "7 Fagforeningens egne mål", 1)]
    found += [block for goal in plans.own for block in answer(goal)]
    found += [Block("head", "Bakgrunn", 1), *plans.intro, Block("head", "Utgangspunktet", 1)]
    return [*found, situation_table(plans, "Område", "Nåsituasjon", "Kort sikt", "Lang sikt")]


def situation_in_areas(plan: Plan, layout: Layout) -> list[Block]:
    """Each area begins with how things are, then goals and points, strategies last; the introduction ends the plan."""
    plans = outline(plan, layout)
    names = ("Slik er det hos oss", "Det haster med", "Lenger fram")
    found = [Block("title", f"{plans.name} – hva vi skal gjøre i 2026 og 2027")]
    for area in plans.areas:
        found += [Block("head", area.title, 2)]
        found += [para(f"{name}: {text}") for name, text in zip(names, area.situation, strict=True) if text]
        for goal in area.goals:
            found += [Block("head", goal.text, 3), *points(goal)]
        if area.local:
            found += [Block("head", "Våre egne mål på området", 3), *(Block("item", one.text) for one in area.local)]
        found += [bold("Strategier vi bruker"), *(Block("item", text) for text in area.strategies)]
    found += [Block("head", "Andre mål for fagforeningen", 2), *(Block("item", goal.text) for goal in plans.own)]
    return [*found, Block("head", "Om dette dokumentet", 2), *plans.intro]


def letter_and_tabs(plan: Plan, layout: Layout) -> list[Block]:
    """Nynorsk: actions numbered by hand, and under each a line with who, when and how much, with tabs between."""
    plans = outline(plan, layout)
    labels = {"ansvarlig": "Ansvar: {}", "frist": "Frist: {}", "kostnad": "Kostnad: {}"}

    def answer(goal: Goal) -> Iterator[Block]:
        yield from goal.prose
        for number, action in enumerate(goal.actions, 1):
            yield para(f"{number}) {action['tiltak']}")
            line = "\t".join(details(action, labels, day=LONG_DAY, money="{thousands} kroner"))
            if line:
                yield Block("para", line, look="fields")

    found = [
        Block("title", f"HANDLINGSPLAN FOR {plans.name.upper()}"),
        para("Perioden 2026–2027"),
        para(f"Innstilling frå styret til årsmøtet {plans.meeting}"),
        para(f"Fagforbundet {plans.county}"),
        Block("head", "Litt om oss og om planen", 1),
        *plans.intro,
        Block("head", "Kva vi står i", 1),
        situation_table(plans, "Område", "Situasjonen no", "Utfordringar no", "Utfordringar seinare"),
    ]
    for area in plans.areas:
        found += [Block("head", f"Satsingsområde {area.number}: {area.title}", 1)]
        for goal in area.goals:
            found += [Block("head", f"Delmål {goal.number}", 2), bold(goal.text), *answer(goal)]
        for goal in area.local:
            found += [Block("head", "Delmål vi har sett sjølve", 2), bold(goal.text), *answer(goal)]
    found += [Block("head", "Andre saker", 1)]
    for goal in plans.own:
        found += [bold(goal.text), *answer(goal)]
    return found


def situation_last(plan: Plan, layout: Layout) -> list[Block]:
    """The situation ends the plan, as points with a label in each; the introduction has no heading."""
    plans = outline(plan, layout)
    found = [Block("title", "Handlingsplan 2026–2027"), para(plans.name), para(plans.county), *plans.intro]
    for area in plans.areas:
        found += [Block("head", f"Prioritert område {area.number}", 1), bold(area.title)]
        for goal in area.goals:
            found += [Block("head", f"Mål {goal.number.split('.')[1]} – {goal.text}", 2), *points(goal)]
        if area.local:
            found += [Block("head", "Vårt eige", 2), *(Block("item", goal.text, look="•") for goal in area.local)]
    found += [Block("head", "Vi vil dessutan", 1)]
    for goal in plans.own:
        found += [Block("item", goal.text, look="•") if not goal.actions else Block("head", goal.text, 2)]
        found += points(goal)
    found += [
        Block("head", "Vedlegg: kartlegging av nosituasjonen", 1),
        para(f"Slik styret ser det før årsmøtet {plans.meeting}"),
    ]
    for row in plans.situation:
        found += [bold(row.title)]
        for name, cell in zip(("No", "Utfordring på kort sikt", "Utfordring på lang sikt"), row.cells, strict=True):
            found += [Block("item", f"{name}: {part.text}", look="•") for part in cell]
    return found


def template_fields(plan: Plan, layout: Layout) -> list[Block]:
    """A template with fields to fill in: contents, numbers, a heading for each goal; what is empty stays empty."""
    plans = outline(plan, layout)
    found = [
        Block("title", "Handlingsplan for fagforening"),
        para(plans.name),
        para("Innhold"),
        Block("head", "1 Innledning", 1),
        *plans.intro,
        Block("head", "2 Nåsituasjon og utfordringer", 1),
        situation_table(plans, "Område", "Nåsituasjon", "Utfordringer kort sikt", "Utfordringer lang sikt"),
        Block("head", "3 Mål og tiltak", 1),
    ]
    for area in plans.areas:
        found += [Block("head", f"3.{area.number} {area.title}", 2)]
        for number, goal in enumerate(area.goals, 1):
            found += [Block("head", f"3.{area.number}.{number} {goal.text}", 3)]
            found += points(goal) or [para(EMPTY)]
        if area.local:
            found += [Block("head", "Lokale mål", 3), *(Block("item", one.text, look="•") for one in area.local)]
    found += [Block("head", "4 Lokale mål for hele fagforeningen", 1)]
    return [*found, *(Block("item", goal.text, look="•") for goal in plans.own)]


def ticked(plan: Plan, layout: Layout) -> list[Block]:
    """Actions with a box to tick, and who and when in parentheses; goals in bold, areas in capitals."""
    plans = outline(plan, layout)

    def answer(goal: Goal) -> Iterator[Block]:
        yield from goal.prose
        for action in goal.actions:
            box = "☑" if action["frist"] < TICKED_BEFORE else "☐"
            who = ", ".join(details(action, {"ansvarlig": "{}", "frist": "innen {}"}, day="{d.day}.{d.month}.{d.year}"))
            yield Block("para", f"{box} {action['tiltak']} ({who})", look="fields")

    found = [
        Block("title", f"Sjekkliste for styret i {plans.name}"),
        para(f"Handlingsplan 2026–2027, innstilling til årsmøtet {plans.meeting} ({plans.county})"),
        Block("head", "Hvem vi er", 1),
        *plans.intro,
        Block("head", "Hvor vi er", 1),
    ]
    for row in plans.situation:
        found += [bold(row.title)]
        for name, cell in zip(("I dag", "På kort sikt", "På lang sikt"), row.cells, strict=True):
            found += [para(f"{name}: {part.text}") for part in cell]
    for area in plans.areas:
        found += [Block("head", f"{area.number}. {area.title}", 1)]
        for goal in area.goals:
            found += [Block("head", goal.text, 3), *answer(goal)]
        for goal in area.local:
            found += [Block("head", f"Vårt mål: {goal.text}", 3), *answer(goal)]
    found += [Block("head", "7. Våre mål på tvers", 1)]
    for goal in plans.own:
        found += [Block("head", f"Vårt mål: {goal.text}", 3), *answer(goal)]
    return found


def questions(plan: Plan, layout: Layout) -> list[Block]:
    """Goals as short questions; the answer is prose, each action a sentence with who and when after a dash."""
    plans = outline(plan, layout)

    def answer(goal: Goal) -> Iterator[Block]:
        yield from goal.prose
        for action in goal.actions:
            parts = details(action, {"ansvarlig": "{}", "frist": "{}"}, day=LONG_DAY)
            yield Block("item", f"{action['tiltak']} – {', '.join(parts)}", look="1.")

    found = [
        Block("title", "Hva skal vi gjøre de neste to årene?"),
        para(f"{plans.name} ({plans.county}), innstilling til årsmøtet {plans.meeting}"),
        *plans.intro,
    ]
    for area in plans.areas:
        found += [Block("head", f"Del {area.number}: {area.title}", 2)]
        for goal in area.goals:
            found += [Block("head", goal.text, 3), *answer(goal)]
        for goal in area.local:
            found += [Block("head", f"Lokalt mål: {goal.text}", 3), *answer(goal)]
    found += [Block("head", "Del 7: Lokale mål", 2)]
    for goal in plans.own:
        found += [Block("head", goal.text, 3), *answer(goal)]
    found += [Block("head", "Hvorfor akkurat dette?", 2)]
    return [*found, situation_table(plans, "Hva det gjelder", "Nå", "Utfordringer kort sikt", "Utfordringer lang sikt")]


def short_title(area: Area) -> str:
    """The first words of an area's title, for a menu."""
    return area.title.split(",")[0].split(" og ")[0]
