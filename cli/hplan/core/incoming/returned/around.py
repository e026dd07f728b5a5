"""What stands around the parts of a returned document: above its introduction, and in its margin."""

from collections.abc import Collection, Iterator

from hplan.core.incoming.returned import sections
from hplan.core.incoming.returned.changes import Changes
from hplan.core.incoming.returned.notes import Noted
from hplan.core.incoming.returned.sections import Names, Section
from hplan.core.incoming.returned.units import align, plain, words
from hplan.core.reading.shape import meant_day
from hplan.i18n import N_
from hplan.model.plan import Stage


def front(changes: Changes, new: Section, old: Section) -> None:
    """What stands above the introduction: the branch, its county, the day of the meeting, the stage."""
    was = align(old.units, new.units)
    names = [plain(text.value) for text in (changes.plan.name, changes.plan.county) if text]
    meeting = changes.labels.text(N_("Annual meeting"))
    stages = {changes.labels.stage(stage).lower(): stage for stage in Stage}
    found: list[tuple[str, ...]] = []
    letters = []
    for unit, at in zip(new.units, was, strict=True):
        shown, said = words(old.units[at].text) if at is not None else "", words(unit.text)
        same = at is not None and old.units[at].key == unit.key
        if shown and shown == " · ".join(names) and said.count(" · ") < 2:
            letters.append(said)
            name, _, county = said.partition(" · ")
            found += [] if same else [(name, "fagforening", "navn")]
            found += [(county, "fagforening", "fylkeskrets")] if not same and (county or len(names) > 1) else []
        elif shown.startswith(meeting) and (same or _day(said.removeprefix(meeting))):
            letters.append(said.removeprefix(meeting))
            found += [] if same else [(_day(said.removeprefix(meeting)) or "", "årsmøte")]
        elif not same and shown.lower() in stages and said.lower() in stages:
            found.append((stages[said.lower()].value, "fase"))
        elif not same and unit.key:
            changes.unplaced.append(unit.key)
    if found and changes.open("f", words(" ".join(letters)), letters):
        order = ("fase", "årsmøte", "innledning", "nåsituasjon", "handlingsplan", "lokale_mål")
        for value, *path in found:
            changes.put(value or None, *path, order=order if len(path) == 1 else ("navn", "fylkeskrets"))


def comments(names: Names, section: Section, where: str, known: Collection[str]) -> Iterator[Noted]:
    """Yield what is new in the margin and in footnotes, each for the part of the plan that it is about."""
    path: tuple[str, ...] = ()
    if section.name in names.goals:
        area, goal = names.goals[section.name]
        path = ("handlingsplan", area.id, goal.id)
    elif where in names.areas:
        path = ("handlingsplan", names.areas[where].id)
        path += ("lokale_mål",) if section.name in names.local else ()
    elif section.name in (sections.INTRODUCTION, sections.SITUATION, sections.OWN):
        path = (
            {sections.INTRODUCTION: "innledning", sections.SITUATION: "nåsituasjon"}.get(section.name, "lokale_mål"),
        )
    for unit in (*([section.heading] if section.heading else []), *section.units):
        cells = [part for row in unit.cells for cell in row for part in cell]
        for part in (unit, *cells):
            about = plain(part.text)
            short = about if len(about) <= 60 else f"{about[:60].rsplit(' ', 1)[0]} …"
            new = (comment for comment in part.comments if comment not in known)
            yield from (Noted(path, f"{comment} («{short}»)") for comment in new)


def _day(said: str) -> str | None:
    try:
        day = meant_day(said.strip(" ."))
    except ValueError:
        return None
    return day.isoformat() if day else None
