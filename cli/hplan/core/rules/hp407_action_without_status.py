"""HP407: an evaluation that does not say how far an action has come."""

from collections.abc import Iterator

from hplan.core.texts.follow_up import actions, lacking, stage
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Action, Stage
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions with neither status nor result where most have one; or say once that most have neither."""
    if stage(subject.plan) is Stage.EVALUATION:
        each, most = (RULE, {Stage.EVALUATION: RULE.severity}), (MOST, Stage.EVALUATION)
        yield from lacking(subject, actions(subject.plan), _told, lambda _: False, each, most)


def _told(action: Action) -> bool:
    return bool(action.status or action.result)


RULE = Rule(
    code="HP407",
    name="action-without-status",
    severity=Severity.WARNING,
    message=N_("The evaluation does not say how far “{text}” has come"),
    advice=N_("Write status: below tiltak:, in the same point: ikke startet, pågår, gjennomført or utgår."),
    why=N_("The evaluation tells the annual meeting what came of the mandate that it gave."),
    failing="""\
strategiplan: "2026-2027"
fase: evaluering
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        status: ikke startet
      - Lage en brosjyre om pensjon
""",
    passing="""\
strategiplan: "2026-2027"
fase: evaluering
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        status: ikke startet
      - tiltak: Lage en brosjyre om pensjon
        status: utgår
""",
    check=check,
)
MOST = RULE._replace(
    message=N_("The evaluation does not say how far most of the actions have come"),
    advice=N_(
        "Write each action after tiltak:, and status: on a line below: ikke startet, pågår, gjennomført or utgår."
    ),
)
