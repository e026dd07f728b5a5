"""HP402: an action without a deadline."""

from collections.abc import Iterator

from hplan.core.rules.hp401_nobody_responsible import SEVERITIES
from hplan.core.texts.follow_up import AGAIN, actions, lacking, over, said_for_all, stage
from hplan.core.texts.measure import brings_about
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Action, Stage
from hplan.model.subject import Subject

_AT_ALL = tuple(f"{at} alle {kind}møte" for at in ("i", "på") for kind in ("", "medlems", "klubb", "styre"))
# What is done again and again has no deadline, and some actions say in words when they are to be done.
_WHEN = (
    *AGAIN,
    *(" år", "halvår", "kvartal", "måned", "månad", "uke", "veke", "perioden", "hver", "kvar", "fast", "når"),
    *("innen", "innan", "før ", "etter hvert", "videreføre", "vidareføre", *_AT_ALL),
    *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november"),
    *("desember", "202", "203", "høst", "haust", "vinter", "sommer", "sommar"),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions without a deadline in a plan where most have one; or say once that most have none."""
    if stage(subject.plan) in SEVERITIES and not said_for_all(subject.plan, "frist"):
        among = [action for action in actions(subject.plan) if not over(action)]
        each, most = (RULE, SEVERITIES), (MOST, Stage.ADOPTED)
        said = {action.at: action.text.value for action in among if action.text}
        for found in lacking(subject, among, lambda action: bool(action.deadline), _in_words, each, most):
            # What is made or held is done some day; a duty, such as to help members with their cases, never is.
            once = brings_about(said.get(found.at, ""))
            yield found if once else found._replace(severity=Severity.HINT)


def _in_words(action: Action) -> bool:
    said = action.text.value.lower() if action.text else ""
    return any(word in said for word in _WHEN)


RULE = Rule(
    code="HP402",
    name="no-deadline",
    severity=Severity.WARNING,
    message=N_("“{text}” has no deadline"),
    advice=N_(
        "Write the date after frist:, below tiltak:, in the same point, for example 2026-10-01; or løpende, if it is "
        "for the whole period."
    ),
    why=N_("Without a deadline nobody sees that time is running out until the period is over."),
    failing="""\
strategiplan: "2026-2027"
fase: vedtatt
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        frist: 2026-10-01
      - Lage en brosjyre om pensjon
""",
    passing="""\
strategiplan: "2026-2027"
fase: vedtatt
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        frist: 2026-10-01
      - Ta pensjon opp i drøftingsmøtene hvert år
""",
    check=check,
)
MOST = RULE._replace(
    severity=Severity.HINT,
    message=N_("Most of the actions have no deadline"),
    advice=N_("Write each action after tiltak:, and the date after frist: on a line below."),
)
