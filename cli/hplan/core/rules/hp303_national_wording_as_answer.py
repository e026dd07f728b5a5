"""HP303: the national text in the place of what the branch will do."""

from collections.abc import Iterator

from hplan.core.national import National, answered, every_wording, fold
from hplan.core.rules.hp302_adaptation_typography import SIGNS
from hplan.core.texts.prose import pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.strategy import Goal, Strategy
from hplan.model.subject import Subject

_FIRST = 12  # letters: if they begin no national text, there is no need to look further
_LEAD, _TAIL = ' «“”"‘*_-–•', ' »“”"’*_.'
Texts = dict[str, list[tuple[str, type[National]]]]


def check(subject: Subject) -> Iterator[Finding]:
    """Find texts, paragraphs and actions under a national goal that are a national goal or strategy, word for word."""
    national = _of(subject.strategy)
    for goal, answer in answered(subject):
        for said in (answer.text, *(action.text for action in answer.actions)) if isinstance(goal, Goal) else ():
            if said and (same := _kinds(national, said.value)):
                # A strategy is at least something to do; above the branch's own actions, the text does no harm.
                mild = Goal not in same or (said is answer.text and any(action.text for action in answer.actions))
                severity = Severity.HINT if mild else RULE.severity
                yield RULE.at(said.at, width=len(said.value.partition("\n")[0]), text=said, severity=severity)
            elif said and "\n" in said.value:
                start = 0
                for line in said.value.split("\n"):
                    if _kinds(national, line):
                        text, at = line.strip(), subject.place(said, start, line)
                        yield RULE.at(at, width=len(line), text=text, severity=Severity.HINT)
                        break
                    start += len(line) + 1


def _kinds(national: Texts, said: str) -> list[type[National]]:
    """What a text is that is a national one: a goal or a strategy; its number and quotation marks are no part of it."""
    said = said.lstrip(_LEAD)
    if said[:1].isdigit():
        said = pattern(r"(?:\d+(?:\.\d+)+\.?|\d+[.)]) +").sub("", said, count=1).lstrip(_LEAD)
    alike = national.get(said[:_FIRST].lower(), ())
    return [kind for text, kind in alike if _same(text, said.rstrip(_TAIL))] if alike else []


def _same(national: str, said: str) -> bool:
    return abs(len(national) - len(said)) <= SIGNS and fold(national) == fold(said)


_last: list[tuple[Strategy, Texts]] = []


def _of(strategy: Strategy) -> Texts:
    """Every national text of the strategy that was asked for last: thousands of plans in a row have the same."""
    if not _last or _last[0][0] is not strategy:
        _last[:] = [(strategy, _national(strategy))]
    return _last[0][1]


def _national(strategy: Strategy) -> Texts:
    """Every national text, and whether it is a goal or a strategy, by its first letters."""
    found: Texts = {}
    for area in strategy.areas.values():
        items: list[National] = [*area.goals, *area.strategies]
        for item in items:
            for text in every_wording(item):
                found.setdefault(text.value[:_FIRST].lower(), []).append((text.value, type(item)))
    return found


RULE = Rule(
    code="HP303",
    name="national-wording-as-answer",
    severity=Severity.WARNING,
    message=N_("“{text}” is the national text, and not what the branch will do"),
    advice=N_("Write what the branch itself will do to get there: what, how much, and by when."),
    why=N_("The national text is in the document already. The white field is for the branch’s own aims and measures."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - Forbedre og trygge medlemmenes pensjonsrettigheter
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - Forbedre og trygge medlemmenes pensjonsrettigheter med kurs i offentlig tjenestepensjon hver høst
""",
    check=check,
)
