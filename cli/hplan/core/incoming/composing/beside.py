"""Pictures of a document, to be put beside the plan under names of our own."""

import re
from collections.abc import Mapping

from hplan.core.document.pictures import PictureError, kind
from hplan.core.incoming.lines.line import Line

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_MAX_EACH = 10 << 20
_PICTURE = re.compile(r"(!\[)|\]\(<([^<>]*)>\)")  # where one begins, and what its words lead to


class Beside:
    """The pictures that lines show: `files` are by the name that each gets, `refused` are those of no use."""

    def __init__(self, slug: str, pictures: Mapping[str, bytes]) -> None:
        self.slug, self.pictures = slug, pictures
        self.files: dict[str, bytes] = {}
        self.refused: list[str] = []
        self.names: dict[str, str] = {}

    def shown(self, line: Line) -> str:
        """Return a line as Markdown, with its pictures where they will be."""
        text, theirs = line.markdown, {target: self.name(target) for target in line.pictures}
        pieces: list[str] = []
        begun, at = -1, 0  # the piece that the last picture begins with, and how far the text is taken
        for found in _PICTURE.finditer(text) if theirs else ():
            pieces += [text[at : found.start()], found[0]]
            at = found.end()
            if found[1]:
                begun = len(pieces) - 1
            elif found[2] in theirs and (name := theirs[found[2]]):
                pieces[-1] = f"]({self.slug}/{name})"
            elif found[2] in theirs and begun >= 0:
                pieces[begun] = pieces[-1] = ""
        return " ".join("".join([*pieces, text[at:]]).split())

    def name(self, target: str) -> str:
        """Return the name of a picture's file; empty where it cannot be shown."""
        if target not in self.names:
            content = self.pictures.get(target, b"")
            if not (ending := ending_of(content)):
                self.refused.append(target)
                self.names[target] = ""
            else:
                self.names[target] = f"bilde_{len(self.files) + 1}.{ending}"
                self.files[self.names[target]] = content
        return self.names[target]


def ending_of(content: bytes) -> str:
    """Return the ending of a picture's file, by what it is; empty where no document can show it."""
    if len(content) > _MAX_EACH:
        return ""
    try:
        return _ENDINGS[kind(content[:16], "")]
    except (PictureError, KeyError):
        return ""
