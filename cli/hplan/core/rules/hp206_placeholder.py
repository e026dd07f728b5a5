"""HP206: something that was to be filled in later, and was not."""

from collections.abc import Iterator

from hplan.core.texts import placeholders
from hplan.i18n import N_, translations
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Text
from hplan.model.plan import Plan
from hplan.model.subject import Subject

_DOTS = ("…", "...")
_FEW = 4
_SENTENCE = 30


def check(subject: Subject) -> Iterator[Finding]:
    """Find texts that are a placeholder, have one in them, break off, or are somebody's hints."""
    plan, prose = subject.plan, subject.prose
    names = [text for text in (plan.name, plan.county, *[row.area for row in plan.situation]) if text]
    others = [*names, *_in_words(plan)]
    said = "\n".join([text.value for text in others])
    signs = [*placeholders.signs(f"{prose}\n{said}"), *(sign for sign in "[<" if sign in prose or sign in said)]
    for text in (*others, *subject.texts):
        value = text.value
        short = len(value) <= placeholders.LONGEST and placeholders.alone(value)
        if short or (signs and any(map(value.__contains__, signs))) or value.endswith(_DOTS):
            yield from _found(subject, text)
    # In a cell of the situation table, a dash says that there is nothing to say.
    if dashes := [text for text in subject.texts if text.value in placeholders.NOTHING]:
        cells = {cell.at for row in plan.situation for cell in row[1:5] if cell}
        yield from (RULE.at(text.at, text=text) for text in dashes if text.at not in cells)
    if placeholders.UNSETTLED in prose:
        answers = [answer.text for answer in plan.answers]
        fields = [field for action in plan.actions for field in (action.text, action.responsible, action.indicator)]
        for text in filter(None, (*answers, *fields)):
            if placeholders.unsettled(text.value):
                yield RULE.at(text.at, text=text)
    yield from _hints(subject)


def _in_words(plan: Plan) -> list[Text]:
    """Deadlines and costs that are words."""
    if plan.keys.isdisjoint(("frist", "kostnad")):
        return []
    values = [value for action in plan.actions for value in (action.deadline, action.cost) if value]
    return [Text(value.value, value.at) for value in values if isinstance(value.value, str)]


def _found(subject: Subject, text: Text) -> Iterator[Finding]:
    if placeholders.alone(text.value):
        yield RULE.at(text.at, text=text)
    elif found := placeholders.inside(text.value):
        yield RULE.at(subject.place(text, *found), width=len(found[1]), text=found[1])
    elif line := placeholders.broken_off(text.value):
        words = line.split()
        last = line if len(words) <= _FEW else words[-1]
        place = subject.place(text, len(text.value) - len(last), last)
        shown = line if last is line else "… " + " ".join(words[-_FEW:])
        yield RULE.at(place, width=len(last), text=shown, severity=None if last is line else Severity.HINT)


def _hints(subject: Subject) -> Iterator[Finding]:
    """The national guidance, or the example of a new plan, left standing as the branch's own text."""
    for guidance in subject.strategy.guidance or ():
        for sentence in guidance.value.split(". ") if guidance else ():
            if len(sentence) >= _SENTENCE and sentence in subject.prose:
                for text in subject.texts:
                    if (start := text.value.find(sentence)) >= 0:
                        yield RULE.at(subject.place(text, start, sentence), width=len(sentence), text=sentence)
    for action in subject.plan.actions if "kostnad" in subject.plan.keys else ():
        if action.text and action.indicator and action.cost and action.cost.value == _COST:
            said = (action.text.value, action.indicator.value)
            if said in [tuple(map(translations(language).gettext, _EXAMPLE)) for language in ("nb", "nn")]:
                yield RULE.at(action.text.at, text=action.text)


_EXAMPLE = (N_("Recruitment campaign in April"), N_("20 new members"))  # as in templates/plan.yaml.j2
_COST = 5000

RULE = Rule(
    code="HP206",
    name="placeholder",
    severity=Severity.WARNING,
    message=N_("“{text}” looks like something that was to be filled in later"),
    advice=N_("Write what is to stand there, or delete it. What nobody knows yet is better left empty."),
    why=N_("It would stand in the document and count as an answer, though nothing has been answered."),
    failing="""\
lokale_mål:
  - Unge…
  - Arrangere xx medlemsmøter i året
""",
    passing="""\
lokale_mål:
  - Unge medlemmer får egne samlinger, kurs osv.…
  - Arrangere to medlemsmøter i året
""",
    check=check,
)
