"""An answer as it came back, in the shapes of the plan file: what was not changed stays the very value that it was."""

import re
from collections.abc import Callable, Sequence

from hplan.core.document.labels import FOLLOW_UP as FIELDS
from hplan.core.document.labels import Labels
from hplan.core.incoming.composing.values import amount, day, status
from hplan.core.incoming.returned.answers import Returned, ReturnedAction, labels_of, led_parts, parted
from hplan.core.incoming.returned.source_text import Change, changed
from hplan.core.incoming.returned.units import Kind, Unit, plain
from hplan.core.incoming.returned.yaml_spans import Tree
from hplan.i18n import N_
from hplan.model.plan import Answer, Status

_RESULT = next(n for n, (key, _, _) in enumerate(FIELDS) if key == "resultat")
_ORDER = ("mål", "ordlyd", "utelatt", "tekst", "tiltak", *(key for key, _, _ in FIELDS))


def text(raw: Tree, before: Sequence[Unit], after: Sequence[Change], base: int = 0) -> Tree:
    """Return a text of the file with what was changed in the document.

    Units without words are none of the text: a point whose text begins with a list has one, above it.
    """
    there = {n: at for at, n in enumerate(n for n, unit in enumerate(before) if unit.key)}
    before = [before[n] for n in there]
    after = [change._replace(was=there.get(change.was)) for change in after if change.unit.key]  # type: ignore[arg-type]
    same = [change.was for change in after] == list(range(len(before)))
    if same and all(one.key == change.unit.key for one, change in zip(before, after, strict=True)):
        return raw
    old = raw if isinstance(raw, str) else ""
    lead = re.match(r"(?:[ \t]*\n)*", old)
    new = changed(old[lead.end() if lead else 0 :].rstrip(), before, after, base)
    return new.strip("\n") or None


def answer(raw: Tree, given: Answer, found: Returned, wording: str | None, base: int, labels: Labels) -> Tree:
    """Return what the file says of a goal. `wording` is that of the branch's own, None where it is the national one."""
    local = given.id is None
    parts = _parts(raw, given, local)
    own = parts["mål" if local else "ordlyd"]
    if not isinstance(own, str) or plain(own) != plain(wording or ""):
        parts["mål" if local else "ordlyd"] = wording
    if given.omitted and found.omission is None:
        parts["utelatt"] = None
    elif found.omission is not None and not local:
        said = re.sub(r"^\*\*[^*]*\*\*\s*", "", found.omission.text)
        if reason(parts["utelatt"]) != said and said != labels.text(N_("No reason is given.")):
            parts["utelatt"] = said or "true"
    listed = bool(found.before) and found.before[0].kind is Kind.POINT and bool(found.before[0].number)
    parts["tekst"] = text(parts["tekst"], found.before, found.text, base + listed)
    parts["tiltak"] = _actions(parts["tiltak"], found, base, labels)
    return _shaped(raw, parts, local)


def reason(raw: Tree) -> str:
    """Return why something was left out; nothing where the file says only that it was."""
    said = raw if isinstance(raw, str) else ""
    return "" if said.lower().strip(" .!") in ("true", "ja", "yes", "on") else plain(said)


def _parts(raw: Tree, given: Answer, local: bool) -> dict[str, Tree]:
    """The file's value as all its parts, whatever the shape it has there."""
    parts: dict[str, Tree] = dict.fromkeys(("mål", "ordlyd", "utelatt", "tekst", "tiltak"))
    if isinstance(raw, dict):
        parts |= raw
    elif isinstance(raw, list):
        parts["tiltak"] = raw
    elif raw is not None:
        parts["utelatt" if given.omitted else "mål" if local else "tekst"] = "true" if given.omitted else raw
    if parts["tiltak"] is not None and not isinstance(parts["tiltak"], list):
        parts["tiltak"] = [parts["tiltak"]]
    return parts


def _shaped(raw: Tree, parts: dict[str, Tree], local: bool) -> Tree:
    """Parts in the shape that the file has, if that can hold them, else in the shortest that can."""
    if isinstance(raw, dict):
        single = raw.get("tiltak")
        if single is not None and not isinstance(single, list) and parts["tiltak"] == [single]:
            parts["tiltak"] = single
        names = sorted({*raw, *(name for name, value in parts.items() if value is not None)}, key=_place(list(raw)))
        kept = {name: parts.get(name) for name in names if parts.get(name) is not None or raw.get(name, "") is None}
        return kept if any(value is not None for value in kept.values()) else None
    full = {name: value for name, value in parts.items() if value is not None}
    if not full:
        return None
    if raw == "utelatt" and full == {"utelatt": "true"}:
        return raw
    if len(full) == 1 and full.keys() <= ({"mål"} if local else {"tekst", "tiltak"}):
        return next(iter(full.values()))
    return {name: full[name] for name in _ORDER if name in full}


def _place(there: Sequence[str]) -> Callable[[str], tuple[int, float]]:
    def place(name: str) -> tuple[int, float]:
        if name in there:
            return 0, there.index(name)
        before = [n for n, known in enumerate(there) if known in _ORDER and _ORDER.index(known) < _ORDER.index(name)]
        return 0, max(before, default=-1) + 0.5

    return place


def _actions(raw: Tree, found: Returned, base: int, labels: Labels) -> Tree:
    old = raw if isinstance(raw, list) else []
    new = [_action(old, action, found, base, labels) for action in found.actions]
    new = [action for action in new if action is not None]
    return new or (raw if not old else None)


def _action(old: list[Tree], action: ReturnedAction, found: Returned, base: int, labels: Labels) -> Tree:
    was = action.was if action.was is not None and action.was < len(old) else None
    raw = old[was] if was is not None else None
    before = found.before_actions[was] if was is not None else []
    after = [change._replace(unit=_opening(n, change.unit)) for n, change in enumerate(action.text)]
    said = text(raw.get("tiltak") if isinstance(raw, dict) else raw, before, after, base + 1)
    line = found.before_follow_up[was] if was is not None else None
    if (line.key if line else "") == (action.follow_up.key if action.follow_up else ""):
        if isinstance(raw, dict):
            return raw | {"tiltak": said} if "tiltak" in raw or said is not None else raw
        return said
    fields = {key: raw.get(key) if isinstance(raw, dict) else None for key, _, _ in FIELDS}
    fields = follow_up(fields, line, action.follow_up, labels)
    whole = (raw if isinstance(raw, dict) else {}) | {"tiltak": said} | fields
    full = {name: value for name, value in whole.items() if value is not None}
    if not isinstance(raw, dict) and full.keys() <= {"tiltak"}:
        return said
    return {name: full[name] for name in sorted(full, key=_place(list(raw) if isinstance(raw, dict) else list(_ORDER)))}


def _opening(n: int, unit: Unit) -> Unit:
    return unit._replace(kind=Kind.PARAGRAPH, level=unit.level + 1) if n == 0 else unit


def follow_up(fields: dict[str, Tree], before: Unit | None, after: Unit | None, labels: Labels) -> dict[str, Tree]:
    """Return what is known of an action, of which its line in the document was changed."""
    names = labels_of(labels)
    was = dict(parted(before.text, names)) if before else {}
    free, parts = led_parts(after.text, names) if after else ("", [])
    now = dict(parts) if parts else was if free else {}
    for n, (key, _, _) in enumerate(FIELDS):
        said, behind = _typed(key, plain(now.get(n, "")), labels)
        now, free = now | {n: said}, " ".join(filter(None, (free, behind)))
    if free and free not in now[_RESULT]:  # words without any label: they are somebody's, and not to be lost
        now[_RESULT] = " ".join(filter(None, (now[_RESULT], free)))
    for n, (key, _, _) in enumerate(FIELDS):
        if plain(was.get(n, "")) != now[n]:
            fields[key] = _value(key, now[n], labels)
    return fields


def _typed(key: str, said: str, labels: Labels) -> tuple[str, str]:
    """A date, an amount or a status, and the words behind it that are none of it."""
    first, dot, behind = said.partition(" · ")
    read = _value(key, first, labels)
    known = read in set(Status) if key == "status" else read != first
    return (first, behind) if dot and known else (said, "")


def _value(key: str, said: str, labels: Labels) -> str | None:
    """Words of a line as the file has them: dates, amounts and the words for how far something has come."""
    if key == "frist":
        said = str(day(said))
    elif key == "kostnad":
        said = str(amount(said))
    elif key == "status":
        named = (choice.value for choice in Status if labels.status(choice).lower() == said.lower())
        said = next(named, None) or status(said) or said
    return said or None
