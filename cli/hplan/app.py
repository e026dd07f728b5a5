"""The command line as a whole. What a command needs is imported when it runs, not here."""

from typing import Annotated

import typer
from typer.exceptions import TyperException

from hplan import __version__, i18n
from hplan.errors import Exit
from hplan.i18n import _

i18n.speak()  # before any help text is made

from hplan.commands.check import check  # noqa: E402
from hplan.commands.new import new  # noqa: E402
from hplan.commands.render import render  # noqa: E402
from hplan.commands.schema import schema  # noqa: E402
from hplan.commands.terminal import prepare, say  # noqa: E402
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


for function, text in (
    (new, _("Make a new plan to fill in.")),
    (check, _("Find what is missing or wrong in the plans.")),
    (render, _("Make the annual-meeting document of plans.")),
    (schema, _("Make what editors need to help you write.")),
):
    app.command(help=text, cls=Command, options_metavar=_("[OPTIONS]"))(function)


def run() -> int:
    """Run the command that the command line asks for; return its exit code."""
    prepare()
    try:
        code = app(prog_name="hplan", standalone_mode=False)
    except TyperException as error:
        say(_("hplan: {message}").format(message=usage_error(error)))
        return Exit.USAGE
    return int(code or Exit.CLEAN)
