"""What earlier checks came to, so that an unchanged plan is not checked again.

It lies with the user, not in the workspace: a workspace may come by mail, and with it a cache that says all is well.
An answer is found by everything it depends on: the file's bytes and name, settings, strategies, language, and hplan's
own files. A cache that is damaged, locked or cannot be written is no cache; two runs at once do not disturb each other.
"""

import marshal
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from hplan.core import files

_PACKAGE = Path(__file__).parents[1]
_MOST = 50_000  # files remembered: those checked last
_SMALL_PART = 8
_DAYS = 30  # a cache nobody has used for so long is thrown away
_SIZE = 16
Answers = dict[str, tuple[bytes, bytes]]  # by the file's name: what the answer depends on, and the answer


def digest(*parts: bytes | memoryview) -> bytes:
    """Return a digest of bytes, in which ("a", "bc") and ("ab", "c") are not the same."""
    hashed = blake2b(digest_size=_SIZE)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
    return hashed.digest()


@cache
def own_files() -> bytes:
    """Return a digest that changes with any file of hplan's: by name, size and time, without reading them."""
    found = []
    for folder, names, entries in os.walk(_PACKAGE):
        names[:] = [name for name in names if name != "__pycache__"]
        for entry in entries:
            status = os.stat(os.path.join(folder, entry))  # noqa: PTH116, PTH118 (a hundred files at every start)
            found.append((folder, entry, status.st_size, status.st_mtime_ns))
    return digest(repr((sys.hexversion, sorted(found))).encode())


def folder() -> Path:
    """Return where caches lie: `HPLAN_CACHE_DIR`, or where the system has the user's caches."""
    if chosen := os.environ.get("HPLAN_CACHE_DIR"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local", "hplan", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/hplan"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "hplan")


class Cache:
    """The answers for the files seen from one working folder; `purpose` is what all of them depend on.

    They lie in two files: what few plans have come to since lies apart, so that not all is written for one of them.
    """

    digest = staticmethod(digest)

    def __init__(self, purpose: Iterable[str]) -> None:
        self.file: Path | None = None
        self.all: Answers = {}
        self.new: Answers = {}
        self.changed = False
        with suppress(OSError, RuntimeError):  # RuntimeError: a user without a home
            key = digest(own_files(), *(os.fsencode(part) for part in purpose))
            self.file = folder() / f"{key.hex()}.cache"
            self.all, self.new = _read(self.file), _read(_beside(self.file))

    def knows(self, name: str) -> bool:
        """Whether there is an answer for a file, for whatever key."""
        return name in self.new or name in self.all

    def get(self, name: str, key: bytes) -> bytes | None:
        """Return the answer for a file, None where there is none for `key`."""
        known = self.new.get(name) or self.all.get(name)
        return known[1] if known and known[0] == key else None

    def put(self, name: str, key: bytes, answer: bytes) -> None:
        """Remember an answer."""
        self.new[name] = (key, answer)
        self.changed = True

    def save(self) -> None:
        """Write what is new, if it can be written; all of it, once it is more than a small part."""
        if not self.changed or self.file is None:
            return
        with suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if len(self.new) * _SMALL_PART < len(self.all):
                _write(_beside(self.file), self.new)
                return
            old = {name: answer for name, answer in self.all.items() if name not in self.new}
            answers = list((old | self.new).items())
            _write(self.file, dict(answers[-_MOST:]))
            _beside(self.file).unlink(missing_ok=True)
            _clear(self.file.parent)


def _beside(file: Path) -> Path:
    return file.with_suffix(".new.cache")


def _write(file: Path, answers: Answers) -> None:
    content = marshal.dumps(answers)
    files.replace(file, digest(content), content, lasting=False)  # in parts: there may be a hundred megabytes


def _read(file: Path) -> Answers:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return {}
    kept, rest = content[:_SIZE], memoryview(content)[_SIZE:]
    if digest(rest) != kept:
        return {}
    os.utime(file)
    answers: Answers = marshal.loads(rest)  # noqa: S302 (our own bytes, by their digest)
    return answers


def _clear(caches: Path) -> None:
    for file in caches.glob("*.cache"):
        if file.stat().st_mtime < time.time() - _DAYS * 86400:
            file.unlink(missing_ok=True)
