"""HP506: a hyphen where an en dash means “to”."""

from collections.abc import Iterator

from hplan.core.texts.prose import Hit, address, fix, hits, pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# What is counted, or what a number before it is of: without one of them the numbers may be a section or an id.
_UNITS = (
    r"år|uker|veker|måneder|månader|mnd|dager|dagar|timer|timar|minutter|minutt|ganger|gonger|gong|personer|personar"
    r"|medlemm?er|medlemm?ar|deltakere|deltakarar|deltagere|tillitsvalgte|tillitsvalde|ansatte|tilsette|møter|møte"
    r"|medlemsmøter|medlemsmøte|styremøter|styremøte|kurs|samlinger|samlingar|besøk|arbeidsplassbesøk|arbeidsplasser"
    r"|arbeidsplassar|bedrifter|virksomheter|verksemder|kroner|kr|prosent|prosentpoeng|%|lærlinger|lærlingar"
    r"|elever|elevar|læreplasser|læreplassar|klubber|klubbar|aktiviteter|aktivitetar|arrangementer|arrangement"
)
_MONTHS = r"januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_YEAR = r"(?:19|20)\d\d"
_RANGE = (
    rf"(?<![\w.,:/@#§+–-])(?:(?P<years>{_YEAR} ?- ?(?:{_YEAR}|\d\d))|(?P<numbers>\d{{1,5}}(?:[.,:]\d{{1,2}})?\.?"
    rf"(?:-| - )\d{{1,5}}(?:[.,:]\d{{1,2}})?))(?![\w/@–-]|[.,:]\w)(?=\.?(?P<after>(?:[ \xa0]\d{{3}})*[ \xa0]?[\w%]*))"
)
_DAYS = r"mandag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag"
_SHORT = r"jan|feb|apr|jun|jul|aug|sept?|okt|nov|des|man|tirs|tys|ons|tors|fre|lør|lau|søn"
_NAMES = rf"(?:{_MONTHS}|{_DAYS}|(?:{_SHORT})\.)"
_NAMED = rf"(?i)(?<![\w./-]){_NAMES}-{_NAMES}(?![\w/-])"
_SOME_NAME = (
    r"-(?<=[a-z.]-)(?:jan|feb|mar|apr|mai|ju[nl]|aug|sep|okt|nov|des|man|t[iy]r?s|ons|tor|fre|l[øa][ru]|s[øu]n)"
)
_CLOCK = r"(?i)(?:^|[^\w])(?:kl\.?|klokk[ae]n?|uke|uker|veke|veker|side|sidene|s\.|frå|fra|mellom) ?$"
_NUMBERED = r"(?i)(?:\d|§|\b(?:sak|saksnr|nr|pkt|punkt|kap|kapittel|artikkel|del|hta|tlf|telefon|mobil|lovens)\.?) ?$"


def check(subject: Subject) -> Iterator[Finding]:
    """Find years, hours and counted things with a hyphen between two numbers that grow."""
    for hit in hits(subject, pattern(r"-(?<=[\d. ]-) ?\d"), pattern(_RANGE)):
        before = hit.text.value[max(0, hit.match.start() - 20) : hit.match.start()]
        if not _range(hit, before) or address(hit):
            continue
        words = hit.match[0].replace(" ", "")
        first, last = words.split("-")
        preposition = pattern(r"(?i)(?:^|\W)(fra|frå|mellom) $").search(before)
        if preposition:
            join = "og" if preposition[1].lower() == "mellom" else "til"
            suggestion = f"{preposition[1]} {first} {join} {last}"
            yield RULE.at(hit.at, width=len(hit.match[0]), advice=WORDS, range=hit.match[0], suggestion=suggestion)
        else:
            suggestion = words.replace("-", "–")
            mended = fix([hit.edit(suggestion)])
            yield RULE.at(hit.at, width=len(hit.match[0]), fix=mended, range=hit.match[0], suggestion=suggestion)
    for hit in hits(subject, pattern(_SOME_NAME), pattern(_NAMED)):
        if address(hit):
            continue
        suggestion = hit.match[0].replace("-", "–")
        mended = fix([hit.edit(suggestion)])
        yield RULE.at(hit.at, width=len(hit.match[0]), fix=mended, range=hit.match[0], suggestion=suggestion)


def _range(hit: Hit, before: str) -> bool:
    """Whether it is from something to something, by the words around it and the numbers."""
    first, last = hit.match[0].replace(" ", "").split("-")
    after, years = hit.match["after"].strip(" \xa0"), hit.match["years"]
    if pattern(_NUMBERED).search(before) or after[:4] == ".pdf":
        return False
    if years:
        return int(first[-len(last) :]) < int(last) and (len(last) == 4 or int(last) > 12)
    month = pattern(_MONTHS).fullmatch(after)
    if first.endswith("."):
        return bool(month)
    unit = pattern(rf"(?:\d{{3}}[ \xa0]?)*(?:{_UNITS})").fullmatch(after)
    return (bool(unit) or bool(pattern(_CLOCK).search(before))) and _value(first) < _value(last)


def _value(number: str) -> float:
    return float(number.replace(",", ".").replace(":", "."))


WORDS = N_("Write “{suggestion}”, or the numbers alone with an en dash.")
RULE = Rule(
    code="HP506",
    name="hyphen-in-range",
    severity=Severity.HINT,
    message=N_("The hyphen in “{range}” means “to”"),
    advice=N_("Write {suggestion}, with an en dash."),
    why=N_(
        "“From … to” is written with an en dash and no spaces, says the Language Council of Norway (Språkrådet); "
        "a hyphen joins the parts of a word."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve 10-15 medlemmer i 2026-2027
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve 10–15 medlemmer etter kommuneloven § 5-2, HTA 3-4 og vedtak 2026-10-01
""",
    check=check,
)
