"""What `hplan import` does, once it is known what is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hplan.commands.returning import Wishes, take_back
from hplan.commands.terminal import boundary, out, prepare, progress, say
from hplan.core.incoming.reading.begin import Begun, begin
from hplan.errors import Exit, StopError
from hplan.i18n import _

if TYPE_CHECKING:
    from hplan.core.incoming.arrive import Arrived
    from hplan.core.incoming.known.targets import Targets
    from hplan.core.workspace import Workspace


class Result(NamedTuple):
    """What became of one file: what it came to, or why it came to nothing."""

    path: Path
    arrived: "Arrived | None" = None
    problem: str = ""


def import_plainly(files: list[Path], begun: Begun | None) -> None:
    """Import documents as without any option; the first has begun to be read. Raises SystemExit."""
    prepare()
    with boundary():
        import_files(files, Wishes(), begun)


def import_files(files: list[Path], wishes: Wishes, begun: Begun | None = None) -> None:
    """Import documents; each is told of, and none stops the others. Raises SystemExit."""
    first = files[0]
    begun = begun or begin(str(first), wishes.changes.value)  # Pandoc and PDFium work while the rest is loaded
    try:
        from hplan.core.workspace import Workspace

        workspace = Workspace.around(Path.cwd())
        files, code = take_back(files, workspace, wishes)
        if not files:
            raise SystemExit(code)
        from hplan.core.incoming.known.targets import Targets

        targets = Targets(workspace.usable())
        left = begun if files[0] is first else None
        results = list(progress(_results(files, workspace, targets, wishes, left), _("Importing"), len(files)))
    finally:
        if begun:
            begun.running.stop()
    if len(files) == 1:
        _tell_one(results[0], wishes.dry_run)
    else:
        _tell_all(results, wishes.dry_run)
    raise SystemExit(max(code, _code(results)))


def _results(
    files: list[Path], workspace: "Workspace", targets: "Targets", wishes: Wishes, begun: Begun | None
) -> Iterator[Result]:
    from hplan.core.incoming.arrive import arrive, write
    from hplan.core.incoming.reading.read import read

    try:
        for path, following in zip(files, [*files[1:], None], strict=True):
            now, begun = begun, None
            try:
                incoming = read(path, wishes.changes.value, now)
                begun = (
                    begin(str(following), wishes.changes.value) if following else None
                )  # read while this one is placed
                arrived = arrive(incoming, workspace, targets, wishes.slug)
                if not wishes.dry_run:
                    write(arrived, targets)
                yield Result(path, arrived)
            except StopError as error:
                yield Result(path, problem=str(error))
            except Exception as error:  # whatever is in one document, the others are imported
                yield Result(path, problem=_fault(path, error))
    finally:
        if begun:
            begun.running.stop()


def _fault(path: Path, error: Exception) -> str:
    import os

    if os.environ.get("HPLAN_DEBUG"):
        raise error
    said = _("{path}: internal fault ({fault}). Set HPLAN_DEBUG=1 to see where, and report it.")
    return said.format(path=path, fault=type(error).__name__)


def _tell_one(result: Result, dry_run: bool) -> None:
    from hplan.core.incoming.tell import WORDS, tell
    from hplan.core.workspace import display

    if not (arrived := result.arrived):
        say(_("hplan: {message}").format(message=result.problem))
        return
    told = tell(arrived)
    rows = [[_(WORDS[one.kind]), one.what, str(one.where or ""), str(one.sure or "")] for one in told]
    out(f"{display(arrived.target)}\n\n")
    out(_columns(rows))
    out("\n" + _sum(arrived) + "\n")
    for note in arrived.notes:
        say(_("hplan: {message}").format(message=note))
    if dry_run:
        say(_("Nothing has been written."))
    else:
        say(_("See what is missing with: hplan check {path}").format(path=display(arrived.target)))


def _sum(arrived: "Arrived") -> str:
    return ", ".join(": ".join((_(word), str(count))) for word, count in _counts(arrived).items())


def _counts(arrived: "Arrived") -> dict[str, int]:
    from hplan.core.incoming.tell import WORDS, tell

    told = tell(arrived)
    return {word: sum(one.kind == kind for one in told) for kind, word in WORDS.items()}


def _tell_all(results: list[Result], dry_run: bool) -> None:
    """A line for each document, and below why some came to nothing."""
    from hplan.core.incoming.tell import WORDS
    from hplan.core.workspace import display

    rows = [[_("file"), _("plan"), *(_(word) for word in WORDS.values())]]
    for result in results:
        if arrived := result.arrived:
            rows.append([str(result.path), display(arrived.target), *map(str, _counts(arrived).values())])
        else:
            rows.append([str(result.path), "–", *["–"] * len(WORDS)])
    out(_columns(rows))
    for result in results:
        if result.problem:
            say(_("hplan: {message}").format(message=result.problem))
        for note in result.arrived.notes if result.arrived else ():
            say(f"{result.path}: {note}")
    if dry_run:
        say(_("Nothing has been written."))


def _columns(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _code(results: list[Result]) -> Exit:
    if any(result.arrived is None for result in results):
        return Exit.USAGE
    unplaced = any(result.arrived.found.unplaced for result in results if result.arrived)
    return Exit.FINDINGS if unplaced else Exit.CLEAN
