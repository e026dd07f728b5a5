"""What Pandoc leaves out of an ODT: comments in the margin, and that it has tracked changes."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from hplan.core.incoming.reading.comments import Comment, about
from hplan.core.incoming.reading.packed import Package

_O, _T = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text"))
_AUTHOR = "{http://purl.org/dc/elements/1.1/}creator"
TRACKED = b"<text:changed-region"


def comments(package: Package) -> Iterator[Comment]:
    """Yield the comments of an ODT, each with the words that it is about."""
    content = package.parts["content.xml"]
    if b"<office:annotation" not in content:
        return
    root = ET.fromstring(content)  # noqa: S314 (packed.py: no entities)
    ranges = _about(root)
    for note in root.iter(f"{_O}annotation"):
        said = (" ".join("".join(part.itertext()).split()) for part in note.iter(f"{_T}p"))
        text = " ".join(filter(None, said))
        yield Comment(note.findtext(_AUTHOR, ""), text, ranges.get(note.get(f"{_O}name", ""), ""))


def _about(root: ET.Element) -> dict[str, str]:
    """The words between where a comment begins and where it ends, by its name."""
    found: dict[str, str] = {}
    opened: dict[str, int] = {}
    said: list[str] = []
    ends = {end.get(f"{_O}name", "") for end in root.iter(f"{_O}annotation-end")}
    waiting: list[tuple[ET.Element, bool]] = [(root, False)]
    while waiting:
        node, left = waiting.pop()
        name = node.get(f"{_O}name", "")
        if not left:
            waiting.append((node, True))
            if node.tag != f"{_O}annotation":
                waiting += [(child, False) for child in reversed(node)]
        elif node.tag == f"{_O}annotation":
            opened |= {name: len(said)} if name in ends else {}
        elif node.tag == f"{_O}annotation-end" and name in opened:
            found[name] = about(said, opened.pop(name), len(said))
        text = node.tail if left else node.text if node.tag != f"{_O}annotation" else ""
        said += [text] if text else []
    return found | {name: about(said, start, len(said)) for name, start in opened.items()}
