"""Contrast, as WCAG 2.2 measures it."""

import re

from hplan.core.document import look
from hplan.i18n import N_

WHITE, BLACK = "FFFFFF", "000000"
ENOUGH, ENOUGH_LARGE = look.CONTRAST, 3.0
CONTRAST = N_("{where}: letters of the colour #{colour} on #{ground} have a contrast of {ratio}:1, and need {needed}:1")


def hexadecimal(text: str) -> str | None:
    """Return a colour as six digits, or None for what is not one (`auto`, a name, a colour that lets through)."""
    digits = text.strip().removeprefix("#").upper()
    if re.fullmatch(r"[0-9A-F]{3}", digits):
        return "".join(2 * digit for digit in digits)
    return digits if re.fullmatch(r"[0-9A-F]{6}", digits) else None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    return look.contrast(look.rgb(one), look.rgb(other))


def needed(points: float, *, bold: bool) -> float:
    """Return the contrast that letters of a size must have."""
    return ENOUGH_LARGE if points >= 18 or (bold and points >= 14) else ENOUGH


def shown(ratio: float) -> str:
    """Return a contrast as it is printed, never rounded up to what is enough."""
    return f"{int(ratio * 100) / 100:g}"
