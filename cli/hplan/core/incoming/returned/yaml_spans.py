"""A YAML file as spans: what each node says, from where to where it stands, and how it is written."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from unicodedata import normalize

import yaml

try:
    from yaml import CLoader as Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import Loader  # type: ignore[assignment]

from hplan.core.reading.folded import paragraphs

Tree = str | None | list["Tree"] | dict[str, "Tree"]
_NULLS = ("", "~", "null", "Null", "NULL")
# YAML 1.1, which libyaml speaks, breaks lines at these; they are hidden from it, as in yaml_nodes.py.
_BREAKS_OF_1_1 = str.maketrans("\x85\u2028\u2029", "\U0010fdd0\U0010fdd1\U0010fdd2")
_BACK = str.maketrans("\U0010fdd0\U0010fdd1\U0010fdd2", "\x85\u2028\u2029")


class Span(NamedTuple):
    """A node: what it says, from where to where it stands, and how it is written.

    `style` is YAML's sign for how a text is written, "{" for what stands in braces or brackets, "*" for an alias.
    """

    data: Tree
    start: int
    end: int
    style: str
    column: int
    keys: tuple["Span", ...] = ()
    values: tuple["Span", ...] = ()


def read(source: str) -> Span:
    """Return what a file says; a text as it is written, without the line breaks at its end, and None for nothing."""
    source = source.translate(_BREAKS_OF_1_1)
    events: Iterator[Any] = iter(yaml.parse(source, Loader=Loader))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _node(event, events, {}, source)
    return Span(None, 0, 0, "", 0)


def _node(event: Any, events: Iterator[Any], anchors: dict[str, Span], source: str) -> Span:
    start, end, name = event.start_mark, event.end_mark, event.anchor
    if isinstance(event, yaml.AliasEvent):
        meant = anchors[str(name)]
        return Span(meant.data, start.index, end.index, "*", start.column)
    if isinstance(event, yaml.ScalarEvent):
        text = paragraphs(event.value, event.style, source[start.index : end.index]).translate(_BACK).rstrip("\n")
        empty = (not event.style and text in _NULLS) or not text.strip()
        style = "&" if event.anchor or event.tag else event.style or ""
        span = Span(None if empty else text, start.index, end.index, style, start.column)
    else:
        span = _collection(event, events, anchors, source)
    if event.anchor:
        anchors[event.anchor] = span
    return span


def _collection(event: Any, events: Iterator[Any], anchors: dict[str, Span], source: str) -> Span:
    """A list or a mapping. In a block, libyaml has it end where the next begins; here it ends with its last node."""
    start, children = event.start_mark, list[Span]()
    inner: Any = next(events)
    while type(inner) not in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
        children.append(_node(inner, events, anchors, source))
        inner = next(events)
    last = max((child.end for child in children), default=start.index)
    stop: int = inner.end_mark.index if event.flow_style else last
    style = "&" if event.anchor else "{" if event.flow_style else ""
    if not isinstance(event, yaml.MappingStartEvent):
        data: Tree = [child.data for child in children]
        return Span(data, start.index, stop, style, start.column, (), tuple(children))
    keys, values = tuple(children[::2]), tuple(children[1::2])
    data = {str(key.data): value.data for key, value in zip(keys, values, strict=True)}
    return Span(data, start.index, stop, style, start.column, keys, values)


def key_in(tree: Tree, name: str) -> str:
    """The key as the file has it: its letters may be composed otherwise."""
    if isinstance(tree, dict) and name not in tree:
        return next((key for key in tree if normalize("NFC", key) == name), name)
    return name
