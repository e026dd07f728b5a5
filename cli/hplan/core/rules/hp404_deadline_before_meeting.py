"""HP404: a deadline that is over before the annual meeting can adopt the action."""

from collections.abc import Iterator

from hplan.core.texts.follow_up import day, stage
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import bare
from hplan.model.plan import Stage, Status
from hplan.model.subject import Subject

_TO_COME = (None, Status.NOT_STARTED)


def check(subject: Subject) -> Iterator[Finding]:
    """Find deadlines in the period and before the meeting, of actions that are not yet under way."""
    plan, strategy = subject.plan, subject.strategy
    meeting, start = day(plan.annual_meeting), strategy.start.value
    # In an evaluation it no longer matters; and a meeting after the period is wrong itself.
    if meeting is None or stage(plan) is Stage.EVALUATION or meeting > strategy.end.value:
        return
    for action in plan.actions:
        due = day(action.deadline)
        if action.deadline and due and start <= due < meeting and bare(action.status) in _TO_COME:
            yield RULE.at(action.deadline.at, deadline=due, meeting=meeting)


RULE = Rule(
    code="HP404",
    name="deadline-before-meeting",
    severity=Severity.HINT,
    message=N_("The deadline {deadline} is before the annual meeting, {meeting}"),
    advice=N_("Move it to after the meeting; or write status: pågår below, if the work has begun."),
    why=N_("The meeting adopts the plan: what was to be done before it, it can no longer decide on."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        frist: 2026-01-31
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        frist: 2026-01-31
        status: gjennomført
""",
    check=check,
)
