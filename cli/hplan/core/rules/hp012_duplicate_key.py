"""HP012: a key that stands twice in one mapping."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP012",
    name="duplicate-key",
    severity=Severity.ERROR,
    message=N_("“{key}” stands here for the second time; the first is on line {line}"),
    advice=N_("Put both texts under one of them, and delete the other."),
    why=N_("YAML allows a key once. Most programs silently keep only the last, and a text is lost."),
    failing="""\
språk: nb
språk: nn
""",
    passing="språk: nb\n",
)
