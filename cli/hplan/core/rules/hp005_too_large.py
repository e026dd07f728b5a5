"""HP005: the file is over the bound for its size."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP005",
    name="too-large",
    severity=Severity.UNREADABLE,
    message=N_("The file is larger than {megabytes} MB"),
    advice=N_("Split it, or check that it is a plan at all."),
    why=N_("Plans come by mail; what one file may cost is bounded. A plan is some tens of kilobytes."),
    failing="""\
innledning: "![Verving på torget](data:image/jpeg;base64,/9j/4AAQ … 3 MB …)"
""",
    passing="""\
innledning: "![Verving på torget](torget.jpg)"

# torget.jpg
JPEG, 2000 × 1500 piksler
""",
)
