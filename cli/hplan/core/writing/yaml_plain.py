"""Values to YAML text where nothing in them needs thought: words in plain letters, in lists and mappings of such."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

Data = str | int | date | bool | None | Sequence["Data"] | Mapping[str, "Data"]

_SIGNS = r"\wæøåÆØÅ ,.()/%+«»–’!?;=…\-"
_LETTERS = "A-Za-zÆØÅæøåÉéÜü"
_ENDS = r"\w.)!?»%…"
_PLAIN = re.compile(rf"(?:\d+\. )?[{_LETTERS}](?:[{_SIGNS}]*[{_ENDS}])?|\d{{4}}-\d{{4}}")
_QUOTED = re.compile(rf"[{_LETTERS}][{_SIGNS}:]*[{_ENDS}:]")  # with a colon before a space, or at the end
_BLOCK = re.compile(rf"(?:[\w(«–-][{_SIGNS}:*#\"&\[\]\\]*)?")
_KEY = re.compile(r"[a-zæøå][a-zæøå_]+")
_OTHER = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n)")  # words that are no texts


def plain(value: Mapping[str, Data]) -> list[str] | None:
    """Return a mapping as lines; None where it has anything that is not plain."""
    lines: list[str] = []
    for key, held in value.items():
        made = _after(held, 2) if _KEY.fullmatch(key) and not _OTHER.fullmatch(key) else None
        if made is None:
            return None
        lines += [f"{key}:{made[0]}", *made[1:]]
    return lines


def _after(value: Data, indent: int) -> list[str] | None:
    """What comes after a colon: the rest of its line, and the lines below, moved in."""
    if value is None:
        return [""]
    if isinstance(value, str):
        return _text(value, indent)
    below = None
    if isinstance(value, Mapping) and value:
        below = plain(value)
    elif isinstance(value, Sequence) and value:
        below = _list(value)
    return None if below is None else ["", *_moved(below, indent)]


def _list(value: Sequence[Data]) -> list[str] | None:
    lines: list[str] = []
    for held in value:
        if isinstance(held, Mapping):
            made = plain(held) if held else None
        elif isinstance(held, str) and (after := _text(held, 0)):
            made = [after[0][1:], *after[1:]]
        else:
            made = None
        if not made:
            return None
        lines += [f"- {made[0]}", *_moved(made[1:], 2)]
    return lines


def _moved(lines: Sequence[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else line for line in lines]


def _text(text: str, indent: int) -> list[str] | None:
    """A text on its line, or as a block below it."""
    if "\n" not in text:
        if _PLAIN.fullmatch(text) and not _OTHER.fullmatch(text):
            return [f" {text}"]
        return [f" '{text}'"] if _QUOTED.fullmatch(text) and re.search(":(?: |$)", text) else None
    lines = text.split("\n")
    if not lines[0] or not lines[-1] or any(line != line.rstrip() or not _BLOCK.fullmatch(line) for line in lines):
        return None
    return [" |", *_moved(lines, indent)]
