"""What `hplan render --audit` prints: what is wrong with the documents, or how many checks they passed."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from hplan.commands.terminal import say
from hplan.core.audit import audit, register_of
from hplan.errors import Exit
from hplan.i18n import _, ngettext

_SHOWN = 5  # findings of one check in one document


class Auditor:
    """Audits documents as they are made, and counts. Raises StopError at once where a format cannot be audited."""

    def __init__(self, formats: Iterable[str]) -> None:
        for form in formats:
            register_of(form)
        self.documents = self.passed = self.problems = 0

    def look_at(self, document: str) -> None:
        """Audit a document on disk, and print what is wrong with it."""
        self.look_into(document, Path(document).read_bytes())

    def look_into(self, name: str, content: bytes) -> None:
        """Audit the bytes of a document, and print what is wrong with it."""
        found = audit(name, content)
        counts: Counter[str] = Counter()
        for problem in found.problems:
            counts[problem.check] += 1
            if counts[problem.check] <= _SHOWN:
                say(f"{name}: {problem.check}: {problem.message}\n    {problem.advice}")
        for check, count in counts.items():
            if count > _SHOWN:
                more = ngettext("{count} more", "{count} more", count - _SHOWN)
                say(f"{name}: {check}: {more}")
        self.documents += 1
        self.passed += found.passed
        self.problems += len(found.problems)

    def end(self) -> Exit:
        """Print what it came to, and return the exit code."""
        if not self.documents:  # that there are none has been said
            return Exit.CLEAN
        documents = ngettext("{count} document", "{count} documents", self.documents)
        passed = ngettext("{count} check passed", "{count} checks passed", self.passed)
        if self.problems:
            problems = ngettext("{count} problem", "{count} problems", self.problems)
            say(_("Audit of {documents}: {problems}, {passed}.").format(
                documents=documents, problems=problems, passed=passed
            ))  # fmt: skip
            return Exit.FINDINGS
        say(_("Audit of {documents}: {passed}, and nothing is wrong.").format(documents=documents, passed=passed))
        return Exit.CLEAN
