"""HP007: more values than any plan has, most often by aliases of aliases."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP007",
    name="too-many",
    severity=Severity.UNREADABLE,
    message=N_("Written out, this means more than {megabytes} MB"),
    advice=N_("Write the values out instead of repeating them with & and *."),
    why=N_("A few lines of aliases can mean billions of values (a “billion laughs” bomb)."),
)
