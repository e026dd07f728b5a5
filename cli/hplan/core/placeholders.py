"""Words that stand for others: what somebody writes to fill in later."""

import re
from functools import cache
from itertools import islice

NOTHING = frozenset({"-", "–", "—", "--", "N/A", "n/a", "I/A", "i/a"})
_WORDS = frozenset(
    ("tbd", "tba", "todo", "xx", "xxx", "fyll inn", "fyll ut", "skriv inn", "skriv her", "sett inn", "set inn")
) | {"lorem ipsum"}
_WHOLE = frozenset(("…", "...", "..", ".", "?", "??", "???", "kommer", "kommer senere", "kjem", "kjem seinare")) | {
    "avklares",
    "avklarast",
}
LONGEST = 20
# One of these is wherever `_words` finds something; they are cheap to look for.
_SIGNS = ("TODO", "TBD", "odo:", "xx", "XXX", "???", "____", "orem ipsum")
_HERE = ("kriv her", "nn her", "ut her", "kst her", "oe her", "oko her")
_MANY = 20
_AND_SO_ON = frozenset(("osv", "etc", "mm", "m.m", "mv", "m.v", "ol", "o.l", "mfl", "m.fl", "dl", "d.l", "bl.a"))


def alone(text: str) -> bool:
    """Whether a text is nothing but a placeholder; one of `NOTHING` is another matter."""
    if len(text) > LONGEST:
        return False
    word = text.strip().lower()
    return word in _WHOLE or word in _WORDS or word.strip("[](){}<>*_ .:!…") in _WORDS


def possible(text: str) -> bool:
    """Whether one of the words that give a placeholder away can be in a text; quick, for a whole plan at once."""
    if any(sign in text for sign in _SIGNS) or ("..." in text and "......" in text):
        return True
    return " her" in text and any(sign in text for sign in _HERE)


def inside(text: str) -> tuple[int, str] | None:
    """Return where a placeholder stands inside a text, and what it is; not in code, nor a line across the page."""
    patterns = [
        pattern for pattern, here in ((_words, possible(text)), (_brackets, "[" in text or "<" in text)) if here
    ]
    for found in (found for pattern in patterns for found in islice(pattern().finditer(text), _MANY)):
        line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        across = found[0][0] == "_" and not line.strip(" _")
        if not across and text.count("`", 0, found.start()) % 2 == 0:
            return found.start(), found[0]
    return None


@cache
def _words() -> re.Pattern[str]:
    """Words and signs that stand alone; not in addresses or compound words."""
    word = r"TODO|TBD|[Tt]odo(?=:)|xx+(?:\.xx+)*|XXX+|Xxx+|[Ll]orem [Ii]psum"
    here = r"(?:[Ss]kriv|(?:[Ff]yll|[Ss]ett?|[Ll]egg|[Ss]kriv) (?:inn|ut))(?: tekst| noe| noko)? her"
    return re.compile(rf"(?<![\w/.@#-])(?:(?:{word}|{here})(?![\w/@-])|\?{{3,}}|_{{4,}}|\.{{6,}})")


@cache
def _brackets() -> re.Pattern[str]:
    """What is to be filled in, in brackets that are no link."""
    blank = "navn|namn|dato|beløp|tekst|sted|stad|tall?|antall?|kommune"
    inside = rf"(?:skriv|fyll|sett?|legg) (?:inn|ut|her)\b[^\]>\n]{{0,60}}|{blank}"
    return re.compile(rf"[\[<](?i:{inside})[\]>](?![(\[:])")


def broken_off(text: str) -> str:
    """Return the last line of a text that ends in … or ..., and "" for quotations and lists that mean “and so on”."""
    line = text.rpartition("\n")[2]
    if not line.endswith(("…", "...")) or line.lstrip().startswith(">"):
        return ""
    said = line.rstrip(" .…").lower()
    return "" if said.endswith(",") or said.rpartition(" ")[2] in _AND_SO_ON else line
