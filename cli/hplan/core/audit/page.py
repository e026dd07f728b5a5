"""The page that lists all checks, in Markdown: docs/audit.md."""

from collections.abc import Iterator
from typing import Any

from hplan.core.audit import registers
from hplan.core.audit.check import Register
from hplan.i18n import N_, _

TITLES = {"docx": "DOCX", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
OUR_OWN = N_("hplan’s own")


def page(title: str, introduction: str) -> str:
    """Return the page in the user's language."""
    parts = [f"# {title}\n\n{introduction}\n"]
    for register in registers():
        columns = " | ".join((_("check"), _("what it asks"), _("source")))
        rows = "".join(_rows(register))
        parts.append(f"## {TITLES[register.form]}\n\n| {columns} |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def _rows(register: Register[Any]) -> Iterator[str]:
    for check in register.checks:
        asks, source = _(check.asks), check.source or _(OUR_OWN)
        yield f"| `{check.name}` | {asks} | {source} |\n"
