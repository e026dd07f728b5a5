"""Starts Pandoc as a reader: a document in, its tree out, in a process that has nothing else to read."""

import os

from hplan.core.document.binary import pandoc
from hplan.core.incoming.reading.running import Running

SECONDS = 15  # a plan of 30 pages takes a fifth of one
_RUNTIME = ("+RTS", "-A32m", "-M320m", "-K64m", "-RTS")
_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")  # of the environment


def start(content: bytes, reader: str, track_changes: str) -> Running | None:
    """Start Pandoc on a document; None where it is not installed."""
    if not (binary := pandoc()):
        return None
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [binary, *_RUNTIME, "--sandbox", f"--from={reader}", "--to=json", f"--track-changes={track_changes}"]
    return Running(command, content, SECONDS, kept | {"LC_ALL": "C.UTF-8"})
