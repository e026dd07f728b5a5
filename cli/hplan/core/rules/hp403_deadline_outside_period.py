"""HP403: a deadline that is outside the period of the strategy."""

from collections.abc import Iterator
from datetime import date, timedelta

from hplan.core.reading.shape import MONTHS
from hplan.core.rules.hp103_not_a_date import in_words
from hplan.core.texts.follow_up import day, over
from hplan.core.texts.prose import pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Value
from hplan.model.strategy import Strategy
from hplan.model.subject import Subject

# The branch meets some time after the turn of the year: what is due by then is not far off.
_NEAR = timedelta(days=92)


def check(subject: Subject) -> Iterator[Finding]:
    """Find deadlines before or after the period; those close to it are a hint. What is over is left alone."""
    strategy = subject.strategy
    start, end = strategy.start.value, strategy.end.value
    for action in subject.plan.actions:
        if not action.deadline or over(action):
            continue
        due = day(action.deadline) or _nearest(action.deadline, strategy)
        if due and not start <= due <= end:
            severity = Severity.HINT if max(start - due, due - end) <= _NEAR else Severity.WARNING
            said = action.deadline
            yield RULE.at(said.at, width=len(str(said)), severity=severity, deadline=said, period=strategy.period)


def _nearest(said: Value[date | str], strategy: Strategy) -> date | None:
    """Return the day nearest to the period that words with one year in them can mean: “høsten 2025”, “juni 2028”."""
    text = str(said.value).lower()
    years = pattern(r"(?<![\w./-])(?:19|20)\d\d(?![\w/-]|\.\d)").findall(text)
    if len(years) != 1 or in_words(text) is None:
        return None
    months = [MONTHS.index(word) + 1 for word in pattern(r"[a-z]+").findall(text) if word in MONTHS]
    if int(years[0]) >= strategy.start.value.year:
        return date(int(years[0]), min(months, default=1), 1)
    return date(int(years[0]), max(months, default=12), 28)


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
