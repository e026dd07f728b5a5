"""HP014: points of a list that melt into one text."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP014",
    name="lines-joined",
    severity=Severity.WARNING,
    message=N_("This looks like a point of its own, but becomes part of the text above"),
    advice=N_("Begin each point with a dash and a space, right below the point above."),
    why=N_("Lines further in are one text in YAML, and lists from Word have signs that YAML does not know."),
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
