"""What `hplan import` does, once it is known what is asked for."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hplan.commands.returning import Wishes, take_back
from hplan.commands.terminal import boundary, columns, out, prepare, progress, say
from hplan.core.incoming.reading.begin import Begun, begin
from hplan.errors import Exit, StopError
from hplan.i18n import _

if TYPE_CHECKING:
    from hplan.core.incoming.arrive import Arrived
    from hplan.core.incoming.known.targets import Targets
    from hplan.core.workspace import Workspace

_NOTHING = "–"
_SHORTEST = 16  # letters of a file’s name that still say which it is


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
    from hplan.core.incoming.arrive import arrive, rehearse, write
    from hplan.core.incoming.reading.read import read
    from hplan.core.writing.new_file import TakenError

    claimed: set[Path] = set()

    try:
        for path, following in zip(files, [*files[1:], None], strict=True):
            now, begun = begun, None
            try:
                incoming = read(path, wishes.changes.value, now)
                begun = (
                    begin(str(following), wishes.changes.value) if following else None
                )  # read while this one is placed
                arrived = arrive(incoming, workspace, targets, wishes.slug)
                if wishes.dry_run:
                    rehearse(arrived, claimed)
                else:
                    write(arrived, targets)
                yield Result(path, arrived)
            except TakenError as error:
                yield Result(path, problem=_taken(path, error))
            except StopError as error:
                yield Result(path, problem=str(error))
            except Exception as error:  # whatever is in one document, the others are imported
                yield Result(path, problem=_fault(path, error))
    finally:
        if begun:
            begun.running.stop()


def _taken(path: Path, error: StopError) -> str:
    said = _("{document}: {problem}. To give the plan another name, import the document by itself with --as")
    return said.format(document=path, problem=error)


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
            rows.append([str(result.path), *[_NOTHING] * (1 + len(WORDS))])
    out(fitted(rows, columns() if sys.stdout.isatty() else 0))
    for result in results:
        if result.problem:
            say(_("hplan: {message}").format(message=result.problem))
        for note in result.arrived.notes if result.arrived else ():
            say(f"{result.path}: {note}")
    if dry_run:
        say(_("Nothing has been written."))


def fitted(rows: list[list[str]], width: int) -> str:
    """Return a table of files, plans and counts, `width` wide (0: as it is): with shorter names, or else as a list."""
    table = _columns(rows)
    if not width or max(map(len, table.splitlines())) <= width:
        return table
    head, *counted = rows
    counted = [[Path(file).name, Path(plan).stem, *counts] for file, plan, *counts in counted]
    longest = max(len(row[0]) for row in counted)
    room = width - max(map(len, _columns([head, *counted]).splitlines())) + max(longest, len(head[0]))
    if room >= _SHORTEST:
        return _columns([head, *([_shortened(row[0], room), *row[1:]] for row in counted)])
    return _list(rows, width)


def _list(rows: list[list[str]], width: int) -> str:
    from hplan.core.report.paint import wrapped

    head, *counted = rows
    lines = []
    for file, plan, *counts in counted:
        lines.append(wrapped(f"{file} → {plan}", width, "", "  "))
        if counts[0] != _NOTHING:
            said = ", ".join(": ".join(pair) for pair in zip(head[2:], counts, strict=True))
            lines.append(wrapped(said, width, "  ", "  "))
    return "".join(lines)


def _shortened(name: str, room: int) -> str:
    """A file's name without its middle, where there is not room for it all."""
    return name if len(name) <= room else f"{name[: room // 2]}…{name[len(name) - (room - 1) // 2 :]}"


def _columns(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _code(results: list[Result]) -> Exit:
    if any(result.arrived is None for result in results):
        return Exit.USAGE
    unplaced = any(result.arrived.found.unplaced for result in results if result.arrived)
    return Exit.FINDINGS if unplaced else Exit.CLEAN
