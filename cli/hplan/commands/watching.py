"""`hplan check --watch`: the report anew each time that a file is saved."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from hplan.commands.terminal import out, say, unread
from hplan.core.checking.watch import State, changes, state, watched
from hplan.errors import Exit, StopError
from hplan.i18n import N_, _

_CLEAR = "\x1b[2J\x1b[H"


def follow(paths: list[Path], report: Callable[[], object]) -> None:
    """Report at once, and after every change to what the plans in `paths` build on.

    Until somebody interrupts, or nobody reads it any more.
    """
    if Path("-") in paths:
        raise StopError(N_("--watch follows files; name a file in the place of -"))
    here = Path.cwd()

    def look() -> State:
        if unread():
            raise SystemExit(Exit.UNREAD)
        try:
            return state(watched(paths, here))
        except OSError:  # a folder that is being moved or deleted
            return {}

    for _change in changes(look):
        if sys.stdout.isatty():
            out(_CLEAR)
        say(_("Checked at {time}. Save a file to check again; Ctrl+C ends it.").format(time=time.strftime("%H:%M:%S")))
        try:
            report()
        except StopError as error:  # no plans here yet
            say(_("hplan: {message}").format(message=error))
        except FileNotFoundError:  # gone while it was looked for; that is the next change
            continue
