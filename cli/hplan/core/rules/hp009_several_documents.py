"""HP009: more than one YAML document in the file."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP009",
    name="several-documents",
    severity=Severity.UNREADABLE,
    message=N_("A second document begins here"),
    advice=N_("Delete the line with ---, or move what follows to a file of its own."),
    why=N_("A plan is one document; what follows a line of --- would not be read."),
    failing="""\
---
språk: nb
""",
    passing="språk: nb\n",
)
