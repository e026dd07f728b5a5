"""HP102: a list, a text or a mapping where another of the three should be."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP102",
    name="wrong-shape",
    severity=Severity.ERROR,
    message=N_("“{key}” should be {expected}, but is {found}"),
    advice=N_("Look at how another plan writes it, or make a new one with “hplan new” and compare."),
    why=N_("What has another form than the field cannot be printed in its place."),
    failing="""\
innledning:
  - Planen er årsmøtets oppdrag til styret.
""",
    passing="""\
innledning: Planen er årsmøtets oppdrag til styret.
""",
)

ONE_TEXT = N_(
    "Write it as one text, without brackets or a dash in front. Where it takes several lines, put | after the colon."
)
LIST_OF_AREAS = N_("Write each area’s id and a colon on a line of its own, without a dash in front.")
LIST_UNDER_AREA = N_("Write the goal’s id and a colon on a line above; or lokale_mål:, for goals of your own.")
