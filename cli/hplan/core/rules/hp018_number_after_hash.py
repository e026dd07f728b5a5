"""HP018: a text that goes on with # and a number, as in “Sak # 12”."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP018",
    name="number-after-hash",
    severity=Severity.WARNING,
    message=N_("“{text}” is taken for a comment, and is not printed"),
    advice=N_("Put the whole text in quotes if this belongs to it. If it is a comment: two spaces before the #."),
    why=N_("In YAML, # with a space in front begins a comment: the rest of the line would not be printed."),
    failing="""\
lokale_mål:
  - Følge opp sak # 12 i styret
""",
    passing="""\
lokale_mål:
  - "Følge opp sak # 12 i styret"
  - Følge opp saken i styret  # 12 andre saker er ferdige
""",
)
