"""What stands around the parts of a returned document: above its introduction, and in its margin."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hplan.core.incoming.returned import sections
from hplan.core.incoming.returned.notes import Noted
from hplan.core.incoming.returned.sections import Names, Section
from hplan.core.incoming.returned.units import align, plain, words
from hplan.core.shape import meant_day
from hplan.i18n import N_
from hplan.model.plan import Stage

if TYPE_CHECKING:
    from hplan.core.incoming.returned.parts import Parts


def front(parts: "Parts", new: Section, old: Section) -> None:
    """What stands above the introduction: the branch, its county, the day of the meeting, the stage."""
    was = align(old.units, new.units)
    for unit, at in zip(new.units, was, strict=True):
        if at is None or old.units[at].key == unit.key:
            parts.unplaced += [unit.key] if at is None and unit.key else []
            continue
        shown, said = words(old.units[at].text), words(unit.text)
        names = [plain(text.value) for text in (parts.plan.name, parts.plan.county) if text]
        meeting = parts.labels.text(N_("Annual meeting"))
        stages = {parts.labels.stage(stage).lower(): stage for stage in Stage}
        if shown == " · ".join(names) and said.count(" · ") < 2:
            name, _, county = said.partition(" · ")
            parts.put(name, "fagforening", "navn")
            parts.put(county or None, "fagforening", "fylkeskrets") if county or parts.plan.county else None
        elif shown.startswith(meeting) and (day := _day(said.removeprefix(meeting))):
            parts.put(day, "årsmøte", order=("årsmøte", "innledning", "nåsituasjon", "handlingsplan", "lokale_mål"))
        elif shown.lower() in stages and said.lower() in stages:
            parts.put(stages[said.lower()].value, "fase")
        else:
            parts.unplaced.append(unit.key)


def comments(names: Names, section: Section, where: str) -> Iterator[Noted]:
    """Yield the comments in the margin, each for the part of the plan that it is about."""
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
            yield from (Noted(path, f"{comment} («{short}»)") for comment in part.comments)


def _day(said: str) -> str | None:
    try:
        day = meant_day(said.strip(" ."))
    except ValueError:
        return None
    return day.isoformat() if day else None
