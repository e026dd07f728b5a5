"""HP505: more than one space between two words."""

from collections.abc import Iterator

from hplan.core.texts.prose import Hit, by_line, fix, hits, pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_MANY = 4  # so many stand in columns, and somebody meant them


def check(subject: Subject) -> Iterator[Finding]:
    """Find two or three spaces between words; not where they set up a list or a table."""
    if "  " not in subject.prose:
        return
    found = hits(subject, pattern(r"  (?<=\S  )(?! *(?:\n|$))"), pattern(r"\S {2,}(?=\S)"))
    for line in by_line(hit for hit in found if not _layout(hit)):
        sign, place = line[0].match[0], line[0].at
        at = place._replace(column=place.column + 1) if line[0].literal else place
        mended = fix(hit.edit(f"{hit.match[0][0]} ") for hit in line)
        yield RULE.at(at, width=len(sign) - 1, fix=mended)


def _layout(hit: Hit) -> bool:
    """Whether the spaces follow a list's or a quote's sign, or make columns."""
    value, start = hit.text.value, hit.match.start()
    if len(hit.match[0]) > _MANY:
        return True
    before = value[max(0, start - 20) : start + 1].rpartition("\n")[2]
    marker = pattern(r"[\s>]*(?:[-*+•·>–]|[\w]{1,3}[.)])").fullmatch(before)
    return bool(marker) or hit.match[0][0] == "|" or value[hit.match.end()] == "|"


RULE = Rule(
    code="HP505",
    name="double-space",
    severity=Severity.HINT,
    message=N_("There is more than one space between two words"),
    advice=N_("Keep one of them."),
    why=N_("The document has only one of them anyway; a search for the words as they are printed would not find them."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve fem  nye medlemmer
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve fem nye medlemmer
""",
    check=check,
)
