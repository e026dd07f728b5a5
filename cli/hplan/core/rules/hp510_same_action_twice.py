"""HP510: the same action twice."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hplan.core.texts.prose import pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Place, Text
from hplan.model.plan import Action, Plan
from hplan.model.subject import Subject

_LONG, _LINE = 6, 5  # so many words are seldom the same by chance; in a line of the same text
_MANY = 20  # lines of one text
_BEGINNING = 3  # words: what does not even begin alike need not be looked at
_END = ".,;:!… "
Item = tuple[Text, int, str, Action | None]  # the fields of Said


class Said(NamedTuple):
    """An action, a goal or a line of a text: where it begins in the text, and the action it is of."""

    text: Text
    start: int
    words: str
    action: Action | None

    def place(self, subject: Subject) -> Place:
        """Return where it stands."""
        return self.text.at if self.action else subject.place(self.text, self.start, self.words)


def check(subject: Subject) -> Iterator[Finding]:
    """Find what a goal has already, and own goals that the list has; and long ones that stand elsewhere."""
    groups = list(_groups(subject.plan))
    begun = [_key(words.split(None, _BEGINNING)[:_BEGINNING]) for group in groups for _, _, words, _ in group]
    beginnings, all_begun = Counter(begun), iter(begun)
    everywhere: dict[str, Said] = {}
    for group in groups if len(beginnings) < len(begun) else ():
        here: dict[str, Said] = {}
        lines = 0
        for said in [Said(*item) for item in group if beginnings[next(all_begun)] > 1]:
            key = _key(said.words.split())
            if (first := here.setdefault(key, said)) is not said:
                severity, advice = None, None
            elif (first := everywhere.setdefault(key, said)) is said or key.count(" ") < _LONG - 1:
                continue
            elif key.startswith(("se ", "sjå ")):
                continue  # “See goal 1.1” may be said of many
            else:
                severity, advice = Severity.HINT, ELSEWHERE
            if (first.text.at, first.start) != (said.text.at, said.start) and _alike(first.action, said.action):
                if said.start and (lines := lines + 1) > _MANY:
                    break  # to find the place of each takes time
                line = first.place(subject).line
                width = len(said.words.partition("\n")[0])
                yield RULE.at(said.place(subject), width=width, severity=severity, advice=advice, line=line)


def _key(words: list[str]) -> str:
    """What two must have in common to be the same."""
    return " ".join(words).casefold().rstrip(_END)


def _groups(plan: Plan) -> Iterator[list[Item]]:
    """What stands together: the text and the actions of one goal, and the branch's own goals in one list."""
    for answer in plan.answers:
        lines = _lines(answer.text) if answer.text else []
        yield lines + [(action.text, 0, action.text.value, action) for action in answer.actions if action.text]
    for goals in (*(area.local_goals for area in plan.areas.values()), plan.local_goals):
        yield [(goal.wording, 0, goal.wording.value, None) for goal in goals if goal.wording]


def _lines(text: Text) -> list[Item]:
    """The points and paragraphs of a text, where they are long: no quotations, tables, headings, “Who: she”."""
    if "\n" not in text.value:
        return [(text, 0, text.value, None)]
    found = pattern(r"(?m)^(?:[-*] )?+(?![>|#\s]|[^:\n]{1,30}:)(.+)").finditer(text.value)
    return [(text, line.start(1), line[1], None) for line in found if line[1].count(" ") >= _LINE - 1]


def _alike(one: Action | None, other: Action | None) -> bool:
    """Whether nothing tells them apart: the same campaign in spring and in autumn is two actions."""
    known = zip(one[2:], other[2:], strict=True) if one and other else ()
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
