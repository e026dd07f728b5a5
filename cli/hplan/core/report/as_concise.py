"""One line for each finding, as editors and grep know it: file:line:column: code message."""

from collections.abc import Iterable, Iterator

from hplan.core.checking.outcome import Outcome


def parts(results: Iterable[Outcome], width: int) -> Iterator[str]:
    """Yield a line for each finding; `width` is not used, a finding is never broken."""
    for result in results:
        for found in result.findings:
            yield f"{result.where(found)}: {found.code} {found.message}\n"
