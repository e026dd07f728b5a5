"""What the rules about following up have in common."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Value, bare
from hplan.model.plan import Action, Plan, Stage, Status
from hplan.model.subject import Subject

_OVER = frozenset({Status.DONE, Status.DROPPED})
_OTHERWISE = ("ikke annet er", "ikkje anna er", "ikke står noe annet", "ikkje står noko anna", "ikke noe annet er")
# What is done again and again, or as soon as something happens, has no day by which it is done.
AGAIN = (
    *("årleg", "årlig", "kvartalsvis", "månedlig", "månadleg", "ukentlig", "vekentleg", "daglig", "dagleg"),
    *(" hver ", " hvert ", " kvar ", " kvart ", "begge år", "løpende", "løpande", "kontinuerlig", "kontinuerleg"),
    *("jevnlig", "jamleg", "jamnleg", "regelmessig", "alltid", " fast ", "ved behov", "når ", " etter at "),
    *("hele perioden", "heile perioden", " i perioden"),
)


def stage(plan: Plan) -> Stage | None:
    """Return how far the plan has come, where it says so."""
    return bare(plan.stage)


def actions(plan: Plan) -> list[Action]:
    """Return every action with words, of answers that could be taken in."""
    return [action for answer in plan.answers if not answer.garbled for action in answer.actions if action.text]


def over(action: Action) -> bool:
    """Whether there is nothing left to do: it is done, or dropped."""
    return bare(action.status) in _OVER


def day(value: Value[date | str] | None) -> date | None:
    """Return a date, and None for words in its place."""
    found = bare(value)
    return found if isinstance(found, date) else None


def said_for_all(plan: Plan, word: str) -> bool:
    """Whether the introduction says it for all other actions: “Der ikke annet er sagt, har styret ansvaret”."""
    said = plan.introduction.value.lower() if plan.introduction else ""
    return word in said and any(otherwise in said for otherwise in _OTHERWISE)


def lacking(
    subject: Subject,
    among: Sequence[Action],
    has: Callable[[Action], bool],
    in_words: Callable[[Action], bool],
    each: tuple[Rule, Mapping[Stage, Severity]],
    most: tuple[Rule, Stage],
) -> Iterator[Finding]:
    """Find the actions that lack what the others have, by the rule and the severities of `each`.

    Those that say it `in_words` count neither way. Where more than half of the others lack it, nobody has set out to
    write it: that is said once, by the rule of `most`, and at its stage only.
    """
    now = stage(subject.plan) or Stage.DRAFT
    having = sum(map(has, among))
    if not having and now is not most[1]:
        return
    without = [action for action in among if not has(action) and not in_words(action)]
    if len(without) <= having:
        for action in without if now in each[1] else ():
            yield each[0].at(action.at, severity=each[1].get(now), text=action.text)
    elif now is most[1]:
        yield most[0].at(subject.plan.place("handlingsplan"))
