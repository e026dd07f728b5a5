"""HP701: bokmål in a nynorsk plan, and the other way round."""

import re
from collections.abc import Iterator
from functools import cache

from hplan.core.prose import unquoted
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Language
from hplan.model.subject import Subject

# Small words, and some of the field's own, that one written language has and the other has not, by the dictionaries and
# by use: no radical bokmål (heile, vart), no homographs (bare, disse, kven). docs/language.md says how they were found.
MARKERS = {
    Language.NYNORSK: frozenset(
        """
        ikkje eg kva korleis kvifor kvarandre meir vere vera vore verte noko nokon nokre noka desse dei dykkar deira
        hennar eit ein mykje sjølv saman fleire gjere gjera gjer gjerast sidan medan utan innan utanfor innanfor endå
        difor korkje anten vidare særleg offentleg offentlege vanskeleg tidlegare mogleg månad gonger setje leggje frå
        berre då kjem tek framleis medlemmar medlemene medlemane tillitsvald tillitsvalde fagforeining fagforeininga
        arbeidsgivar arbeidsgjevar verksemda tenester tenestene
        """.split()  # noqa: SIM905 (a list of words is read and mended as text)
    ),
    Language.BOKMAL: frozenset(
        """
        ikke jeg hva hvem hvordan hvorfor hvor hver hvert hverandre hvilke hvilken fra mer være vært ble noe noen annet
        dere deres en et hun dem mye selv eget sammen flere gjøre gjøres innen hverken videre bedre hvis imidlertid
        særlig offentlige vanskelig tidligere måned ganger øke øker følge gjelder tillitsvalgt tillitsvalgte fagforening
        fagforeningen ansatte arbeidsgiver virksomheten tjenester tjenestene
        """.split()  # noqa: SIM905
    ),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Find texts in the other language; if the plan as a whole is, it is `språk` that is wrong, and said once."""
    own = Language(subject.plan.written_language)
    other = Language.NYNORSK if own is Language.BOKMAL else Language.BOKMAL
    foreign = len(MARKERS[other].intersection(subject.prose.split()))
    if foreign < FEWEST:
        return
    if foreign >= WHOLE_PLAN and mostly(other, own, subject.prose):
        place = subject.plan.place("språk")
        yield RULE.at(place, advice=CHANGE_IT, found=NAMES[other], own=NAMES[own], code=other.value)
        return
    for text in subject.texts:
        if found := written_in(other, own, text.value):
            word, start = found
            yield RULE.at(subject.place(text, start, word), width=len(word), found=NAMES[other], own=NAMES[own])


# So many different words of the other language make a text, and a whole plan.
FEWEST, WHOLE_PLAN = 2, 5
NAMES = {Language.BOKMAL: "bokmål", Language.NYNORSK: "nynorsk"}
CHANGE_IT = N_("Most of the plan is in {found}. If that is its language, write språk: {code}.")


def mostly(other: Language, own: Language, prose: str) -> bool:
    """Whether a whole plan is in `other`: by the different words of each, outside of what is quoted."""
    words = _word().findall(unquoted(prose))
    foreign = len(MARKERS[other].intersection(words))
    return foreign >= WHOLE_PLAN and foreign > 2 * len(MARKERS[own].intersection(words))


def written_in(other: Language, own: Language, text: str) -> tuple[str, int] | None:
    """Return the first word that gives a text away as `other`: of two or more, and three for each of `own`'s."""
    if len(MARKERS[other].intersection(text.split())) < FEWEST:
        return None
    words = [(found[0], found.start()) for found in _word().finditer(unquoted(text))]
    foreign = {word for word, _ in words if word in MARKERS[other]}
    at_home = {word for word, _ in words if word in MARKERS[own]}
    if len(foreign) < max(FEWEST, 3 * len(at_home)):
        return None
    return next((word, start) for word, start in words if word in foreign)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/@.-])[a-zæøåéèêóòô]++(?![\w/@-])")


RULE = Rule(
    code="HP701",
    name="other-written-language",
    severity=Severity.HINT,
    message=N_("This is written in {found}, but the plan is in {own}"),
    advice=N_("Write it in {own}, or put it in « » if it is quoted from somewhere."),
    why=N_(
        "A plan is in one written language; hplan prints the national texts and the headings in it. Text that was "
        "copied from another plan or from a letter is easily left in the other."
    ),
    failing="""\
språk: nn
handlingsplan:
  heltid:
    pensjon:
      - Vi skal ikke godta at noen mister pensjonen
""",
    passing="""\
språk: nn
handlingsplan:
  heltid:
    pensjon:
      - Vi skal ikkje godta at nokon mistar pensjonen
""",
    check=check,
)
