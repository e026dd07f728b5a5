"""The branch's answer to a goal in a document: which units are the text, the actions, and what is known of them.

What the document showed before it was edited, the plan says; a unit that is still there is what it was, and a new one
is what those around it are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hplan.core.document.identity import follow_up
from hplan.core.document.labels import FOLLOW_UP as FIELDS
from hplan.core.document.labels import Labels
from hplan.core.incoming.returned.source_text import Change
from hplan.core.incoming.returned.units import Kind, Unit, align, plain
from hplan.i18n import N_
from hplan.model.plan import Answer

# What stands in a box of its own: its style in a DOCX, and how it begins.
_LEADS = {"adaptation": ("Tilpasning", N_("Local adaptation.")), "omission": ("Utelatt", N_("Left out."))}
# What stands in a white field.
_EMPTY = (
    N_("Not filled in"),
    N_("Write what the branch itself will do: what, how much, and by when."),
    N_("Nothing has been adopted here."),
)
FOLLOW_UP, POINT = "Oppfølging", "Punkt"


def labels_of(labels: Labels) -> list[str]:
    """Return the labels of what is known of an action, in their order."""
    return [labels.text(label) for _, label, _ in FIELDS]


class Owner(NamedTuple):
    """What a unit is: adaptation, omission, white, text, action or follow-up; the number of the action, and its own."""

    what: str
    action: int = 0
    n: int = 0


class ReturnedAction(NamedTuple):
    """An action as it is in the document: which of the plan's it was, its text, and the line of what is known of it."""

    was: int | None
    text: list[Change]
    follow_up: Unit | None


class Returned(NamedTuple):
    """An answer as it is in the document. `before`, and what begins with it, are its units before the editing."""

    adaptation: Unit | None
    omission: Unit | None
    text: list[Change]
    actions: list[ReturnedAction]
    before: list[Unit]
    before_actions: list[list[Unit]]
    before_follow_up: list[Unit | None]


def owners(units: Sequence[Unit], answer: Answer, base: int, labels: Labels) -> list[Owner] | None:
    """Return what each unit of an answer is, that was rendered from the plan; None where that cannot be told."""
    found: list[Owner | None] = [None] * len(units)
    start, stop = 0, len(units)
    for what, there in (("adaptation", answer.wording and answer.id), ("omission", answer.omitted)):
        if there and start < stop:
            found[start] = Owner(what)
            start += 1
    if not answer.filled and not answer.omitted and answer.id and start < stop:
        stop -= 1
        found[stop] = Owner("white")
    heads = [n for n in range(start, stop) if units[n].kind is Kind.POINT and units[n].level == base]
    heads = heads[len(heads) - len(answer.actions) :] if answer.actions else []
    first = heads[0] if heads else stop
    if len(heads) != len(answer.actions) or (answer.text is not None) != (first > start):
        return None
    for n in range(start, first):
        found[n] = Owner("text", 0, n - start)
    for k, head in enumerate(heads):
        end = heads[k + 1] if k + 1 < len(heads) else stop
        known = next(follow_up(answer.actions[k], labels), None)
        line = end - 1 if known and end - 1 > head and units[end - 1].text.startswith(f"{known[1]}:") else None
        if known and line is None:
            return None
        for n in range(head, end):
            found[n] = Owner("follow-up" if n == line else "action", k, n - head)
    return [owner for owner in found if owner]


def returned(
    before: Sequence[Unit], own: Sequence[Owner], after: Sequence[Unit], base: int, labels: Labels
) -> Returned:
    """Return an answer as it is after the editing."""
    found = Returned(None, None, [], [], [], [], [])
    for unit, owner in zip(before, own, strict=True):
        if owner.what == "text":
            found.before.append(unit)
        elif owner.what == "action":
            if owner.n == 0:
                found.before_actions.append([])
                found.before_follow_up.append(None)
            found.before_actions[-1].append(unit)
        elif owner.what == "follow-up":
            found.before_follow_up[-1] = unit
    looks = [_by_look(unit, labels) for unit in after]
    boxes = dict(zip(looks, after, strict=True))
    found = found._replace(adaptation=boxes.get("adaptation"), omission=boxes.get("omission"))
    own = [owner for owner in own if owner.what not in _LEADS]
    before = before[len(before) - len(own) :]  # adaptation and omission stand first
    empty = any(owner.what == "white" for owner in own)
    after = [unit for unit, what in zip(after, looks, strict=True) if not what or (what == "empty" and empty)]
    was = align(before, after)
    here: Owner | None = None
    for unit, at, following in zip(after, was, _following(was, own), strict=True):
        if not unit.key and at is None:
            continue
        here = own[at] if at is not None else _new(unit, here, following, base, labels, found)
        _place(found, unit, here, at is None, before[at] if at is not None else None)
    return found._replace(actions=list(_moved(found)))


def _following(was: Sequence[int | None], own: Sequence[Owner]) -> list[Owner | None]:
    """What the next unit below each is that was there before."""
    found: list[Owner | None] = []
    here: Owner | None = None
    for at in reversed(was):
        found.append(here)
        here = own[at] if at is not None else here
    return found[::-1]


def _by_look(unit: Unit, labels: Labels) -> str:
    """What a unit is by its style, or in Markdown by how it begins: adaptation, omission, or a field left empty."""
    for what, (style, lead) in _LEADS.items():
        if unit.style == style or (unit.quote and unit.text.startswith(f"**{labels.text(lead)}**")):
            return what
    said = plain(unit.text)
    first, hint, nothing = map(labels.text, _EMPTY)
    return "empty" if said in (first, f"{first}. {hint}", nothing) else ""


def _new(unit: Unit, here: Owner | None, following: Owner | None, base: int, labels: Labels, found: Returned) -> Owner:
    """What a unit is that was not there before."""
    acting = here is not None and here.what in ("action", "follow-up")
    if acting and (unit.style == FOLLOW_UP or parted(unit.text, labels_of(labels))):
        return Owner("follow-up", -1)
    if unit.kind is Kind.POINT and unit.level <= base and not unit.quote:
        in_text = here is not None and here.what == "text" and bool(found.before) and found.text
        listed = in_text and found.text[-1].unit.kind is Kind.POINT and unit.style != POINT
        between = following is not None and following.what == "text"
        if not between and (acting or not listed or unit.number):
            return Owner("action", -1)
    elif acting:  # whatever stands between actions stays there: it goes on with the one above it
        return Owner("action", -1, 1)
    return Owner("text", 0, -1)


def _place(found: Returned, unit: Unit, owner: Owner, new: bool, before: Unit | None) -> None:
    if owner.what == "white":
        if before is not None and before.key != unit.key:
            words = unit.text.removeprefix(before.text).strip()
            found.text.append(Change(None, unit._replace(text=words, quote=0, level=0, kind=Kind.PARAGRAPH)))
    elif owner.what == "text":
        if unit.number and unit.kind is Kind.POINT:  # the number is that of the text as a whole, which is no point
            unit = unit._replace(kind=Kind.PARAGRAPH, level=unit.level + 1)
        found.text.append(Change(None if new else owner.n, unit))
    elif owner.what == "follow-up":
        if found.actions:
            found.actions[-1] = found.actions[-1]._replace(follow_up=unit)
    elif owner.n == 0 or not found.actions:
        found.actions.append(ReturnedAction(None if new else owner.action, [Change(None if new else 0, unit)], None))
    else:
        found.actions[-1].text.append(Change(None if new else owner.n, unit))


def _moved(found: Returned) -> Iterator[ReturnedAction]:
    """The actions, with those known by their words that are new in one place and gone from another."""
    there = {action.was for action in found.actions}
    gone = {plain(units[0].text): k for k, units in enumerate(found.before_actions) if k not in there}
    for action in found.actions:
        k = gone.pop(plain(action.text[0].unit.text), None) if action.was is None and action.text else None
        if k is None:
            yield action
        else:
            yield action._replace(
                was=k,
                text=[
                    change._replace(was=n if n < len(found.before_actions[k]) else None)
                    for n, change in enumerate(action.text)
                ],
            )


def parted(line: str, labels: Sequence[str]) -> list[tuple[int, str]]:
    """Return the parts of a line such as “Ansvarlig: Kari · Frist: 1. mai 2026”: each label's number, and the words."""
    before, parts = led_parts(line, labels)
    return [] if before else parts


def led_parts(line: str, labels: Sequence[str]) -> tuple[str, list[tuple[int, str]]]:
    """Return the words before the first label of a line, and its parts."""
    either = "|".join(map(re.escape, labels))
    pieces = re.split(rf"(?:^|\s*[·;]\s*|(?<=[.!?])\s+)({either}):\s*", line, flags=re.IGNORECASE)
    lower = [label.lower() for label in labels]
    parts = [(lower.index(pieces[n].lower()), pieces[n + 1].strip()) for n in range(1, len(pieces), 2)]
    return pieces[0].strip(), parts


def said(found: Returned) -> list[str]:
    """Return what a document shows of an answer, as `identity.shown` has it."""
    reason = re.sub(r"^\*\*[^*]*\*\*\s*", "", found.omission.text) if found.omission else ""
    said = [reason, *(change.unit.text for change in found.text)]
    for action in found.actions:
        said += [change.unit.text for change in action.text]
        said += [action.follow_up.text] if action.follow_up else []
    return said
