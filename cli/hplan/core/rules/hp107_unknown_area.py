"""HP107: an area that the strategy does not have."""

from collections.abc import Iterator

from hplan.core.suggest import unknown
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find areas of the plan that are not in the strategy."""
    plan, strategy = subject.plan, subject.strategy
    for answer in plan.areas.values():
        if answer.id not in strategy.areas:
            yield unknown(RULE, answer.at, answer.id, strategy.areas, area=answer.id)


RULE = Rule(
    code="HP107",
    name="unknown-area",
    severity=Severity.ERROR,
    message=N_("The strategy has no area “{area}”"),
    advice=N_("Possible areas: {known}."),
    why=N_("An answer under an unknown area would not be printed."),
    failing="""\
handlingsplan:
  heltidd:
    pensjon:
      - Kartlegge pensjonsordningene
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - Kartlegge pensjonsordningene
""",
    check=check,
)
