"""What a document says of the plan that it was made of, so that `hplan import` can take it back after people edited it.

A line names the plan, its strategy and the stage; the others have a digest of each part of the plan as it was then, by
which a part is known that has changed since. They are properties of a DOCX, which Word and LibreOffice keep, and
comments at the end of the Markdown: nothing that a reader sees.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, unquote
from zlib import crc32

from hplan.core.document.labels import FOLLOW_UP, Labels
from hplan.model.plan import Action, Answer, Plan, Stage
from hplan.model.strategy import Strategy

_FORM = "1"
_LENGTH = 240  # Word cuts properties that are longer than 255 letters
_LINK = re.compile(r"(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?: [^()]*)?\)")
_NUMBER = re.compile(r"^(?:[^\S\n]|>)*\d+\\?[.)] ", re.MULTILINE)
_NO_LETTER = re.compile(r"[\W_]+")


class Identity(NamedTuple):
    """The plan that a document was made of: its file's name, its strategy's id, the stage, digests of its parts."""

    plan: str
    strategy: str
    stage: Stage
    parts: Mapping[str, str]


def digest(texts: Iterable[str]) -> str:
    """Return four signs for the letters and figures of Markdown texts: how they are marked up is no matter."""
    said = "".join(_NO_LETTER.sub("", _NUMBER.sub("", _LINK.sub("", text))) for text in texts)
    return urlsafe_b64encode((crc32(said.encode()) & 0xFFFFFF).to_bytes(3, "big")).decode()


def row_key(name: str) -> str:
    """Return the name of the part that a row of the situation table is."""
    return f"s{digest([name])}"


def follow_up(action: Action, labels: Labels) -> Iterator[tuple[str, str, str]]:
    """Yield what a document shows of an action besides its text: the plan file's key, the label, and the words."""
    for key, label, name in FOLLOW_UP:
        field = getattr(action, name)
        if field is not None:
            value: object = field.value
            if key == "status" and action.status:
                shown = labels.status(action.status.value)
            elif isinstance(value, date):
                shown = labels.date(value)
            else:
                shown = labels.amount(value) if isinstance(value, int) else str(value)
            yield key, labels.text(label), shown


def shown(answer: Answer, labels: Labels) -> Iterator[str]:
    """Yield what a document shows of an answer, in its order."""
    omitted = answer.omitted.reason if answer.omitted else None
    yield from (text.value for text in (answer.wording, omitted, answer.text) if text)
    for action in answer.actions:
        yield action.text.value if action.text else ""
        yield from (f"{label}{words}" for _, label, words in follow_up(action, labels))


def parts(plan: Plan, strategy: Strategy, labels: Labels) -> dict[str, list[str]]:
    """Return the texts of each part of a plan that can be changed by itself, by a short name of the part."""
    meeting = plan.annual_meeting.value if plan.annual_meeting else ""
    day = labels.date(meeting) if isinstance(meeting, date) else meeting
    found = {"f": [*(text.value for text in (plan.name, plan.county) if text), day]}
    found["i"] = [plan.introduction.value] if plan.introduction else []
    for row in plan.situation:
        area = strategy.areas.get(row.area.value) if row.area else None
        name = area.title.written(labels.language).value if area else row.area.value if row.area else ""
        cells = [cell.value for cell in (row.now, row.short_term, row.long_term) if cell]
        found.setdefault(row_key(name), []).extend(cells)
    for area in strategy.areas.values():
        if not (said := plan.areas.get(area.id)):
            continue
        for goal in area.goals:
            if answer := said.goals.get(goal.id):
                found[goal.number] = ["x", *shown(answer, labels)]
        items = (said.strategies[item.id] for item in area.strategies if item.id in said.strategies)
        changes = [text for item in items for text in shown(item, labels)]
        found |= {f"{area.number}s": changes} if changes else {}
        local = [text for item in said.local_goals for text in shown(item, labels)]
        found |= {f"{area.number}l": local} if local else {}
    found["l"] = [text for item in plan.local_goals for text in shown(item, labels)]
    return found


def written(slug: str, plan: Plan, strategy: Strategy, stage: Stage, labels: Labels) -> list[str]:
    """Return the lines that a document carries."""
    lines = [f"{_FORM} {strategy.id.value} {stage.value} {quote(slug, errors='surrogateescape')}"]
    line = ""
    for name, texts in parts(plan, strategy, labels).items():
        piece = f"{name}={digest(texts)}"
        if len(line) + len(piece) > _LENGTH:
            lines.append(line)
            line = ""
        line += f" {piece}" if line else piece
    return [*lines, line]


def read(lines: list[str]) -> Identity | None:
    """Return what lines say that a document carries; None where they are not such lines."""
    words = lines[0].split(" ", 3) if lines else []
    stages = {stage.value: stage for stage in Stage}
    if len(words) != 4 or words[0] != _FORM or words[2] not in stages:
        return None
    pieces = (piece.rpartition("=") for line in lines[1:] for piece in line.split())
    return Identity(
        unquote(words[3], errors="surrogateescape"),
        words[1],
        stages[words[2]],
        {name: said for name, _, said in pieces if name},
    )
