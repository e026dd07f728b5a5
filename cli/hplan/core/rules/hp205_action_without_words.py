"""HP205: an action of which everything is said but what it is."""

from collections.abc import Iterator

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Action
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions with a deadline, somebody responsible or the like, and no words; not where the key is misspelt."""
    for action in subject.plan.actions if "tiltak" not in subject.plan.meant else ():
        if wordless(action):
            yield RULE.at(action.at)


def wordless(action: Action) -> bool:
    """Whether something is known of an action, but not what it is."""
    return action.text is None and any(action[2:])


RULE = Rule(
    code="HP205",
    name="action-without-words",
    severity=Severity.WARNING,
    message=N_("The action does not say what is to be done"),
    advice=N_("Write it after tiltak:, in the same point."),
    why=N_("Who and when are of no use without what."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - ansvarlig: Opplæringsansvarlig
        frist: 2026-10-01
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        ansvarlig: Opplæringsansvarlig
        frist: 2026-10-01
""",
    check=check,
)
