"""What stands under a goal, as the data of a plan file: actions where there are points, a text where there is prose."""

from collections.abc import Callable, Sequence
from typing import Any

from hplan.core.incoming.composing.counted import counted
from hplan.core.incoming.composing.values import amount, day, status
from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.lines.markdown import at_start
from hplan.core.incoming.placing.found import Doing, LocalGoal
from hplan.core.writing.yaml_plain import Data

Shown = Callable[[Line], str]  # a line as Markdown, its pictures by the names of their files
_FIELDS = (parts.RESPONSIBLE, parts.DEADLINE, parts.INDICATOR, parts.COST, parts.STATUS, parts.RESULT)


def content_data(content: Sequence[Line | Doing], shown: Shown) -> dict[str, Data]:
    """Return the fields `tekst` and `tiltak` of an answer, those of them that it has."""
    content = counted(content)
    if any(isinstance(piece, Doing) or parts.field(piece.text) for piece in content):
        return {"tiltak": _actions(content, shown)}
    lines = [piece for piece in content if isinstance(piece, Line)]
    first = next((number for number, line in enumerate(lines) if line.item), len(lines))
    prose, points = lines[:first], lines[first:]
    together = any(not line.depth for line in points) or (prose and points and prose[-1].text.endswith(":"))
    if together or not points:
        return {"tekst": markdown(lines, shown)} if lines else {}
    found: dict[str, Data] = {"tekst": markdown(prose, shown)} if prose else {}
    return found | {"tiltak": [markdown(point, shown, points[0].depth) for point in _points(points)]}


def answer(fields: dict[str, Data]) -> Data:
    """Return an answer in its shortest form."""
    if len(fields) == 1 and (alone := fields.get("tekst") or fields.get("tiltak")):
        return alone
    return fields or None


def local_data(goal: LocalGoal, shown: Shown) -> Data:
    """Return a goal of the branch's own."""
    wording = markdown([goal.goal._replace(item=False, depth=0)], shown)
    fields = content_data(goal.content, shown)
    return {"mål": wording, **fields} if fields else wording


def _points(lines: Sequence[Line]) -> list[list[Line]]:
    """Points with what stands under each."""
    top, found = lines[0].depth, list[list[Line]]()
    for line in lines:
        if (line.item and line.depth <= top) or not found:
            found.append([])
        found[-1].append(line)
    return found


def markdown(lines: Sequence[Line], shown: Shown, base: int = 0) -> str:
    """Return lines as Markdown; `base` is the depth of the point that they are."""
    pieces: list[str] = []
    for number, line in enumerate(lines):
        deep = line.depth - base if line.item else 0
        listed = line.item and (deep > 0 or number > 0)
        text = shown(line)
        if listed:
            text = f"{'  ' * max(deep - 1, 0)}- {text}"
        else:
            text = at_start(text) if line.number or not line.item else text
            text = f"> {text}" if line.quote else text
        before = lines[number - 1] if number else None
        tight = listed and before is not None and before.item and not (number == 1 and not base)
        pieces.append(("\n" if tight or (number and listed and base) else "\n\n" if number else "") + text)
    return "".join(pieces)


def _actions(content: Sequence[Line | Doing], shown: Shown) -> list[Data]:
    found: list[dict[str, list[Any]]] = []
    for piece in content:
        if isinstance(piece, Doing):
            text = markdown(piece.lines, shown, max((li.depth for li in piece.lines[:1]), default=0))
            found.append({"tiltak": [text] if text else []})
            for name, lines in piece.fields.items():
                _set(found[-1], name, " ".join(line.text for line in lines if line.text))
        elif found and (fields := parts.fields(piece.text)):
            for field in fields:
                _set(found[-1], field.name, field.value)
        elif found and not piece.item and piece.depth:
            found[-1]["tiltak"].append(shown(piece))
        else:
            found.append({"tiltak": [at_start(shown(piece))]})
    return [_action(action) for action in found]


def _set(action: dict[str, list[Any]], name: str, text: str) -> None:
    """Give an action a field; what is said of it twice, or in words that the field does not take, is kept as well."""
    if not text:
        return
    value: Data = text
    if name == parts.DEADLINE:
        value = day(text)
    elif name == parts.COST:
        value = amount(text)
    elif name == parts.STATUS:
        value = status(text)
        if value is None:
            name, value = parts.RESULT, text
    if name in action:
        action[name].append(text)
    else:
        action[name] = [value]


def _action(action: dict[str, list[Any]]) -> Data:
    said = {name: action[name] for name in _FIELDS if name in action}
    fields = {name: values[0] if len(values) == 1 else "; ".join(map(str, values)) for name, values in said.items()}
    text: Data = "\n\n".join(action["tiltak"]).strip() if action["tiltak"] else None
    return {"tiltak": text, **fields} if fields else text
