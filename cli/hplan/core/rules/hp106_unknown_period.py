"""HP106: the strategy that the plan answers cannot be found."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP106",
    name="unknown-period",
    severity=Severity.ERROR,
    message=N_("There is no strategy plan “{strategy}” here"),
    advice=N_("Available: {known}."),
    why=N_("A plan answers one strategy; without it nobody can tell which goals it should answer."),
    failing="""\
strategiplan: "2025-2026"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
""",
    passing="""\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
""",
)
