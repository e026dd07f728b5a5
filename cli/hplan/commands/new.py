"""`hplan new`: a plan to fill in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.terminal import boundary, out, say
from hplan.commands.words import chosen
from hplan.errors import StopError
from hplan.i18n import N_, _, user_language

if TYPE_CHECKING:
    from hplan.core.workspace import Workspace

_SLUG_HELP = _("The name of the file: small letters, digits and _.")
Slug = Annotated[str, typer.Argument(metavar=_("FILENAME"), help=_SLUG_HELP, show_default=False)]
Name = Annotated[str | None, typer.Option(metavar=_("TEXT"), help=_("The name of the branch."), show_default=False)]
County = Annotated[
    str | None, typer.Option(metavar=_("TEXT"), help=_("The county that it belongs to."), show_default=False)
]
WrittenLanguage = Annotated[
    str | None,
    typer.Option("--language", metavar="nb|nn", help=_("The written language of the plan."), show_default=False),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar=_("PLAN"),
        help=_("An older plan: what still fits is carried over."),
        show_default=False,
    ),
]


def new(
    slug: Slug,
    name: Name = None,
    county: County = None,
    language: WrittenLanguage = None,
    old_plan: From = None,
) -> None:
    """Make a plan for a branch; what is not given is asked for."""
    with boundary():
        from hplan.core.document.templates import Templates
        from hplan.core.workspace import Workspace, display, typed
        from hplan.core.writing import new_file, scaffold

        if language:
            chosen("--language", language, ("nb", "nn"))
        workspace = Workspace.around(Path.cwd())
        path = new_file.target(workspace, slug)
        if Path.cwd().resolve() not in (workspace.root, path.parent.resolve()):
            said = _(
                "The plan goes to {folder}, in the workspace that this folder lies in. To have it here, make a folder "
                "plans here first."
            )
            say(said.format(folder=display(path.parent)))
        old = scaffold.read_old(_one(Path(old_plan), workspace)) if old_plan else None
        name = name or (old.name.value if old and old.name else None)
        county = county or (old.county.value if old and old.county else None)
        _demand_terminal([option for option, value in (("--name", name), ("--county", county)) if not value])
        branch = scaffold.Branch(
            slug,
            name or _ask(_("The name of the branch")),
            county or _ask(_("The county that it belongs to")),
            language or (old.written_language if old else "nn" if user_language() == "nn" else "nb"),
        )
        strategy = workspace.usable()
        text = scaffold.scaffold(branch, strategy, Templates(workspace.templates()), old)
        new_file.write(path, text, strategy, branch.language)
        out(f"{display(path)}\n")
        say(_("Fill it in, and see what is missing with: hplan check {path}").format(path=typed(path)))


def _one(path: Path, workspace: "Workspace") -> Path:
    """The plan that is meant; a folder is none, and is told so when it is read."""
    return path if path.is_dir() else workspace.find([path])[0]


def _demand_terminal(missing: list[str]) -> None:
    """Name all that would have to be asked for, where there is nobody to ask."""
    if missing and not sys.stdin.isatty():
        raise StopError(N_("give {option}; there is nobody at the terminal to ask"), option=", ".join(missing))


def _ask(question: str) -> str:
    try:
        answer: str = typer.prompt(question, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None
    return answer.strip()
