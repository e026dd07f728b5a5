"""Sees when files change: `hplan check --watch`.

By looking at them once a second. The files are few, and looking works everywhere: on network drives, in OneDrive, and
however an editor saves. What the system could tell by itself would need a library for each system, and does not.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hplan.core.workspace import Workspace

State = dict[Path, tuple[int, ...]]
PAUSE = 1.0
SETTLED = 0.1  # an editor that writes a file in two goes has done both within this time
_PATIENCE = 20  # what never settles is looked at all the same


def watched(paths: list[Path], here: Path) -> list[Path]:
    """Return the files that a check of `paths` (of the whole workspace without any) builds on, as they are now."""
    workspace = Workspace.around(here)
    plans = workspace.find(paths) if paths else workspace.plans()
    around = {folder: Workspace.around(folder) for folder in {here, *(plan.parent for plan in plans)}}
    found = dict.fromkeys(plans)
    for root in {workspace.root for workspace in around.values()}:
        own = Workspace(root, True)
        found |= dict.fromkeys([*own.strategy_files(), root / "hplan.toml", *(root / "templates").glob("*")])
    return list(found)


def state(files: Iterable[Path]) -> State:
    """Return by what one sees that a file is another than before; nothing of those that are not there."""
    seen: State = {}
    for path in files:
        try:
            found = path.stat()
        except OSError:
            continue
        seen[path] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return seen


def changes(look: Callable[[], State], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield at once, and then each time that what `look` sees has changed and come to rest."""
    before = look()
    while True:
        yield
        while (now := look()) == before:
            sleep(PAUSE)
        for _ in range(_PATIENCE):
            sleep(SETTLED)
            before, now = now, look()
            if before == now:
                break
        before = now
