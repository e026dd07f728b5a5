"""HP702: a word that no dictionary knows; asked only where it is selected by this very code."""

from collections.abc import Iterator
from itertools import islice

from hplan.core.texts.dictionaries import missing, speller
from hplan.core.texts.spelling import Judge, Token, foreign, right_words, tokens
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_JUDGED = 20_000  # words of a plan: fifteen times a long one
_FOUND = 100  # words of a plan, after which the rest is not looked at
_SUGGESTED = 15  # words of a plan with suggestions: one can take Hunspell half a second
_INITIAL = 6  # letters of a word that begins a sentence: a shorter unknown one is a name as often as not


def check(subject: Subject) -> Iterator[Finding]:
    """Find each unknown word once, at its first place."""
    language = subject.plan.written_language
    lexicon = next((lexicon for lexicon in subject.lexicons if lexicon.language == language), None)
    if lexicon is None:
        raise missing(f"{language}_NO")
    dictionary, left = speller(lexicon), _SUGGESTED
    for places in islice(_unknown(subject, Judge(dictionary, language, right_words(subject))), _FOUND):
        first = places[0]
        left -= 1
        suggestions = dictionary.suggestions(first.word.lower()) if left >= 0 else ()
        if first.word[0].isupper() and not any(other.islower() for other in suggestions):
            continue  # a name that begins a sentence
        wording = RULE if len(places) == 1 else RULE._replace(message=MORE_THAN_ONCE)
        yield wording.at(
            subject.place(first.text, first.start, first.written),
            advice=DID_YOU_MEAN if suggestions else None,
            width=len(first.written),
            word=first.written,
            count=len(places),
            suggestions=", ".join(f.capitalize() if first.word[0].isupper() else f for f in suggestions),
        )


def _unknown(subject: Subject, judge: Judge) -> Iterator[list[Token]]:
    """Yield the places of each unknown word, in the order of the first ones."""
    found: dict[str, list[Token]] = {}
    names: set[str] = set()
    left = _JUDGED
    for text in dict.fromkeys(subject.texts):  # an alias stands for a text that has been looked at
        seen = list(islice(tokens(text), left))
        left -= len(seen)
        names |= {token.word.lower().removesuffix("s") for token in seen if token.inner and token.word[0].isupper()}
        unknown = [token for token in seen if _doubtful(token, judge)]
        if not foreign({token.word for token in unknown}, {token.word for token in seen}):
            for token in unknown:
                found.setdefault(token.word.lower(), []).append(token)
    for word, places in found.items():
        if places[0].word.islower() or word.removesuffix("s") not in names:
            yield places


def _doubtful(token: Token, judge: Judge) -> bool:
    word = token.word
    accepts = judge.accepts_first if token.part else judge.accepts
    if word.islower():
        return not accepts(word)
    name = token.inner or token.named or len(word) < _INITIAL
    return not (name or accepts(word.lower()) or accepts(word))


MORE_THAN_ONCE = N_("“{word}” is not in the dictionary; it is written so {count} times in the plan")
DID_YOU_MEAN = N_("Did you mean: {suggestions}? If the word is right, add it to words in hplan.toml.")
RULE = Rule(
    code="HP702",
    name="spelling",
    severity=Severity.HINT,
    message=N_("“{word}” is not in the dictionary"),
    advice=N_("Look whether it is written as it should be. If the word is right, add it to words in hplan.toml."),
    why=N_(
        "A dictionary finds slips that everybody has read past. It does not know every word of ours; that is why this "
        "is asked only where HP702 is named in select, and needs an extra and a dictionary on the machine."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Ringe alle nye medlemer innen en uke
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Ringe alle nye medlemmer innen en uke
""",
    check=check,
)
