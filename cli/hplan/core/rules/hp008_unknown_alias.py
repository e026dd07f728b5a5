"""HP008: an alias whose anchor does not come before it."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP008",
    name="unknown-alias",
    severity=Severity.UNREADABLE,
    message=N_("“*{name}” refers to something that does not stand above it"),
    advice=N_("Put the text in quotes if it is meant to begin with a star."),
    why=N_("In YAML a value that begins with * is a reference to an anchor, &."),
    failing="""\
lokale_mål:
  - *Verving
""",
    passing="""\
lokale_mål:
  - "*Verving*: tre nye i måneden"
""",
)
