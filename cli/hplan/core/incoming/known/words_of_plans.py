"""The words that plans have for their own parts: headings, labels and the heads of columns, in both languages."""

import re
from functools import cache
from typing import NamedTuple

GOALS, STRATEGIES, LOCAL, INTRODUCTION = "goals", "strategies", "local", "introduction"
SITUATION, PRIORITIES, PLAN, ACTIONS = "situation", "priorities", "plan", "actions"
_YEARS = r"(?:\s*(?:for\s+)?(?:perioden\s*)?\(?\d{4}(?:\s*[-–/]\s*\d{2,4})?\)?)?"
_WHOSE = r"(?:våre|vårt|lokale|egne|fagforenings?ens|foreningens|fagforeiningas?|andre)"
_SECTIONS = (
    (
        GOALS,
        rf"(?:(?:nasjonale|fagforbundets|sentrale|overordna|overordnede)\s+)*(?:hoved|hovud)?mål(?:ene|a)?{_YEARS}",
    ),
    (STRATEGIES, rf"(?:(?:nasjonale|fagforbundets|sentrale)\s+)*strateg(?:ier|iar|iene|iane){_YEARS}"),
    (
        LOCAL,
        rf"(?:(?:{_WHOSE}\s+)?(?:lokalt?e?|egne|eigne|eget|eige)(?:\s+lokale)?\s+(?:del)?(?:mål|målsetting(?:er|ar))"
        r"|(?:andre|øvrige|øvrege)\s+(?:mål|saker|oppgaver|oppgåver))"
        rf"(?:\s+(?:for|i|til|på)\s+(?!\d).{{1,40}})?{_YEARS}|vårt (?:eget|eige)|våre (?:egne|eigne)"
        r"|mål for (?:hele |heile )?fagforening(?:en|a)"
        r"|(?:del)?mål (?:som )?(?:vi|styret|fagforening[ae]n?) har (?:satt|sett)(?: oss)?(?: sjølve?| selv)?",
    ),
    (INTRODUCTION, r"innledning|innleiing|forord"),
    (PLAN, rf"(?:fagforenings?ens\s+)?handlingsplan(?:en)?{_YEARS}"),
    (PRIORITIES, rf"strategiplan(?:en)?{_YEARS}|prioriterte områder?"),
    (
        SITUATION,
        r"(?:vedlegg\s*\d*\s*[:–-]?\s*)?(?:kartlegging(?:a|en)?(?: av| over)?\s+)?(?:fagforenings?ens\s+)?"
        r"(?:n[åo]-?\s?situasjon(?:en)?|(?:noverande|nåværende|dagens|vår) situasjon|situasjonen|situasjon(?= og)"
        r"|status|stoda?)"
        r"(?:\s+(?:i dag|n[åo]|hos oss))?(?:\s*(?:og|/)\s*utfordring(?:er|ar))?(?:\s+framover)?",
    ),
    (
        ACTIONS,
        rf"(?:{_WHOSE}\s+)?(?:tiltak|målsetting(?:er|ar)?|aktivitet(?:er|ar)?)(?:\s+for\s+perioden|{_YEARS})",
    ),
)
_LEAD = re.compile(r"^(?:[(]?\d{1,2}(?:\.\d{1,2})*[.)]?|[A-ZÆØÅ][.)]|(?:[Dd]el|[Kk]apittel) \d{1,2}[.:)]?)\s+")

AREA, GOAL, ACTION, RESPONSIBLE, DEADLINE = "område", "mål", "tiltak", "ansvarlig", "frist"
INDICATOR, COST, STATUS, RESULT, NUMBER = "indikator", "kostnad", "status", "resultat", "nummer"
SITUATION_COLUMNS = NOW, SHORT, LONG = "nå", "kort_sikt", "lang_sikt"
_COLUMNS = (
    (
        NOW,
        r"n[åo]-?\s?situasjon(?:en)?|dagens situasjon|situasjonen(?: i dag| no| nå)?|status i dag|noverande situasjon"
        r"|(?:slik er (?:det|situasjonen) )?(?:nå|no|(?:per )?i dag)|(?:nåværende|vår) situasjon|stoda?(?: i dag| no)?"
        r"|dagens status|status (?:nå|no)|her er vi(?: nå| no| i dag)?|utgangspunkt(?:et)?",
    ),
    (SHORT, r".*\bkort(?:are|ere)? sikt|utfordring(?:er|ar) (?:nå|no|i dag)"),
    (LONG, r".*\b(?:lang|lengre|lenger) sikt|utfordring(?:er|ar) (?:seinere|senere|seinare|framover)"),
    (AREA, r"(?:prioritert\s+)?område|tema"),
    (GOAL, r"(?:nasjonalt?|nasjonale|overordna|vårt|lokalt)?\s*(?:hoved|hovud|del)?mål(?:et|ene)?"),
    (
        ACTION,
        r"(?:våre\s+|lokale\s+)?(?:tiltak|aktivitet(?:er|ar)?|målsetting(?:er|ar)?)|[hk]va"
        r"|hva skal vi gjøre|kva skal vi gjere|tiltak\s*/\s*aktivitet",
    ),
    (RESPONSIBLE, r"ansvar(?:lige?|leg)?|hvem|kven|ansvarspersoner?|hvem har ansvaret"),
    (DEADLINE, r"(?:tids)?frist|når|tidspunkt|tidsrom|tidsplan|innen|innan|gjennomføres|tid"),
    (COST, r"kostnad(?:er|ar)?(?:\s*\(?(?:kr|nok)\)?)?|økonomi|budsjett|pris|kroner|kr|ressurs(?:er|ar)?"),
    (
        INDICATOR,
        r"indikator(?:er|ar)?|måles?(?: på| ved)?|måling|suksesskriteri(?:um|er)|slik måler vi.*|hvordan måle.*",
    ),
    (STATUS, r"status|gjennomført"),
    (RESULT, r"resultat(?:er|ar)?|evaluering|effekt"),
    (NUMBER, r"nr|#|punkt|pkt"),
)
_WORDS, _LETTERS = 4, 30  # of the label of a field, at most
_ENDS = (".", ",", ";", "|", "/", "·", "–", "-")  # what parts fields
_FIELDS = {RESPONSIBLE, DEADLINE, COST, INDICATOR, STATUS, RESULT}


@cache
def _one(sections: bool) -> re.Pattern[str]:
    """One pattern for all, whose name that fits first is the answer: they are asked of every line."""
    names = _SECTIONS if sections else _COLUMNS
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in names))


_OWN = re.compile(r"\b(?:selv|sjølve?|egne|eigne|eget|eige)\b", re.I)


def own(text: str) -> bool:
    """Whether a heading says that what follows is the branch's own: «Det vi har bestemt selv»."""
    return bool(_OWN.search(text))


def own_goal(text: str) -> int:
    """How many of the first words of a goal say that it is the branch's own: «Eget mål: Fast møteplass»."""
    head, colon, rest = text.partition(":")
    return len(head.split(" ")) if colon and rest.strip() and section(head) == LOCAL else 0


class Field(NamedTuple):
    """A field of an action in words: «Ansvarlig: leder»."""

    name: str
    value: str


def section(text: str) -> str:
    """Return which part of a plan a line is the heading of; empty where it is none."""
    bare = _LEAD.sub("", text.strip()).rstrip(" .:–-").lower()
    if len(bare) > 80:
        return ""
    found = _one(True).fullmatch(bare)
    return (found.lastgroup or "") if found else ""


def column(text: str) -> str:
    """Return what the head of a column says that it holds; empty where it says nothing known."""
    bare = " ".join(text.split()).strip(" .:?*").lower()
    if not bare or len(bare) > 60:
        return ""
    found = _one(False).fullmatch(bare)
    return (found.lastgroup or "") if found else ""


def field(text: str) -> Field | None:
    """Return the field that a line is, or begins with: «Frist: 1. mai»."""
    return next(iter(fields(text)), None)


def fields(text: str) -> list[Field]:
    """Return the fields that a line is: «Ansvarlig: leder. Frist: 1. mai». None, where it begins otherwise."""
    starts = [start for colon in re.finditer(":", text) if (start := _label(text, colon.start()))]
    if not starts or starts[0][0]:
        return []
    found, last = [], len(starts) - 1
    for number, (_begin, end, name) in enumerate(starts):
        value = text[end + 1 : starts[number + 1][0]] if number < last else text[end + 1 :]
        value = value.strip() if number == last == 0 else value.strip(" .,;|/·–-")
        found += [Field(name, value)] if value else []
    return found


def _label(text: str, end: int) -> tuple[int, int, str] | None:
    """The label of a field that ends at a colon: where it begins, where it ends, and which it is."""
    first = max(0, end - 2 * _LETTERS)  # of what is looked at: there may be thousands of colons in a line
    words = [first + found.start() for found in re.finditer(r"\S+", text[first:end])]
    for start in words[-_WORDS:]:
        begins = start == 0 or text[start].isupper() or text[max(0, start - _LETTERS) : start].rstrip().endswith(_ENDS)
        name = column(text[start:end]) if begins and end - start < _LETTERS else ""
        if name in _FIELDS:
            return start, end, name
    return None


def bare(label: str) -> str:
    """Return a label without the number behind it: «Mål 1.1:»."""
    return label.rstrip(" 0123456789.:")
