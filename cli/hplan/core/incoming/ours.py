"""Whether a document may be one that hplan rendered: what is quickly seen of it, before much is loaded to be sure."""

import re
from pathlib import Path

from hplan.core.incoming.begin import MAX_BYTES, ZIP
from hplan.errors import StopError

_TAIL = 8_000  # bytes at the end of a Markdown file, in which it says what it was made of
_MARK = re.compile(rb'w:name="(?:innledning|situasjon|strategiplan|handlingsplan)"')


def may_be_ours(path: Path) -> bool:
    """Return whether a document names hplan where those that it rendered do, or has a bookmark of theirs."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            return False
        if not content.startswith(ZIP):
            return b"hplan " in content[-_TAIL:]
        from hplan.core.incoming.packed import open_package

        parts = open_package(path, content).parts
    except (OSError, StopError):  # which is said when it is read
        return False
    return b"hplan-" in parts.get("docProps/custom.xml", b"") or bool(_MARK.search(parts.get("word/document.xml", b"")))
