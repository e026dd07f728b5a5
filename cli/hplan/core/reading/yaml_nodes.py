"""Bytes to nodes: the one place that reads YAML.

Scalars stay the text that was written. YAML 1.1 would read `no` as false, `010` as 8 and `12:30` as 750, and YAML
1.2 `1.50` as a number; here nothing is guessed. Whoever knows what a field means (`shape.py`) makes a date or an
amount of it. libyaml parses; size, depth and aliases are bounded, since plans come by mail from strangers.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from hplan.core.files import MAX_BYTES
from hplan.core.reading.nodes import NULL_WORDS, VALUE, Field, Mapping, Node, Scalar, Sequence
from hplan.core.rules import rule
from hplan.model.finding import Finding, Fix
from hplan.model.place import Place

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML built without libyaml: 20 times slower, no different

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, source: str) -> None:
            yaml.reader.Reader.__init__(self, source)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


MAX_DEPTH = 32
MAX_SIZE = 2_200_000  # characters, and VALUE for each value, aliases written out
_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_BLANK = (" ", "\t")
# YAML 1.1, which libyaml speaks, breaks lines at these; YAML 1.2 does not, and text pasted from Word has them.
_BREAKS_OF_1_1 = "\x85\u2028\u2029"
_STAND_INS = "\U0010fdd0\U0010fdd1\U0010fdd2"
_HASH = re.compile(r"[ \t]+(#[^\s#]\S*)")
# One space and a number that is no date: two spaces are how YAML sets off a comment.
_NUMBER = re.compile(r"[ \t](#[ \t]\d+(?!\d|[.:/-]\d)[^\r\n]*)")
_new = tuple.__new__  # a named tuple in half the time, for what every plan has a hundred of
_NO_MARK = Fix(encoding="utf-8-sig")
_HIDE = str.maketrans(_BREAKS_OF_1_1, _STAND_INS)
_REVEAL = str.maketrans(_STAND_INS, _BREAKS_OF_1_1)
# A key with one of these is composed anew, so that `å` is one letter.
_COMBINING = ("\u0300", "\u036f")


class UnreadableError(Exception):
    """The file cannot be read at all; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def parse(content: bytes, path: str) -> tuple[Node, list[Finding]]:
    """Read one YAML document.

    Returns its top node, and what is wrong with it short of being unreadable (keys that stand twice).
    Raises UnreadableError where there is no telling what was meant.
    """
    source = _decode(content, path)
    marked = [rule("hp016_byte_order_mark").at(Place(path), fix=_NO_MARK)] if content.startswith(BOM_UTF8) else []
    try:
        reader = _Reader(source, path)
        return reader.document(), [*marked, *reader.findings, *reader.unused()]
    except yaml.MarkedYAMLError as error:
        from hplan.core.rules.hp004_yaml_syntax import explain

        raise UnreadableError(explain(error, source, path)) from None
    except yaml.reader.ReaderError:
        raise UnreadableError(_control_character(source, path)) from None


def _decode(content: bytes, path: str) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableError(rule("hp005_too_large").at(Place(path), megabytes=MAX_BYTES // 1024**2))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from hplan.core.rules.hp002_not_utf8 import explain

        before = content[: error.start].decode("utf-8", "replace")
        raise UnreadableError(explain(content, _place(path, before))) from None
    return text


def _control_character(source: str, path: str) -> Finding:
    """Find the character that libyaml would not read; it tells only that there is one."""
    if "\0" in source[:2]:  # UTF-16 that has no letter outside of ASCII
        from hplan.core.rules.hp002_not_utf8 import explain

        return explain(source.encode(), Place(path))
    printable = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
    wrong = re.search(f"[^{printable}]", source)
    before, code = (source[: wrong.start()], f"U+{ord(wrong[0]):04X}") if wrong else ("", "?")
    return rule("hp003_control_character").at(_place(path, before), character=code)


@lru_cache(maxsize=1000)  # nearly all of them are the same few in every plan
def _composed(key: str) -> str:
    """Return a key with `å` as one letter, however it was typed (NFC)."""
    if key.isascii() or not any(_COMBINING[0] <= letter <= _COMBINING[1] for letter in key):
        return key
    from unicodedata import normalize

    return normalize("NFC", key)


def _place(path: str, before: str) -> Place:
    """Return the place that comes right after the text `before`."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Place(path, len(lines), len(lines[-1]) + 1)


def text_spans(source: str) -> list[tuple[int, int]]:
    """Return from where to where each text stands, in order, as far as the file is YAML; comments are in none."""
    parser, spans = _Parser(source.translate(_HIDE)), []
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, ScalarEvent):
                spans.append((event.start_mark.index, event.end_mark.index))  # type: ignore[union-attr]
    except yaml.YAMLError:
        pass
    return spans


class _Reader:
    """Composes nodes from parser events, within bounds."""

    def __init__(self, source: str, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.anchors: dict[str, Node] = {}
        self.named: dict[Scalar, str] = {}  # texts with an anchor that nothing has referred to
        self.hidden = any(character in source for character in _BREAKS_OF_1_1)
        self.source = source.translate(_HIDE) if self.hidden else source
        # The next event; the libraries' types do not tell one kind from another.
        self.next: Callable[[], Any] = _Parser(self.source).get_event

    def document(self) -> Node:
        """Return the top node of the only document."""
        self.next()  # the start of the stream
        if not isinstance(self.next(), DocumentStartEvent):
            return Scalar(Place(self.path), "", True)
        node = self.node(self.next(), 0)
        self.next()  # the end of the document
        event = self.next()
        if isinstance(event, DocumentStartEvent):
            raise UnreadableError(rule("hp009_several_documents").at(self.place(event)))
        return node

    def place(self, event: Any) -> Place:
        """Return where an event starts."""
        mark = event.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1)

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that starts with `event`."""
        kind = type(event)
        if kind is AliasEvent:
            return self.alias(event)
        if event.tag is not None and event.tag not in _TAGS:
            raise UnreadableError(rule("hp010_tag").at(self.place(event), tag=event.tag))
        if depth > MAX_DEPTH:
            raise UnreadableError(rule("hp006_too_deep").at(self.place(event), depth=MAX_DEPTH))
        node: Node
        if kind is ScalarEvent:
            node = self.scalar(event)
        elif kind is SequenceStartEvent:
            node = self.sequence(event, depth)
        else:
            node = self.mapping(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
            if isinstance(node, Scalar):
                self.named[node] = event.anchor
        return node

    def scalar(self, event: Any) -> Scalar:
        """Return the text of an event."""
        text, mark, end, style = event.value, event.start_mark, event.end_mark, event.style
        line = mark.line
        if end.line != line and style != "|":
            text = self.folded(event)
        if self.hidden:
            text = text.translate(_REVEAL)
        plain = not style
        if plain and (self.source[end.index : end.index + 1] in _BLANK or text in NULL_WORDS):
            self.mislaid(event)
        return Scalar(_new(Place, (self.path, line + 1, mark.column + 1)), text, plain)

    def folded(self, event: Any) -> str:
        """Return a text of several lines that YAML makes one of; note where those were meant as points."""
        from hplan.core.reading.folded import paragraphs
        from hplan.core.reading.points import melted

        start, end = event.start_mark, event.end_mark
        written = self.source[start.index : end.index]
        if (point := melted(written, plain=not event.style)) is not None:
            at = _place(self.path, written[:point])
            line, column = start.line + at.line, at.column + (start.column if at.line == 1 else 0)
            self.findings.append(rule("hp014_lines_joined").at(Place(self.path, line, column)))
        return paragraphs(event.value, event.style, written)

    def unused(self) -> list[Finding]:
        """What begins with an anchor for nothing: most likely it was meant to be read."""
        found = self.named.items()
        return [rule("hp021_unused_anchor").at(node.at, name=name, width=len(name) + 1) for node, name in found]

    def mislaid(self, event: Any) -> None:
        """Note what does not belong to a plain text, and was meant to."""
        start, end = event.start_mark, event.end_mark
        if self.source[end.index : end.index + 1] not in _BLANK:
            pass  # nothing else on the line
        elif lost := _HASH.match(self.source, end.index):
            at = Place(self.path, end.line + 1, end.column + lost.start(1) - lost.start() + 1)
            self.findings.append(rule("hp013_text_after_hash").at(at, text=lost[1]))
        elif (lost := _NUMBER.match(self.source, end.index)) and not event.value[:1].isdigit():
            at, text = Place(self.path, end.line + 1, end.column + 2), lost[1].rstrip()
            self.findings.append(rule("hp018_number_after_hash").at(at, text=text, width=len(text)))
        if event.value in NULL_WORDS:
            at = Place(self.path, start.line + 1, start.column + 1)
            self.findings.append(rule("hp019_null_is_empty").at(at, text=event.value))

    def alias(self, event: Any) -> Node:
        """Return the node that an alias stands for; only what came whole before it can be meant."""
        node = self.anchors.get(event.anchor)
        if node is None:
            raise UnreadableError(rule("hp008_unknown_alias").at(self.place(event), name=event.anchor))
        if isinstance(node, Scalar):
            self.named.pop(node, None)
        return node

    def counted(self, node: Sequence | Mapping, size: int) -> Sequence | Mapping:
        """Note how much is in `node`, aliases written out, so that a few lines cannot mean millions."""
        node.size = size
        if size > MAX_SIZE:
            raise UnreadableError(rule("hp007_too_many").at(node.at, megabytes=MAX_SIZE // 1_000_000))
        return node

    def sequence(self, start: Any, depth: int) -> Node:
        """Return the list that starts here."""
        node, size = Sequence(self.place(start)), VALUE
        while type(event := self.next()) is not SequenceEndEvent:
            item = self.node(event, depth + 1)
            node.items.append(item)
            size += item.size
        return self.counted(node, size)

    def mapping(self, start: Any, depth: int) -> Node:
        """Return the mapping that starts here; of a key that stands twice, the first counts."""
        node, size = Mapping(self.place(start)), VALUE
        fields = node.items
        while type(event := self.next()) is not MappingEndEvent:
            key = self.node(event, depth + 1)
            value = self.node(self.next(), depth + 1)
            size += key.size + value.size
            if not isinstance(key, Scalar):
                raise UnreadableError(rule("hp011_key_not_text").at(key.at))
            if (name := _composed(key.text)) != key.text:
                from hplan.core.rules.hp017_decomposed_key import decomposed

                self.findings.append(decomposed(key, name))
            if first := fields.get(name):
                self.findings.append(rule("hp012_duplicate_key").at(key.at, key=name, line=first.at.line))
            else:
                fields[name] = _new(Field, (name, key.at, value))
        return self.counted(node, size)
