"""What lies among the plans and is not taken for one: plans in folders below, and those that are called .yaml.txt."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from hplan.core.workspace import display, is_plan
from hplan.i18n import N_, Message

_BELOW = N_("plans in folders below are left out ({count}); for those: {command} {folder}")
_NOTEPAD = N_("{path} is left out, since its name ends in .txt; call it {name}")


def left_out(folders: Iterable[Path], command: str) -> Iterator[Message]:
    """Yield what to tell of what lies in folders of plans, and below; `command` is what was asked for."""
    for folder in folders:
        for name in sorted(os.listdir(folder)) if folder.is_dir() else ():  # noqa: PTH208 (as in workspace.py)
            if name.lower().endswith(".txt") and is_plan(name[:-4]):
                yield Message.of(_NOTEPAD, path=display(folder / name), name=name[:-4])
            elif "." not in name:  # else a thousand plans would each be looked into
                for inner, _, files in os.walk(folder / name):
                    if count := sum(map(is_plan, files)):
                        yield Message.of(_BELOW, count=count, command=command, folder=display(Path(inner)))
