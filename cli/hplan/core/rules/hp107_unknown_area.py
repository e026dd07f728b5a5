"""HP107: an area that the strategy does not have."""

from collections.abc import Iterator

from hplan.core.national import called
from hplan.core.suggest import unknown
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find areas of the plan that are not in the strategy."""
    areas, known = subject.plan.areas, subject.strategy.areas
    for name, answer in areas.items():
        if name not in known:
            home = next((area.id for area in known.values() for goal in area.goals if goal.id == name), None)
            if home:
                yield RULE.at(answer.at, advice=GOAL, area=name, home=home)
            else:
                yield unknown(RULE, answer.at, known, name, called(name, known.values()), there=areas, area=name)


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

GOAL = N_("It is a goal of the area “{home}”: write it under {home}:, two spaces further in.")
