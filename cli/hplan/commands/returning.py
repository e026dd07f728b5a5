"""What `hplan import` does with a document that hplan rendered: it shows the change to the plan file, and makes it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hplan.commands.terminal import out, say
from hplan.errors import Exit, StopError
from hplan.i18n import N_, _

if TYPE_CHECKING:
    from hplan.core.incoming.returned.recognise import Document
    from hplan.core.incoming.returned.update import Update
    from hplan.core.workspace import Workspace


# What people answer, whatever language hplan speaks to them.
_YES, _NO = ("y", "yes", "j", "ja"), ("n", "no", "nei")


class Changes(StrEnum):
    """What becomes of tracked changes."""

    ACCEPT = "accept"
    REJECT = "reject"
    ALL = "all"


class Wishes(NamedTuple):
    """What the options say: the plan that is meant, whether to write and to ask, what becomes of tracked changes."""

    slug: str | None = None
    dry_run: bool = False
    yes: bool = False
    changes: Changes = Changes.ACCEPT


def take_back(files: list[Path], workspace: "Workspace", wishes: Wishes) -> tuple[list[Path], Exit]:
    """Update the plans of the documents that hplan rendered; return the other files, and how it went."""
    from hplan.core.incoming.returned.recognise import recognised

    left, code = [], Exit.CLEAN
    for path in files:
        document = recognised(path)
        if document is None:
            left.append(path)
            continue
        try:
            code = max(code, _one(document, workspace, wishes))
        except StopError as error:
            say(_("hplan: {message}").format(message=error))
            code = max(code, error.exit)
    return left, code


def _one(document: "Document", workspace: "Workspace", wishes: Wishes) -> Exit:
    from hplan.core.incoming.returned.recognise import plan_of
    from hplan.core.incoming.returned.update import update
    from hplan.core.workspace import display

    plan = plan_of(document, workspace, wishes.slug)
    made = update(document, plan, workspace, wishes.changes.value)
    if not made.changed:
        say(_("{path}: nothing in it differs from {plan}").format(path=display(document.path), plan=display(plan)))
        if not wishes.dry_run and not made.notes:
            _keep(document)
        return Exit.CLEAN
    out(_coloured(made.diff))
    for note in made.notes:
        say(_("hplan: {message}").format(message=note))
    if wishes.dry_run:
        say(_("Nothing has been written."))
    elif wishes.yes or _agreed(display(plan)):
        made.write()
        _say_written(made)
        if not made.notes:
            _keep(document)
    else:
        say(_("Nothing has been written."))
    return Exit.FINDINGS if made.notes else Exit.CLEAN


def _keep(document: "Document") -> None:
    """Let the document be made anew: what is in it and not in the plan is in the copy that is kept."""
    from hplan.core.document.outputs import taken_in
    from hplan.core.workspace import display

    if copy := taken_in(document.path, document.content):
        said = _("{path} may be made anew with hplan render. A copy of it, as it is now, is kept: {copy}")
        say(said.format(path=display(document.path), copy=display(copy)))


def _say_written(made: "Update") -> None:
    from hplan.core.workspace import display

    for path in made.pictures:
        say(_("{path}: a new picture").format(path=display(path)))
    say(_("{path} is updated. See what is missing with: hplan check {path}").format(path=display(made.path)))


def _agreed(plan: str) -> bool:
    if not sys.stdin.isatty():
        raise StopError(N_("give --yes to write; there is nobody at the terminal to ask"))
    import typer

    question = _("Write this to {path}? [Y/n]").format(path=plan)
    while True:
        try:
            answer = typer.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
        except typer.Abort:
            raise KeyboardInterrupt from None
        if (said := answer.strip().lower().rstrip(".!")) in ("", *_YES, *_NO):
            return said not in _NO
        say(_("Answer y for yes, or n for no."))


def _coloured(diff: str) -> str:
    """A unified diff with what goes in red and what comes in green; whoever prints it takes colours away."""
    from hplan.core.report.paint import BLUE, BOLD, GREEN, RED, paint

    colours = (("---", BOLD), ("+++", BOLD), ("@@", BLUE), ("-", RED), ("+", GREEN))
    lines = diff.splitlines()
    painted = ((line, next((colour for sign, colour in colours if line.startswith(sign)), "")) for line in lines)
    return "".join(f"{paint(line, colour) if colour else line}\n" for line, colour in painted)
