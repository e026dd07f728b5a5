"""A name for each finding that stays the same from run to run, also when the lines above it come and go."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from hplan.core.checking.outcome import Outcome, Said


def fingerprints(results: Sequence[Outcome]) -> Iterator[tuple[Outcome, Said, str]]:
    """Yield every finding with its file and a fingerprint that no other finding has.

    It is made of the file, the code, the message and the line as it is written, and not of the line's number; where
    all of these are alike, the findings are counted.
    """
    seen: dict[tuple[str, ...], int] = {}
    for result in results:
        for found in result.findings:
            parts = (result.path, found.code, found.message, found.excerpt.strip())
            seen[parts] = seen.get(parts, 0) + 1
            text = "\0".join((*parts, str(seen[parts])))
            yield result, found, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
