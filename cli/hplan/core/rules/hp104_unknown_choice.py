"""HP104: a word where one of a few is asked for."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP104",
    name="unknown-choice",
    severity=Severity.ERROR,
    message=N_("“{text}” is not one of the possible values"),
    advice=N_("Choose one of: {known}."),
    why=N_("The field says one of a few things; another word cannot be counted or printed."),
)
