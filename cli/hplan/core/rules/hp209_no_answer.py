"""HP209: a text that says nothing of what the branch will do."""

from collections.abc import Iterator

from hplan.core.texts.prose import pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_LONGEST = 26
_NOTHING = frozenset(
    "x ja nei ok on no yes ingen inga ingenting uaktuelt utgår utelatt utelates utelatast".split()  # noqa: SIM905
) | {
    f"{none} {what}"
    for nones, whats in (
        (("ingen", "ingen nye", "ingen egne", "ingen eigne", "ingen lokale", "ingen spesielle"), ("tiltak", "mål")),
        (("ikke", "ikkje"), ("aktuelt", "relevant", "prioritert")),
    )
    for none in nones
    for what in whats
}
# A reason for leaving a goal out, in one sentence that promises nothing for later.
# “Ikke aktuelt å godta deltid” is a standpoint, “ikke relevant praksis” one thing of many, and “utelates medlemmer,
# krever vi …” a condition: only what says where, when or why may follow.
_IRRELEVANT = r"(?:uaktuelt|(?:(?:det )?er )?ikk(?:e|je) (?:aktuelt|relevant))(?!(?: \w+){0,3} (?:å|at)\b)"
_FOLLOWING = (
    "for|i|på|hos|her|der|nå|no|fordi|da|siden|sidan|ettersom|grunnet|grunna|pga|av|etter|fra|frå|per|pr|inntil|ut|som|"
    "ved|under|uten|utan|enda|ennå|endå|enno|lenger|lengre|lokalt|foreløpig|førebels|akkurat|dessverre|diverre|dette|"
    "denne|eller|og|(?:med )?(?:(?:nye|egne|eigne|lokale|spesielle) )?(?:tiltak|mål)"
)
_BEGUN = rf"(?:utelat(?:t|es|ast)|utgår|{_IRRELEVANT})\b(?! (?!\W|(?:{_FOLLOWING})\b))"
_MORE = r"[–—:;]| - |[.!?] |\n|, (?:krev|skal|vil|må|bør)|"
_MORE += r"\b(?:men|kjem|kommer|blir|vert|tas|20\d\d)\b|\bvi (?!har|er|ikk(?:e|je)|mangl)"
_SHOWN = 6  # words of it


def check(subject: Subject) -> Iterator[Finding]:
    """Find answers and actions that are yes or no, figures or a time alone, send the reader elsewhere, or leave out."""
    short = {text.at for text in subject.texts if _suspect(text.value) and _kind(text.value)}
    for answer in subject.plan.answers if short else ():
        for text in (answer.text, answer.wording if answer.id is None else None, *(a.text for a in answer.actions)):
            if text and text.at in short:
                short.discard(text.at)  # an alias says it again
                words = text.value.split()
                said = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
                yield RULE.at(text.at, width=len(text.value), severity=_kind(text.value), text=said)


def _suspect(text: str) -> bool:
    return len(text) <= _LONGEST or text[:1] in "uUiIdDeE"


def _kind(text: str) -> Severity | None:
    """How grave it is that a text is all that is said."""
    said = text.lower().strip("[]().:!/*_ ")
    if said in _NOTHING or (said[:1].isdigit() and pattern(r"[\d\s.,:/–-]+").fullmatch(said)):
        return Severity.WARNING
    if pattern(_BEGUN).match(said) and not pattern(_MORE).search(said):
        return Severity.WARNING
    return Severity.HINT if said.startswith(("se ", "sjå ")) and _elsewhere(said) else None


def _elsewhere(said: str) -> bool:
    place = r"(?:over|ovenfor|ovanfor|under|nedenfor|nedanfor|(?:(?:pkt\.?|punkt|mål|område|kap\.?) ?)?\d(?:\.\d)*)"
    return bool(pattern(rf"(?:se|sjå) (?:også |òg )?{place}").fullmatch(said))


RULE = Rule(
    code="HP209",
    name="no-answer",
    severity=Severity.WARNING,
    message=N_("“{text}” does not say what the branch will do"),
    advice=N_("Write what is to be done. If the branch leaves the goal out, write utelatt: and the reason."),
    why=N_("It counts as an answer and is printed as one, and nobody can follow it up."),
    failing="""\
handlingsplan:
  heltid:
    pensjon: Ikke aktuelt
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon: {utelatt: Ikke aktuelt}
""",
    check=check,
)
