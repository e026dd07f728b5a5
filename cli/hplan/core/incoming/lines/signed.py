"""The end of a letter, which is not of the plan: a greeting, the two dashes of a signature, an older mail below it."""

import re
from collections.abc import Sequence

from hplan.core.incoming.known.targets import ALIKE, GOAL, Targets
from hplan.core.incoming.lines.line import Line

_GREETING = re.compile(
    r"(?:med |m\.? ?)?(?:(?:vennlig|venleg|beste|god|kollegial)e? )?(?:hilsen|hilsning|helsing|helsingar)\b.{0,40}"
    r"|(?:m\.?v\.?h|v\.?h)\b[.,]?.{0,40}|-- ?\w.{0,40}|--",
    re.I,
)
_HEAD = re.compile(r"(?:fra|frå|til|kopi|sendt|dato|emne|from|to|cc|sent|date|subject)\s*:", re.I)
_BEGINS = re.compile(
    r"[-–—_ ]*(?:opprinnelig|opphavleg|original|videresendt|vidaresend)\w* (?:melding|e-?post|message)[-–—_ ]*", re.I
)
_WROTE = re.compile(r"\b20\d\d\b.*\b(?:skrev|skreiv|wrote)\b.*:$", re.I)
_HEADS = 4  # lines at the head of a mail
_LINE = 300  # letters: what a mail says of the one that it answers is no longer
_MOST, _SHORT = 8, 60  # lines of a signature, letters of each


def signed(lines: Sequence[Line], targets: Targets) -> list[Line]:
    """Return lines of which those of a signature, and of an older mail below the plan, stand aside."""
    older = _older_mail(lines, targets)
    rest = [line._replace(aside=True) for line in lines[older:]]
    return [*_signature(lines[:older]), *rest]


def _older_mail(lines: Sequence[Line], targets: Targets) -> int:
    """Where a mail begins below a plan; the number of lines where none does."""

    def goal(line: Line) -> bool:
        match = targets.best(line.text, GOAL)
        return bool(match and match.score >= ALIKE)

    last = next((number for number in range(len(lines) - 1, -1, -1) if goal(lines[number])), len(lines))
    for number in range(last + 1, len(lines)):
        heads = sum(bool(_HEAD.match(line.text)) for line in lines[number : number + _HEADS])
        if heads > _HEADS // 2 and (_HEAD.match(lines[number].text) or _BEGINS.fullmatch(lines[number].text)):
            return number
        if len(lines[number].text) <= _LINE and _WROTE.search(lines[number].text):
            return number
    return len(lines)


def _signature(lines: Sequence[Line]) -> list[Line]:
    end = lines[-_MOST:]
    for number, line in enumerate(end):
        if line.level or line.item or line.cell or not _GREETING.fullmatch(line.text):
            continue
        if all(len(after.text) <= _SHORT and not (after.item or after.level or after.cell) for after in end[number:]):
            start = len(lines) - len(end) + number
            return [*lines[:start], *(after._replace(aside=True) for after in lines[start:])]
    return list(lines)
