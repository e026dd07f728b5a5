"""HP013: a text that goes on after a # that was not meant as a comment."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP013",
    name="text-after-hash",
    severity=Severity.ERROR,
    message=N_("What stands from {text} on is a comment, and not part of the text"),
    advice=N_("Put the whole text in quotes; or a space after the # if it is meant as a comment."),
    why=N_("In YAML, # with a space in front begins a comment: the rest of the line would not be printed."),
    failing="""\
lokale_mål:
  - Bruke #fagforbundet på nett
""",
    passing="""\
lokale_mål:
  - "Bruke #fagforbundet på nett"
  - Øke medlemstallet  # fra styremøtet
""",
)
