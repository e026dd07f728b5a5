"""What Pandoc says that a document is: its tree."""

import json
from pathlib import Path
from typing import Any

from hplan.core.incoming.reading.running import Running
from hplan.errors import StopError
from hplan.i18n import N_

MAX_TREE = 48 << 20


def tree(path: Path, running: Running) -> dict[str, Any]:
    """Return the tree that a Pandoc makes of a document: its blocks and its meta. Raises StopError, which names it."""
    return _parsed(path, *running.answer(MAX_TREE))


def _parsed(path: Path, answer: bytes, code: int) -> dict[str, Any]:
    if len(answer) > MAX_TREE:
        raise StopError(N_("{path} is longer than any plan; it is not read"), path=path)
    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError:
        if code < 0 or code in (251, 2):  # stopped; its memory or its stack was not enough
            raise StopError(N_("{path} takes too long or too much memory to read"), path=path) from None
        raise StopError(N_("{path} is broken; open it in Word, save it again, and send it anew"), path=path) from None
    except RecursionError:
        raise StopError(N_("{path} has too many things inside each other"), path=path) from None
    return found
