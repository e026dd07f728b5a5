"""HP114: a strategy that is named after another period than it is for."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP114",
    name="other-period",
    severity=Severity.ERROR,
    message=N_("The file is named after {named}, but the strategy plan in it is {strategy}"),
    advice=N_("Rename the file, or write {named} after strategiplan:."),
    why=N_("Plans find their strategy by the name of its file."),
    failing="""\
# strategiplan-2028.yaml
strategiplan: "2028-2029"
periode: {fra: 2028-01-01, til: 2029-12-31}
tittel: Strategiplan 2028–2029
områder:
  heltid:
    tittel: Heltid og faste stillinger
    mål: {heltidskultur: {tekst: Bidra til heltidskultur}}
""",
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
)
