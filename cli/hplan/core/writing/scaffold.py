"""A new plan, ready to be filled in: `hplan new`."""

from pathlib import Path
from typing import NamedTuple

from hplan.core.document.fill_in import fill_in
from hplan.core.document.labels import Labels
from hplan.core.document.templates import Filters, Templates
from hplan.core.reading.read_plan import read_plan
from hplan.core.schema import plan_schema_name
from hplan.core.workspace import display, read_bytes
from hplan.core.writing.carry import Carried, carry
from hplan.core.writing.yaml_plain import Data
from hplan.core.writing.yaml_write import comment, entry
from hplan.errors import StopError
from hplan.i18n import N_
from hplan.model.finding import Severity
from hplan.model.plan import Plan
from hplan.model.strategy import Strategy

_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")  # Word and OpenDocument, PDF, old Word
_SUFFIXES = (".docx", ".odt", ".pdf", ".md", ".html", ".htm", ".rtf")
_TEMPLATE = "plan.yaml.j2"


class Branch(NamedTuple):
    """Whose plan it is, and in which written language (nb or nn)."""

    slug: str
    name: str
    county: str
    language: str


def read_old(path: Path) -> Plan:
    """Read the plan to carry over from. Raises StopError where part of it could not be read, and would be lost."""
    name = display(path)
    content, findings = read_bytes(path, name)
    if content is not None and (content.startswith(_DOCUMENTS) or path.suffix.lower() in _SUFFIXES):
        raise StopError(
            N_("{path} is a document, not a plan file. Make a plan of it first, with: hplan import {path}"), path=name
        )
    plan, findings = read_plan(content, name) if content is not None else (None, findings)
    wrong = [finding for finding in findings if finding.severity is not Severity.WARNING]
    if plan is None or wrong:
        raise StopError(
            N_("{place} must be mended before the plan is carried over: {problem}"),
            place=wrong[0].where,
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
    return fill_in(Templates(templates.folders, FILTERS), _TEMPLATE, variables)


def _comment_verbatim(text: str) -> str:
    """Lines as comments, just as they are, so that they can be uncommented again."""
    return "\n".join(f"# {line}".rstrip() for line in text.split("\n"))


def _entry(value: Data, key: str, indent: int = 0) -> str:
    return entry(key, value, indent)


FILTERS: Filters = {"comment": comment, "comment_verbatim": _comment_verbatim, "entry": _entry}
