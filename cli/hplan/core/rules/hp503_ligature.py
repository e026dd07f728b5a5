"""HP503: two or three letters in one sign."""

from collections.abc import Iterator

from hplan.core.texts.prose import by_line, fix, hits, pattern, words
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def check(subject: Subject) -> Iterator[Finding]:
    """Find ligatures, which come along from PDFs."""
    if subject.signs.isdisjoint(_LETTERS):
        return
    for line in by_line(hits(subject, pattern("[ﬀ-ﬆ]"))):
        mended = fix(hit.edit(_LETTERS[hit.match[0]]) for hit in line)
        yield RULE.at(line[0].at, width=1, fix=mended, words=words(line))


RULE = Rule(
    code="HP503",
    name="ligature",
    severity=Severity.HINT,
    message=N_("Letters such as fi and ff are joined into one sign in: {words}"),
    advice=N_("Write them as single letters; they come along from PDFs."),
    why=N_("A search for the word does not find it, and a spelling checker or a screen reader may not know it."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Kurs for proﬁlerte tillitsvalgte
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Kurs for profilerte tillitsvalgte
""",
    check=check,
)
