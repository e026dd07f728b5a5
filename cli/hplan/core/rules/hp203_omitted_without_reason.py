"""HP203: something national left out on purpose, without a reason."""

from collections.abc import Iterator

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find national goals and strategies that are left out with `true` in the place of a reason."""
    plan, strategy = subject.plan, subject.strategy
    language = plan.written_language
    for area in strategy.areas.values():
        if (said := plan.areas.get(area.id)) is None:
            continue
        national = [(said.goals.get(goal.id), goal.text) for goal in area.goals]
        national += [(said.strategies.get(item.id), item.text) for item in area.strategies]
        for answer, text in national:
            if answer and answer.omitted and answer.omitted.reason is None:
                yield RULE.at(answer.omitted.at, text=text.written(language))


RULE = Rule(
    code="HP203",
    name="omitted-without-reason",
    severity=Severity.WARNING,
    message=N_("“{text}” is left out without a reason"),
    advice=N_("Write the reason after utelatt:, in place of “true” or “ja”."),
    why=N_("Delegates should know why a national goal or strategy is not followed."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      utelatt: ja
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      utelatt: Ingen medlemmer i privat sektor
""",
    check=check,
)
