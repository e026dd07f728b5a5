"""Renders many plans: what has not changed is not made again, all processors work, and one failure stops no other."""

import marshal
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hplan.core.cache import Cache, digest
from hplan.core.document.binary import binary
from hplan.core.document.pandoc import FEW
from hplan.core.document.pictures import digest_of as picture_digest
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.errors import Exit

if TYPE_CHECKING:
    from hplan.core.document.pandoc import Pandoc
    from hplan.core.document.render import Order, Source


class Job(NamedTuple):
    """A plan to render: its file, what its documents are called, and whether all are made anew, changed ones too.

    `piped` is what came through a pipe, in the place of a file; it lies in the working folder, as it were.
    """

    path: Path
    slug: str
    order: "Order"
    force: bool = False
    piped: bytes | None = None

    @property
    def folder(self) -> Path:
        """The folder that its pictures are named from."""
        return Path.cwd() if self.piped is not None else self.path.parent


class Rendered(NamedTuple):
    """What became of a job: its documents, the problems with others, and the findings behind them, in the user's words.

    `lacking` are a strategy and the plan's language, where the strategy has not been written in it throughout. `key`
    and `answer` are for the next time: what the documents depend on, and what they and the pictures were.
    """

    targets: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    exit: Exit = Exit.CLEAN
    lacking: tuple[str, str] | None = None
    key: bytes = b""
    answer: bytes = b""


def render_all(jobs: Sequence[Job], pandoc: "Pandoc | None" = None) -> Iterator[Rendered]:
    """Yield what became of each job, in order. `pandoc` is one that runs already; a few jobs are left to it."""
    _workspace.cache_clear()  # something may have changed since the last time
    _surroundings.cache_clear()
    known = Cache(["render", str(Path.cwd())])
    done = [_unchanged(job, known) for job in jobs]
    left = [job for job, old in zip(jobs, done, strict=True) if old is None]
    try:
        with closing(_make_all(left, pandoc)) as made:
            for job, old in zip(jobs, done, strict=True):
                result = old or next(made)
                if result.key:
                    known.put(_name(job), result.key, result.answer)
                yield result
    finally:
        known.save()


def _make_all(jobs: list[Job], pandoc: "Pandoc | None") -> Generator[Rendered, None, None]:
    from hplan.core.processes import pool, processors

    if len(jobs) <= FEW or processors() == 1:
        if jobs:
            yield from _make_here(jobs, pandoc)
        return
    with pool(processors(), _warm) as crew:
        try:
            yield from crew.map(_make_there, jobs, chunksize=2)
        finally:
            crew.shutdown(wait=True, cancel_futures=True)


def _make_here(jobs: list[Job], pandoc: "Pandoc | None") -> Iterator[Rendered]:
    if pandoc:
        for job in jobs:
            yield make(job, pandoc)
        return
    from hplan.core.document.pandoc import Pandoc

    with Pandoc() as own:
        for job in jobs:
            yield make(job, own)


@cache
def _own_pandoc() -> "Pandoc":
    """The Pandoc of a process that helps; it ends with the process."""
    from hplan.core.document.pandoc import Pandoc

    return Pandoc(many=True)


def _warm() -> None:
    _own_pandoc()


def _make_there(job: Job) -> Rendered:
    return make(job, _own_pandoc())


def make(job: Job, pandoc: "Pandoc") -> Rendered:
    """Render one plan."""
    from hplan.core.document.render import render_to_folder
    from hplan.errors import StopError

    surroundings = _surroundings(_workspace(job.folder))  # first: what changes meanwhile is seen the next time
    source, content = read(job)
    try:
        targets, shown, stopped = render_to_folder(source, job.order, pandoc, force=job.force)
    except StopError as error:
        grave = [finding for finding in source.checked.findings if finding.severity.grave]
        said = tuple(f"{finding.where}: {finding.code} {finding.message}" for finding in grave)
        return Rendered(problems=(str(error),), findings=said, exit=error.exit)
    made, lack = tuple(map(display, targets)), lacking(source)
    if stopped:
        return Rendered(made, tuple(map(str, stopped)), exit=max(error.exit for error in stopped), lacking=lack)
    pictures = {str(path): was for path, was in shown.items()}
    documents = {str(path): _digest_of(path) for path in targets}
    answer = marshal.dumps((pictures, documents, lack))
    key = _key(job, surroundings, content)
    return Rendered(made, lacking=lack, key=key, answer=answer)


def lacking(source: "Source") -> tuple[str, str] | None:
    """Return the strategy and the language of a plan, where the strategy has not been written in it throughout."""
    plan, strategy = source.checked.plan, source.checked.strategy
    if plan and strategy and strategy.lacks(plan.written_language):
        return str(strategy.id.value), str(plan.written_language)
    return None


def read(job: Job) -> "tuple[Source, bytes]":
    """Return a plan as it is to be rendered, checked for what its document would lack, and its bytes."""
    from hplan.core.checking.check import Checked, check_bytes, check_plan
    from hplan.core.document.render import Source
    from hplan.core.settings import Settings

    workspace, grave = _workspace(job.folder), Settings(grave=True)
    if job.piped is not None:
        checked = check_plan(job.piped, "-", workspace, settings=grave)
        return Source(checked, job.slug, job.folder, workspace), job.piped
    content, findings = read_bytes(job.path, display(job.path))
    if content is None:
        checked = Checked(display(job.path), tuple(findings))
    else:
        checked = check_bytes(content, job.path, workspace, grave)
    return Source(checked, job.slug, job.folder, workspace), content or b""


def _unchanged(job: Job, known: Cache) -> Rendered | None:
    """What the job came to the last time, if nothing that it depends on has changed, nor what it made."""
    if job.force or not known.knows(_name(job)):
        return None
    content = read_bytes(job.path, "")[0] if job.piped is None else job.piped
    if content is None:
        return None
    answer = known.get(_name(job), _key(job, _surroundings(_workspace(job.folder)), content))
    if answer is None:
        return None
    pictures, documents, lack = marshal.loads(answer)  # noqa: S302 (our own, by its digest)
    if any(picture_digest(Path(path)) != was for path, was in pictures.items()):
        return None
    if any(_digest_of(Path(path)) != was for path, was in documents.items()):
        return None
    return Rendered(tuple(display(Path(path)) for path in documents), lacking=lack)


def _name(job: Job) -> str:
    return repr((os.path.abspath(job.path), job.slug, job.order))  # noqa: PTH100 (not what a link leads to)


@cache
def _workspace(folder: Path) -> Workspace:
    return Workspace.around(folder)


def _key(job: Job, surroundings: bytes, content: bytes) -> bytes:
    return digest(surroundings, _name(job).encode(), os.fsencode(job.path.resolve()), content)


@cache
def _surroundings(workspace: Workspace) -> bytes:
    """A digest of all that documents depend on besides their plan: strategies, templates, settings, Pandoc, Typst."""
    typst = find_spec("typst")
    folders = map(Path, (typst.submodule_search_locations or []) if typst else [])
    programs = [Path(binary()), *sorted(path for folder in folders for path in folder.iterdir() if path.is_file())]
    parts = [f"{status.st_size} {status.st_mtime_ns}".encode() for status in (path.stat() for path in programs)]
    parts += [os.fsencode(workspace.root), *workspace.strategy_bytes()]
    for folder in workspace.templates():
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            parts += [os.fsencode(path), _digest_of(path)]
    parts.append(read_bytes(workspace.root / "hplan.toml", "")[0] or b"")
    return digest(*parts)


def _digest_of(path: Path) -> bytes:
    with suppress(OSError):
        return digest(path.read_bytes())
    return b""
