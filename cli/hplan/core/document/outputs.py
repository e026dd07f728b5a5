"""Documents on disk: made again at will, but never over somebody's changes.

People open a rendered DOCX in Word and write in it. So hplan keeps, in `.hplan` beside the documents, the digest of
what it wrote, and replaces only a file that is still as it left it.
"""

from hashlib import blake2b
from pathlib import Path

from hplan.core import files
from hplan.core.rules.hp001_no_access import reason
from hplan.core.workspace import display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_

_PERHAPS_OPEN = N_("{path} cannot be written: {problem}. If it is open in Word, close it and try again.")


def publish(target: Path, content: bytes, *, force: bool) -> None:
    """Put a document in its place. Raises StopError where somebody has changed the one that is there.

    `force` replaces it all the same.
    """
    try:
        _publish(target, content, force=force)
    except OSError as error:
        said = _PERHAPS_OPEN if isinstance(error, PermissionError) else files.CANNOT_WRITE
        raise StopError(said, path=display(target), problem=reason(error)) from None


def _publish(target: Path, content: bytes, *, force: bool) -> None:
    stamp = target.parent / ".hplan" / f"{target.name}.digest"
    digest = _digest(content)
    ours = stamp.is_file() and not stamp.is_symlink() and not stamp.parent.is_symlink()
    known = stamp.read_text("ascii", "replace").split() if ours else []
    if target.exists() and not force and _digest(target.read_bytes()) not in (*known, digest):
        raise RefusedError(
            N_("{path} has been changed since hplan made it, and is left as it is. Move it, or use --force."),
            path=display(target),
        )
    if stamp.parent.is_symlink() or target.is_symlink():
        raise RefusedError(files.THROUGH_LINK, path=display(target))
    stamp.parent.mkdir(parents=True, exist_ok=True)
    # Both digests are known until the document is in place, whatever stops us between the two.
    files.replace(stamp, " ".join([*known[-1:], digest]).encode())
    files.replace(target, content)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
