"""What is left out: plans beside plans/ and in folders below, and those that are called .yaml.txt."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from hplan.core.reading.keys import OPENING
from hplan.core.workspace import display, is_plan, is_strategy_file, typed
from hplan.i18n import N_, Message

_BELOW = N_("plans in folders below are left out ({count}); for those: {command} {folder}")
_BESIDE = N_("{path} is left out, since it is not in plans; move it there, or name it: {command} {typed}")
_NOTEPAD = N_("{path} is left out, since its name ends in .txt; call it {name}")
_MORE = N_("there is more that is left out ({count})")

_TOLD = 5  # lines; more would hide what they are about
_DEPTH = 4  # folders below one another
_LOOKS = 400  # folders listed and files opened: somebody may ask for all of a home folder
_START = 4096  # bytes, within which a plan has named what it is
_OURS = re.compile(rf"^(?:{OPENING})[ \t]*:".encode(), re.MULTILINE)


def left_out(folders: Mapping[Path, Path], files: Iterable[Path], command: str) -> Iterator[Message]:
    """Yield what to tell of plans that a user may have meant, and that are not among the files taken.

    `folders` has where the plans are in each folder; `command` is what was asked for.
    """
    looker = _Looker(files, command)
    for folder, inside in folders.items():
        if inside != folder:
            looker.beside(folder)
        looker.within(inside)
    told = [message for _, message in sorted(looker.found.items())]
    yield from told[:_TOLD]
    if len(told) > _TOLD:
        yield Message.of(_MORE, count=len(told) - _TOLD)


class _Looker:
    """Looks into folders, the nearest first, and never into much; `found` is what to tell of each path."""

    def __init__(self, files: Iterable[Path], command: str) -> None:
        self.found: dict[str, Message] = {}
        self._files, self._command, self._left = files, command, _LOOKS

    @cached_property
    def _taken(self) -> set[str]:
        return {os.path.abspath(path) for path in self._files}  # noqa: PTH100 (by name, as in workspace.py)

    def beside(self, folder: Path) -> None:
        """Look at what lies beside `plans/`."""
        for entry in self._entries(folder):
            if is_plan(entry.name) and self._counts(entry, known=False):
                path = Path(entry.path)
                self._tell(path, Message.of(_BESIDE, path=display(path), command=self._command, typed=typed(path)))

    def within(self, folder: Path) -> None:
        """Look at what lies in a folder of plans, and below. In any other, only what says that it is a plan counts."""
        known = "plans" in (folder.name, folder.resolve().name)
        level = [folder]
        for depth in range(_DEPTH + 1):
            level = [inner for each in level for inner in self._below(each, depth, known=known)]

    def _below(self, folder: Path, depth: int, *, known: bool) -> list[Path]:
        """Look at one folder, and return those in it."""
        entries = self._entries(folder)
        if depth:
            if count := sum(is_plan(entry.name) and self._counts(entry, known=known) for entry in entries):
                self._tell(folder, Message.of(_BELOW, count=count, command=self._command, folder=typed(folder)))
        else:
            for entry in entries:
                name, end = entry.name[:-4], entry.name[-4:].lower()
                if end == ".txt" and is_plan(name) and self._counts(entry, known=known):
                    self._tell(Path(entry.path), Message.of(_NOTEPAD, path=display(Path(entry.path)), name=name))
        return [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]

    def _tell(self, path: Path, message: Message) -> None:
        self.found[os.path.abspath(path)] = message  # noqa: PTH100

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What lies in a folder, by name, without what is hidden; nothing of one that may not be listed."""
        with suppress(OSError):
            if self._may_look():
                with os.scandir(folder) as entries:
                    return sorted((each for each in entries if each.name[0] not in ".~"), key=lambda each: each.name)
        return []

    def _counts(self, entry: os.DirEntry[str], *, known: bool) -> bool:
        """Whether what has the name of a plan is a file that nobody has taken, and a plan of ours."""
        if not entry.is_file() or is_strategy_file(Path(entry.path)):
            return False
        if os.path.abspath(entry.path) in self._taken:  # noqa: PTH100
            return False
        return known or (self._may_look() and _is_ours(entry.path))

    def _may_look(self) -> bool:
        self._left -= 1
        return self._left >= 0


def _is_ours(path: str) -> bool:
    """Whether a file says, where it begins, that it is a plan."""
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 (a regular file: it has an end)
        return bool(_OURS.search(file.read(_START)))
    return False
