"""HP115: the national wording of a goal or a strategy is another than when the plan answered it."""

from collections.abc import Callable, Iterator

from hplan.core.checking.comments import Recorded, recorded, unnumbered
from hplan.core.national import National, answered, every_wording, fold, wordings
from hplan.i18n import N_, Message
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.place import Place
from hplan.model.strategy import Goal
from hplan.model.subject import Subject

_ALIKE = 0.4
_REMARKS = 300  # characters of a comment below the wording in which nobody looks for another one
_ALIKE_WITHOUT_NUMBER = 0.6


def check(subject: Subject) -> Iterator[Finding]:
    """Find answers with another national wording in the comment above them, where `hplan new` writes that of goals."""
    for national, answer in answered(subject):
        if not (answer.filled or answer.omitted or answer.wording):
            continue
        if _is_above(national, subject, answer.at):  # as it nearly always is
            continue
        texts = [text.value for text in (*every_wording(national), answer.wording) if text]
        record = (recorded if isinstance(national, Goal) else unnumbered)(subject, answer.at)
        if record and not _same(record, texts):
            now = (text.value for text in wordings(national, subject.plan.written_language))
            old = record.text
            new = max(now, key=lambda text: _alike(old, text, min))
            if _about(national, record, new, subject):
                what = Message.of(GOAL, number=national.number) if isinstance(national, Goal) else Message(STRATEGY)
                yield RULE.at(record.at, width=len(record.lines[0]), what=what, old=old, new=new)


def _is_above(national: National, subject: Subject, key: Place) -> bool:
    """Whether a line of the comment right above a key ends with the national wording."""
    wording, end = national.text.written("nb").value, max(subject.offset(key) - key.column, 0)
    found = subject.source.rfind(wording, max(0, end - len(wording) - _REMARKS), end) + len(wording)
    if found < len(wording):
        return False
    return found == end or all(line.lstrip()[:1] == "#" for line in subject.source[found + 1 : end].split("\n"))


def _about(national: National, record: Recorded, new: str, subject: Subject) -> bool:
    """Whether the comment is a wording of what the key below it answers, and not somebody's remark.

    It is where it is much like the new one. Where it has the goal's own number, it need not be: that is how
    `hplan new` writes wordings, if others in the plan stand so.
    """
    if not isinstance(national, Goal):
        return _alike(record.text, new, max) >= _ALIKE_WITHOUT_NUMBER
    if _alike(record.text, new, min) >= _ALIKE:
        return True
    own = record.lead.strip(" .") == national.number or ":" in record.lead
    return own and any(_is_above(other, subject, answer.at) for other, answer in answered(subject))


def _same(record: Recorded, texts: list[str]) -> bool:
    """Whether the comment is one of the texts, with or without a remark around it."""
    if any(line in texts for line in record.lines):
        return True
    said, known = "", [fold(text) for text in texts]
    for line in record.lines:
        said = f"{said} {line}"
        folded = fold(said)
        if any(folded == text or folded.startswith((f"{text}:", f"{text}(", f"{text}-")) for text in known):
            return True
    return False


def _alike(old: str, new: str, of: Callable[[int, int], int]) -> float:
    """How much of the words of the shorter text (`of` is min), or of the longer one (max), is in both."""
    first, second = set(old.lower().split()), set(new.lower().split())
    return len(first & second) / (of(len(first), len(second)) or 1)


GOAL, STRATEGY = N_("goal {number}"), N_("the strategy")


RULE = Rule(
    code="HP115",
    name="wording-changed",
    severity=Severity.HINT,
    message=N_("The national wording of {what} has changed since the plan answered it: “{old}” is now “{new}”"),
    advice=N_("See whether the answer still fits. Then write the new wording in the comment above the answer."),
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
