"""One line for each finding, as editors and grep know it: file:line:column: code message."""

from collections.abc import Iterable, Iterator

from hplan.core.checking.outcome import Outcome
from hplan.i18n import visible


def parts(results: Iterable[Outcome], width: int) -> Iterator[str]:
    """Yield a line for each finding; `width` is not used, a finding is never broken."""
    for result in results:
        path = visible(result.path)
        for found in result.findings:
            yield f"{path}:{found.line}:{found.column}: {found.code} {found.message}\n"
