"""HP015: a file that is empty, or holds something else than keys with values."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP015",
    name="no-plan",
    severity=Severity.UNREADABLE,
    message=N_("There is no plan in the file: it is {found}"),
    advice=N_("Make a new one with: hplan new"),
    why=N_("A plan is a file of keys with values."),
    failing="""\
# plans/aas.yaml
Vi skal verve flere medlemmer.
""",
    passing="""\
# plans/aas.yaml
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
""",
)
