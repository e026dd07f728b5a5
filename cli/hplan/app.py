"""The command line as a whole. What a command needs is imported when it runs, not here."""

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Annotated

import typer
from typer.exceptions import TyperException

from hplan import __version__, i18n
from hplan.errors import Exit
from hplan.i18n import N_, _

i18n.speak()  # before any help text is made

from hplan.commands.terminal import prepare, say, unwritten  # noqa: E402
from hplan.commands.words import Command, Group, usage_error  # noqa: E402

app = typer.Typer(
    name="hplan",
    cls=Group,
    help=_("Write, check and publish the action plans of a federation’s branches."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    add_completion=False,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def hplan(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=_("Print the version and exit."))] = False,
) -> None:
    """The options that stand before the command."""
    if version:
        typer.echo(f"hplan {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(Exit.USAGE)


COMMANDS = {
    "new": N_("Make a new plan to fill in."),
    "check": N_("Find what is missing or wrong in the plans."),
    "rule": N_("Explain what a finding means and what to do."),
    "render": N_("Make the annual-meeting document of plans."),
    "import": N_("Make plans of Word files, PDFs and texts that came by mail."),
    "schema": N_("Make what editors need to help you write."),
}


def _add_commands(asked: str) -> None:
    """Add the command that is asked for, or all: each is a function in the module of its name.

    To make the options of the others would take longer than to check a plan.
    """
    for name in [asked] if asked in COMMANDS else COMMANDS:
        own = f"{name}_" if iskeyword(name) else name
        function = getattr(import_module(f"hplan.commands.{own}"), own)
        app.command(name, help=_(COMMANDS[name]), cls=Command, options_metavar=_("[OPTIONS]"))(function)


def run() -> int:
    """Run the command that the command line asks for; return its exit code."""
    prepare()
    _add_commands(sys.argv[1] if len(sys.argv) > 1 else "")
    try:
        code = app(prog_name="hplan", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as error:
        return int(error.code or Exit.CLEAN)
    except TyperException as error:
        say(_("hplan: {message}").format(message=usage_error(error)))
        return Exit.USAGE
    except OSError as error:  # what a command does not answer for: help
        return unwritten(error)
    return int(code or Exit.CLEAN)
