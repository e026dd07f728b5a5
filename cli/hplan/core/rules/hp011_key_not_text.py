"""HP011: a key that is not a text."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP011",
    name="key-not-text",
    severity=Severity.UNREADABLE,
    message=N_("A list or a mapping stands where a key should be"),
    advice=N_("Put the text in quotes if it is meant to begin with [ or {{."),
    why=N_("Every key in a plan is a word."),
    failing="[Verving]: tre nye i måneden\n",
    passing='innledning: "[Verving]: tre nye i måneden"\n',
)
