"""Pictures of a document, to be put beside the plan under names of our own."""

from collections.abc import Mapping

from hplan.core.document.pictures import PictureError, kind
from hplan.core.incoming.lines.line import Line

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_MAX_EACH = 10 << 20


class Beside:
    """The pictures that lines show: `files` are by the name that each gets, `refused` are those of no use."""

    def __init__(self, slug: str, pictures: Mapping[str, bytes]) -> None:
        self.slug, self.pictures = slug, pictures
        self.files: dict[str, bytes] = {}
        self.refused: list[str] = []
        self.names: dict[str, str] = {}

    def shown(self, line: Line) -> str:
        """Return a line as Markdown, with its pictures where they will be."""
        text = line.markdown
        for target in line.pictures:
            if name := self.name(target):
                text = text.replace(f"](<{target}>)", f"]({self.slug}/{name})")
            else:
                start = text.find("![")
                end = text.find(f"](<{target}>)", start)
                if start >= 0 and end >= 0:
                    text = f"{text[:start]}{text[start + 2 : end]}{text[end + len(target) + 5 :]}"
        return " ".join(text.split())

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
