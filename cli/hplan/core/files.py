"""Files appear whole or not at all, and nothing is overwritten unasked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hplan.i18n import N_

CANNOT_WRITE = N_("{path} cannot be written: {problem}")
THROUGH_LINK = N_("{path} is a link, and hplan does not write through links")
MAX_BYTES = 2 * 1024 * 1024  # of a file that people write: a hundred times the longest plan


@contextmanager
def _beside(target: Path, *parts: bytes, lasting: bool = True) -> Iterator[Path]:
    """Write `parts`, one after another, to a new file beside `target`, safely on disk.

    It is removed if it is still there afterwards.
    """
    # As tempfile does it, which takes longer to load than a plan takes to read.
    draft = target.parent / f".{target.name[:40]}.{os.urandom(6).hex()}.tmp"
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        draft.chmod(_mode(target))
        yield draft
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _mode(target: Path) -> int:
    """The rights that `target` has, or that a new file gets here."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def replace(target: Path, *parts: bytes, lasting: bool = True) -> None:
    """Put `parts`, one after another, in the place of `target`. Readers see the old or the new, never a part of it.

    A symbolic link is itself replaced: what it leads to may be anybody's. What need not be `lasting` may be lost when
    the machine stops in the middle.
    """
    with _beside(target, *parts, lasting=lasting) as draft:
        draft.replace(target)


def create(target: Path, content: bytes, *, lasting: bool = True) -> None:
    """Make a new file. Raises FileExistsError, and changes nothing, where there is one already.

    `lasting` is as in `replace`.
    """
    with _beside(target, content, lasting=lasting) as draft:
        try:
            os.link(draft, target)  # fails if the name is taken, in one step, even with two commands at once
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the name with an empty file, then fill it at once
            target.open("xb").close()
            try:
                draft.replace(target)
            except OSError:
                target.unlink(missing_ok=True)
                raise


@contextmanager
def folder(path: Path) -> Iterator[None]:
    """Make a folder, with those above it, and take away again what is empty of it if what is done there fails."""
    missing = [parent for parent in (path, *path.parents) if not parent.exists()]
    path.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for made in missing:
            with suppress(OSError):
                made.rmdir()
        raise
