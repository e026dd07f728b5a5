"""HP203: something national left out on purpose, without a reason."""

from collections.abc import Iterator

from hplan.core.texts.prose import pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Place, bare
from hplan.model.subject import Subject

_LETTERS, _LONG = 3, 20
SAYS = N_("Write the reason after utelatt:, in place of “{said}”.")


TOGETHER = N_("Write the reason along with it: {key}: {{utelatt: the reason}}")


def _key(subject: Subject, place: Place) -> bool:
    """Whether what stands there is the key, and not a text in the place of an answer."""
    return bool(pattern(r"[^\s:]+\s*:").match(subject.source, subject.offset(place)))


def check(subject: Subject) -> Iterator[Finding]:
    """Find national goals and strategies that are left out with `true`, or next to nothing, in place of a reason."""
    plan, strategy = subject.plan, subject.strategy
    language = plan.written_language
    for area in strategy.areas.values():
        if (said := plan.areas.get(area.id)) is None:
            continue
        national = [(said.goals.get(goal.id), goal.text) for goal in area.goals]
        national += [(said.strategies.get(item.id), item.text) for item in area.strategies]
        for answer, text in national:
            if answer and (omitted := answer.omitted):
                reason = bare(omitted.reason)
                if reason is None:
                    advice = None if _key(subject, omitted.at) else TOGETHER
                    yield RULE.at(omitted.at, text=text.written(language), advice=advice, key=answer.id)
                elif sum(map(str.isalnum, reason[:_LONG])) < _LETTERS:
                    yield RULE.at((omitted.reason or omitted).at, text=text.written(language), advice=SAYS, said=reason)


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
