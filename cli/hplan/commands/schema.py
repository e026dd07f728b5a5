"""`hplan schema`: what editors need to help with a plan or a strategy."""

from pathlib import Path
from typing import Annotated

import typer

from hplan.commands.terminal import boundary, out
from hplan.commands.words import chosen
from hplan.i18n import _, user_language

Of = Annotated[str, typer.Argument(metavar="plan|strategy", help=_("Which kind of file."), show_default=False)]
StrategyId = Annotated[
    str | None,
    typer.Option(
        "--strategy",
        metavar=_("PERIOD"),
        help=_("The strategy that the plan answers; the newest when not given."),
        show_default=False,
    ),
]
HelpLanguage = Annotated[
    str | None, typer.Option("--language", metavar="nb|nn", help=_("The language of the help."), show_default=False)
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=_("FILE"),
        help=_("Where it goes; on the screen when not given. Replaces only what hplan has made."),
        show_default=False,
    ),
]


def schema(of: Of, strategy: StrategyId = None, language: HelpLanguage = None, output: Output = None) -> None:
    """Print a JSON Schema, or put it in a file."""
    with boundary():
        from hplan.core.schema import content, publish
        from hplan.core.workspace import Workspace, display

        if of not in ("plan", "strategy"):
            message = _("“{value}” has no schema; choose one of {choices}.")
            raise typer.BadParameter(message.format(value=of, choices="plan, strategy"))
        own = "nn" if user_language() == "nn" else "nb"
        language = chosen("--language", language or own, ("nb", "nn"))
        if of == "plan":
            from hplan.core.schema.plan import plan_schema

            made = plan_schema(Workspace.around(Path.cwd()).usable(strategy or ""), language)
        else:
            from hplan.core.schema.strategy import strategy_schema

            made = strategy_schema(language)
        if output in (None, "-"):
            out(content(made).decode())
        else:
            publish(Path(output or ""), made)
            out(f"{display(Path(output or ''))}\n")
