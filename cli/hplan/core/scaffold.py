"""A new plan, ready to be filled in: `hplan new`."""

import re
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hplan.core import files
from hplan.core.carry import Carried, carry
from hplan.core.document.labels import Labels
from hplan.core.document.templates import Filters, Templates
from hplan.core.read_plan import read_plan
from hplan.core.rules.hp001_no_access import reason
from hplan.core.schema import plan_schema_name, publish
from hplan.core.schema.plan import plan_schema
from hplan.core.shape import SLUG
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.core.yaml_write import Data, entry
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_
from hplan.model.finding import Severity
from hplan.model.plan import Plan
from hplan.model.strategy import Strategy

_SPELLING = str.maketrans({"æ": "ae", "ø": "o"})
_TEMPLATE = "plan.yaml.j2"
_WIDTH = 100


class Branch(NamedTuple):
    """Whose plan it is, and in which written language (nb or nn)."""

    slug: str
    name: str
    county: str
    language: str


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
        raise StopError(N_("{path} is there already, and is left as it is"), path=display(path))
    return path


def read_old(path: Path) -> Plan:
    """Read the plan to carry over from. Raises StopError where part of it could not be read, and would be lost."""
    name = display(path)
    content, findings = read_bytes(path, name)
    plan, findings = read_plan(content, name) if content is not None else (None, findings)
    wrong = [finding for finding in findings if finding.severity is not Severity.WARNING]
    if plan is None or wrong:
        raise StopError(
            N_("{place} must be mended before the plan is carried over: {problem}"),
            place=wrong[0].at,
            problem=wrong[0].message,
        )
    return plan


def _printable(text: str) -> str:
    """Return a name that can stand in a file. Raises StopError for one with signs that nobody can see."""
    if not text.replace("\n", "").isprintable():
        raise StopError(N_("“{text}” has signs in it that cannot be printed"), text=text)
    return text


def scaffold(branch: Branch, strategy: Strategy, templates: Templates, old: Plan | None) -> str:
    """Return the text of a new plan file, with what still fits of an old plan."""
    branch = branch._replace(name=_printable(branch.name), county=_printable(branch.county))
    labels = Labels(branch.language)
    carried = carry(old, strategy) if old else Carried()
    variables = {
        "_": labels.text,
        "branch": branch,
        "strategy": strategy,
        "language": branch.language,
        "carried": carried,
        "left": entry("handlingsplan", carried.left) if carried.left else "",
        "schema": plan_schema_name(strategy.id.value, branch.language),
    }
    return Templates(templates.folders, FILTERS).render(_TEMPLATE, variables)


def write(path: Path, text: str, strategy: Strategy, language: str) -> None:
    """Put a new plan in its place, with the folder it needs, and beside it the schema that it names for editors.

    Raises StopError, and leaves nothing, where it cannot.
    """
    try:
        with files.folder(path.parent):
            files.create(path, text.encode())
            _add_schema(path, text, strategy, language)
    except FileExistsError:
        raise StopError(N_("{path} is there already, and is left as it is"), path=display(path)) from None
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
    except BaseException as error:
        path.unlink()
        if isinstance(error, OSError):
            raise unwritable(schema, error) from None
        raise


def _comment(text: object, indent: int = 0) -> str:
    """A text as comment lines that stand `indent` columns in."""
    lead = f"{' ' * indent}# "
    lines = [
        line
        for paragraph in str(text).splitlines()
        for line in textwrap.wrap(paragraph, _WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
    ]
    return "\n".join(f"{lead}{line}".rstrip() for line in lines)


def _comment_verbatim(text: str) -> str:
    """Lines as comments, just as they are, so that they can be uncommented again."""
    return "\n".join(f"# {line}".rstrip() for line in text.split("\n"))


def _entry(value: Data, key: str, indent: int = 0) -> str:
    return entry(key, value, indent)


FILTERS: Filters = {"comment": _comment, "comment_verbatim": _comment_verbatim, "entry": _entry}
