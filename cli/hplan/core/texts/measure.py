"""Whether a text has something to measure it by: an amount, a frequency, a time, a whole, a thing to bring about.

The words are those that grammar gives: number words, units of time, quantifiers, and verbs whose object is there or not
when they are done; in bokmål and nynorsk. In doubt a text counts as measurable. docs/measurable.md has the criterion.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from hplan.model.place import Text
from hplan.model.plan import Action, Answer, Stage, Status
from hplan.model.subject import Subject


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What stands beside words, replaced by spaces; what ends a clause stays, as a word of its own.
_BESIDE = "()[]/«»“”\"'*_–-"
_ENDS = ".,:;!?"
_APART = tuple((sign, f" {sign} ") for sign in _ENDS)
_DIGIT = re.compile(r"\d")
# Any of these words is a measure, whatever stands beside it.
_ALWAYS = _words(
    # numbers; "en" and "ein" are articles
    "én ett éi éin eitt to fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten"
    " nitten tjue tretti førti femti seksti sytti åtti nitti hundre tusen dusin halvparten dobbelt doble dobles"
    " halvere halveres begge minimum"
    # frequency
    " årlig årlige årleg årlege halvårlig halvårlige halvårleg halvårlege månedlig månedlige månadleg månadlege"
    " ukentlig ukentlige ukentleg ukentlege vekentleg vekentlege kvartalsvis kvartalsvise halvårsvis"
    " halvårsvise månedsvis månedsvise månadsvis månadsvise ganger gonger"
    " annenhver annethvert annakvar annankvar annakvart"
    # time
    " januar februar mars april mai juni juli august september oktober november desember sommeren sommaren sumaren"
    " høsten hausten våren vinteren påske påsken påska jul julen julehelga årsskiftet årsslutt semester semesteret"
    " skoleåret skuleåret halvår halvåret kvartal kvartalet årsmøte årsmøtet valget valet kommunevalget kommunevalet"
    " stortingsvalget stortingsvalet fylkestingsvalget fylkestingsvalet kirkevalget kyrkjevalet sametingsvalget"
    " sametingsvalet hovedoppgjøret hovudoppgjeret mellomoppgjøret mellomoppgjeret"
    # wholes
    " samtlige samtlege ingen inga"
)
# These are a measure by what follows or precedes them.
_PERHAPS = _words(
    "tre alle hver hvert kvar kvart minst fast faste år året måned måneden månad månaden uke uka uken veke veka"
    " innen innan"
)
_EACH = frozenset(("hver", "hvert", "kvar", "kvart"))
_NOT_EACH_AFTER = frozenset(("etter", "ein", "ei", "eit"))  # etter hvert, ein kvar
_NOT_EACH_BEFORE = frozenset(("enkelt", "enkelte", "einskild", "einskilde", "for", "og", "fall", "tilfelle", *_ENDS))
_NOT_THREE = _words("i inn ut fram frem til av sammen saman tilbake")  # tre i kraft, tre sammen
_NOT_WHOLE = frozenset(
    ("og", "eller", "som", "skal", "har", "er", "får", "kan", "sammen", "saman", "på", "i", "", "de", *_ENDS)
)
_ON_THE_AGENDA = ("punkt", "tema", "sak", "saker", "post", "møte", "møter", "møta", "møtepunkt", "dag", "tid", "tider")
_TERMS = _words("fristen utgangen utløpet slutten starten neste første året årets sommerferien sommarferien")
# Verbs of bringing about: when it is done, something is there, or has been held, that was not.
_STEMS = _words(
    "utarbeid etabler opprett stift innfør arranger avhold gjennomfør kartlegg kartleggj signer publiser innkall"
    " bestill evaluer revider avvikl avslutt registrer underteikn undertegn lag skriv kjøp send lever feir inviter"
    " trykk start marker utpek oppnevn oppnemn reforhandl innhent dann besøk vitj"
)
_ENDINGS = ("e", "er", "es", "a", "ar", "ast", "ing", "inga", "ingen", "else", "elsen")
_MAKE = frozenset(stem + ending for stem in _STEMS for ending in _ENDINGS) | _words(
    "velge velger velges velje velja veljast vedta vedtar vedtas vedtek vedtakast inngå inngår inngås inngåast"
    " gjennomgå gjennomgår gjennomgås ansette ansetter ansettes tilby tilbyr tilbys foreslå foreslår"
)
_HOLD = _words("holde holder holdes halde held haldast halda")
# With a word after them: legge fram, dele ut, fremme krav, delta på; "Delta" alone is also the name of a union.
_WITH = frozenset(("fram", "frem", "ut", "på", "aktivt", "krav", "forslag", "sak"))
_LAY = _words(
    "legge legger legges leggje legg leggja leggast leggjast dele deler deles dela delar delast gi gir gje gjev delta"
    " deltar deltek deltaka fremme fremmer fremje fremjar reise reiser"
)
# What is held, and stands at the head of a point without a verb: "Vervekampanje i lunsjen".
_EVENTS = tuple(
    _words(
        "kurs møte møter møtet samling samlinger samlingar kampanje kampanjer kampanjar konferanse konferanser"
        " konferansar seminar seminarer temakveld fagdag temadag kontortid undersøkelse undersøking"
    )
)
_MORE = _words("flere fleire mer meir mere bedre betre økt auka større sterkere sterkare")
# Every word above that can decide alone.
_TELLING = _ALWAYS | _PERHAPS | _MAKE | _HOLD | _LAY


# Shorter texts are headings, placeholders and slips; with a verb that is vague, three words are enough to judge by.
_FEWEST, _FEWEST_VAGUE = 4, 3
_RING = "\u030a"
# No word of Norwegian is written with these: a text in Sámi is not for these word lists to judge.
_SAMI = frozenset("áčđŋńšŧžïöä")


class Unmeasured(NamedTuple):
    """A text with nothing to measure it by, and the words in it that promise nothing, with where they begin."""

    text: Text
    vague: str
    start: int


@lru_cache(maxsize=1)  # two rules ask, one after the other, and each shows its part
def unmeasured(subject: Subject) -> tuple[Unmeasured, ...]:
    """Return every text with nothing to measure it by: actions, goals of the branch's own, answers in free text.

    An evaluation looks back, and so does a result: nothing is asked of them.
    """
    plan = subject.plan
    if plan.stage and plan.stage.value is Stage.EVALUATION:
        return ()
    years = {str(year) for year in range(subject.strategy.start.value.year, subject.strategy.end.value.year + 1)}
    found = []
    sami = not _SAMI.isdisjoint(subject.signs)
    for answer in plan.answers:
        for text in _to_judge(answer, years):
            if not measured(text.value, years) and (not sami or _SAMI.isdisjoint(text.value)):
                words, start = vague(text.value)
                length = len([word for word in text.value.split() if len(word) > 1])
                if length >= (_FEWEST_VAGUE if words else _FEWEST):
                    found.append(Unmeasured(text, words, start))
    return tuple(found)


def _to_judge(answer: Answer, years: Collection[str]) -> Iterator[Text]:
    """The texts of an answer of which each must be measurable: the actions; without any, the text; then the goal."""
    own_goal = answer.wording if answer.id is None else None
    if not answer.actions:
        if own_goal and answer.text:
            yield own_goal._replace(value=f"{own_goal.value}\n{answer.text.value}")
        elif first := own_goal or answer.text:
            yield first
        return
    if (own_goal and measured(own_goal.value, years)) or (answer.text and measured(answer.text.value, years)):
        return
    for action in answer.actions:
        if action.text and not (any(action[3:]) and _said_in_a_field(action)):
            yield action.text


def _said_in_a_field(action: Action) -> bool:
    status = action.status.value if action.status else None
    return bool(action.deadline or action.indicator or action.result or status in (Status.DONE, Status.DROPPED))


def vague(text: str) -> tuple[str, int]:
    """Find the first words that promise nothing, and where; not in a clause below another: "for å", "der man"."""
    lower = text.lower()
    likely = [] if len(lower) != len(text) else [(sign, words) for sign, words in _VAGUE if sign in lower]
    for start, end in sorted(found.span() for sign, words in likely for found in _vague(sign, words).finditer(lower)):
        if _SUBORDINATE.isdisjoint(lower[max(0, start - 60) : start].split()[-3:]):
            return text[start:end], start
    return "", 0


_SUBORDINATE = _words("å som der at når hvis dersom om fordi")
# Up to two words between verbs and what they need after them.
_BETWEEN = r"(?:\s+\w+){0,2}?\s+"
_WORK = rf"(?:e|er|a|ar){_BETWEEN}(?:for(?!\s+(?:my|li|få|mange))|med|mot)"
_GIVE = rf"(?:ha|har|holde|holder|halde|held|sette|setter|setje|set|setja){_BETWEEN}"
# A sign that is quickly looked for, and the words in bokmål and nynorsk; those that begin with it, without it.
_VAGUE = (
    ("bidr", r"…(?:a|ar|eg)\s+til"),
    ("medv", r"…(?:irk(?:e|er)|erk(?:e|er|a|ar))\s+til"),
    ("følg", rf"…j?(?:e|er|a|jer)?{_BETWEEN}opp"),
    ("fylg", rf"…j?(?:e|er|a|jer)?{_BETWEEN}opp"),
    ("jobb", f"…{_WORK}"),
    ("arbeid", f"…{_WORK}"),
    ("fokus", rf"{_GIVE}fokus\s+på"),
    ("elys", rf"{_GIVE}søkj?elys\s+på"),
    ("klys", rf"{_GIVE}søklys\s+på"),
    ("fokuser", r"…(?:e|er|a|ar)\s+på"),
    ("rett", r"…(?:e|er|a|ar)\s+(?:fokus|søke?lyset|søke?lys|søkjelyset|søkjelys)\s+mot"),
    ("synl", rf"(?:være|vere|vera|er){_BETWEEN}synl(?:ig|eg)e?"),
    ("pådriv", r"(?:være|vere|vera|er)\s+(?:(?:en|ein)\s+)?pådriv(?:er|ar)"),
    ("legg", r"…(?:e|er|je|ja)?\s+(?:godt\s+|meir\s+|mer\s+)?(?:til\s+rette\s+for|vekt\s+på)"),
)


@cache
def _vague(sign: str, words: str) -> re.Pattern[str]:
    """The pattern of words, as words of their own. One that begins with letters is searched for much quicker."""
    if words[0] == "…":
        return re.compile(rf"{sign}(?<!\w{sign}){words[1:]}(?!\w)")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def measured(text: str, years: Collection[str] = ()) -> bool:
    """Whether a text has something to measure it by. `years` are those of the period, never part of a name."""
    if _RING in text:  # å in two signs, as text from a Mac has it
        from unicodedata import normalize

        text = normalize("NFC", text)
    words = _split(text.lower())
    if telling := _TELLING.intersection(words):  # of most texts, none: then there is little left to ask
        if not telling.isdisjoint(_ALWAYS):
            return True
        perhaps = not telling.isdisjoint(_PERHAPS)
        if perhaps and any(_in_place(words, at) for at, word in enumerate(words) if word in _PERHAPS):
            return True
    return _brings_about(words, telling) or (_DIGIT.search(text) is not None and _number(text, years))


def _split(lower: str) -> list[str]:
    """Return the words of a text; quicker than by a pattern."""
    for sign in _BESIDE:
        if sign in lower:
            lower = lower.replace(sign, " ")
    if "pr. " in lower:
        lower = lower.replace("pr. ", "pr ")
    for sign, apart in _APART:
        if sign in lower:
            lower = lower.replace(sign, apart)
    return lower.split()


def _in_place(words: list[str], at: int) -> bool:
    """Whether a word that can be a measure is one where it stands."""
    word = words[at]
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if word in _EACH:
        return before not in _NOT_EACH_AFTER and after not in _NOT_EACH_BEFORE
    if word == "alle":
        return after not in _NOT_WHOLE
    if word == "tre":
        return before not in ("å", "et", "eit") and after not in _NOT_THREE
    if word == "minst":
        return before not in ("ikke", "ikkje") and after not in ("mulig", "mogleg", "mogeleg")
    if word in ("fast", "faste"):
        return after.endswith(_ON_THE_AGENDA)
    if word in ("innen", "innan"):  # not "innen helse og omsorg"
        return after in _TERMS
    return before in ("i", "per", "pr", "om")  # i året, per uke


def brings_about(text: str) -> bool:
    """Whether a text promises one thing that is to be made or held, and so is done some day."""
    words = _split(text.lower())
    return _brings_about(words, _TELLING.intersection(words))


def _brings_about(words: list[str], telling: frozenset[str]) -> bool:
    """Whether one thing is to be made or held; "more" of it, without a number, is a direction and not a thing."""
    if words and words[0].endswith(_EVENTS):
        return True
    if not telling:
        return False
    if not _HOLD.isdisjoint(telling) and any(word.endswith(_EVENTS) for word in words):
        return True
    return not (_MAKE.isdisjoint(telling) and _LAY.isdisjoint(telling)) and any(
        after not in _MORE and (word in _MAKE or (word in _LAY and after in _WITH))
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )


# What each of the alternatives below has in it; most texts have none of them.
_DECOYS = (
    *("://", "](", "www.", "§", "20", "still"),
    *("kap", "paragraf", "punkt", "pkt", "side", "nr", "nummer", "ledd", "artikkel"),
)


@cache
def _not_a_number() -> re.Pattern[str]:
    """Match what has digits and is no amount: addresses, sections of laws, the period itself, the size of a post."""
    return re.compile(
        r"(?<!\w)\w{1,10}://\S+|\]\([^()\s]*\)|www\.\S+"
        r"|(?:§{1,2}|\b(?:kapittel|kap\.?|paragraf|punkt|pkt\.?|side|nr\.?|nummer|ledd|artikkel)) ?\d+(?:[-–.]\d+)*"
        r"|\b20\d\d ?[-–/] ?(?:20)?\d\d\b(?![-–/.]\d)"
        r"|(?<!\d)\d{1,3} ?(?:%|prosents?)[- ]?(?:(?!av )\w+ ){0,2}?still",
        re.IGNORECASE,
    )


def _number(text: str, years: Collection[str]) -> bool:
    """Whether a number in the text is an amount or a date, and not part of a name: Fane 2, Agenda 2030."""
    lower = text.lower()
    if any(sign in lower for sign in _DECOYS):
        text = _not_a_number().sub(" ", text)
    for found in re.finditer(r"(?<![\w./-])\d++(?![\w-]*[^\W\d_])", text):
        before = text[max(0, found.start() - 40) : found.start()].split()
        named = (
            len(before) > 1
            and before[-1][:1].isupper()
            and before[-1][-1] not in ".:,;"
            and before[-2][-1] not in ".:!?"
        )
        if not named or found[0] in years:
            return True
    return False
