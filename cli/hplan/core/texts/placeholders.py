"""Words that stand for others: what somebody writes to fill in later."""

import re
from functools import cache
from itertools import islice, product

from hplan.core.reading.shape import MONTHS

NOTHING = frozenset({"-", "–", "—", "--", "N/A", "n/a", "I/A", "i/a"})
_BLANKS = "navn|namn|dato|beløp|tekst|sted|stad|tall|tal|antall|antal|kommune"
# A text that is nothing but this, whatever signs there are around it.
_WORDS = frozenset(
    word.strip()
    for word in """
    tbd|tba|todo|to do|xx|xxx|fyll inn|fyll ut|skriv inn|skriv her|sett inn|set inn|lorem ipsum|test|tekst|navn|namn
    |kommer senere|kjem seinare|kommer tilbake til dette|kjem tilbake til dette|dato kommer|dato kjem|navn kommer
    |namn kjem|mer kommer|meir kjem|avklares|avklarast|avklares senere|avklarast seinare|må avklares|må avklarast
    |fylles ut|fyllast ut|fylles ut senere|fylles ut seinere|fyllast ut seinare|fylles inn senere|fyllast inn seinare
    |velg et element|vel eit element|choose an item|insert text here
    """.split("|")  # noqa: SIM905 (a list of words is read and mended as text)
) | {f"{verb} inn {blank}" for verb, blank in product(("fyll", "skriv", "sett", "set"), _BLANKS.split("|"))}
_WHOLE = frozenset(("…", "...", "..", ".", "?", "??", "???", "kommer", "kjem"))
# Settled by nobody: in the situation table, as a result and as a reason, that may be all there is to say.
_UNSETTLED = frozenset(
    f"{word}{yet}" for word in ("ikke avklart", "ikkje avklart", "uavklart") for yet in ("", " ennå", " enno")
)
UNSETTLED = "vklart"
LONGEST = 26
# One of these is wherever `_words` or `_gaps` finds something, and only after a sign that is quicker to look for.
_SIGNS = {
    "": ("TODO", "TBD", "odo:", "orem ipsum", "likk ", ".."),
    " her": ("kriv her", "nn her", "ut her", "kst her", "oe her", "oko her"),
    "x": ("xx", " x "),
    "X": ("XX", " X "),
    "?": ("???",),
    "_": ("__",),
    "…": ("…",),
}
_MANY = 20
_AND_SO_ON = frozenset(("osv", "etc", "mm", "m.m", "mv", "m.v", "ol", "o.l", "mfl", "m.fl", "dl", "d.l", "bl.a"))
_GOES_ON = frozenset(("og", "eller", "samt", "i", "på", "for", "til", "med", "av", "å", "som", "at"))


def alone(text: str) -> bool:
    """Whether a text is nothing but a placeholder; one of `NOTHING`, and what is unsettled, is another matter."""
    word = text.strip().lower()
    return len(text) <= LONGEST and (word in _WHOLE or word.strip("[](){}<>*_ .:!…") in _WORDS)


def unsettled(text: str) -> bool:
    """Whether a text says only that nobody knows yet."""
    return text.lower().rstrip(" .!") in _UNSETTLED


def signs(text: str) -> list[str]:
    """Return those of the signs that give a placeholder away that are in a text; quick, for a whole plan at once."""
    return [sign for first, others in _SIGNS.items() if first in text for sign in others if sign in text]


def inside(text: str) -> tuple[int, str] | None:
    """Return where a placeholder stands inside a text, and what it is; not in code, nor a line across the page."""
    for pattern in (_words, _gaps, _brackets) if signs(text) else (_brackets,):
        for found in islice(pattern().finditer(text), _MANY):
            word, start = found[found.lastindex or 0], found.start(found.lastindex or 0)
            line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
            across = word[0] == "_" and not line.strip(" _")
            if not across and text.count("`", 0, start) % 2 == 0:
                return start, word
    return None


@cache
def _words() -> re.Pattern[str]:
    """Words and signs that stand alone; not in addresses or compound words."""
    word = r"TODO|TBD|[Tt]odo(?=:)|xx+(?:\.xx+)*|XXX+|Xxx+|[Ll]orem [Ii]psum"
    here = r"(?:[Ss]kriv|(?:[Ff]yll|[Ss]ett?|[Ll]egg|[Ss]kriv) (?:inn|ut))(?: tekst| noe| noko)? her"
    # What Word has in an empty field.
    click = r"[Kk]likk (?:eller trykk )?(?:her )?for å (?:skrive|legge|setje|sette|angi) (?:inn )?(?:tekst|ei?n dato)"
    return re.compile(rf"(?<![\w/.@#-])(?:(?:{word}|{here}|{click})(?![\w/@-])|\?{{3,}}|_{{4,}}|\.{{6,}})")


@cache
def _gaps() -> re.Pattern[str]:
    """A sign where a number is to stand: XX, …, ___ after a word that one follows, before something to count.

    Not “kap. XX”, “XX. landsmøte”, nor a pause ... as in speech, nor X, the network.
    """
    sign = r"(XX|[Xx]|\.{2,3}|…|_{2,3})"
    before = (
        r"(?:[Vv]erv[ea]|[Rr]ekruttere|[Ff]å|[Hh]olde|[Hh]alde|[Hh]a|[Aa]rrangere|[Gg]jennomføre|[Bb]esøkj?e|[Øø]ke"
        r"|[Aa]uke|[Ss]kape|[Vv]elge|[Vv]elje|[Ss]kolere|[Ss]kulere|[Ee]tablere|[Ll]age|[Mm]inst|[Mm]inimum"
        r"|[Mm]aks|[Mm]aksimum|[Cc]a\.?|[Ii]nntil|til|med|fra|frå|over|under|innen|innan|av)"
    )
    counted = (
        r"(?:(?:nye|yrkesaktive|unge) )?(?:medlem|møte|kurs\b|samling|besøk|arbeidsplass|tillitsv|plasstillitsv"
        r"|deltaker|deltakar|lærling|læreplass|person|gang|gong|kroner|prosent|time|timar|dager|dagar|klubb)"
    )
    month = rf"(?:{'|'.join(MONTHS)})\b"
    return re.compile(
        rf"(?<!\w){before} {sign} (?={counted})|^{sign} (?={counted})|(?<!\S){sign} ?(?:%|prosent\b)"
        rf"|\bden {sign}\.? ?{month}|(?<!\S)(XX)\.? {month}|\b[Kk]r\.? (XX+|[Xx]\b|\.{{2,3}}|…|_{{2,3}})(?!\w)"
        r"|(?<!\S)(_{2,3})(?=\s\w)",
        re.MULTILINE,
    )


@cache
def _brackets() -> re.Pattern[str]:
    """What is to be filled in, in brackets that are no link."""
    inside = r"(?:skriv|fyll|sett?|legg) (?:inn|ut|her)\b[^\]>\n]{0,60}"
    inside += rf"|(?:{_BLANKS})(?: (?:på|for|til) [^\]>\n]{{1,60}})?"
    return re.compile(rf"[\[<](?i:{inside})[\]>](?![(\[:])")


def broken_off(text: str) -> str:
    """Return the last line of a text that ends in … or ..., and "" for quotations and lists that mean “and so on”."""
    line = text.rpartition("\n")[2]
    if not line.endswith(("…", "...")) or line.lstrip().startswith(">"):
        return ""
    said = line.rstrip(" .…").lower()
    *before, last = said.split() or [""]
    listed = last[-1:] == "," or (last not in _GOES_ON and any(word[-1] == "," for word in before[-2:]))
    return "" if listed or last in _AND_SO_ON else line
