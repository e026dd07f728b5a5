"""A process that fills in templates of strangers, within bounds of time and, where there is `resource`, of memory.

It is asked through a pipe, in pickles, and answers in JSON, one object a line: what runs a stranger's template is
not believed to send pickles. It tells the lines of each template that it reads. When its time is up, the C code of
`faulthandler` ends it, whatever Python is busy with; the frames that it leaves behind are then named by file and line.
"""

import atexit
import faulthandler
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, Any, cast

from hplan.core.document.templates import Lines, Templates, environment_of
from hplan.errors import StopError
from hplan.i18n import N_, Message

SECONDS = 5  # for one document; the templates that ship take a hundredth of a second
THEN = 2  # for each of the next ones, until one is done: many plans share a template that goes on without end
MEMORY = 1_000_000_000  # bytes, of which Python itself takes a tenth


def render(templates: Templates, name: str, variables: Mapping[str, object]) -> str:
    """Fill in a template. Raises StopError with its file and line where it is wrong, or takes too long or too much."""
    return _process(os.getpid()).render(templates, name, variables)


@cache
def _process(pid: int) -> "_Process":  # of this process: one that was forked from it has its own
    process = _Process()
    atexit.register(process.end)
    return process


class _Process:
    """The process, as it is seen by whoever asks it. It starts when it is first needed, and again after it ended."""

    def __init__(self) -> None:
        self.lock, self.lines = Lock(), dict[str, Lines]()
        self.process: subprocess.Popen[bytes] | None = None
        self.seconds = SECONDS
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 (`end` closes it)

    def render(self, templates: Templates, name: str, variables: Mapping[str, object]) -> str:
        with self.lock:
            seconds = min(self.seconds, SECONDS)
            try:
                answer = self._ask(pickle.dumps((templates, name, dict(variables), seconds, Path.cwd())))
            except BaseException:
                self._stop()  # it may be at work, on what nobody waits for any longer
                raise
            if answer is None:
                self.seconds = THEN
                raise self._ended(templates, name, seconds)
            self.seconds = SECONDS
        if "text" in answer:
            return str(answer["text"])
        message = _unpacked(answer["stop"])
        raise StopError(message.id, **dict(message.values))

    def _ask(self, request: bytes) -> dict[str, Any] | None:
        """What it answers, None if it ended."""
        process = self.process or self._start()
        assert process.stdin  # noqa: S101
        assert process.stdout  # noqa: S101
        with suppress(BrokenPipeError):
            process.stdin.write(request)
            process.stdin.flush()
        for line in process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if "lines" not in answer:
                return answer
            self.lines[answer["file"]] = answer["lines"]
        return None

    def _start(self) -> "subprocess.Popen[bytes]":
        path = [folder for folder in sys.path if folder]
        code = f"import sys; sys.path[:] = {path!r}; from hplan.core.document import template_process as t; t.serve()"
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors
        )
        return self.process

    def _ended(self, templates: Templates, name: str, seconds: int) -> StopError:
        """Why it ended, from the frames that it left behind: the innermost comes first."""
        self._stop()
        self.errors.seek(0)
        said = self.errors.read().decode("utf-8", "replace")
        self.errors.seek(0)
        self.errors.truncate()
        place = templates.place(name)
        files = {file.encode("ascii", "backslashreplace").decode(): file for file in self.lines}
        for file, line in re.findall(r'(?m)^  File "(.*)", line (\d+) in ', said):
            if file in files:
                place = f"{templates.place(files[file])}:{_line(self.lines[files[file]], int(line))}"
                break
        if said.startswith("Timeout"):
            return StopError(N_("the template {place} takes more than {seconds} seconds"), place=place, seconds=seconds)
        return StopError(N_("the template {place} takes so much that it had to be stopped"), place=place)

    def _stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):
                    cast(IO[bytes], pipe).close()
        self.process = None

    def end(self) -> None:
        """Let nothing be left of it."""
        self._stop()
        self.errors.close()


def _line(lines: Lines, of_python: int) -> int:
    """The line of a template from which a line of Python was made."""
    return next((line for line, python in reversed(lines) if python <= of_python), 1)


def serve() -> None:
    """Answer requests until there are no more. This runs in the process itself."""
    faulthandler.enable()
    _bound_memory()
    while True:
        try:
            templates, name, variables, seconds, folder = pickle.load(sys.stdin.buffer)  # noqa: S301 (from who started us)
        except EOFError:
            return
        faulthandler.dump_traceback_later(seconds, exit=True)
        os.chdir(folder)  # from which files are named to the user
        environment_of(templates.folders).loaded = _tell_lines
        try:
            answer: dict[str, object] = {"text": templates.render(name, variables)}
        except StopError as error:
            answer = {"stop": _packed(error.message)}
        _tell(answer)
        faulthandler.cancel_dump_traceback_later()


def _bound_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such bound, macOS may refuse it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _tell_lines(file: str, lines: Lines) -> None:
    _tell({"file": file, "lines": lines})


def _tell(answer: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _packed(message: Message) -> tuple[str, dict[str, object]]:
    """A message as JSON can carry it."""
    return message.id, {
        name: _packed(value) if isinstance(value, Message) else str(value) for name, value in message.values
    }


def _unpacked(packed: Any) -> Message:
    message_id, values = packed
    return Message.of(
        message_id, **{name: value if isinstance(value, str) else _unpacked(value) for name, value in values.items()}
    )
