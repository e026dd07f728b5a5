"""HP508: a Markdown heading in a text: headings are the document's own."""

from collections.abc import Iterator

from hplan.core.texts.prose import Hit, hits, pattern
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix, Rule, Severity
from hplan.model.subject import Subject

_MARKED = r"(?:^|(?<=\n)) {0,3}(?:> ?)*#{1,6}[ \t]+[^\s#][^\n]*"
_UNDERLINE = r"\n(?:=+|-+)[ \t]*(?:\n|$)"
_UNDERLINED = r"(?:^|(?<=\n)) {0,3}[^\s>#|*+=•·-][^\n|]*\n(?:=+|-+)[ \t]*(?=\n|$)"
_POINT = r"\s*(?:[-*+•·>\uf0b7]|\d+[.)])"
_FAR = 2000  # characters in which a paragraph's beginning is looked for


def check(subject: Subject) -> Iterator[Finding]:
    """Find lines that Markdown takes for headings: those that begin with #, and those with a line drawn below."""
    prose = subject.prose
    if "#" in prose:
        for hit in hits(subject, pattern(_MARKED)):
            mark = hit.match[0].index("#")
            written = hit.match[0][mark:].rstrip()
            at = hit.at._replace(column=hit.at.column + mark) if hit.literal else hit.at
            title = written.strip("# \t")
            block = subject.source[subject.offset(hit.text.at)] == "|"  # elsewhere YAML may see more than two stars
            plain = block and hit.literal and _alone(hit) and not pattern(r"[*_`\[<\\]").search(title)
            mended = Fix((Edit(at, written, f"**{title}**"),)) if plain else None
            yield RULE.at(at, width=len(written), fix=mended, text=title)
    if "\n-" in prose or "\n=" in prose:
        for hit in hits(subject, pattern(_UNDERLINE), pattern(_UNDERLINED)):
            title = hit.match[0].partition("\n")[0]
            if not _in_list(hit):
                yield RULE.at(hit.at, width=len(title), advice=UNDERLINED, text=title.strip())


def _alone(hit: Hit) -> bool:
    """Whether the line has nothing right above or below it, so that it stays a paragraph of its own."""
    value, (start, end) = hit.text.value, hit.match.span()
    return value[max(0, start - 2) : start] in ("", "\n\n") and value[end : end + 2] in ("", "\n", "\n\n")


def _in_list(hit: Hit) -> bool:
    """Whether the line belongs to a point or a quote, which a line drawn below it ends."""
    value, start = hit.text.value, hit.match.start()
    above = value.rfind("\n\n", max(0, start - _FAR), start)
    paragraph = value[above + 2 if above >= 0 else max(0, start - _FAR) : start] + hit.match[0].partition("\n")[0]
    return bool(pattern(_POINT).match(paragraph) or pattern(rf"\n{_POINT}").search(paragraph))


UNDERLINED = N_("Put an empty line above the dashes if they are to part two paragraphs, or delete them.")
RULE = Rule(
    code="HP508",
    name="heading-in-field",
    severity=Severity.HINT,
    message=N_("“{text}” is written as a heading, and is printed as a line in bold"),
    advice=N_("Write the line between two stars on each side, **…**, or as an ordinary paragraph."),
    why=N_(
        "The headings of the document are the areas and the goals; whoever reads with a screen reader finds the way by "
        "them. Headings inside the texts would break their order."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive: |
      ## Verving

      Vi verver hele året.
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive: |
      **Verving**

      Vi verver hele året, se sak #12.
""",
    check=check,
)
