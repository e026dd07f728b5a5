"""HP103: a date that is not written year-month-day, or is on no calendar."""

import re

from hplan.core.texts.follow_up import AGAIN
from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP103",
    name="not-a-date",
    severity=Severity.WARNING,
    message=N_("“{text}” is not a date that hplan can read"),
    advice=N_("Write year, month and day with dashes, for example 2026-10-01."),
    why=N_("The words are printed as they are, but nobody is reminded of them. ISO 8601 can be read in one way only."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - {tiltak: Holde kurs om pensjon, frist: 31.02.2027}
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - {tiltak: Holde kurs om pensjon, frist: 2027-02-28}
      - {tiltak: Svare på spørsmål om pensjon, frist: løpende}
""",
)

ISO_DATE = N_("Write it as {suggestion}.")
NO_SUCH_DAY = N_("There is no such day in the calendar; check the day and the month.")
_YEAR = r"\d{4}"
_FIGURES = r"[\d\s./:-]+"


def in_words(text: str) -> Severity | None:
    """How grave it is that a deadline is these words: not at all where no day could be named, as with “løpende”.

    “Høsten 2026” says when, if not by which day. Figures alone were meant as a date.
    """
    if re.fullmatch(_FIGURES, text) and not re.fullmatch(_YEAR, text):
        return Severity.WARNING
    said = f" {text.lower()} "
    return None if any(word in said for word in AGAIN) else Severity.HINT
