"""A workspace: a folder with the plans of one or more branches, the strategies they answer, and templates."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hplan.core.files import MAX_BYTES
from hplan.core.reading.keys import STRATEGY_FILE
from hplan.core.rules import rule
from hplan.errors import StopError
from hplan.i18n import N_, Message
from hplan.model.finding import Finding
from hplan.model.place import Place

if TYPE_CHECKING:
    from hplan.model.strategy import Strategy

_PACKAGE = Path(__file__).parents[1]


def shipped() -> Path:
    """Return the folder with the strategy and templates that come with hplan."""
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parents[1]  # a checkout has them at its root


def display(path: Path) -> str:
    """Name a file as the user would: relative to the working folder where it lies in it, with forward slashes."""
    try:  # by name, not by what links lead to: it is the name that the user knows
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()  # noqa: PTH100
    except ValueError:
        return path.as_posix()


def typed(path: Path) -> str:
    """Name a file as it is typed in a command, which ends a name at a space."""
    name = display(path)
    return f'"{name}"' if " " in name else name


def _plans_in(folder: Path) -> list[Path]:
    """The plans in a folder, by name; not what editors and Word leave lying about."""
    names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208 (a thousand paths are slow to sort)
    return [folder / name for name in sorted(names) if is_plan(name)]


def is_plan(name: str) -> bool:
    """Whether a file among the plans is one, by its name."""
    return name.lower().endswith((".yaml", ".yml")) and name[0] not in ".~"


def plans_folder(folder: Path) -> Path:
    """Return where the plans are in a folder: that of a workspace has them in `plans/`, any other in itself."""
    inside = folder / "plans"
    return inside if inside.is_dir() and folder.resolve().name != "plans" else folder


def _strategies_in(folder: Path) -> list[Path]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 (three times as fast as a pattern, at every start)
    except OSError:  # a folder above that is not ours to look into
        return []
    return [folder / name for name in sorted(names) if name.startswith(STRATEGY_FILE) and name.endswith(".yaml")]


class Workspace:
    """`root` holds `plans/`; `found` is false where no workspace was there and `root` is just a folder."""

    def __init__(self, root: Path, found: bool) -> None:
        self.root, self.found = root, found
        self._strategies: dict[str, tuple[Strategy | None, list[Finding]]] = {}

    @classmethod
    def around(cls, start: Path) -> "Workspace":
        """Return the nearest folder upwards that holds `plans/`, a strategy or `hplan.toml`; else `start` itself."""
        start = Path(os.path.realpath(start))  # as resolve(), which fails where a link leads to itself
        for root in (start, *start.parents):
            if (root / "plans").is_dir() or (root / "hplan.toml").is_file() or _strategies_in(root):
                return cls(root, True)
        return cls(start, False)

    def named(self, path: Path) -> str:
        """Return a file's name within the workspace, with forward slashes; where it lies outside, its whole path."""
        path = Path(os.path.realpath(path.parent), path.name)  # its own name, not that of what it may be a link to
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    def plans(self) -> list[Path]:
        """Return every plan of the workspace, in the order of their names."""
        return _plans_in(self.root / "plans")

    def find(self, paths: Iterable[Path], *, strategies: bool = False) -> list[Path]:
        """Return the files that a user means: files, folders for the plans in them, names for plans of that name.

        With `strategies`, a folder with `plans/` means its strategies too.
        """
        found: dict[Path, None] = {}
        for path in paths:
            named = self.root / "plans" / f"{path}.yaml"
            if path.is_dir():
                folder = plans_folder(path)
                own = _strategies_in(path) if strategies and folder != path else []
                found |= dict.fromkeys([*own, *_plans_in(folder)])
            else:
                found[named if not path.exists() and named.is_file() else path] = None
        return list(found)

    def strategy_files(self) -> list[Path]:
        """Return the workspace's own strategies, in the order of their names."""
        return _strategies_in(self.root)

    def strategy_bytes(self) -> list[bytes]:
        """Return names and contents of all strategies that a plan here can answer, in one order always."""
        paths = (*_strategies_in(shipped()), *self.strategy_files())
        return [part for path in paths for part in (os.fsencode(path), read_bytes(path, "")[0] or b"")]

    def available(self) -> list[str]:
        """Return the ids of all strategies that a plan here can answer, the newest last."""
        paths = (*_strategies_in(shipped()), *self.strategy_files())
        return sorted({path.stem.removeprefix(STRATEGY_FILE) for path in paths})

    def strategy(self, strategy_id: str) -> "tuple[Strategy | None, list[Finding]]":
        """Return the strategy with this id and what is wrong with it, the workspace's own before the one shipped.

        It is read once. The findings name the strategy's file; None without findings means that there is none.
        """
        if strategy_id not in self._strategies:
            self._strategies[strategy_id] = self._read(strategy_id)
        return self._strategies[strategy_id]

    def usable(self, strategy_id: str = "") -> "Strategy":
        """Return a strategy with nothing wrong in it, the newest when none is named. Raises StopError without one."""
        known = self.available()
        strategy, findings = self.strategy(strategy_id or known[-1])
        if findings:
            raise StopError(
                N_("the strategy cannot be used: {path}: {problem}"),
                path=findings[0].at,
                problem=findings[0].message,
            )
        if strategy is None:
            raise StopError(
                N_("there is no strategy plan “{strategy}” here; there is: {known}"),
                strategy=strategy_id,
                known=", ".join(known),
            )
        return strategy

    def _read(self, strategy_id: str) -> "tuple[Strategy | None, list[Finding]]":
        from hplan.core.reading.read_strategy import read_strategy

        if strategy_id not in self.available():  # also keeps an id such as "../x" from being a path
            return None, []
        name = f"{STRATEGY_FILE}{strategy_id}.yaml"
        path = next(folder / name for folder in (self.root, shipped()) if (folder / name).exists())
        content, findings = read_bytes(path, display(path))
        return read_strategy(content, display(path)) if content is not None else (None, findings)

    def templates(self) -> Iterator[Path]:
        """Yield the folders in which templates are looked for, the workspace's own first."""
        own = self.root / "templates"
        if self.found and own.is_dir():
            yield own
        yield shipped() / "templates"


def read_bytes(path: Path, name: str) -> tuple[bytes | None, list[Finding]]:
    """Return what a file holds, or the finding that says why it cannot be read; `name` is what findings call it."""
    from hplan.core.rules.hp001_no_access import NOT_A_FILE, OTHER_PLAN, reason

    try:
        # Without waiting: a named pipe would never end, and a device has no end.
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None, [rule("hp001_no_access").at(Place(name), reason=Message(NOT_A_FILE))]
            content = file.read(min(status.st_size, MAX_BYTES) + 1)  # room for more than there is takes long to find
            if len(content) > status.st_size:  # it has grown, or is one of those that do not tell
                content += file.read(MAX_BYTES)
            return content, []
    except FileNotFoundError as error:
        meant = _meant(path) if name else None
        why = Message.of(OTHER_PLAN, plan=meant) if meant else reason(error)
        return None, [rule("hp001_no_access").at(Place(name), reason=why)]
    except OSError as error:
        return None, [rule("hp001_no_access").at(Place(name), reason=reason(error))]


def _meant(path: Path) -> str | None:
    """The plan most likely meant by a name that there is no file of."""
    from hplan.core.suggest import closest, fold

    here = Workspace.around(path.parent if path.parent.is_dir() else Path.cwd())
    plans = {plan.stem: plan for plan in here.plans()}
    typed = path.stem if path.suffix in (".yaml", ".yml") else path.name
    begun = [stem for stem in plans if typed and fold(stem).startswith(fold(typed))]
    meant = begun[0] if len(begun) == 1 else closest(typed, plans)
    return display(plans[meant]) if meant else None


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def is_strategy_file(path: Path) -> bool:
    """Whether a file is a strategy, by its name."""
    return path.name.startswith(STRATEGY_FILE)
