"""HP010: a YAML tag."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP010",
    name="tag",
    severity=Severity.UNREADABLE,
    message=N_("The tag {tag} is not allowed"),
    advice=N_("Put the text in quotes if it is meant to begin with an exclamation mark."),
    why=N_("In YAML a value that begins with ! is a tag, which could name a type of a program."),
    failing="""\
lokale_mål:
  - !Viktig Øke medlemstallet
""",
    passing="""\
lokale_mål:
  - "!Viktig: Øke medlemstallet"
""",
)
