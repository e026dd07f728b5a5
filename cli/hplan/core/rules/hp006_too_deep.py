"""HP006: nested deeper than any plan needs."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP006",
    name="too-deep",
    severity=Severity.UNREADABLE,
    message=N_("Lists and keys stand more than {depth} levels inside one another"),
    advice=N_("Check the indentation; a plan needs six levels."),
    why=N_("Plans come by mail; what one file may cost is bounded."),
    failing="""\
lokale_mål: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[Verve flere]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
""",
    passing="""\
lokale_mål: [Verve flere]
""",
)
