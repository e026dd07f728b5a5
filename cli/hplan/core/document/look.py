"""A branch's own look, from the table `[document]` of `hplan.toml`: logo, colour, upright pages."""

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from hplan.core.document.pictures import PictureError, find, kind
from hplan.core.settings_file import FILE, SettingsFile
from hplan.core.workspace import Workspace, display
from hplan.i18n import N_

KEYS: dict[str, type] = {"color": str, "logo": str, "logo-alt": str, "portrait": bool}
CONTRAST = 4.5  # to 1, which letters need for those who see poorly (WCAG 2.2, 1.4.3)
_TINT = 8  # percent of the colour in the ground of the national text
_NOT_A_COLOR = N_('{file}: {color} is not a colour. Write it as in this example: color = "#1F4E79"')
_TOO_LIGHT = N_("{file}: {color} is too light to be read on white, or to have white letters on it. Try {darker}")
_LETTERS_ON_WHITE = (255, 255, 255)

Rgb = tuple[int, int, int]


class Look(NamedTuple):
    """How documents look, as far as a workspace says: `color` and the `tint` that goes with it are "#rrggbb" or empty.

    `logo` is the picture's file, named from the workspace.
    """

    color: str = ""
    tint: str = ""
    portrait: bool = False
    logo: str = ""
    logo_alt: str = ""

    def as_request(self) -> dict[str, str]:
        """Return the colours that the formats are told; none where none was chosen."""
        return {"color": self.color, "tint": self.tint} if self.color else {}

    def logo_from(self, folder: Path, workspace: Workspace) -> str:
        """Return the logo as a file in `folder` would name it, in a link; empty without one."""
        from urllib.parse import quote

        if not self.logo:
            return ""
        return quote(Path(os.path.relpath(workspace.root / self.logo, folder.resolve())).as_posix())


def read_look(workspace: Workspace) -> Look:
    """Return the look of a workspace's documents. Raises StopError, with the place, where its file is wrong."""
    path = workspace.root / FILE
    if not (workspace.found and path.is_file()):
        return Look()
    file = SettingsFile.read(path.read_bytes(), display(path))
    look = parse_look(file.tables().get("document", {}), file)
    if look.logo:
        try:
            found = find(look.logo, workspace.root, workspace.root)
            with found.open("rb") as picture:
                kind(picture.read(16), look.logo)
        except PictureError as error:
            raise file.wrong(N_("{file}: {problem}"), "logo", problem=error.message) from None
    return look


def parse_look(table: Any, file: SettingsFile) -> Look:
    """Return the look that a table says. Raises StopError, with the place, where it is wrong."""
    file.demand_table("document", table, KEYS)
    color, tint = table.get("color", "").lower(), ""
    if "color" in table:
        if not re.fullmatch("#[0-9a-f]{6}", color):
            raise file.wrong(_NOT_A_COLOR, "color", color=table["color"])
        chosen = rgb(color)
        if contrast(chosen, _LETTERS_ON_WHITE) < CONTRAST:
            raise file.wrong(_TOO_LIGHT, "color", color=color, darker=_hex(_darker(chosen)))
        tint = _hex(_tint(chosen))
    return Look(color, tint, table.get("portrait", False), table.get("logo", ""), table.get("logo-alt", ""))


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _darker(rgb: Rgb) -> Rgb:
    """The same colour with just enough black in it."""
    shades = ((rgb[0] * n // 100, rgb[1] * n // 100, rgb[2] * n // 100) for n in range(99, -1, -1))
    return next(shade for shade in shades if contrast(shade, _LETTERS_ON_WHITE) >= CONTRAST)


def _tint(rgb: Rgb) -> Rgb:
    """White with a touch of the colour: as much as leaves the colour legible on it."""
    tints = (_mixed(rgb, percent) for percent in range(_TINT, -1, -1))
    return next(tint for tint in tints if contrast(rgb, tint) >= CONTRAST)


def _mixed(rgb: Rgb, percent: int) -> Rgb:
    red, green, blue = (255 - (255 - c) * percent // 100 for c in rgb)
    return red, green, blue


def rgb(color: str) -> Rgb:
    """Return the parts of a colour of six digits, from 0 to 255."""
    color = color.removeprefix("#")
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)
