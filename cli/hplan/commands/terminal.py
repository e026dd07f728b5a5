"""What every command shares: how it speaks, and how it ends."""

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBADF, ENOSPC
from io import TextIOWrapper
from typing import TextIO, TypeVar

from hplan.errors import Exit, StopError
from hplan.i18n import _

T = TypeVar("T")
_PIECE = 1 << 16  # letters printed at a time
_silenced: list[TextIO] = []


def prepare() -> None:
    """Let no letter stop the program: UTF-8 into a pipe or a file, a stand-in for what the terminal cannot show.

    Where a stream was closed before we began, nothing comes from it, and whatever is written to it fails.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115 (until the end)
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def out(text: str | bytes) -> None:
    """Print a report, in colour on a terminal that wants it. Raises SystemExit where it cannot be written."""
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
            sys.stdout.flush()
        else:
            _print(text, sys.stdout)
    except BrokenPipeError:  # the reader of our output has seen enough; what it came to still counts
        _silence(sys.stdout)
    except OSError as error:
        raise SystemExit(unwritten(error)) from None


def unwritten(error: OSError) -> Exit:
    """Say that the output could not be written; nothing to one who has stopped reading. Return the exit code."""
    _silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return Exit.UNREAD
    known = {ENOSPC: _("the disk is full"), EBADF: _("it is closed")}
    why = known.get(error.errno or 0, error.strerror)
    say(_("hplan: {message}").format(message=_("nothing can be written to standard output: {why}").format(why=why)))
    return Exit.USAGE


def unread() -> bool:
    """Whether whoever read our output has stopped; where the system cannot tell, not until the next time we write."""
    import select

    if sys.stdout in _silenced:
        return True
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(sys.stdout, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


def say(text: str) -> None:
    """Print what is not the report itself."""
    try:
        _print(f"{text}\n", sys.stderr)
    except OSError:  # there is nobody left to tell
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Let what is written to a stream go nowhere; also what still waits in it when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    _silenced.append(stream)


def _print(text: str, stream: TextIO) -> None:
    if not _colour(stream.isatty()):
        text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text) if "\x1b" in text else text
    elif sys.platform == "win32":
        os.system("")  # noqa: S605, S607 (an empty command: it makes the console of Windows understand colours)
    stream.write(text)
    stream.flush()


def out_all(parts: Iterable[str]) -> None:
    """Print a report as it comes; on a terminal in one piece, so that a bar of progress can stand there until then."""
    if sys.stdout.isatty():
        out("".join(parts))
        return
    waiting, length = [], 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length > _PIECE:
            out("".join(waiting))
            waiting, length = [], 0
    out("".join(waiting))


def columns() -> int:
    """Return how wide the terminal is, 80 where there is none: `shutil.get_terminal_size` without all of shutil."""
    with suppress(KeyError, ValueError, OSError):
        if (asked := int(os.environ["COLUMNS"])) > 0:
            return asked
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def progress(items: Iterable[T], label: str, total: int) -> Iterator[T]:
    """Go through many items; when it takes more than a second, a bar on the terminal shows how far it has come."""
    end, done, left = time.monotonic() + 1, 0, iter(items)
    for item in left:
        yield item
        done += 1
        if time.monotonic() > end and sys.stderr.isatty():
            break
    else:
        return
    from rich.console import Console
    from rich.progress import Progress

    # What is printed meanwhile goes where it was meant to; rich would take it to the bar's terminal.
    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for item in left:
            yield item
            bar.advance(task)


def _colour(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb")


@contextmanager
def boundary() -> Iterator[None]:
    """Turn whatever stops a command into one clear message and an exit code; a traceback is for `HPLAN_DEBUG=1`."""
    try:
        yield
    except StopError as error:
        say(_("hplan: {message}").format(message=error))
        raise SystemExit(error.exit) from None
    except KeyboardInterrupt:
        say(_("hplan: interrupted"))
        raise SystemExit(Exit.INTERRUPTED) from None
    except OSError as error:
        from hplan.core.rules.hp001_no_access import reason

        name = f"{error.filename}: " if error.filename else ""
        say(_("hplan: {message}").format(message=f"{name}{reason(error)}"))
        raise SystemExit(Exit.USAGE) from None
    except Exception as error:
        if os.environ.get("HPLAN_DEBUG") or _of_typer(error):
            raise
        fault = f"{type(error).__name__}: {error}"
        say(_("hplan: internal fault ({fault}). Set HPLAN_DEBUG=1 to see where, and report it.").format(fault=fault))
        raise SystemExit(Exit.FAULT) from None


def _of_typer(error: Exception) -> bool:
    """Whether it is typer's own way of stopping, which app.py puts into words; a plain check does not load typer."""
    typer = sys.modules.get("typer.exceptions")
    return typer is not None and isinstance(error, typer.TyperException)
