"""HP406: actions that are over, in a plan that is yet to be adopted."""

from collections.abc import Iterator

from hplan.core.texts.follow_up import actions, over, stage
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Stage
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find the first action that is over in a draft or a proposal, by its status or its result; under way is right."""
    now = stage(subject.plan)
    if now in (Stage.DRAFT, Stage.PROPOSAL):
        for action in actions(subject.plan):
            if action.status and over(action):
                status = action.status.value.value
                yield RULE.at(action.status.at, width=len(status), text=action.text, status=status, stage=now.value)
                return
            if action.result and not action.status:
                width = len(action.result.value.partition("\n")[0])
                yield RESULT.at(action.result.at, width=width, text=action.text, stage=now.value)
                return


RULE = Rule(
    code="HP406",
    name="status-against-stage",
    severity=Severity.HINT,
    message=N_("“{text}” has the status {status}, but the plan itself is only at the stage {stage}"),
    advice=N_("If the meeting has adopted the plan, write fase: vedtatt. If not, take out what is over already."),
    why=N_("A meeting adopts what is to be done; the stage is printed below the title of the document."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        status: gjennomført
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        status: pågår
""",
    check=check,
)
RESULT = RULE._replace(message=N_("“{text}” has a result, but the plan itself is only at the stage {stage}"))
