"""HP507: no space after the stop or the comma."""

from collections.abc import Iterator

from hplan.core.texts.prose import address, fix, hits, pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_LOWER, _UPPER = "a-zæøåáčđŋšŧžéèòôüöä", "A-ZÆØÅÁČĐŊŠŦŽÉÖÄ"
_LEFT = f"(?P<left>(?<![{_LOWER}{_UPPER}\\d])[{_LOWER}{_UPPER}][{_LOWER}]{{2,40}})"
_SENTENCE = f"[{_UPPER}](?:[{_LOWER}]{{0,40}}|[{_UPPER}]{{1,5}})"
_RIGHT = {".": _SENTENCE, "!": _SENTENCE, "?": _SENTENCE, ",": f"[{_LOWER}{_UPPER}][{_LOWER}]{{1,40}}"}
# Endings of addresses and files.
_ENDINGS = frozenset(["com", "no", "net", "org", "eu", "se", "dk", "fi", "io", "app", "info", "js", "docx", "pdf"])
# Words that begin a sentence, and that no product is named with.
_OPENERS = (
    "Vi|Det|Dette|Den|Denne|De|Disse|Dei|Desse|Ein|Ei|Eit|En|Et|I|På|For|Når|Hvis|Dersom|Som|Alle|Ved|Etter|Med|Til|Fra"
    "|Frå|Gjennom|Flere|Fleire|Styret|Fagforeningen|Fagforeninga|Fagforbundet|Målet|Øke|Auke|Lage|Ha|Følge"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Find a stop or a comma between two words with nothing behind it."""
    for sign, right_word in _RIGHT.items():
        next_sign = f"{_LOWER}{_UPPER}" if sign == "," else _UPPER
        likely = pattern(rf"\{sign}(?<=[{_LOWER}]\{sign})[{next_sign}]")
        exact = pattern(rf"{_LEFT}\{sign}(?=(?P<right>{right_word})(?![\w@/=]|\.\w))")
        for hit in hits(subject, likely, exact):
            left, right = hit.match["left"], hit.match["right"]
            if right.lower() in _ENDINGS or address(hit):
                continue
            if sign != "," and left[0].isupper() and not pattern(_OPENERS).fullmatch(right):
                continue  # a name, perhaps, such as Visma.Net
            text = f"{left}{sign}{right}"
            sure = sign == "," or len(right) < 2 or right[1].islower()
            mended = fix([hit.edit(f"{left}{sign} ")]) if sure else None
            yield RULE.at(hit.at, width=len(text), fix=mended, advice=None if sure else PERHAPS, text=text, sign=sign)


PERHAPS = N_("Write a space after the sign, or in its place.")
RULE = Rule(
    code="HP507",
    name="glued-sentence",
    severity=Severity.HINT,
    message=N_("There is no space after the “{sign}” in “{text}”"),
    advice=N_("Write a space after the sign."),
    why=N_("Scanning and copying from PDFs glue words together; a screen reader reads them as one."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve flere medlemmer.Vi besøker alle i perioden,og følger opp
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve medlemmer, f.eks. på jobb. Meld deg på hos post@fagforbundet.no eller www.fagforbundet.no
""",
    check=check,
)
