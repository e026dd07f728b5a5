"""HP403: a deadline that is outside the period of the strategy."""

from collections.abc import Iterator
from datetime import timedelta

from hplan.core.follow_up import day, over
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# The branch meets some time after the turn of the year: what is due by then is not far off.
_NEAR = timedelta(days=92)


def check(subject: Subject) -> Iterator[Finding]:
    """Find deadlines before or after the period; those close to it are a hint. What is over is left alone."""
    strategy = subject.strategy
    start, end = strategy.start.value, strategy.end.value
    for action in subject.plan.actions:
        if action.deadline and (due := day(action.deadline)) and not start <= due <= end and not over(action):
            severity = Severity.HINT if max(start - due, due - end) <= _NEAR else Severity.WARNING
            yield RULE.at(action.deadline.at, severity=severity, deadline=due, period=strategy.period)


RULE = Rule(
    code="HP403",
    name="deadline-outside-period",
    severity=Severity.WARNING,
    message=N_("The deadline {deadline} is outside the period {period}"),
    advice=N_("Check the year. What is to be done later belongs in the next plan."),
    why=N_("The plan is a mandate for its period; most often it is the year that is mistyped."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        frist: 2062-10-01
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        frist: 2026-10-01
""",
    check=check,
)
