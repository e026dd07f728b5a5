"""The command line as a whole. What a command needs is imported when it runs, not here."""

from typing import Annotated

import typer

from hplan import __version__, i18n
from hplan.i18n import _

i18n.speak()  # before any help text is made

from hplan.commands.check import check  # noqa: E402
from hplan.commands.render import render  # noqa: E402

app = typer.Typer(
    name="hplan",
    help=_("Write, check and publish the action plans of a federation’s branches."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hplan {__version__}")
        raise typer.Exit


@app.callback()
def hplan(
    version: Annotated[
        bool, typer.Option("--version", help=_("Print the version and exit."), callback=_version, is_eager=True)
    ] = False,
) -> None:
    """The options that stand before the command."""


app.command(help=_("Find what is missing or wrong in the plans."))(check)
app.command(help=_("Make the annual-meeting document of plans."))(render)
