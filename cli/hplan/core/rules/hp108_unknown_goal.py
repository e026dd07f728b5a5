"""HP108: a goal that the area does not have."""

from collections.abc import Iterator

from hplan.core.national import called
from hplan.core.suggest import unknown
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find answers to goals that the area does not have; another area may have them."""
    plan, strategy = subject.plan, subject.strategy
    home = {goal.id: area.id for area in strategy.areas.values() for goal in area.goals}
    for said in plan.areas.values():
        if (area := strategy.areas.get(said.id)) is None:
            continue
        known = {goal.id: None for goal in area.goals}
        for goal, answer in said.goals.items():
            if goal in known:  # also where another area has one that is called the same
                continue
            if goal in home:
                yield RULE.at(answer.at, advice=OTHER_AREA, area=area.id, goal=goal, other=home[goal])
            else:
                meant = called(goal, area.goals)
                yield unknown(RULE, answer.at, known, goal, meant, there=said.goals, area=area.id, goal=goal)


RULE = Rule(
    code="HP108",
    name="unknown-goal",
    severity=Severity.ERROR,
    message=N_("The area “{area}” has no goal “{goal}”"),
    advice=N_("Possible goals: {known}. A goal of your own goes under lokale_mål."),
    why=N_("An answer to an unknown goal would not be printed."),
    failing="""\
handlingsplan:
  heltid:
    opplæring:
      - Holde kurs for nye tillitsvalgte
""",
    passing="""\
handlingsplan:
  heltid:
    lokale_mål:
      - mål: Alle nye tillitsvalgte har fått opplæring
        tiltak:
          - Holde kurs for nye tillitsvalgte
""",
    check=check,
)

OTHER_AREA = N_("The goal is in the area “{other}”; move the answer there.")
