"""`python -m hplan`, and the console script."""

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hplan.core.incoming.reading.begin import Begun


def _run(arguments: list[str], begun: "Begun | None") -> int:
    if _plain("check", arguments):
        # There are no options to make sense of, and what does it takes as long to load as to check a plan.
        from pathlib import Path

        from hplan.commands.checking import check_plainly
        from hplan.commands.terminal import prepare

        prepare()
        try:
            check_plainly([Path(word) for word in arguments[1:]])
        except SystemExit as error:
            return int(error.code or 0)
    if _plain("import", arguments) and arguments[1:]:
        from pathlib import Path

        from hplan.commands.importing import import_plainly

        try:
            import_plainly([Path(word) for word in arguments[1:]], begun)
        except SystemExit as error:
            return int(error.code or 0)
    from hplan.app import run

    return run()


def _plain(command: str, arguments: list[str]) -> bool:
    """Whether a command stands without options; on Windows, patterns are for typer to expand."""
    words = not any(word.startswith("-") and word != "-" for word in arguments)
    return arguments[:1] == [command] and words and sys.platform != "win32"


def _interrupted(*_: object) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: let it be cleared away
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line; ends the process with one of the codes of `hplan.errors.Exit`."""
    # A short life makes little garbage: looking for it at the start and once more at the end is a fifth of a check.
    gc.set_threshold(50_000)
    arguments, begun = sys.argv[1:], None
    if _plain("import", arguments) and arguments[1:]:
        from hplan.core.incoming.reading.begin import begin

        begun = begin(arguments[1], "accept")  # before anything else is loaded: Pandoc and PDFium take longest
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is under way is cleared away
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)
    try:
        code = _run(arguments, begun)
    except KeyboardInterrupt:
        code = 130
    gc.freeze()
    if begun:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """End at once: all is written, and to take apart what was loaded takes as long as to write it."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
