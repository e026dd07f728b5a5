"""`--fix`: changes to a file's text, each of which is proved to change what it says, and nothing else.

The proof: the file is read again with all the fixes made; where it does not hold, with half of them, and so on. What
it says must be the same but for the letters that the fixes replace; and its form must be the same, unless it is one
fix with which not one letter or figure has changed (a text was put in quotes). Of a file that could not be read, more
must be readable, and no letter be gone.
"""

import os
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hplan.core import files
from hplan.core.checking.check import check_bytes
from hplan.core.checking.verdict import heard
from hplan.core.reading.nodes import Mapping, Node, Scalar, Sequence
from hplan.core.reading.yaml_nodes import UnreadableError, parse, text_spans
from hplan.core.rules.hp001_no_access import reason
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_, Message
from hplan.model.finding import Edit, Finding, Fix
from hplan.model.place import Place
from hplan.model.subject import line_starts

_READ_ONLY = N_("it is read-only")
_HARD_LINK = N_("it has another name too (a hard link), which would keep the old text")
_ROUNDS = 200  # what one fix uncovers, the next round mends; each reads the file again
_LETTERS_READ = 100_000_000  # in all of a run: in an enormous file that is full of what cannot be proved


class Mended(NamedTuple):
    """The file's new bytes, and the findings that were mended in it; `whole` says that no more of them can be."""

    content: bytes
    findings: tuple[Finding, ...]
    whole: bool = True


def mend(content: bytes, found: Callable[[bytes], list[Finding]]) -> Mended:
    """Mend what `found` finds in a file and knows how to; its other bytes stay as they are."""
    done: list[Finding] = []
    left = _LETTERS_READ
    for _ in range(_ROUNDS):
        fixable = [(finding, finding.fix) for finding in found(content) if finding.fix]
        mended: list[Finding] = []
        while fixable and not mended and left >= 0:
            content, mended, fixable, left = _round(content, fixable, left)
        done += mended
        if left < 0 or not mended:
            return Mended(content, tuple(done), left >= 0)
    return Mended(content, tuple(done), False)


_Fixable = list[tuple[Finding, Fix]]


def _round(content: bytes, fixable: _Fixable, left: int) -> tuple[bytes, list[Finding], _Fixable, int]:
    """Make the fixes that can be; return what the file is then, what was mended, what had to wait, and what is left."""
    for finding, fix in fixable:
        if fix.encoding:  # everything else is counted in letters, and has to wait for them
            recoded = _recoded(content, fix.encoding)
            return (recoded, [finding], [], left) if recoded is not None else (content, [], [], left)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    source = content[len(mark) :].decode()
    starts = line_starts(source)
    draft = _Draft(source, left)
    spans = text_spans(source) if isinstance(draft.tree, _Tree) else None
    chosen: list[_Change] = []
    waiting: _Fixable = []
    limit = len(source)
    for finding, fix in reversed(fixable):
        edits = sorted((starts[edit.at.line - 1] + edit.at.column - 1, edit) for edit in fix.edits)
        if max(start + len(edit.old) for start, edit in edits) > limit:
            waiting.append((finding, fix))  # for the other one, which is to the same words too
            continue
        if spans is not None and not fix.comment and not all(_inside(spans, start) for start, _ in edits):
            continue  # what looks like it, in a comment
        if all(source.startswith(edit.old, start) for start, edit in edits):
            chosen.append((finding, edits))
            limit = edits[0][0]
    mended = draft.make(chosen[::-1])
    return mark + draft.source.encode(), mended, waiting[::-1], draft.left


_Change = tuple[Finding, list[tuple[int, Edit]]]  # a finding, and from where in the source on its edits are made


class _Draft:
    """The text of a file while it is being mended; `left` is how many letters more may be read to prove changes."""

    def __init__(self, source: str, left: int) -> None:
        self.source, self.left = source, left - len(source)
        self.tree = _tree(source)

    def make(self, changes: list[_Change]) -> list[Finding]:
        """Make all of the changes that can be proved, and return what they mend.

        They are given in the order of the file. All are proved at once; where that fails, each half by itself, the
        later one first so that the places before stay right.
        """
        self.left -= len(self.source)
        if not changes or self.left < 0:
            return []
        edits = [edit for _, those in changes for edit in those]
        changed = _edited(self.source, edits)
        fix = changes[0][0].fix
        alone = len(changes) == 1 and not (fix and fix.comment)
        if _explained(self.tree, after := _tree(changed), [edit for _, edit in edits], alone=alone):
            self.source, self.tree = changed, after
            return [finding for finding, _ in changes]
        if len(changes) == 1:
            return []
        middle = len(changes) // 2
        later = self.make(changes[middle:])
        return [*self.make(changes[:middle]), *later]


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


def _edited(source: str, edits: list[tuple[int, Edit]]) -> str:
    """The source with edits made, which are in its order."""
    parts: list[str] = []
    end = 0
    for start, edit in edits:
        parts += source[end:start], edit.new
        end = start + len(edit.old)
    return "".join((*parts, source[end:]))


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
        for name, field in node.items.items():
            texts.append(name)
            _walk(field.node, form, texts)
        form.append("}")


def _explained(before: _Tree | Place, after: _Tree | Place, edits: list[Edit], *, alone: bool) -> bool:
    """Whether the edits, in the order of the file, are all that has changed; `alone` they may change its form."""
    if isinstance(before, Place):  # what cannot be read can only be read further, with nothing taken away
        kept = alone and all(_letters(edit.old) in _letters(edit.new) for edit in edits)
        return kept and (isinstance(after, _Tree) or after.line > before.line)
    if isinstance(after, Place) or after.codes - before.codes:
        return False
    if before.texts == after.texts:
        return before.form == after.form
    if before.form != after.form:
        return alone and _letters(before.texts) == _letters(after.texts)
    return _accounted(before.texts, after.texts, edits)


def _accounted(texts: str, wanted: str, edits: list[Edit]) -> bool:
    """Whether texts become as `wanted` by edits, each made at or before the place where they begin to differ."""
    at = there = 0  # how far the two are the same, with the edits made
    first = _difference(texts, at, wanted, there)
    for edit in edits:
        start = texts.rfind(edit.old, max(at, first - len(edit.old)), first + len(edit.old))
        if start < 0:
            continue  # it is to a comment, or to how a text is written
        at, there = start + len(edit.old), there + start - at + len(edit.new)
        if not wanted.startswith(edit.new, there - len(edit.new)):
            return False
        first = at + _difference(texts, at, wanted, there)
    return texts[at:] == wanted[there:]


def _difference(one: str, at: int, other: str, there: int) -> int:
    """How many letters are the same in two texts from `at` and `there` on: in strides, first longer, then shorter."""
    same, stride, growing = 0, 64, True
    while stride:
        piece = one[at + same : at + same + stride]
        if len(piece) == stride and other.startswith(piece, there + same):
            same += stride
        else:
            growing = False
        stride = stride * 2 if growing else stride // 2
    return same


def _letters(texts: str) -> str:
    return "".join(sign for sign in texts if sign.isalnum())


class MendedFile(NamedTuple):
    """What was mended in a file, as in `Mended`; and the file, as the user names it, before and after."""

    findings: tuple[Finding, ...]
    whole: bool
    name: str
    before: bytes
    after: bytes

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        return _diff(self.name, self.before, self.after)


def mend_file(path: Path, workspace: Workspace, settings: Settings, *, write: bool) -> MendedFile:
    """Mend a file, or (`write` false) find out how. Raises StopError, and changes nothing, where it cannot be."""
    content, findings = read_bytes(path, display(path))
    if content is None:
        raise StopError(N_("{path}: {problem}"), path=display(path), problem=findings[0].message)
    mended = mend(content, lambda read: heard(check_bytes(read, path, workspace, settings), settings))
    if write and mended.content != content:
        rewrite(path, content, mended.content)
    return MendedFile(mended.findings, mended.whole, display(path), content, mended.content)


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Write a file anew, if it is still as `before`. One with several names is left: it would part from the others."""
    name = display(path)
    if path.is_symlink():
        raise RefusedError(files.THROUGH_LINK, path=name)
    try:
        status = path.stat()
        if not (status.st_mode & 0o222 and os.access(path, os.W_OK)):
            raise StopError(files.CANNOT_WRITE, path=name, problem=Message(_READ_ONLY))
        if status.st_nlink > 1:
            raise RefusedError(files.CANNOT_WRITE, path=name, problem=Message(_HARD_LINK))
        if read_bytes(path, "")[0] != before:
            raise RefusedError(N_("{path} was changed by somebody else just now, and is left as it is"), path=name)
        files.replace(path, after)
    except OSError as error:
        raise StopError(files.CANNOT_WRITE, path=name, problem=reason(error)) from None


def _diff(name: str, before: bytes, after: bytes) -> str:
    from difflib import unified_diff

    try:
        text = before.decode()
    except UnicodeDecodeError:  # the same text, in other bytes
        return f"--- {name}\n+++ {name} (UTF-8)\n"
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", said) for said in (text, after.decode()))
    lines = unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
