"""HP509: HTML, which is printed as it stands."""

from collections.abc import Iterator

from hplan.core.texts.prose import by_line, hits, pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# Only the names that HTML has: <navn> and <10 % are somebody's own.
_NAMES = (
    "a|abbr|b|big|blockquote|body|br|button|center|code|dd|del|details|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i"
    "|iframe|img|input|ins|kbd|li|link|mark|meta|object|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub"
    "|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video|wbr|o:p|w:\\w+|v:\\w+|st1:\\w+"
)
_TAG = rf"(?<!\\)<(?:!--|/?(?i:{_NAMES})(?=[\s/>])[^<>\n]{{0,500}}>)"


def check(subject: Subject) -> Iterator[Finding]:
    """Find tags of HTML, and its comments."""
    if "<" not in subject.prose:
        return
    for line in by_line(hits(subject, pattern(_TAG))):
        tag = line[0].match[0]
        advice = COMMENT if tag == "<!--" else BREAK if tag[:3].lower() == "<br" else None
        yield RULE.at(line[0].at, width=len(tag), advice=advice, tag=tag)


COMMENT = N_(
    "Delete it: what stands in the comment is printed. A note that is not to be printed goes on a line with #."
)
BREAK = N_("Begin a new line, and leave an empty one above it, where a new paragraph is to begin.")
RULE = Rule(
    code="HP509",
    name="raw-html",
    severity=Severity.WARNING,
    message=N_("“{tag}” is HTML, and is printed as it stands"),
    advice=N_("Delete it, or use Markdown: **bold**, *italics*, a line with a dash in front for a point."),
    why=N_("Plans become Word documents, where HTML means nothing; and a stranger’s HTML is never obeyed."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve <b>fem</b> nye medlemmer
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve **fem** nye medlemmer, se <https://www.fagforbundet.no>; i dag er det <10 %
""",
    check=check,
)
