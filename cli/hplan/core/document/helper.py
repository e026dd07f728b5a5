"""Programs that make documents, as processes of their own: they can be stopped, and know little of us."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Thread, Timer
from types import TracebackType
from typing import IO, Any, Self, cast

_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")  # of the environment


class EndedError(Exception):
    """The program ended before it answered: it was too `late`, or it `said` why, or its exit `code` is all there is."""

    def __init__(self, said: str, code: int, *, late: bool) -> None:
        super().__init__(said)
        self.said, self.code, self.late = said, code, late


class Helper:
    """A program that answers every line of JSON with one. It starts at once, and again after it was stopped."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.command, self.environment = command, kept | dict(environment)
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 (__exit__ closes it)
        self.process = self._start()
        self.late = False

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            cwd=tempfile.gettempdir(),
            env=self.environment,
        )

    def __enter__(self) -> Self:
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

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Have it running, and stop it when it takes longer; also when what is done meanwhile fails."""
        if self.process.poll() is not None:
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):
                    cast(IO[bytes], pipe).close()
            self.errors.seek(0)
            self.errors.truncate()
            self.process = self._start()
            self.late = False
        watchdog = Timer(seconds, self._too_late)
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def _too_late(self) -> None:
        self.late = True
        self.process.kill()

    def stop(self) -> None:
        """End it: it waits for something that will not come."""
        self.process.kill()
        self.process.wait()

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a request. Raises EndedError where there will be none."""
        assert self.process.stdin  # noqa: S101
        assert self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise self._ended() from None
        line = self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise self._ended()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ended(self) -> EndedError:
        code = self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        return EndedError(said[0] if said else "", code, late=self.late)
