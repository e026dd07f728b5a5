"""`python -m hplan`, and the console script."""

import sys


def main() -> None:
    """Run the command line; ends the process."""
    try:
        from hplan.app import app
        from hplan.commands.terminal import prepare

        prepare()
        app(prog_name="hplan")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
