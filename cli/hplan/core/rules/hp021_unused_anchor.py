"""HP021: a text that begins with an anchor, &, which nothing refers to."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP021",
    name="unused-anchor",
    severity=Severity.ERROR,
    message=N_("“&{name}” would not be printed"),
    advice=N_("Put the whole text in quotes if it is meant to begin with &. If not, delete “&{name}”."),
    why=N_("In YAML, & and a word is a name for what follows, so that * can repeat it. Nothing here does."),
    failing="""\
lokale_mål:
  - &co Fire kurs sammen med Delta
""",
    passing="""\
lokale_mål:
  - "&co: Fire kurs sammen med Delta"
""",
)
