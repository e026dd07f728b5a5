"""HP405: an action that is done and has no result, or has not been started and has one, in an evaluation."""

from collections.abc import Iterator

from hplan.core.texts.follow_up import actions, stage
from hplan.core.texts.prose import pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Stage, Status
from hplan.model.subject import Subject

# A number of something that is there: “20 nye medlemmer”; and words that say that it is not.
_COUNT = r"(?i)(?:ca\.? |over |til sammen |i alt )?[1-9]\d* [a-zæøå]{3,}"
_NOT_YET = (
    r"(?i)\b(?:ikke|ikkje|utsatt|utsett|utsatte|avlyst|avlyste|planlagt|planlagde|skal|vil|ingen|før|til neste)\b"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions with the status gjennomført and no result, and those not started of which something is counted."""
    if stage(subject.plan) is Stage.EVALUATION:
        for action in actions(subject.plan):
            status = action.status
            if status and status.value is Status.DONE and not action.result:
                yield RULE.at(status.at, width=len(status.value), text=action.text)
            elif status and status.value is Status.NOT_STARTED and action.result and _counted(action.result.value):
                yield CONTRARY.at(status.at, width=len(status.value), text=action.text, result=action.result)


def _counted(result: str) -> bool:
    return bool(pattern(_COUNT).match(result)) and not pattern(_NOT_YET).search(result)


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
CONTRARY = RULE._replace(
    severity=Severity.HINT,
    message=N_("“{text}” is said not to be started, but has the result “{result}”"),
    advice=N_("Write status: pågår or gjennomført, or correct the result."),
)
