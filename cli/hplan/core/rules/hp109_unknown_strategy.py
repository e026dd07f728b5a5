"""HP109: a strategy that the area does not have."""

from collections.abc import Iterator

from hplan.core.suggest import closest, unknown
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find changes to strategies that the area does not have."""
    plan, strategy = subject.plan, subject.strategy
    for said in plan.areas.values():
        if (area := strategy.areas.get(said.id)) is None:
            continue
        known = [national.id for national in area.strategies]
        for answer in said.strategies.values():
            if answer.id not in known:
                word = answer.id or ""
                there = said.strategies
                meant = closest(word, known)
                yield unknown(RULE, answer.at, known, word, meant, there=there, area=area.id, strategy=word)


RULE = Rule(
    code="HP109",
    name="unknown-strategy",
    severity=Severity.ERROR,
    message=N_("The area “{area}” has no strategy “{strategy}”"),
    advice=N_("Possible strategies: {known}."),
    why=N_("A change to an unknown strategy would not be printed."),
    failing="""\
handlingsplan:
  heltid:
    strategier:
      heile_stillinger: {utelatt: Kommunen lyser bare ut hele stillinger}
""",
    passing="""\
handlingsplan:
  heltid:
    strategier:
      hele_stillinger: {utelatt: Kommunen lyser bare ut hele stillinger}
""",
    check=check,
)
