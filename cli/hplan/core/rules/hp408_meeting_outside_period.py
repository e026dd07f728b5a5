"""HP408: an annual meeting that cannot have adopted a plan for this period."""

from collections.abc import Iterator
from datetime import timedelta

from hplan.core.texts.follow_up import day, stage
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Stage
from hplan.model.subject import Subject

_EARLY = timedelta(days=183)  # some adopt the plan in the autumn before
_LATE = timedelta(days=183)  # the meeting that an evaluation is for may be named in the place of the one that adopted


def check(subject: Subject) -> Iterator[Finding]:
    """Find a meeting more than half a year before the period, or after it."""
    strategy, meeting = subject.strategy, subject.plan.annual_meeting
    start, end = strategy.start.value, strategy.end.value
    if stage(subject.plan) is Stage.EVALUATION:
        end += _LATE
    if meeting and (held := day(meeting)) and (start - held > _EARLY or held > end):
        yield RULE.at(meeting.at, meeting=held, period=strategy.period)


RULE = Rule(
    code="HP408",
    name="meeting-outside-period",
    severity=Severity.WARNING,
    message=N_("The annual meeting, {meeting}, does not fit a plan for {period}"),
    advice=N_("Check the year after årsmøte:."),
    why=N_("A plan is adopted before its period or early in it; in January it is easy to write last year’s number."),
    failing="""\
strategiplan: "2026-2027"
årsmøte: 2025-02-12
""",
    passing="""\
strategiplan: "2026-2027"
årsmøte: 2026-02-12
""",
    check=check,
)
