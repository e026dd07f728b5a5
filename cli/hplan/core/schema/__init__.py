"""JSON Schemas of the plan and the strategy, for editors: completion offers keys and ids, hover says what they are.

A schema takes what `hplan check` reads without errors and nothing else, as far as a schema can tell: not that a key
stands twice, nor that an `å` may be typed as two signs. It is of draft-07, which every release of the YAML extension
of VS Code reads; the newer drafts only the newest (the README of yaml-language-server, in either).
"""

import json
import re
from hashlib import blake2b
from pathlib import Path

from hplan.core import files
from hplan.core.schema.forms import Schema
from hplan.core.workspace import display, read_bytes
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_

FOLDER = ".hplan"


def plan_schema_name(strategy_id: str, language: str) -> str:
    """Return how a plan names its schema: a file in a folder beside it. An editor reads the name up to a space."""
    name = re.sub(r"[^\w.-]", "_", strategy_id)
    return f"{FOLDER}/plan-{name}.{language}.json"


def content(schema: Schema) -> bytes:
    """Return a schema as a file, with the digest by which hplan knows it again."""
    return _text({"$comment": _stamp(schema), **schema}).encode()


def publish(path: Path, schema: Schema) -> None:
    """Put a schema in its place, or in that of an older one. Raises RefusedError for what hplan has not made."""
    try:
        with files.folder(path.parent):
            try:
                files.create(path, content(schema), lasting=False)  # it can be made again
            except FileExistsError:
                _replace(path, content(schema))
    except OSError as error:
        from hplan.core.rules.hp001_no_access import reason

        raise StopError(files.CANNOT_WRITE, path=display(path), problem=reason(error)) from None


def _replace(path: Path, new: bytes) -> None:
    there, _ = read_bytes(path, display(path))
    if there is None or not _ours(there):
        raise RefusedError(
            N_("{path} is not as hplan made it, and is left as it is. Move it, and try again."), path=display(path)
        )
    if there != new:
        files.replace(path, new)


def _ours(there: bytes) -> bool:
    """Whether a file is a schema as hplan made it; its lines may end otherwise since."""
    try:
        schema = json.loads(there)
        return isinstance(schema, dict) and schema.pop("$comment", "") == _stamp(schema)
    except (ValueError, RecursionError):
        return False


def _stamp(schema: Schema) -> str:
    digest = blake2b(_text(schema).encode(), digest_size=8).hexdigest()
    return f"Made by hplan, which replaces it as long as nobody else has changed it ({digest})."


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
