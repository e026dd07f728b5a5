"""HP115: the national wording of a goal is another than when the plan answered it."""

from collections.abc import Iterator

from hplan.core.comments import Recorded, recorded
from hplan.core.national import answered, every_wording, fold, wordings
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Place
from hplan.model.strategy import Goal
from hplan.model.subject import Subject

_ALIKE = 0.4


def check(subject: Subject) -> Iterator[Finding]:
    """Find answered goals with another national wording in the comment above them, where `hplan new` writes it."""
    for goal, answer in answered(subject):
        if not isinstance(goal, Goal) or not (answer.filled or answer.omitted or answer.wording):
            continue
        if _is_above(goal.text.written("nb").value, subject, answer.at):  # as it nearly always is
            continue
        texts = [text.value for text in (*every_wording(goal), answer.wording) if text]
        record = recorded(subject, answer.at)
        if record and not _same(record, texts):
            now = (text.value for text in wordings(goal, subject.plan.written_language))
            new = max(now, key=lambda text: _alike(record.text, text))
            if _alike(record.text, new) >= _ALIKE:  # or else the comment is about something else
                yield RULE.at(record.at, width=len(record.lines[0]), number=goal.number, old=record.text, new=new)


def _is_above(wording: str, subject: Subject, key: Place) -> bool:
    """Whether the line above a key ends with a wording."""
    return subject.source.endswith(wording, 0, max(subject.offset(key) - key.column, 0))


def _same(record: Recorded, texts: list[str]) -> bool:
    """Whether the comment is one of the texts, with or without a remark after it."""
    if record.lines[0] in texts:
        return True
    said, known = "", [fold(text) for text in texts]
    for line in record.lines:
        said = f"{said} {line}"
        folded = fold(said)
        if any(folded == text or folded.startswith((f"{text}:", f"{text}(", f"{text}-")) for text in known):
            return True
    return False


def _alike(old: str, new: str) -> float:
    """How much of the shorter text's words is in the longer one."""
    first, second = set(old.lower().split()), set(new.lower().split())
    return len(first & second) / (min(len(first), len(second)) or 1)


RULE = Rule(
    code="HP115",
    name="wording-changed",
    severity=Severity.HINT,
    message=N_("The national wording of goal {number} has changed since the plan answered it: “{old}” is now “{new}”"),
    advice=N_("See whether the answer still fits. Then write the new wording in the comment above the goal."),
    why=N_("The branch answered the words that it read. Those who changed them may have meant something else."),
    failing="""\
handlingsplan:
  heltid:
    # 2.4 Forbedre medlemmenes pensjonsrettigheter i offentlig sektor
    pensjon:
      - Arrangere et pensjonskurs
""",
    passing="""\
handlingsplan:
  heltid:
    # 2.4 Forbedre og trygge medlemmenes pensjonsrettigheter
    pensjon:
      - Arrangere et pensjonskurs
""",
    check=check,
)
