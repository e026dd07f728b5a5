"""Comments in the margin, as Pandoc shows them in the text: a span where each begins, and one where it ends."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Comment(NamedTuple):
    """A comment in the margin: who wrote it, what it says, and the words that it is about."""

    author: str
    text: str
    about: str


def comments(blocks: list[Any]) -> Iterator[Comment]:
    """Yield the comments of a document in order, with the words that they are about."""
    opened: dict[str, tuple[str, str, list[str]]] = {}
    for kind, value, attributes in _pieces(blocks):
        if kind == "comment-start":
            opened[attributes.get("id", "")] = (attributes.get("author", ""), value, [])
        elif kind == "comment-end":
            if found := opened.pop(attributes.get("id", ""), None):
                yield Comment(found[0], found[1], " ".join("".join(found[2]).split()))
        else:
            for about in opened.values():
                about[2].append(value)
    for author, text, pieces in opened.values():
        yield Comment(author, text, " ".join("".join(pieces).split()))


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
