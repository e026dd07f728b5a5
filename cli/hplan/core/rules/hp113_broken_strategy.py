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
    failing="""\
strategiplan: "2028-2029"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}

# strategiplan-2028-2029.yaml
strategiplan: "2028-2029"
tittel: Strategiplan 2028–2029
""",
    passing="""\
strategiplan: "2028-2029"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}

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
