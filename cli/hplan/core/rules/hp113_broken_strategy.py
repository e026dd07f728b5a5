"""HP113: the strategy that the plan answers is there, and cannot be used."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP113",
    name="broken-strategy",
    severity=Severity.ERROR,
    message=N_("The strategy plan “{strategy}” cannot be used"),
    advice=N_("See what is wrong with it: hplan check {path}"),
    why=N_("A plan answers one strategy; as long as that has errors, nobody can tell which goals to answer."),
)
