"""HP101: a key that the format does not know."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP101",
    name="unknown-key",
    severity=Severity.ERROR,
    message=N_("“{key}” is not a key that can stand here"),
    advice=N_("Possible keys: {known}."),
    why=N_("A key that is not known would not be printed; most often it is a slip of the pen."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Kartlegge pensjonsordningene
        ansvarlege: Styret
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Kartlegge pensjonsordningene
        ansvarlig: Styret
""",
)

TEXT_WITH_COLON = N_("If it is a text with a colon in it, put the whole text in quotes. Possible keys: {known}.")
