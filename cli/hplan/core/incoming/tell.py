"""What became of a document, to be told: each part with where it came from, and how sure that is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hplan.core.incoming.arrive import Arrived
from hplan.core.incoming.composing.plan_file import GoalFile
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import LIKELY, PLACED, Doing
from hplan.core.incoming.reading.begin import PDF, TEXT
from hplan.i18n import N_, Message

PLACED_, ADAPTED, UNFILLED, MISSING, UNPLACED = "placed", "adapted", "unfilled", "missing", "unplaced"
WORDS = {
    PLACED_: N_("placed"),
    ADAPTED: N_("adapted"),
    UNFILLED: N_("unfilled"),
    MISSING: N_("missing"),
    UNPLACED: N_("unplaced"),
}
_SHOWN = 60


class Told(NamedTuple):
    """One part: what became of it, what it is, where in the document it stood and how sure that is."""

    kind: str
    what: str
    where: Message | None
    sure: Message | None


def tell(arrived: Arrived) -> list[Told]:
    """Return what became of a document, in the order of the plan."""
    told = list(_situation(arrived))
    for one in arrived.composed.goals:
        told.append(_goal(one, arrived.kind))
    for area, changed in arrived.composed.strategies.items():
        for name in changed:
            line = arrived.found.strategies[area, name]
            told.append(Told(ADAPTED, f"{area}.strategier.{name}", _where(line, arrived.kind), None))
    for area, goals in arrived.found.local.items():
        what = f"{area}.lokale_mål" if area else "lokale_mål"
        told.append(Told(PLACED_, f"{what} ({len(goals)})", _where(goals[0].goal, arrived.kind), None))
    for unplaced in arrived.found.unplaced:
        text = " ".join(line.text for line in unplaced.lines)
        told.append(Told(UNPLACED, _short(text), _where(unplaced.lines[0], arrived.kind), None))
    return told


def _situation(arrived: Arrived) -> Iterator[Told]:
    if rows := arrived.found.situation:
        lines = [line for row in rows for line in row.name]
        yield Told(PLACED_, f"nåsituasjon ({len(rows)})", _where(lines[0], arrived.kind) if lines else None, None)
    if arrived.found.introduction:
        yield Told(PLACED_, "innledning", _where(arrived.found.introduction[0], arrived.kind), None)


def _goal(one: GoalFile, kind: str) -> Told:
    what = f"{one.goal.number} {one.area.id}.{one.goal.id}"
    if one.answered is None or one.absent:
        return Told(MISSING, what, None, None)
    line = one.answered.heading or _first(one.answered.content)
    where = _where(line, kind) if line else None
    if not one.answered.content:
        return Told(UNFILLED, what, where, _sure(one.answered.sure))
    return Told(ADAPTED if one.called.wording else PLACED_, what, where, _sure(one.answered.sure))


def _first(content: Sequence[Line | Doing]) -> Line | None:
    for piece in content:
        if isinstance(piece, Line):
            return piece
        if piece.lines:
            return piece.lines[0]
    return None


def _sure(score: float) -> Message:
    if score >= PLACED:
        return Message(N_("sure"))
    return Message(N_("likely")) if score >= LIKELY else Message(N_("look at it"))


def _where(line: Line, kind: str) -> Message:
    if kind == PDF:
        return Message.of(N_("page {page}"), page=line.page)
    if kind == TEXT:
        return Message.of(N_("line {line}"), line=line.origin)
    if line.cell:
        return Message.of(N_("table {table}, row {row}"), table=line.cell.table, row=line.cell.row + 1)
    return Message.of(N_("paragraph {paragraph}"), paragraph=line.origin)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
