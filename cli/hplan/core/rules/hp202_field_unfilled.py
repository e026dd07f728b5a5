"""HP202: a mandatory field with nothing in it."""

from collections.abc import Iterator

from hplan.i18n import N_, Message
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import bare
from hplan.model.plan import Stage
from hplan.model.subject import Subject

MANDATORY = (
    ("strategiplan", N_('Write which strategy the plan answers, for example "2026-2027".')),
    ("fagforening.navn", N_("Write the name of the branch.")),
    ("fagforening.fylkeskrets", N_("Write the county that the branch belongs to.")),
    ("fase", N_("Write how far the plan has come: utkast, innstilling, vedtatt or evaluering.")),
    ("årsmøte", N_("Write the date of the annual meeting, for example 2026-02-12.")),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Find mandatory fields that are empty or not there."""
    plan = subject.plan
    for field, hint in MANDATORY:
        if field not in plan.written and plan.meant.isdisjoint(field.split(".")):
            # A draft is often written before the date is set.
            mild = field == "årsmøte" and bare(plan.stage) is Stage.DRAFT
            severity = Severity.HINT if mild else RULE.severity
            yield RULE.at(plan.place(field), severity=severity, field=field, hint=Message(hint))


RULE = Rule(
    code="HP202",
    name="field-unfilled",
    severity=Severity.WARNING,
    message=N_("“{field}” is not filled in"),
    advice="{hint}",
    why=N_("The document’s first page needs it: whose plan it is, how far it has come, and which meeting adopts it."),
    failing="""\
strategiplan: "2026-2027"
fagforening:
  navn: Fagforbundet Ås
  fylkeskrets: Akershus
fase: innstilling
årsmøte:
""",
    passing="""\
strategiplan: "2026-2027"
fagforening:
  navn: Fagforbundet Ås
  fylkeskrets: Akershus
fase: innstilling
årsmøte: 2026-02-12
""",
    check=check,
)
