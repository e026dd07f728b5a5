"""HP502: letters that were read in another encoding than they were written in (å as Ã¥)."""

from collections.abc import Iterator

from hplan.core.prose import Hit, by_line, fix, hits, pattern, words
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# The bytes 80 to BF of UTF-8, as Western European Windows shows them; and as Latin-1 does, where YAML allows it.
_NEXT = "\x85\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SIGNS = (
    f"[ÃÂ][{_NEXT}]|â[€‚†ˆ‰œ][{_NEXT}]|ï[»¬‚][{_NEXT}]|ðŸ[{_NEXT}][{_NEXT}]"
    "|(?:Å[¡¾§‹]|Ä‘)(?=[a-z])|(?<=[a-z])(?:Å[¡¾§‹]|Ä‘)"
)
_FIRST = ("\ufffd", "Ã", "Â", "â", "ï", "ð", "¡", "¾", "‹", "Å§", "Ä‘")
_LIKELY = f"\ufffd|{_SIGNS}"
_NO_TEXT = frozenset(["Cc", "Cs", "Cn", "Zl", "Zp"])  # control characters and line breaks
_EXACT = f"\ufffd|(?:{_SIGNS})+|â€"


def check(subject: Subject) -> Iterator[Finding]:
    """Find runs of signs that are the bytes of one letter, and the sign for a letter that was lost."""
    prose = subject.prose
    if not any(sign in prose for sign in _FIRST):
        return
    for line in by_line(hits(subject, pattern(_LIKELY), pattern(_EXACT))):
        meant = {id(hit): _meant(hit.match[0]) for hit in line}
        known = [hit for hit in line if meant[id(hit)]]
        for found in filter(None, (known, [hit for hit in line if not meant[id(hit)]])):
            sure = found is known and not any(_begins(subject, hit, meant[id(hit)]) for hit in known)
            mended = fix(hit.edit(meant[id(hit)]) for hit in known) if sure else None
            advice = None if found is known else LOST
            width = len(found[0].match[0])
            yield RULE.at(found[0].at, width=width, fix=mended, advice=advice, words=words(found))


def _meant(run: str) -> str:
    """Return the letters that a run of signs was before it was read wrongly, once or more; "" where that fails."""
    from unicodedata import category

    letters = ""
    try:
        while not letters or pattern(_EXACT).fullmatch(letters):
            letters = b"".join(_byte(sign) for sign in letters or run).decode()
    except UnicodeError:
        return ""
    return "" if any(category(sign) in _NO_TEXT for sign in letters) else letters


def _begins(subject: Subject, hit: Hit, letters: str) -> bool:
    """Whether a dash or a bullet would begin a line of a text that is no block, where YAML has no place for it."""
    if letters[0] not in "–•·" or subject.source[subject.offset(hit.text.at)] in "|>":
        return False
    offset = subject.offset(hit.at)
    return not subject.source[offset - hit.at.column + 1 : offset].strip()


def _byte(sign: str) -> bytes:
    return sign.encode("latin-1") if sign < "\u0100" else sign.encode("cp1252")


LOST = N_("Write the letters that should stand there; nobody can tell them from what is left.")
RULE = Rule(
    code="HP502",
    name="mojibake",
    severity=Severity.WARNING,
    message=N_("Letters have turned into other signs in: {words}"),
    advice=N_("Write the words as they should be; Ã¥ was å, Ã¸ was ø, Ã¦ was æ and â€“ was –."),
    why=N_("Text in UTF-8 was opened as if it were in the older encoding of Windows, and saved again."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Ã…pne mÃ¸ter for alle medlemmer
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Åpne møter for alle medlemmer
""",
    check=check,
)
