"""Which plans the commands mean that take many."""

from pathlib import Path

from hplan.commands.terminal import say
from hplan.core.left_out import left_out
from hplan.core.workspace import Workspace, display, plans_folder
from hplan.errors import StopError
from hplan.i18n import N_, _

_HERE = N_("there are no plans here. Make one with: hplan new NAME")
_IN = N_("there are no plans in {folder}")


def plans_of(paths: list[Path], command: str, *, strategies: bool = False, tell: bool = True) -> list[Path]:
    """Return the plans that a user means, the strategies too where they are asked for; all where none is named.

    Say what lies among them and is left out; always where there is none. Raises StopError then.
    """
    workspace = Workspace.around(Path.cwd())
    named = [path for path in paths if path.is_dir()]
    own = workspace.strategy_files() if strategies else []
    files = workspace.find(paths, strategies=strategies) if paths else [*own, *workspace.plans()]
    folders = {path: plans_folder(path) for path in named} if paths else {workspace.root: workspace.root / "plans"}
    for message in left_out(folders, files, command) if tell or not files else ():
        say(_("hplan: {message}").format(message=message))
    if files:
        return files
    if paths:
        raise StopError(_IN, folder=", ".join(map(display, named)))
    raise StopError(_HERE)
