"""Many files at once: each is read, looked up in the cache, and checked where the cache does not know it."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hplan.core.checking.outcome import Outcome
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.i18n import user_language

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from hplan.core.cache import Cache

_WORTH_CACHING = 4  # files: fewer are checked before a cache is found and read
_WORTH_SHARING = 200  # files to check: fewer are done before other processes have started
_CHUNK = 25  # files at a time: enough to make the errand worth while, few enough to keep memory flat
Answers = list[bytes]  # outcomes as they lie in the cache: quicker to send from a process than what they are made of


class Task(NamedTuple):
    """A file to check: its names here and in the workspace, its bytes (None: unreadable), and what it is part of."""

    path: Path
    name: str
    named: str
    content: bytes | None
    root: Path
    found: bool
    settings: Settings
    key: bytes


def check_files(
    paths: Sequence[Path], settings_of: Callable[[Workspace], Settings], *, cached: bool = True
) -> Iterator[Outcome]:
    """Yield what each file came to, in the order of `paths`.

    `settings_of` is asked once for each folder; what it raises passes through.
    """
    _workspace.cache_clear()  # a strategy may have changed since the last time
    known = _cache() if cached and len(paths) >= _WORTH_CACHING else None
    rooms = _Rooms(settings_of, known)
    with ExitStack() as stack:
        if known:
            stack.callback(known.save)
        crew = stack.enter_context(_Crew(len(paths)))
        waiting: deque[tuple[list[Task | Outcome], Callable[[], Answers]]] = deque()
        for start in range(0, len(paths), _CHUNK):
            entries = [_look_up(rooms.task(path), known) for path in paths[start : start + _CHUNK]]
            waiting.append((entries, crew.check([entry for entry in entries if isinstance(entry, Task)])))
            while len(waiting) > crew.ahead:
                yield from _settle(*waiting.popleft(), known)
        while waiting:
            yield from _settle(*waiting.popleft(), known)


def _cache() -> "Cache":
    from hplan.core.cache import Cache

    return Cache([str(Path.cwd()), user_language()])


def _look_up(task: Task, known: "Cache | None") -> Task | Outcome:
    answer = known.get(task.name, task.key) if known and task.content is not None else None
    return task if answer is None else Outcome.of_bytes(answer)


def _settle(entries: list[Task | Outcome], answers: Callable[[], Answers], known: "Cache | None") -> Iterator[Outcome]:
    fresh = iter(answers())
    for entry in entries:
        if isinstance(entry, Outcome):
            yield entry
            continue
        answer = next(fresh)
        outcome = Outcome.of_bytes(answer)
        if known and outcome.lasting:
            known.put(entry.name, entry.key, answer)
        yield outcome


class _Room(NamedTuple):
    """A folder: its workspace, the settings there, a digest of what they say, and how the files in it are called."""

    workspace: Workspace
    settings: Settings
    key: bytes
    shown: str
    named: str


class _Rooms:
    """The room of each folder, found once."""

    def __init__(self, settings_of: Callable[[Workspace], Settings], known: "Cache | None") -> None:
        self.settings_of, self.known = settings_of, known
        self.rooms: dict[str, _Room] = {}

    def task(self, path: Path) -> Task:
        """Read a file."""
        # Texts, not paths: with thousands of files, pathlib takes longer than reading them.
        folder, name = os.path.split(path)
        room = self.rooms.get(folder) or self._open(folder)
        shown = room.shown + name
        content, _ = read_bytes(path, shown)
        key = b""
        if self.known and content is not None:
            key = self.known.digest(room.key, os.fsencode(f"{room.named}{name}"), content)
        return Task(
            path, shown, room.named + name, content, room.workspace.root, room.workspace.found, room.settings, key
        )

    def _open(self, folder: str) -> _Room:
        workspace = Workspace.around(Path(folder))
        settings = self.settings_of(workspace)
        key = b""
        if self.known:
            said = repr((settings._replace(words=frozenset()), sorted(settings.words)))
            key = self.known.digest(said.encode(), *workspace.strategy_bytes())
        probe = Path(folder, "x")
        room = _Room(workspace, settings, key, display(probe)[:-1], workspace.named(probe)[:-1])
        self.rooms[folder] = room
        return room


class _Crew:
    """Whoever checks: this process, and once there is enough to do, as many others as there are processors."""

    def __init__(self, files: int) -> None:
        self.left = files
        self.ahead = 0
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(wait=False, cancel_futures=True)

    def check(self, tasks: list[Task]) -> Callable[[], Answers]:
        """Return what will give the answers: at once, or when somebody else has found them."""
        self.left -= _CHUNK
        if not self.pool and len(tasks) == _CHUNK and self.left > _WORTH_SHARING:
            self._share()
        if not tasks:
            return list
        if not self.pool:
            return lambda: check_tasks(tasks)
        future: Future[Answers] = self.pool.submit(check_tasks, tasks)
        return future.result

    def _share(self) -> None:
        from hplan.core.processes import pool, processors

        if (count := processors()) > 1:
            self.pool, self.ahead = pool(count), 2 * count


def check_tasks(tasks: list[Task]) -> Answers:
    """Check files one after another; the outcomes are bytes."""
    from hplan.core.checking.check import check_file, check_named
    from hplan.core.checking.verdict import outcome

    answers = []
    for task in tasks:
        workspace = _workspace(task.root, task.found)
        if task.content is None:
            checked = check_file(task.path, workspace, task.settings)
        else:
            checked = check_named(task.content, task.path, task.name, workspace, task.settings)
            checked = checked._replace(named=task.named)
        answers.append(outcome(checked, task.settings).to_bytes())
    return answers


@cache
def _workspace(root: Path, found: bool) -> Workspace:
    """The workspace of a process: it reads each strategy once."""
    return Workspace(root, found)
