"""Contrast, as WCAG 2.2 measures it."""

import re

from hplan.i18n import N_

WHITE, BLACK = "FFFFFF", "000000"
ENOUGH, ENOUGH_LARGE = 4.5, 3.0
CONTRAST = N_("{where}: letters of the colour #{colour} on #{ground} have a contrast of {ratio}:1, and need {needed}:1")


def hexadecimal(text: str) -> str | None:
    """Return a colour as six digits, or None for what is not one (`auto`, a name, a colour that lets through)."""
    digits = text.strip().removeprefix("#").upper()
    if re.fullmatch(r"[0-9A-F]{3}", digits):
        return "".join(2 * digit for digit in digits)
    return digits if re.fullmatch(r"[0-9A-F]{6}", digits) else None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def needed(points: float, *, bold: bool) -> float:
    """Return the contrast that letters of a size must have."""
    return ENOUGH_LARGE if points >= 18 or (bold and points >= 14) else ENOUGH


def shown(ratio: float) -> str:
    """Return a contrast as it is printed, never rounded up to what is enough."""
    return f"{int(ratio * 100) / 100:g}"


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
