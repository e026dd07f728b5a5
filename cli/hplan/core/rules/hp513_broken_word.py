"""HP513: words that scanning or copying has broken: mgte, med1emmer, tillits- valgte."""

from collections.abc import Iterator
from functools import cache

from hplan.core.national import every_wording
from hplan.core.texts.prose import Hit, address, by_line, hits, pattern, words
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_LOWER = "[a-zæøå]"
# Pieces of common words with an ø; no word has them with g or p in its place (docs/spelling.md says how it is known).
_PIECES = (
    r"gjør bjørn kjøn kjøp kjør kjøt følg lønn lønst prøv tøy\b nomfør innfør ordfør tføre \bufør derfør esøk(?!t)"
    r" rsøk(?!t) løpet \bstø[rt] \bspø \bønsk \bøvri \bøke \bhøst \bhøy[ert] \bhør[eit] \bsjø[lk] nødve drøf løft smøt"
    r" spørs"
)
_ONLY = {
    "g": rf"møt{_LOWER} \bøkt \b[bdfhlrt]ø(?!bt)[bdfhklmnprstvy]{_LOWER}{{2}}",
    "p": rf"\bmøt[ae] \b[bdfjmrtn]ø[bdfhklmnrstvy]{_LOWER}{{2}}",
}
# Each begins with a sign that is quickly searched for, and looks back from there.
_DIGITS = (
    rf"0(?:(?<={_LOWER}{{2}}0)|(?<=\b[bdfhklmnrst]0)){_LOWER}{{2}}",
    rf"6(?<=\b[fhlms]6){_LOWER}{{2}}",
    rf"1(?:(?<={_LOWER}[aeiouyæøå]1)|(?<=[aeiouyæøå]{_LOWER}1))[aeiouyæøål]{_LOWER}",
    rf"¢{_LOWER}{{2}}",
    r"aer(?:(?<=\bvaer)[et]\b|(?<=\bbaer)ekraft|(?<=laer)(?:ling|ing|epl|ere)|(?<=naer)(?:ing|mest)|(?<=\bsaer)lig"
    r"|(?<=\bfaer)re)",
)
_HYPHEN = rf"-[ \n](?<={_LOWER}{{2}}-.){_LOWER}{{3}}"
_FOOT = r"Side [0-9]{1,3} av [0-9]"


def check(subject: Subject) -> Iterator[Finding]:
    """Find letters that no word has in a row, figures among letters, words that are parted, feet of pages."""
    yield from _found(subject, (_misread("g"), _misread("p"), *_DIGITS))
    yield from _parted(subject)
    if "Side " in subject.prose:
        for hit in hits(subject, pattern(_FOOT), pattern(_FOOT + "*")):
            yield RULE.at(hit.at, width=len(hit.match[0]), advice=FOOT, words=hit.match[0])


@cache
def _misread(letter: str) -> str:
    """What is found where an ø was read as a letter: a consonant on either side, and then what makes sure.

    The pieces that can be meant are grouped by the sign before the letter, of which few fit where it stands.
    """
    by_sign: dict[str, list[str]] = {}
    for piece in f"{_PIECES} {_ONLY[letter]}".split():
        before, after = piece.split("ø", 1)
        sign = "" if before == r"\b" or before[-1:] == "]" else before[-1]
        by_sign.setdefault(sign, []).append(f"(?<={before}{letter}){after}")
    sure = "|".join(f"(?<={sign}{letter})(?:{'|'.join(pieces)})" for sign, pieces in by_sign.items())
    within = rf"(?<![aeiouyæøå{letter}]{letter})(?:{sure})|konom|(?<=pa{letter})dend"
    return f"{letter}(?:(?=[bdfhk-np-tvy])(?:{within})|(?<=milj{letter}))"


def _found(subject: Subject, signs: tuple[str, ...]) -> Iterator[Finding]:
    """The words that have one of the signs in them; once for each line."""
    found: list[Hit] = []
    for sign in signs:
        if sign[0] in subject.prose:
            found += (hit for hit in hits(subject, pattern(sign)) if _meant(hit))
    for line in by_line(sorted(found, key=lambda hit: (hit.text.at, hit.match.start()))):
        start, end = _word(line[0])
        place = line[0].at._replace(column=line[0].at.column - line[0].match.start() + start)
        yield RULE.at(place, width=end - start, words=words(line))


def _word(hit: Hit) -> tuple[int, int]:
    """From where to where the word stands that something was found in."""
    value, (start, end) = hit.text.value, hit.match.span()
    while start and (value[start - 1].isalnum() or value[start - 1] == "¢"):
        start -= 1
    while end < len(value) and (value[end].isalnum() or value[end] == "¢"):
        end += 1
    return start, end


def _meant(hit: Hit) -> bool:
    """Whether a word is one of a text, and no address or file."""
    start, end = _word(hit)
    value = hit.text.value
    named = value[max(0, start - 1) : start] in tuple("./#_-") or value[end : end + 1] in tuple("/_")
    return not named and not (value[end : end + 1] == "." and value[end + 1 : end + 2].isalnum()) and not address(hit)


def _parted(subject: Subject) -> Iterator[Finding]:
    """The words with a hyphen and a space within that the plan or the national text has in one piece."""
    whole = rf"(?<!\w)({_LOWER}{{2,40}})-[ \n]({_LOWER}{{3,40}})(?!\w)"
    some = "- " in subject.prose or "-\n" in subject.prose
    found = list(hits(subject, pattern(_HYPHEN), pattern(whole))) if some else []
    known = _known(subject) if found else frozenset()
    for hit in (hit for hit in found if hit.match[1] + hit.match[2] in known):
        yield RULE.at(hit.at, width=len(hit.match[0]), advice=PARTED, words=" ".join(hit.match[0].split()))


def _known(subject: Subject) -> frozenset[str]:
    """The words of the plan and of the national text."""
    goals = (goal for area in subject.strategy.areas.values() for goal in area.goals)
    national = " ".join(text.value for goal in goals for text in every_wording(goal))
    return frozenset(pattern(r"\w+").findall(f"{subject.prose} {national}"))


PARTED = N_("Write it as one word, without the hyphen and the space.")
FOOT = N_("Delete it; it is the foot of a page.")
RULE = Rule(
    code="HP513",
    name="broken-word",
    severity=Severity.WARNING,
    message=N_("Scanning or copying has broken words: {words}"),
    advice=N_("Write the words as they should be; what is read from a picture may have g, p or 6 for ø, and 1 for l."),
    why=N_(
        "No Norwegian word has these letters in a row: they were looked for among the 1.3 million forms of Hunspell’s "
        "dictionaries. Readers stumble over the words, and a search does not find them."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Årsmgtet fglger opp arbeidsmiljget
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Årsmøtet følger opp arbeidsmiljøet
""",
    check=check,
)
