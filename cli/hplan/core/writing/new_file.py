"""Where a new plan goes, and how it gets there, with the schema that editors need beside it."""

import re
from contextlib import suppress
from pathlib import Path

from hplan.core import files
from hplan.core.reading.shape import SLUG
from hplan.core.rules.hp001_no_access import reason
from hplan.core.schema import plan_schema_name, publish
from hplan.core.schema.plan import plan_schema
from hplan.core.workspace import Workspace, display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_
from hplan.model.strategy import Strategy

_SPELLING = str.maketrans({"æ": "ae", "ø": "o"})


class TakenError(StopError):
    """There is a file already where a new one was to go."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_("{path} is there already, and is left as it is"), path=display(path))


def target(workspace: Workspace, slug: str) -> Path:
    """Return where the plan of a branch goes. Raises StopError for a name that cannot be, or is taken."""
    slug = slug.removeprefix("plans/").removesuffix(".yaml")
    if not re.fullmatch(SLUG, slug):
        spelled = slug.lower().replace("å", "aa").replace("-", "_").replace(" ", "_")
        meant = "".join(
            letter
            for letter in spelled.translate(_SPELLING)
            if letter.isascii() and (letter.isalnum() or letter == "_")
        )
        example = meant if re.fullmatch(SLUG, meant) else "sor_varanger"
        raise StopError(
            N_("“{slug}” cannot be a file name here: use small letters a–z, digits and _, for example {example}"),
            slug=slug,
            example=example,
        )
    path = workspace.root / "plans" / f"{slug}.yaml"
    if path.exists():
        raise TakenError(path)
    return path


def write(path: Path, text: str, strategy: Strategy, language: str) -> None:
    """Put a new plan in its place, with the folder it needs, and beside it the schema that it names for editors.

    Raises StopError, and leaves nothing, where it cannot.
    """
    try:
        with files.folder(path.parent):
            files.create(path, text.encode())
            _add_schema(path, text, strategy, language)
    except FileExistsError:
        raise TakenError(path) from None
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> StopError:
    """Return what is said of a file that cannot be written."""
    return StopError(files.CANNOT_WRITE, path=display(path), problem=reason(error))


def _add_schema(path: Path, text: str, strategy: Strategy, language: str) -> None:
    """Write the schema of a plan that was just made, and take the plan away again where that fails."""
    name = plan_schema_name(strategy.id.value, language)
    if name not in text:  # a template of the workspace's own
        return
    schema = path.parent / name
    try:
        if schema.parent.is_symlink():
            raise StopError(files.THROUGH_LINK, path=display(schema))
        with suppress(RefusedError):  # one that somebody has changed is theirs
            publish(schema, plan_schema(strategy, language))
    except BaseException:
        path.unlink()
        raise
