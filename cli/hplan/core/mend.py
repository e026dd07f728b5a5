"""`--fix`: changes to a file's text, each of which is proved to change what it says, and nothing else.

The proof: the file is read again after every fix. What it says must be the same but for the letters that the fix
replaces; and its form must be the same, unless not one letter or figure has changed (a text was put in quotes). Of a
file that could not be read, more must be readable, and no letter be gone.
"""

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hplan.core import files
from hplan.core.check import check_bytes
from hplan.core.settings import Settings
from hplan.core.verdict import heard
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.core.yaml_nodes import Mapping, Node, Scalar, Sequence, UnreadableError, parse, text_spans
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix
from hplan.model.place import Place
from hplan.model.subject import line_starts

_ROUNDS = 200  # what one fix uncovers, the next round mends; each reads the file again
_LETTERS_READ = 100_000_000  # in all of a run: what is left of an enormous file is for the next


class Mended(NamedTuple):
    """The file's new bytes, and the findings that were mended in it."""

    content: bytes
    findings: tuple[Finding, ...]


def mend(content: bytes, found: Callable[[bytes], list[Finding]]) -> Mended:
    """Mend what `found` finds in a file and knows how to; its other bytes stay as they are."""
    done: list[Finding] = []
    most = max(20, _LETTERS_READ // (len(content) or 1))
    for _ in range(_ROUNDS):
        fixable = [(finding, finding.fix) for finding in found(content) if finding.fix]
        if not fixable:
            break
        content, mended = _round(content, fixable[: most - len(done)])
        if not mended:
            break
        done += mended
    return Mended(content, tuple(done))


def _round(content: bytes, fixable: list[tuple[Finding, Fix]]) -> tuple[bytes, list[Finding]]:
    for finding, fix in fixable:
        if fix.encoding:  # everything else is counted in letters, and has to wait for them
            recoded = _recoded(content, fix.encoding)
            return (recoded, [finding]) if recoded is not None else (content, [])
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    source = content[len(mark) :].decode()
    starts = line_starts(source)
    tree = _tree(source)
    mended, limit = [], len(source)
    spans = text_spans(source) if isinstance(tree, _Tree) else None
    # From the end to the beginning, so that the places before stay right.
    for finding, fix in reversed(fixable):
        offsets = [starts[edit.at.line - 1] + edit.at.column - 1 for edit in fix.edits]
        if max(start + len(edit.old) for start, edit in zip(offsets, fix.edits, strict=True)) > limit:
            continue  # two fixes of the same words: the other one waits for the next round
        if spans is not None and not fix.comment and not all(_inside(spans, start) for start in offsets):
            continue  # what looks like it, in a comment
        changed = _edited(source, sorted(zip(offsets, fix.edits, strict=True), reverse=True))
        if changed is not None and _explained(tree, after := _tree(changed), fix.edits):
            source, tree, limit = changed, after, min(offsets)
            mended.append(finding)
    return mark + source.encode(), mended[::-1]


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    """Whether a text stands at `offset`, and not a comment or a sign of YAML's."""
    at = bisect_right(spans, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < spans[at][1]


def _recoded(content: bytes, encoding: str) -> bytes | None:
    """The same text in UTF-8; None where the bytes are not in that encoding."""
    try:
        return content.decode(encoding).encode()
    except (UnicodeError, LookupError):
        return None


def _edited(source: str, edits: list[tuple[int, Edit]]) -> str | None:
    """The source with edits made from the last to the first; None where one does not find what it replaces."""
    parts, end = [], len(source)
    for start, edit in edits:
        if not source.startswith(edit.old, start, end):
            return None
        parts += [source[start + len(edit.old) : end], edit.new]
        end = start
    return "".join([source[:end], *reversed(parts)])


class _Tree(NamedTuple):
    """What a file says: its form, its texts in order, and what was found while reading it."""

    form: str
    texts: str
    codes: Counter[str]


def _tree(source: str) -> _Tree | Place:
    """What a file says, or the place from which on it cannot be read."""
    try:
        node, findings = parse(source.encode(), "")
    except UnreadableError as error:
        return error.finding.at
    form: list[str] = []
    texts: list[str] = []
    _walk(node, form, texts)
    return _Tree("".join(form), "\0".join(texts), Counter(finding.code for finding in findings))


def _walk(node: Node, form: list[str], texts: list[str]) -> None:
    if isinstance(node, Scalar):
        form.append("-" if node.empty else ".")
        texts.append(node.text)
    elif isinstance(node, Sequence):
        form.append("[")
        for item in node.items:
            _walk(item, form, texts)
        form.append("]")
    elif isinstance(node, Mapping):
        form.append("{")
        for name, (_, value) in node.items.items():
            texts.append(name)
            _walk(value, form, texts)
        form.append("}")


def _explained(before: _Tree | Place, after: _Tree | Place, edits: tuple[Edit, ...]) -> bool:
    """Whether the edits are all that has changed."""
    if isinstance(before, Place):  # what cannot be read can only be read further, with nothing taken away
        kept = all(_letters(edit.old) in _letters(edit.new) for edit in edits)
        return kept and (isinstance(after, _Tree) or after.line > before.line)
    if isinstance(after, Place) or after.codes - before.codes:
        return False
    if before.texts == after.texts:
        return before.form == after.form
    if before.form != after.form:
        return _letters(before.texts) == _letters(after.texts)
    texts = before.texts
    for edit in edits:
        texts = _replaced(texts, after.texts, edit)
    return texts == after.texts


def _replaced(texts: str, wanted: str, edit: Edit) -> str:
    """The texts with the one `old` replaced by `new` that lies at or before the first difference from `wanted`."""
    first = _difference(texts, wanted)
    start = texts.rfind(edit.old, max(0, first - len(edit.old)), first + len(edit.old))
    if start < 0:
        return texts
    return texts[:start] + edit.new + texts[start + len(edit.old) :]


def _difference(one: str, other: str) -> int:
    """Where two texts begin to differ."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _letters(texts: str) -> str:
    return "".join(sign for sign in texts if sign.isalnum())


class MendedFile(NamedTuple):
    """What was mended in a file, and the change as a unified diff."""

    findings: tuple[Finding, ...]
    diff: str


def mend_file(path: Path, workspace: Workspace, settings: Settings, *, write: bool) -> MendedFile:
    """Mend a file, or (`write` false) find out how. Raises RefusedError where somebody else is changing it."""
    if path.is_symlink():
        raise RefusedError(files.THROUGH_LINK, path=display(path))
    content, findings = read_bytes(path, display(path))
    if content is None:
        raise StopError(N_("{path}: {problem}"), path=display(path), problem=findings[0].message)
    mended = mend(content, lambda read: heard(check_bytes(read, path, workspace, settings), settings))
    if mended.content == content:
        return MendedFile((), "")
    if write:
        _write(path, content, mended.content)
    return MendedFile(mended.findings, _diff(display(path), content, mended.content))


def _write(path: Path, before: bytes, after: bytes) -> None:
    if read_bytes(path, "")[0] != before:
        raise RefusedError(N_("{path} was changed by somebody else just now, and is left as it is"), path=display(path))
    files.replace(path, after)


def _diff(name: str, before: bytes, after: bytes) -> str:
    from difflib import unified_diff

    try:
        text = before.decode()
    except UnicodeDecodeError:  # the same text, in other bytes
        return f"--- {name}\n+++ {name} (UTF-8)\n"
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", said) for said in (text, after.decode()))
    lines = unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
