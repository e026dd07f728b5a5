"""HP112: a field without which the strategy cannot be used."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP112",
    name="strategy-incomplete",
    severity=Severity.ERROR,
    message=N_("The strategy plan lacks “{field}”"),
    advice=N_("Fill it in; no plan can be checked or printed without it."),
    why=N_("Every plan builds on the strategy’s text."),
)
