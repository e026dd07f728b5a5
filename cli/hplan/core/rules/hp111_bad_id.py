"""HP111: an id in the strategy that is not a slug, or is a word with a meaning of its own."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP111",
    name="bad-id",
    severity=Severity.ERROR,
    message=N_("“{id}” cannot be used as an id"),
    advice=N_("Use small letters a–z, digits and _, beginning with a letter."),
    why=N_("Ids stand in hundreds of plans and become bookmarks in Word, which allows no other letters."),
    failing="""\
# strategiplan-2028-2029.yaml
strategiplan: "2028-2029"
periode: {fra: 2028-01-01, til: 2029-12-31}
tittel: Strategiplan 2028–2029
områder:
  Heltid og faste stillinger:
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

RESERVED = N_("The word has a meaning of its own in a plan; choose another.")
