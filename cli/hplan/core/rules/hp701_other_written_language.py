"""HP701: bokmål in a nynorsk plan, and the other way round."""

import re
from collections.abc import Iterator
from functools import cache

from hplan.core.texts.prose import unquoted
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
        arbeidsgivar arbeidsgjevar verksemda tenester tenestene barnehagar skular arbeidsplassar stillingar avdelingar
        samlingar forhandlingar løysingar utfordringar endringar ordningar møteplassar avtalar samarbeidsavtalar
        lærlingar kommunar aktivitetar leiar leiaren leiarar nestleiar halde følgje velje besøkje styrkje høyring
        høyringar høyringssvar heiltid sjukefråvær rekneskap dagar timar hausten oppgåver vedteke
        """.split()  # noqa: SIM905 (a list of words is read and mended as text)
    ),
    Language.BOKMAL: frozenset(
        """
        ikke jeg hva hvem hvordan hvorfor hvor hver hvert hverandre hvilke hvilken fra mer være vært ble noe noen annet
        dere deres en et hun dem mye selv eget sammen flere gjøre gjøres innen hverken videre bedre hvis imidlertid
        særlig offentlige vanskelig tidligere måned ganger øke øker følge gjelder tillitsvalgt tillitsvalgte fagforening
        fagforeningen ansatte arbeidsgiver virksomheten tjenester tjenestene barnehager skoler arbeidsplasser stillinger
        avdelinger samlinger forhandlinger løsninger utfordringer endringer ordninger møteplasser avtaler
        samarbeidsavtaler lærlinger kommuner aktiviteter leder lederen ledere nestleder holde velge sørge høring
        høringer høringssvar sykefravær regnskap dager timer høsten oppgaver hele egne medlemsmøter daglig skriftlig
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
    if foreign >= FEWEST_OF_PLAN and mostly(other, own, [text.value for text in subject.texts]):
        place = subject.plan.place("språk")
        yield RULE.at(place, advice=CHANGE_IT, found=NAMES[other], own=NAMES[own], code=other.value)
        return
    for text in subject.texts:
        if found := written_in(other, own, text.value):
            word, start = found
            yield RULE.at(subject.place(text, start, word), width=len(word), found=NAMES[other], own=NAMES[own])


# So many different words of the other language make a text, and a whole plan.
FEWEST, FEWEST_OF_PLAN = 2, 3
# A whole plan has them in so many of its texts, which are at least this part of them: copied paragraphs are not.
TEXTS, PART = 3, 6
NAMES = {Language.BOKMAL: "bokmål", Language.NYNORSK: "nynorsk"}
CHANGE_IT = N_("Most of the plan is in {found}. If that is its language, write språk: {code}.")


def mostly(other: Language, own: Language, texts: list[str]) -> bool:
    """Whether a whole plan is in `other`: by the words of each, and by the texts that have more of one of them."""
    known: set[str] = set()
    foreign = at_home = leaning = standing = 0
    for text in texts:
        words = {word for word, _ in _words(text)}
        there, here = words & MARKERS[other], words & MARKERS[own]
        known |= there
        foreign, at_home = foreign + len(there), at_home + len(here)
        leaning, standing = leaning + (len(there) > len(here)), standing + (len(here) > len(there))
    enough = len(known) >= FEWEST_OF_PLAN and leaning >= max(TEXTS, len(texts) / PART)
    return enough and foreign > 2 * at_home and leaning > 2 * standing


def _words(text: str) -> list[tuple[str, int]]:
    """The words of a text outside of what is quoted, and where they begin; not names, but the first whatever it is."""
    text = unquoted(text)
    if text[1:2].islower():
        text = text[0].lower() + text[1:]
    return [(found[0], found.start()) for found in _word().finditer(text)]


def written_in(other: Language, own: Language, text: str) -> tuple[str, int] | None:
    """Return the first word that gives a text away as `other`: of two or more, and three for each of `own`'s."""
    if MARKERS[other].isdisjoint(text.split()):
        return None
    words = _words(text)
    foreign = {word for word, _ in words if word in MARKERS[other]}
    at_home = {word for word, _ in words if word in MARKERS[own]}
    if len(foreign) < max(FEWEST, 3 * len(at_home)):
        return None
    return next((text[start : start + len(word)], start) for word, start in words if word in foreign)


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
