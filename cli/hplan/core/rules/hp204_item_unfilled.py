"""HP204: an action or a local goal without words."""

from collections.abc import Iterator

from hplan.core.rules.hp205_action_without_words import wordless
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Answer
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions and local goals without words."""
    for answer in subject.plan.answers:
        yield from _empty(answer)


def _empty(answer: Answer) -> Iterator[Finding]:
    if answer.garbled:
        return
    if answer.id is None and answer.wording is None:
        yield RULE.at(answer.at)
    for action in answer.actions:
        if action.text is None and not wordless(action):
            yield RULE.at(action.at)


RULE = Rule(
    code="HP204",
    name="item-unfilled",
    severity=Severity.WARNING,
    message=N_("An item in the list is empty"),
    advice=N_("Write what it is to say, or delete the line."),
    why=N_("An empty point in the document looks like something forgotten."),
    failing="""\
lokale_mål:
  - Gjennomføre regelmessige styremøter
  -
""",
    passing="""\
lokale_mål:
  - Gjennomføre regelmessige styremøter
  - Bruke nettsiden som hovedkanal for informasjon
""",
    check=check,
)
