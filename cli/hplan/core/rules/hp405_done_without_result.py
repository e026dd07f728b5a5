"""HP405: an action that is done, in an evaluation that does not say what came of it."""

from collections.abc import Iterator

from hplan.core.follow_up import actions, stage
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Stage, Status
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions with the status gjennomført and no result."""
    if stage(subject.plan) is Stage.EVALUATION:
        for action in actions(subject.plan):
            if action.status and action.status.value is Status.DONE and not action.result:
                yield RULE.at(action.status.at, width=len(Status.DONE), text=action.text)


RULE = Rule(
    code="HP405",
    name="done-without-result",
    severity=Severity.WARNING,
    message=N_("“{text}” is done, but the evaluation does not say what came of it"),
    advice=N_("Write it after resultat:, below status:, in the same point."),
    why=N_(
        "The goals are worded so that it can be measured whether they were reached; the evaluation says if they were."
    ),
    failing="""\
strategiplan: "2026-2027"
fase: evaluering
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        status: gjennomført
""",
    passing="""\
strategiplan: "2026-2027"
fase: evaluering
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        status: gjennomført
        resultat: 24 medlemmer deltok.
""",
    check=check,
)
