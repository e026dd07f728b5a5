"""HP019: the word null, with which YAML says that there is nothing."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP019",
    name="null-is-empty",
    severity=Severity.HINT,
    message=N_("“{text}” says that there is nothing here, and is not printed"),
    advice=N_("If the number is meant, write 0; if the word, put it in quotes. Else delete it."),
    why=N_("In YAML, null stands for no value (YAML 1.2, 10.2.1.1). In Norwegian it is also the number."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - {tiltak: Redusere bruken av deltid, indikator: null}
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - {tiltak: Redusere bruken av deltid, indikator: "null"}
      - {tiltak: Nulltoleranse for sosial dumping, indikator: null tilfeller}
""",
)
