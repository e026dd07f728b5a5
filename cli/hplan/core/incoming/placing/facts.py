"""What a document says of itself: whose plan it is, when it was adopted."""

import re

from hplan.core.incoming.lines.line import Line
from hplan.core.reading.shape import meant_day

_NAME = re.compile(r"\b(Fagforbundet\s+(?!sitt\b|sine\b)[A-ZÆØÅ][\w.\-–]*(?:[ -](?:og|[A-ZÆØÅ][\w\-]*|\d{1,3}\b))*)")
_COUNTY = re.compile(r"^(?:fylkeskrets|fylke)\s*:?\s+([A-ZÆØÅ][\w\- ]{2,40})$", re.I)
_COUNTIES = re.compile(
    r"Agder|Akershus|Buskerud|Finnmark|Innlandet|Møre og Romsdal|Nordland|Oslo|Rogaland|Telemark|Troms|Trøndelag"
    r"|Vestfold|Vestland|Østfold"
)  # of Norway, since 2024
_MEETING = re.compile(r"(?:vedtatt|vedteken|årsmøte\w*)\b.{0,40}?(\d{1,2})\.\s*(\d{1,2}|[a-z]+)\.?\s*(20\d\d)", re.I)
_STAGES = {"utkast": "utkast", "innstilling": "innstilling", "vedtatt": "vedtatt", "vedteken": "vedtatt"}


def fact(facts: dict[str, str], line: Line) -> bool:
    """Take a fact from a line at the top of a document; return whether there was one, and nothing else."""
    text = line.text
    if len(text) > 120 or line.item:
        return False
    known = len(facts)
    if (found := _NAME.search(text)) and "navn" not in facts:
        facts["navn"] = " ".join(found[1].split())
    if found := _COUNTY.match(text):
        facts["fylkeskrets"] = found[1].strip()
    elif _COUNTIES.fullmatch(text.strip()):
        facts["fylkeskrets"] = text.strip()
    if (found := _MEETING.search(text)) and (day := iso(found[1], found[2], found[3])):
        facts["årsmøte"] = day
        facts.setdefault("fase", "vedtatt" if re.search("vedt", text, re.I) else "innstilling")
    first = text.split()[0].lower().strip(".:,") if text.split() else ""
    if first in _STAGES:
        facts["fase"] = _STAGES[first]
    return len(facts) > known


def iso(day: str, month: str, year: str) -> str:
    """Return a date as plans have it; empty where it is none."""
    try:
        found = meant_day(f"{day}.{month}.{year}".lower())
    except ValueError:  # on no calendar
        return ""
    return found.isoformat() if found else ""


def is_day(text: str) -> bool:
    """Whether a text is a date, and nothing else."""
    try:
        return meant_day(text.strip().lower()) is not None
    except ValueError:  # on no calendar
        return False
