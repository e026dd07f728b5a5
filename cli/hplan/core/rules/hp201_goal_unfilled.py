"""HP201: a national goal with nothing under it."""

from collections.abc import Iterator

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import bare
from hplan.model.plan import Stage
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find goals that are in the plan with nothing under them, and are not left out on purpose."""
    plan, strategy = subject.plan, subject.strategy
    language = plan.written_language
    severity, advice = _AT.get(bare(plan.stage), (None, None))
    for area in strategy.areas.values():
        said = plan.areas.get(area.id)
        for goal in area.goals if said else ():
            answer = said.goals.get(goal.id) if said else None
            if answer and not (answer.filled or answer.omitted or answer.garbled):
                yield RULE.at(
                    answer.at, severity=severity, advice=advice, number=goal.number, goal=goal.heading(language)
                )


# Once the meeting has adopted the plan, the board cannot answer for it; and an evaluation looks back.
_AT: dict[Stage | None, tuple[Severity, str]] = {
    Stage.ADOPTED: (
        Severity.WARNING,
        N_("Write what the annual meeting adopted. If the goal is left out, put utelatt: and the reason below it."),
    ),
    Stage.EVALUATION: (
        Severity.HINT,
        N_("Write what was done all the same, or put utelatt: and the reason on a line below, two spaces in."),
    ),
}

RULE = Rule(
    code="HP201",
    name="goal-unfilled",
    severity=Severity.WARNING,
    message=N_("Goal {number} “{goal}” is not filled in"),
    advice=N_(
        "Write what the branch will do. To leave it out, put utelatt: and the reason on a line below, two spaces in."
    ),
    why=N_("The plan is the annual meeting’s mandate to the board: an empty field is no mandate."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - Arrangere et pensjonskurs
""",
    check=check,
)
