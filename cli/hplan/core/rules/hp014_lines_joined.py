"""HP014: points of a list that melt into one text."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP014",
    name="lines-joined",
    severity=Severity.WARNING,
    message=N_("This looks like a point of its own, but does not become one"),
    advice=N_(
        "Begin each point with a dash and a space, right below the point above. Is it to have a number or a letter, "
        "write | after the key, and the lines below it."
    ),
    why=N_(
        "YAML makes one text of several lines; it knows a point by a dash with a space after it, and no other sign."
    ),
    failing="""\
lokale_mål:
  - Møteplasser
    – medlemsmøter
    – klubbmøter
""",
    passing="""\
lokale_mål:
  - Møteplasser
  - Medlemsmøter – og klubbmøter
""",
)
