"""Pandoc, as a process that makes many documents: pandoc.lua says how, this module talks with it.

`pandoc lua` runs with our script alone: no filter, template, metadata or path of a plan's reaches its command line.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Thread, Timer
from types import MappingProxyType, TracebackType
from typing import IO, Any, NamedTuple, cast

from hplan.errors import StopError
from hplan.i18n import N_

SECONDS = 20  # for one document; one of 30 pages takes a tenth of a second
# 48 MB before garbage is looked for: less costs collections, more costs touching the memory. A runaway ends at 1 GB.
_RUNTIME = ("+RTS", "-A48m", "-M1g", "-RTS")
_SCRIPT = Path(__file__).with_name("pandoc.lua")


class Output(NamedTuple):
    """A format to write, the file to write it to, what says how it looks (a reference document, a stylesheet), and
    whether its pages stand upright."""

    to: str
    file: str
    reference: str = ""
    portrait: bool = False


class Document(NamedTuple):
    """A skeleton of Markdown, the texts its markers stand for, its language (nb-NO) and the time it bears.

    `words` are those that a format itself has in a document, in its language. `facts` are what the header of a
    reference document may name in braces: {fagforening}, {fase} … `look` is that of look.py: {color, tint, portrait},
    without the colours where none is chosen. `identity` are lines that the document carries, of identity.py.
    """

    markdown: str
    texts: Sequence[str]
    lang: str
    epoch: int
    outputs: Sequence[Output]
    words: Mapping[str, str] = MappingProxyType({})
    facts: Mapping[str, str] = MappingProxyType({})
    look: Mapping[str, object] = MappingProxyType({})
    identity: Sequence[str] = ()

    def as_request(self) -> dict[str, Any]:
        """Return the document as pandoc.lua takes it."""
        outputs = [output._asdict() for output in self.outputs]
        mappings = {"words": dict(self.words), "facts": dict(self.facts), "look": dict(self.look)}
        return self._asdict() | {"outputs": outputs} | mappings


def binary() -> str:
    """Return the path of Pandoc: the one that came with pip, or else the system's."""
    spec = find_spec("pypandoc")  # found, not imported: importing it costs as much as a document
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder, "files", name)).is_file():
            return str(path)
    if path_of_system := shutil.which("pandoc"):
        return path_of_system
    raise StopError(N_("Pandoc is not installed; install hplan again with pip"))


class Pandoc:
    """One running Pandoc. It starts at once, to get warm while plans are read, and again after it was stopped."""

    def __init__(self) -> None:
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 (__exit__ closes it)
        self.process = self._start()
        self.late = False

    def _start(self) -> "subprocess.Popen[bytes]":
        kept = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
        return subprocess.Popen(
            [binary(), *_RUNTIME, "lua", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            cwd=tempfile.gettempdir(),
            env={name: os.environ[name] for name in kept if name in os.environ} | {"LC_ALL": "C.UTF-8"},
        )

    def __enter__(self) -> "Pandoc":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.errors):
            with suppress(OSError):
                cast(IO[bytes], pipe).close()
        # It ends when its input does, and clears away after itself; nobody need wait for that.
        Thread(target=self.process.wait, daemon=True).start()

    def make(self, document: Document, pictures: Callable[[list[str]], dict[str, dict[str, str]]]) -> None:
        """Write every output of a document.

        `pictures` is given the names of the pictures in the texts, and says where each lies or raises.
        Raises StopError when Pandoc fails or takes too long.
        """
        if self.process.poll() is not None:
            self.process = self._start()
            self.late = False
        watchdog = Timer(SECONDS, self._too_late)
        watchdog.start()
        try:
            named = self._ask(document.as_request())["pictures"]
            try:
                given = pictures(named)
            except Exception:
                self.process.kill()  # it waits for an answer that will not come
                self.process.wait()
                raise
            self._ask({"pictures": given})
        finally:
            watchdog.cancel()

    def _too_late(self) -> None:
        self.late = True
        self.process.kill()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin  # noqa: S101
        assert self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise self._failed() from None
        line = self.process.stdout.readline()
        if not line:
            raise self._failed()
        answer: dict[str, Any] = json.loads(line)
        if answer.get("error") == "marker":
            raise StopError(N_("a template has changed a text of the plan (with a filter?); it can only be printed"))
        if "error" in answer:
            raise StopError(N_("Pandoc could not make the document: {problem}"), problem=answer["error"])
        return answer

    def _failed(self) -> StopError:
        self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        if said:
            return StopError(N_("Pandoc could not make the document: {problem}"), problem=said[0])
        if self.late:
            return StopError(N_("Pandoc took more than {seconds} seconds and was stopped"), seconds=SECONDS)
        return StopError(N_("Pandoc was stopped by something else (exit code {code})"), code=self.process.returncode)
