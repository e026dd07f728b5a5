"""`python -m hplan`, and the console script."""

import gc
import signal
import sys


def main() -> None:
    """Run the command line; ends the process with one of the codes of `hplan.errors.Exit`."""
    # A short life makes little garbage: looking for it at the start and once more at the end is a fifth of a check.
    gc.set_threshold(50_000)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is under way is cleared away
    try:
        from hplan.app import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
