"""HP007: more values than any plan has, most often by aliases of aliases."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP007",
    name="too-many",
    severity=Severity.UNREADABLE,
    message=N_("Written out, this means more than {megabytes} MB"),
    advice=N_("Write the values out instead of repeating them with & and *."),
    why=N_("A few lines of aliases can mean billions of values (a “billion laughs” bomb)."),
    passing="""\
lokale_mål:
  - &verve Verve flere
  - {mål: Flere unge medlemmer, tiltak: [*verve]}
""",
    failing="""\
lokale_mål:
  - &a [Verve, Verve, Verve, Verve, Verve, Verve, Verve, Verve, Verve, Verve]
  - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
  - &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
  - &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
""",
)
