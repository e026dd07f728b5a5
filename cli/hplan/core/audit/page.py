"""The page that lists all checks, in Markdown: docs/audit.md."""

from collections.abc import Iterator

from hplan.core.audit import register_of, registers
from hplan.i18n import N_, _

TITLES = {"docx": "DOCX", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
OUR_OWN = N_("hplan’s own")


def page(title: str, introduction: str) -> str:
    """Return the page in the user's language."""
    parts = [f"# {title}\n\n{introduction}\n"]
    for register in registers():
        columns = " | ".join((_("check"), _("what it asks"), _("source")))
        rows = "".join(_rows(register.form))
        parts.append(f"## {TITLES[register.form]}\n\n| {columns} |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def _rows(form: str) -> Iterator[str]:
    for check in register_of(form).checks:
        asks, source = _(check.asks), check.source or _(OUR_OWN)
        yield f"| `{check.name}` | {asks} | {source} |\n"
