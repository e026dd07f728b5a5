"""Comments in the margin, as Pandoc shows them in the text: a span where each begins, and one where it ends."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class Comment(NamedTuple):
    """A comment in the margin: who wrote it, what it says, and the words that it is about."""

    author: str
    text: str
    about: str


ABOUT = 400  # letters of what a comment is about: more is not repeated
_Opened = tuple[str, str, int]  # its author, its text, and where in the document it begins


def comments(blocks: list[Any]) -> Iterator[Comment]:
    """Yield the comments of a document in order, with the words that they are about."""
    opened: dict[str, _Opened] = {}
    said: list[str] = []
    for kind, value, attributes in _pieces(blocks):
        if kind == "comment-start":
            opened[attributes.get("id", "")] = (attributes.get("author", ""), value, len(said))
        elif kind == "comment-end":
            if found := opened.pop(attributes.get("id", ""), None):
                yield Comment(found[0], found[1], about(said, found[2], len(said)))
        else:
            said += [value] if value else []
    for author, text, start in opened.values():
        yield Comment(author, text, about(said, start, len(said)))


def about(said: Sequence[str], start: int, end: int) -> str:
    """Return the words from one place to another, as far as they are repeated."""
    pieces, left = list[str](), 2 * ABOUT
    for number in range(start, end):
        pieces.append(said[number][:left])
        left -= len(pieces[-1])
        if not left:
            break
    words = " ".join("".join(pieces).split())
    if left and len(words) <= ABOUT:
        return words
    return f"{words[:ABOUT].rsplit(' ', 1)[0]} …".strip()


def _pieces(tree: Any) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The words of a tree in order, and the spans that begin and end a comment."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            kind, value = node.get("t"), node.get("c", [])
            if kind == "Str":
                yield "", str(value), {}
            elif kind in ("Space", "SoftBreak", "LineBreak", "Para", "Plain"):
                yield "", " ", {}
                waiting.append(value)
            elif kind == "Span" and (set(value[0][1]) & {"comment-start", "comment-end"}):
                words = "".join(word for _kind, word, _attributes in _pieces(value[1]))
                yield value[0][1][0], " ".join(words.split()), dict(value[0][2])
            elif isinstance(value, (list, dict)):
                waiting.append(value)
