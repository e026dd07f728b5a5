"""The situation table of a returned document: rows in a DOCX, sections with headings in Markdown."""

from collections.abc import Sequence
from typing import NamedTuple

from hplan.core.document.identity import row_key
from hplan.core.incoming.returned import raw_answers
from hplan.core.incoming.returned.changes import Changes
from hplan.core.incoming.returned.sections import Section
from hplan.core.incoming.returned.source_text import Change
from hplan.core.incoming.returned.units import Kind, Unit, align, plain, words
from hplan.core.incoming.returned.yaml_spans import Tree, key_in
from hplan.i18n import N_

_COLUMNS = 4
KEYS = ("nå", "kort_sikt", "lang_sikt")
LABELS = (N_("Present situation"), N_("Challenges, short term"), N_("Challenges, long term"))


class Row(NamedTuple):
    """A row: its name, and the units of its three cells."""

    name: str
    cells: tuple[tuple[Unit, ...], ...]

    def as_unit(self) -> Unit:
        """Return the row as one unit, to be compared."""
        return Unit(
            Kind.TABLE, "\n".join([words(self.name), *("\n".join(unit.key for unit in cell) for cell in self.cells)])
        )


class Situation:
    """Compares the table before and after, and puts what was changed in the tree of a plan file."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.labels = [changes.labels.text(label) for label in LABELS]
        self.said: dict[str, list[str]] = {}  # what the document says in all the rows of a name

    def open(self, name: str) -> bool:
        """Whether the document may change the rows of a name."""
        return self.changes.open(row_key(name), words(name), self.said.get(row_key(name), []))

    def compare(self, new: Section, old: Section) -> None:
        """Change the rows that were changed, take out those that are gone, put in the new ones."""
        before, after = self.rows(old.units), self.rows(new.units)
        for row in after:
            self.said.setdefault(row_key(row.name), []).extend(unit.text for cell in row.cells for unit in cell)
        self.changes.left(self.beside(new.units), self.beside(old.units))
        raw = self.changes.raw("nåsituasjon")
        items = raw if isinstance(raw, list) else []
        shown = self.shown(before, items)
        if shown is None:
            self.changes.left([row.as_unit() for row in after], [row.as_unit() for row in before])
            return
        was = align([row.as_unit() for row in before], [row.as_unit() for row in after])
        was = _by_name(before, after, was)
        made: list[tuple[int, Tree]] = []
        for n, row in enumerate(after):
            at = was[n]
            if at is None and not self.open(row.name):
                continue
            if at is None:
                place = made[-1][0] if made else -1
                made.append((place, self.new(row)))
            elif shown[at] is not None:
                made.append((shown[at], self.changed(items[shown[at]], before[at], row)))
        self._put(items, shown, {at for at in was if at is not None}, before, made)

    def _put(
        self, items: list[Tree], shown: list[int], kept: set[int], before: Sequence[Row], made: list[tuple[int, Tree]]
    ) -> None:
        lost = {shown[n]: row.name for n, row in enumerate(before) if n not in kept}
        gone = {n for n, name in sorted(lost.items()) if self.open(name)}
        there = {at for at, _ in made} | gone
        known = set(shown)
        hidden = [n for n in range(len(items)) if n not in there or n not in known]
        whole: list[Tree] = [items[n] for n in hidden if not made or n < made[0][0]]
        done = set(hidden[: len(whole)])
        for place, item in made:
            whole += [items[n] for n in hidden if n not in done and n < place]
            done |= {n for n in hidden if n < place}
            whole.append(item)
        whole += [items[n] for n in hidden if n not in done]
        if whole != items:
            order = ("nåsituasjon", "handlingsplan", "lokale_mål")
            self.changes.put(whole or None, "nåsituasjon", order=order)

    def shown(self, rows: Sequence[Row], items: list[Tree]) -> list[int] | None:
        """Which of the plan's rows each row is that a document made of it shows; Markdown leaves out empty ones."""
        plan = self.changes.plan.situation
        if len(plan) != len(items):
            return None
        names = [self.name(row.area.value if row.area else "") for row in plan]
        found: list[int] = []
        for row in rows:
            start = found[-1] + 1 if found else 0
            at = next((n for n in range(start, len(names)) if words(names[n]) == words(row.name)), None)
            if at is None:
                return None
            found.append(at)
        return found

    def name(self, area: str) -> str:
        """Return the name of a row as it is printed."""
        found = self.changes.strategy.areas.get(area)
        return found.title.written(self.changes.labels.language).value if found else plain(area)

    def area(self, name: str) -> str:
        """Return the name of a row as the file has it: an area by its id."""
        language = self.changes.labels.language
        areas = self.changes.strategy.areas.values()
        return next((area.id for area in areas if words(area.title.written(language).value) == words(name)), name)

    def beside(self, units: Sequence[Unit]) -> list[Unit]:
        """Return what the section has besides the rows: above and below them, and in columns of somebody's own."""
        table = _table(units)
        first = next((n for n, unit in enumerate(units) if unit.kind is Kind.HEADING), len(units))
        if table is None:
            return list(units[:first])
        more = (unit for n, row in enumerate(table.cells) for cell in row[_COLUMNS if n else 0 :] for unit in cell)
        ours = {self.changes.labels.text(N_("Area")), *self.labels}
        return [
            *(unit for unit in units if unit is not table),
            *(unit for unit in more if words(unit.text) not in ours),
        ]

    def rows(self, units: Sequence[Unit]) -> list[Row]:
        """Return the rows of the section."""
        if table := _table(units):
            rows = [[*row, (), (), ()] for row in table.cells[1:]]
            return [Row(_line(row[0]), (row[1], row[2], row[3])) for row in rows if any(row)]
        made: list[tuple[str, list[list[Unit]]]] = []
        cell = -1
        for unit in units:
            if unit.kind is Kind.HEADING:
                made.append((unit.text, [[], [], []]))
                cell = -1
            elif (
                made and unit.kind is Kind.PARAGRAPH and words(unit.text) in self.labels and unit.text.startswith("**")
            ):
                cell = self.labels.index(words(unit.text))
            elif made:
                made[-1][1][max(cell, 0)].append(unit)
        return [Row(name, (tuple(cells[0]), tuple(cells[1]), tuple(cells[2]))) for name, cells in made]

    def new(self, row: Row) -> Tree:
        """Return a row that was added."""
        cells: dict[str, Tree] = {"område": self.area(row.name) or None}
        for key, cell in zip(KEYS, row.cells, strict=True):
            cells[key] = raw_answers.text(None, (), [Change(None, unit) for unit in cell])
        return cells

    def changed(self, raw: Tree, before: Row, after: Row) -> Tree:
        """Return a row with what was changed in it."""
        if before == after or not isinstance(raw, dict):
            return raw
        made = dict(raw)
        if words(before.name) != words(after.name):
            made[key_in(made, "område")] = self.area(after.name) or None
        for key, old, new in zip(KEYS, before.cells, after.cells, strict=True):
            was = align(old, new)
            changes = [Change(at, unit) for at, unit in zip(was, new, strict=True)]
            name = key_in(made, key)
            value = raw_answers.text(made.get(name), old, changes)
            if value is not None or name in made:
                made[name] = value
        return made if made != raw and self.open(before.name) else raw


def _table(units: Sequence[Unit]) -> Unit | None:
    return next((unit for unit in units if unit.cells and len(unit.cells[0]) >= _COLUMNS), None)


def _line(cell: Sequence[Unit]) -> str:
    return plain(" ".join(unit.text for unit in cell))


def _by_name(before: Sequence[Row], after: Sequence[Row], was: list[int | None]) -> list[int | None]:
    """The same rows, with those that moved, or that were changed beyond likeness, known by their names."""
    there = {*was}
    free = {words(row.name): n for n, row in enumerate(before) if n not in there and row.name}
    return [free.pop(words(after[n].name), None) if at is None else at for n, at in enumerate(was)]
