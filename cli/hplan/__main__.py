"""`python -m hplan`, and the console script."""

import sys


def main() -> None:
    """Run the command line; ends the process with one of the codes of `hplan.errors.Exit`."""
    try:
        from hplan.app import run

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
