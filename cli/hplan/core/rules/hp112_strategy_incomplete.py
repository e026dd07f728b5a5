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
    passing="""\
# strategiplan-2028-2029.yaml
strategiplan: "2028-2029"
periode: {fra: 2028-01-01, til: 2029-12-31}
tittel: Strategiplan 2028–2029
områder:
  heltid:
    tittel: Heltid og faste stillinger
    mål: {heltidskultur: {tekst: Bidra til heltidskultur}}
""",
    failing="""\
# strategiplan-2028-2029.yaml
strategiplan: "2028-2029"
periode: {fra: 2028-01-01}
tittel: Strategiplan 2028–2029
områder:
  heltid:
    tittel: Heltid og faste stillinger
    mål: {heltidskultur: {tekst: Bidra til heltidskultur}}
""",
)
