"""HP511: signs that cannot be seen: soft hyphens and spaces without width."""

from collections.abc import Iterator

from hplan.core.texts.prose import Hit, by_line, fix, hits, pattern, words
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# Joiners (U+200C, U+200D) are left alone: scripts of Asia and pictures (emoji) are written with them.
_SIGNS = "\u00ad\u200b\u2060\ufeff"
_STEERS = ":#-?,[]{}&*!|>'\"%@`"


def check(subject: Subject) -> Iterator[Finding]:
    """Find invisible signs in the texts."""
    prose = subject.prose
    if not any(sign in prose for sign in _SIGNS):
        return
    for line in by_line(hits(subject, pattern(f"[{_SIGNS}]+"))):
        mended = fix(hit.edit("") if _safe(hit) else () for hit in line)
        yield RULE.at(line[0].at, width=len(line[0].match[0]), fix=mended, words=words(line))


def _safe(hit: Hit) -> bool:
    """Whether words and YAML stay what they are without it: it stands in a word, or between a word and a space."""
    value, (start, end) = hit.text.value, hit.match.span()
    before, after = value[start - 1 : start] if start else "", value[end : end + 1]
    if any(sign in _STEERS for sign in (before, after) if sign):
        return False
    if "\u00ad" in hit.match[0] and not (before.isalpha() and after.isalpha()):
        return False  # it may be the hyphen at the end of a line
    return ((before.isalnum() or before.isspace() or not before) and after.isalnum()) or before.isalnum()


RULE = Rule(
    code="HP511",
    name="invisible-sign",
    severity=Severity.HINT,
    message=N_("A sign that cannot be seen stands in: {words}"),
    advice=N_("Delete it, or write the word anew; it comes along from web pages, Word and PDFs."),
    why=N_("Soft hyphens and spaces without width part a word for a search, a spelling checker and a screen reader."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Øke organisasjons\u00adgraden
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Øke organisasjonsgraden
""",
    check=check,
)
