"""Pandoc as a reader: a file in, its tree out, in a process that can be stopped and has nothing else to read."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from threading import Timer
from typing import Any

from hplan.core.document.pandoc import binary
from hplan.errors import StopError
from hplan.i18n import N_

SECONDS = 15  # a plan of 30 pages takes a fifth of one
MAX_TREE = 48 << 20
_RUNTIME = ("+RTS", "-A32m", "-M320m", "-K64m", "-RTS")


def tree(path: Path, content: bytes, reader: str, track_changes: str = "accept") -> dict[str, Any]:
    """Return Pandoc's tree of a document: its blocks and its meta. Raises StopError, which names the file."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as errors:
        source.write(content)
        source.seek(0)
        process = subprocess.Popen(
            [binary(), *_RUNTIME, "--sandbox", f"--from={reader}", "--to=json", f"--track-changes={track_changes}"],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=tempfile.gettempdir(),
            env={name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR") if name in os.environ}
            | {"LC_ALL": "C.UTF-8"},
        )
        watchdog = Timer(SECONDS, process.kill)
        watchdog.start()
        try:
            assert process.stdout  # noqa: S101
            answer = process.stdout.read(MAX_TREE + 1)
        finally:
            watchdog.cancel()
            process.kill()
            process.stdout.close() if process.stdout else None
            code = process.wait()
    return _parsed(path, answer, code)


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
