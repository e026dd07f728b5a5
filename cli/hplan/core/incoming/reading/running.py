"""A program that reads a document: given its bytes, it answers once, in bounded time, and others can work meanwhile."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Thread, Timer

_SOON = 2  # seconds: how long one that has closed its output may take to end


class Running:
    """A program that has been started, and is stopped when its time is up or its answer is taken."""

    def __init__(
        self, command: Sequence[str], content: bytes, seconds: float, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start it, in the folder that it lies in: what lies about where the user stands is none of its business."""
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.dirname(command[0]),  # noqa: PTH120
            env=environment,
        )
        self._watchdog = Timer(seconds, self.process.kill)
        self._watchdog.daemon = True
        self._watchdog.start()
        self._feeding = Thread(target=self._feed, args=(content,), daemon=True)
        self._feeding.start()

    def _feed(self, content: bytes) -> None:
        assert self.process.stdin  # noqa: S101
        with suppress(OSError), self.process.stdin as pipe:  # it may end before it has read all
            pipe.write(content)

    def answer(self, most: int) -> tuple[bytes, int]:
        """Return the line that it says, at most one byte more than `most`, and its exit code where it ended by itself.

        One that has answered is not waited for: to clear away all it has read takes it a while.
        """
        assert self.process.stdout  # noqa: S101
        try:
            line = self.process.stdout.readline(most + 1)
            if not line.endswith(b"\n") and len(line) <= most:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(_SOON)
        finally:
            code = self.stop()
        return line, code

    def stop(self) -> int:
        """Stop it, where it has not ended; return its exit code."""
        self._watchdog.cancel()
        if self.process.stdout:
            self.process.stdout.close()
        self.process.kill()
        code = self.process.wait()
        self._feeding.join()
        return code
