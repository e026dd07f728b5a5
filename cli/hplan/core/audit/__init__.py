"""The audit of finished documents: each is read back from its bytes, and checked for what its readers need."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from hplan.errors import StopError
from hplan.i18n import N_

if TYPE_CHECKING:
    from hplan.core.audit.check import Problem, Register

FORMATS = ("docx", "pdf", "html", "md")


class Audited(NamedTuple):
    """What the audit of a document came to: the problems, and how many checks found none."""

    problems: list["Problem"]
    passed: int


def audit(name: str, content: bytes) -> Audited:
    """Check a document; the end of its name says its format."""
    register = register_of(name.rpartition(".")[2])
    problems = register.problems(content)
    failed = len(register.checks) if _unreadable(problems) else len({problem.check for problem in problems})
    return Audited(problems, len(register.checks) - failed)


def _unreadable(problems: list["Problem"]) -> bool:
    return bool(problems) and problems[0].check.endswith("-readable")


def register_of(form: str) -> "Register[Any]":
    """Return the checks of a format. Raises StopError where what reads it is not installed."""
    if form == "docx":
        from hplan.core.audit.docx_contrast import CHECKS as DOCX

        return DOCX
    if form == "html":
        from hplan.core.audit.html_checks import CHECKS as HTML

        return HTML
    if form == "md":
        from hplan.core.audit.markdown_checks import CHECKS as MARKDOWN

        return MARKDOWN
    try:
        from hplan.core.audit.pdf_checks import CHECKS as PDF
    except ImportError:
        raise StopError(N_('a PDF is audited by pypdf, which is not installed: pip install "hplan[audit]"')) from None
    return PDF


def registers() -> "Iterator[Register[Any]]":
    """Yield the checks of every format."""
    return map(register_of, FORMATS)
