"""HP110: a national goal of which the plan says nothing at all."""

from collections.abc import Iterator

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Plan
from hplan.model.strategy import Strategy


def check(plan: Plan, strategy: Strategy) -> Iterator[Finding]:
    """Find national goals without a key in the plan; the place is the area's, or the nearest around it."""
    language = plan.written_language
    for area in strategy.areas:
        said = plan.area(area.id)
        place = said.at if said else plan.place("handlingsplan")
        for goal in area.goals:
            if said is None or said.goal(goal.id) is None:
                heading = goal.heading(language)
                yield RULE.at(place, number=goal.number, goal=heading, key=goal.id, area=area.id)


RULE = Rule(
    code="HP110",
    name="goal-missing",
    severity=Severity.WARNING,
    message=N_("Goal {number} “{goal}” is not in the plan"),
    advice=N_("Add {key}: under {area}:, or leave it out on purpose with utelatt: and the reason."),
    why=N_("The annual meeting should see that a national goal was left out, and why."),
    check=check,
)
