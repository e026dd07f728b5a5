"""HP105: a cost that is not a whole number of kroner."""

import re

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP105",
    name="not-an-amount",
    severity=Severity.WARNING,
    message=N_("“{text}” is not an amount"),
    advice=N_("Write whole kroner in digits, for example 15000. If it costs the branch nothing, write 0."),
    why=N_("Costs are added up in the budget; the template asks for concrete amounts."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - {tiltak: Holde kurs om pensjon, kostnad: noen tusen}
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - {tiltak: Holde kurs om pensjon, kostnad: 15 000}
""",
)

KRONER = N_("Write the amount as {suggestion}.")
_DIGITS = 12
_WRITTEN = r"(?:kr\.?|NOK)? ?(\d{1,3}(?:[ .]\d{3})*|\d{1,12})(?:,(?:-|–|00))? ?(?:kr\.?|kroner|NOK)?"


def kroner(text: str) -> str | None:
    """Return the digits of an amount that is written with kr, or with points between the thousands: 15.000 kr."""
    written = re.fullmatch(_WRITTEN, text.replace("\u00a0", " ").replace("\u202f", " "), re.IGNORECASE)
    digits = re.sub("[ .]", "", written[1]) if written else ""
    return digits if 0 < len(digits) <= _DIGITS else None
