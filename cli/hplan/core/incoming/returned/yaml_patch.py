"""A YAML file made to say something else, with every byte kept of what it says already: comments, order and layout.

The file is read as spans; where one says something else than it should, it is written anew, alone. At the end the file
is read again, and must say just what it should: that is the proof.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from hplan.core.incoming.returned.yaml_spans import Span, Tree, read
from hplan.core.incoming.returned.yaml_values import item_of, lines_of, written

_ROUNDS = 40
_HEADER = re.compile(r"[|>]\d?([+-]?)")
_COMPARED = 2_500  # pairs of items that are looked at for which is which; of more, the first are the first


class PatchError(Exception):
    """The file cannot be made to say it: it is written in a way that ties one thing to another."""


class Edit(NamedTuple):
    """A piece of the file, and what stands there instead."""

    start: int
    end: int
    new: str


def patch(source: str, wanted: Tree) -> str:
    """Return the file with what it should say. Raises PatchError, where that cannot be proved of it."""
    for _ in range(_ROUNDS):
        top = read(source)
        if top.data == wanted:
            return source
        edits = sorted(_Patcher(source).node(top, wanted, 0, 0), key=lambda edit: (edit.start, edit.end))
        if not edits:
            break
        source = _edited(source, edits)
    if read(source).data != wanted:
        raise PatchError
    return source


def _edited(source: str, edits: Sequence[Edit]) -> str:
    """A file with all edits made, from its end on; what is behind an edit is put together once."""
    done: list[str] = []
    for edit in reversed(edits):
        if edit.end > len(source):  # one that stands in the place of another
            source, done = "".join([source, *reversed(done)]), []
        done += [source[edit.end :], edit.new]
        source = source[: edit.start]
    return "".join([source, *reversed(done)])


class _Patcher:
    def __init__(self, source: str) -> None:
        self.source = source

    def node(self, span: Span, wanted: Tree, indent: int, at: int) -> Iterator[Edit]:
        """The edits that make a node say `wanted`; `indent` is where the key or the dash before it stands, which ends
        `at`."""
        if span.data == wanted:
            return
        if span.style in ("*", "&"):
            raise PatchError
        if isinstance(span.data, dict) and isinstance(wanted, dict) and wanted and span.keys and span.style != "{":
            yield from self.mapping(span, wanted)
        elif isinstance(span.data, dict) and isinstance(wanted, dict) and span.data.keys() == wanted.keys():
            for value, (_, new) in zip(span.values, _in_order(span, wanted), strict=True):
                if value.data != new:
                    yield Edit(value.start, value.end, _in_flow(new))
        elif isinstance(span.data, list) and isinstance(wanted, list) and wanted and span.values and span.style != "{":
            yield from self.sequence(span, wanted)
        elif isinstance(span.data, list) and isinstance(wanted, dict) and span.style != "{" and span.data:
            yield self.under_key(span, wanted)
        else:
            yield from self.anew(span, wanted, indent, at)

    def mapping(self, span: Span, wanted: Mapping[str, Tree]) -> Iterator[Edit]:
        names = [str(key.data) for key in span.keys]
        for n, (name, key, value) in enumerate(zip(names, span.keys, span.values, strict=True)):
            if name in wanted:
                yield from self.node(value, wanted[name], span.column, self.source.index(":", key.end) + 1)
            elif n == 0 and not self.alone(key.start):
                yield from self.without_first(span, wanted)
                return
            else:
                yield Edit(self.line_start(key.start), self.line_end(value.end), "")
        order = list(wanted)
        for name in order:
            if name not in names:
                before = [known for known in order[: order.index(name)] if known in names]
                lines = f"{lines_of(name, wanted[name], span.column)}\n"
                at = self.line_end(span.values[names.index(before[-1])].end) if before else None
                if at is None and self.alone(span.keys[0].start):
                    at = self.line_start(span.keys[0].start)
                elif at is None:
                    yield Edit(span.start, span.start, lines.lstrip(" ") + " " * span.column)
                    continue
                yield Edit(at, at, lines if at == 0 or self.source[at - 1] == "\n" else f"\n{lines}")

    def without_first(self, span: Span, wanted: Mapping[str, Tree]) -> Iterator[Edit]:
        """The key that stands behind a dash goes, and the next takes its place."""
        kept = [n for n, key in enumerate(span.keys) if str(key.data) in wanted]
        if not kept:
            raise PatchError
        yield Edit(span.keys[0].start, span.keys[kept[0]].start, "")

    def sequence(self, span: Span, wanted: Sequence[Tree]) -> Iterator[Edit]:
        old, new = [repr(value.data) for value in span.values], [repr(value) for value in wanted]
        dash = self.dash(span.values[0])
        if dash is None:
            raise PatchError
        indent = dash - self.line_start(dash)
        moved = {text: n for n, text in enumerate(old)}
        for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if how == "equal":
                continue
            both = min(i2 - i1, j2 - j1) if how == "replace" else 0
            paired = dict(_alike(span.values[i1:i2], wanted[j1:j2])) if both else {}
            for i, j in paired.items():
                item = span.values[i1 + i]
                yield from self.node(item, wanted[j1 + j], indent, (self.dash(item) or 0) + 1)
            for i in range(i1, i2):
                if i - i1 not in paired:
                    yield self.item_gone(span.values[i])
            kept, place = {to: i for i, to in paired.items()}, i1
            for j in range(j1, j2):
                if j - j1 in kept:
                    place = i1 + kept[j - j1] + 1
                    continue
                text = self.item(span.values[moved[new[j]]]) if new[j] in moved else item_of(wanted[j], indent)
                at = self.line_end(span.values[place - 1].end) if place else self.line_start(dash)
                if not place and not self.alone(dash):
                    raise PatchError
                yield Edit(at, at, text if at == 0 or self.source[at - 1] == "\n" else "\n" + text)

    def item(self, value: Span) -> str:
        dash = self.dash(value)
        if dash is None:
            raise PatchError
        text = self.source[self.line_start(dash) : self.line_end(value.end)]
        return text if text.endswith("\n") else f"{text}\n"

    def item_gone(self, value: Span) -> Edit:
        dash = self.dash(value)
        if dash is None or not self.alone(dash):
            raise PatchError
        return Edit(self.line_start(dash), self.line_end(value.end), "")

    def under_key(self, span: Span, wanted: Mapping[str, Tree]) -> Edit:
        """A list that gets other keys beside it: it goes under a key of its own, two columns in, with its comments."""
        name = next((name for name, value in wanted.items() if isinstance(value, list)), None)
        start, end = self.line_start(span.start), self.line_end(span.end)
        if name is None or not self.alone(span.start):
            raise PatchError
        inner = re.sub(r"(?m)^(?=.*\S)", "  ", self.source[start:end])
        return Edit(start, end, f"{' ' * span.column}{name}:\n{inner}")

    def anew(self, span: Span, wanted: Tree, indent: int, at: int) -> Iterator[Edit]:
        """A node that becomes something of another kind, or a text with other words."""
        item = isinstance(wanted, dict) and self.source[at - 1 : at] == "-"
        sign = _HEADER.match(self.source, span.start)
        last = sign[1] if sign else ""
        lines = item_of(wanted, 0)[2:].rstrip("\n") if item else written(wanted, span.style, last, indent)
        head, _, body = lines.replace("\n", f"\n{' ' * indent}" if item else "\n").partition("\n")
        start, end = span.start, span.end
        if not span.style and isinstance(span.data, (dict, list)) and span.data:
            behind, *others = (line.strip() for line in self.source[at : self.line_end(end)].split("\n"))
            kept = "".join(f"{' ' * indent}{line}\n" for line in others if line.startswith("#"))
            comment = f"  {behind}" if behind.startswith("#") else ""
            yield Edit(at, self.line_end(end), f"{_spaced(head)}{comment}\n" + (f"{body}\n" if body else "") + kept)
            return
        while start > at and self.source[start - 1] in " \t":
            start -= 1
        if span.style in ("|", ">"):
            first = self.source[span.start : self.source.find("\n", span.start)]
            comment = found[0] if (found := re.search(r"[ \t]+#.*", first)) else ""
            here = self.source[span.start : end]
            empty = here[len(here.rstrip("\n")) :]
            yield Edit(start, end, _spaced(head) + comment + (f"\n{body}" if body else "") + empty)
        elif not body:
            yield Edit(start, end, _spaced(head))
        else:
            line = self.line_end(end)
            rest = self.source[end:line].rstrip("\n")
            yield Edit(start, line, f"{_spaced(head)}{rest}\n{body}\n")

    def dash(self, value: Span) -> int | None:
        """Where the dash before an item stands."""
        at = self.source.rfind(
            "-", 0, max(value.start, 1) if value.data is not None or value.style else value.start + 1
        )
        between = self.source[at + 1 : value.start]
        return at if at >= 0 and not between.strip() else None

    def alone(self, at: int) -> bool:
        """Whether nothing stands before a place on its line."""
        return not self.source[self.line_start(at) : at].strip()

    def line_start(self, at: int) -> int:
        return self.source.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the line ends on which something ends: blocks end where the next line begins."""
        if at and self.source[at - 1] == "\n":
            while at > 1 and self.source[at - 2 : at] == "\n\n":  # empty lines after a block are not its own
                at -= 1
            return at
        found = self.source.find("\n", at)
        return len(self.source) if found < 0 else found + 1


def _spaced(text: str) -> str:
    return f" {text}" if text else ""


def _in_order(span: Span, wanted: Mapping[str, Tree]) -> list[tuple[str, Tree]]:
    return [(str(key.data), wanted[str(key.data)]) for key in span.keys]


def _in_flow(value: Tree) -> str:
    """A text as it can stand in braces."""
    if isinstance(value, str) and re.fullmatch(r"[^\W_][^\n,\[\]{}:#&*!|>'\"%@`]*", value) and value == value.strip():
        return value
    if isinstance(value, (str, type(None))):
        import json

        return json.dumps(value or "", ensure_ascii=False)
    raise PatchError


def _alike(old: Sequence[Span], new: Sequence[Tree]) -> list[tuple[int, int]]:
    """Which of some items are others with changes: as many as there are, in order, those most alike."""
    if len(old) == len(new):
        return [(n, n) for n in range(len(old))]
    if len(old) * len(new) > _COMPARED:
        return [(n, n) for n in range(min(len(old), len(new)))]
    pairs, from_ = [], 0
    short, long_ = (list(range(len(old))), len(new)) if len(old) < len(new) else (list(range(len(new))), len(old))
    for n in short:
        rooms = range(from_, long_ - (len(short) - n) + 1)

        def alike(m: int, n: int = n) -> float:
            one, other = (old[n].data, new[m]) if len(old) < len(new) else (old[m].data, new[n])
            return SequenceMatcher(None, repr(one).split(), repr(other).split(), autojunk=False).ratio()

        best = max(rooms, key=alike)
        if alike(best) > 0.3:
            pairs.append((n, best) if len(old) < len(new) else (best, n))
            from_ = best + 1
    return pairs
