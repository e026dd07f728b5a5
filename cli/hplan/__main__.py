"""`python -m hplan`, and the console script."""

import gc
import signal
import sys
from pathlib import Path


def _run(arguments: list[str]) -> int:
    plain = not any(word.startswith("-") and word != "-" for word in arguments)
    if arguments[:1] == ["check"] and plain and sys.platform != "win32":  # there, patterns are for typer to expand
        # There are no options to make sense of, and what does it takes as long to load as to check a plan.
        from hplan.commands.checking import check_plainly
        from hplan.commands.terminal import prepare

        prepare()
        try:
            check_plainly([Path(word) for word in arguments[1:]])
        except SystemExit as error:
            return int(error.code or 0)
    if arguments[:1] == ["import"] and arguments[1:] and plain and sys.platform != "win32":
        from hplan.commands.importing import import_plainly

        try:
            import_plainly([Path(word) for word in arguments[1:]])
        except SystemExit as error:
            return int(error.code or 0)
    from hplan.app import run

    return run()


def _interrupted(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: let it be cleared away
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line; ends the process with one of the codes of `hplan.errors.Exit`."""
    # A short life makes little garbage: looking for it at the start and once more at the end is a fifth of a check.
    gc.set_threshold(50_000)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is under way is cleared away
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
