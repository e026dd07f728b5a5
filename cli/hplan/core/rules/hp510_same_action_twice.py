"""HP510: the same action twice."""

from collections.abc import Iterator

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Action, Plan
from hplan.model.subject import Subject

_LONG = 6  # so many words are seldom the same by chance


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions that a goal has already, and own goals that the list has; and long ones that stand elsewhere."""
    everywhere: dict[str, Action] = {}
    for group in _groups(subject.plan):
        here: dict[str, Action] = {}
        for action in group:
            if action.text is None:
                continue
            key = " ".join(action.text.value.casefold().split()).rstrip(".,;:!… ")
            if (first := here.setdefault(key, action)) is not action:
                severity, advice = None, None
            elif (first := everywhere.setdefault(key, action)) is not action and key.count(" ") >= _LONG - 1:
                severity, advice = Severity.HINT, ELSEWHERE
            else:
                continue
            if first.text and first.text.at != action.text.at and _alike(first, action):
                width = len(action.text.value.partition("\n")[0])
                line = first.text.at.line
                yield RULE.at(action.text.at, width=width, severity=severity, advice=advice, line=line)


def _groups(plan: Plan) -> Iterator[tuple[Action, ...]]:
    """What stands together: the actions of one goal, and the branch's own goals in one list."""
    for answer in plan.answers:
        yield answer.actions
    for goals in (*(area.local_goals for area in plan.areas.values()), plan.local_goals):
        yield tuple(Action(goal.at, goal.wording) for goal in goals)


def _alike(one: Action, other: Action) -> bool:
    """Whether nothing tells them apart: the same campaign in spring and in autumn is two actions."""
    known = zip(one[2:], other[2:], strict=True)
    return all(a is None or b is None or str(a) == str(b) for a, b in known)


ELSEWHERE = N_("If it is meant to stand in both places, let it; otherwise write here what this goal needs.")
RULE = Rule(
    code="HP510",
    name="same-action-twice",
    severity=Severity.WARNING,
    message=N_("The same words stand on line {line} already"),
    advice=N_("Delete one of them, or write what tells them apart."),
    why=N_(
        "A point that stands twice is most often left over from copying, and takes the meeting’s time. "
        "Letter case, spaces and the stop at the end make no difference."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Arrangere medlemsmøte
      - Utarbeide verveplan
      - arrangere medlemsmøte.
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - {tiltak: Arrangere medlemsmøte, frist: 2026-04-15}
      - {tiltak: Arrangere medlemsmøte, frist: 2026-10-15}
""",
    check=check,
)
