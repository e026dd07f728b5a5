"""The page that lists all checks, in Markdown: docs/audit.md."""

from collections.abc import Iterator

from hplan.core.audit import registers
from hplan.i18n import N_, _

TITLES = {"docx": "DOCX", "pdf": "PDF", "html": "HTML", "md": "Markdown"}
OUR_OWN = N_("hplan’s own")


def page(title: str, introduction: str) -> str:
    """Return the page in the user's language."""
    parts = [f"# {title}\n\n{introduction}\n"]
    for register in registers():
        columns = " | ".join((_("check"), _("what it asks"), _("where it is not so"), _("source")))
        rows = "".join(_rows(register.form))
        parts.append(f"## {TITLES[register.form]}\n\n| {columns} |\n|---|---|---|---|\n{rows}")
    return "\n".join(parts)


def _rows(form: str) -> Iterator[str]:
    from hplan.core.audit import register_of

    for check in register_of(form).checks:
        cells = (f"`{check.name}`", _escaped(check.asks), _escaped(check.advice), check.source or _(OUR_OWN))
        yield f"| {' | '.join(cells)} |\n"


def _escaped(text: str) -> str:
    text = _(text)
    for sign in "\\|[<*":
        text = text.replace(sign, f"\\{sign}")
    return text
