"""The end of a letter: what stands from «Med vennlig hilsen» or the two dashes of a signature on is not of the plan."""

import re
from collections.abc import Sequence

from hplan.core.incoming.line import Line

_GREETING = re.compile(
    r"(?:med |m\.? ?)?(?:(?:vennlig|venleg|beste|god|kollegial)e? )?(?:hilsen|hilsning|helsing|helsingar)\b.{0,40}"
    r"|(?:m\.?v\.?h|v\.?h)\b[.,]?.{0,40}|-- ?\w.{0,40}|--",
    re.I,
)
_MOST, _SHORT = 8, 60  # lines of a signature, letters of each


def signed(lines: Sequence[Line]) -> list[Line]:
    """Return lines of which those of a signature, at the end, stand aside."""
    end = lines[-_MOST:]
    for number, line in enumerate(end):
        if line.level or line.item or line.cell or not _GREETING.fullmatch(line.text):
            continue
        if all(len(after.text) <= _SHORT and not (after.item or after.level or after.cell) for after in end[number:]):
            start = len(lines) - len(end) + number
            return [*lines[:start], *(after._replace(aside=True) for after in lines[start:])]
    return list(lines)
