"""HP105: a cost that is not a whole number of kroner."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP105",
    name="not-an-amount",
    severity=Severity.WARNING,
    message=N_("“{text}” is not an amount"),
    advice=N_("Write whole kroner in digits, for example 15000."),
    why=N_("Costs are added up in the budget; the template asks for concrete amounts."),
)
