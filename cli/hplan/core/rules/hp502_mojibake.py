"""HP502: letters that were read in another encoding than they were written in (å as Ã¥)."""

from collections.abc import Iterator

from hplan.core.texts.prose import Hit, by_line, fix, hits, pattern, words
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# The bytes 80 to BF of UTF-8, as Western European Windows shows them; and as Latin-1 does, where YAML allows it.
_NEXT = "\x85\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SIGNS = (
    f"[ÃÂ][{_NEXT}]|â[€‚†ˆ‰œ][{_NEXT}]|ï[»¬‚][{_NEXT}]|ðŸ[{_NEXT}][{_NEXT}]"
    "|(?:Å[¡¾§‹]|Ä‘)(?=[a-z])|(?<=[a-z])(?:Å[¡¾§‹]|Ä‘)"
)
# Read as by an old Mac; as mail and web pages write letters; and å and ø of DOS, of which only the place tells.
_OTHERS = (
    "√[•∏¶ÜòÖ©]|=[Cc]3=[89ABab][0-9A-Fa-f]|&(?:[aA]ring|[oO]slash|aelig|AElig);"
    "|(?<![^\\W\\d_])†(?=[a-z]{2})|(?<=[a-zæøå])[†›](?=[a-zæøå])"
)
_LIKELY = f"\ufffd|{_SIGNS}|{_OTHERS}"
_DOS = {"†": "å", "›": "ø"}
_NO_TEXT = frozenset(["Cc", "Cs", "Cn", "Zl", "Zp"])  # control characters and line breaks
_EXACT = f"\ufffd|(?:{_SIGNS})+|{_OTHERS}|â€"


def check(subject: Subject) -> Iterator[Finding]:
    """Find runs of signs that are the bytes of one letter, and the sign for a letter that was lost."""
    for line in by_line(hits(subject, pattern(_LIKELY), pattern(_EXACT))):
        meant = {id(hit): _meant(hit.match[0]) for hit in line}
        known = [hit for hit in line if meant[id(hit)]]
        for found in filter(None, (known, [hit for hit in line if not meant[id(hit)]])):
            sure = found is known and not any(_begins(subject, hit, meant[id(hit)]) for hit in known)
            sure = sure and not any(hit.match[0] in _DOS for hit in known)
            mended = fix(hit.edit(meant[id(hit)]) for hit in known) if sure else None
            advice = None if found is known else LOST
            # A document has the letters that web pages write so; whoever reads or searches the file has not.
            mild = all(hit.match[0][0] == "&" for hit in found)
            severity = Severity.HINT if mild else RULE.severity
            width = len(found[0].match[0])
            yield RULE.at(found[0].at, width=width, fix=mended, advice=advice, severity=severity, words=words(found))


def _meant(run: str) -> str:
    """Return the letters that a run of signs was before it was read wrongly, once or more; "" where that fails."""
    from unicodedata import category

    if run[0] in "√=&†›":
        return _other(run)
    letters = ""
    try:
        while not letters or pattern(_EXACT).fullmatch(letters):
            letters = b"".join(_byte(sign) for sign in letters or run).decode()
    except UnicodeError:
        return ""
    return "" if any(category(sign) in _NO_TEXT for sign in letters) else letters


def _other(run: str) -> str:
    """Return the letter that was written for a Mac, in mail, in a web page or in DOS."""
    from html import unescape

    if run[0] in "√=":
        bytes_ = run.encode("mac_roman") if run[0] == "√" else bytes.fromhex(run.replace("=", ""))
        return bytes_.decode()
    return _DOS.get(run) or unescape(run)


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
