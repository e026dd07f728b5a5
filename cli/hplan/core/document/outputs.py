"""Documents on disk: made again at will, but never over somebody's changes.

People open a rendered DOCX in Word and write in it. So hplan keeps, in `.hplan` beside the documents, the digest of
what it wrote, and replaces only a file that is still as it left it, or whose changes `hplan import` has taken: of that
one there is a copy, beside the digest.
"""

from hashlib import blake2b
from pathlib import Path

from hplan.core import files
from hplan.core.rules.hp001_no_access import reason
from hplan.core.workspace import display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_

_PERHAPS_OPEN = N_("{path} cannot be written: {problem}. If it is open in Word, close it and try again.")
NOT_OURS = N_("{path} has been changed since hplan made it, and is left as it is. Move it, or use --force.")
CHANGED = N_(
    "{path} has been changed since hplan made it, and is left as it is. Bring the changes into the plan with: "
    "hplan import {path}. Or move it, or use --force."
)
_TAKEN_BACK = (".docx", ".md")  # formats that `hplan import` takes the changes of


def publish(target: Path, content: bytes, *, force: bool) -> None:
    """Put a document in its place. Raises StopError where somebody has changed the one that is there.

    `force` replaces it all the same.
    """
    try:
        _publish(target, content, force=force)
    except OSError as error:
        said = _PERHAPS_OPEN if isinstance(error, PermissionError) else files.CANNOT_WRITE
        raise StopError(said, path=display(target), problem=reason(error)) from None


def taken_in(target: Path, content: bytes) -> Path | None:
    """Let a document whose changes are in its plan be made anew, and return the copy that is kept of it as it came.

    None for one that hplan did not make, or that is as it made it. Raises StopError where no copy can be written.
    """
    known, digest = _known(target), _digest(content)
    if not known or digest in known:
        return None
    copy = _stamp(target).with_name(f"{target.stem}-{digest[:8]}{target.suffix}")
    try:
        files.replace(copy, content)
        files.replace(_stamp(target), " ".join([*known[-1:], digest]).encode())
    except OSError as error:
        raise StopError(files.CANNOT_WRITE, path=display(copy), problem=reason(error)) from None
    return copy


def _publish(target: Path, content: bytes, *, force: bool) -> None:
    stamp, digest, known = _stamp(target), _digest(content), _known(target)
    if target.exists() and not force and _digest(target.read_bytes()) not in (*known, digest):
        raise RefusedError(CHANGED if known and target.suffix in _TAKEN_BACK else NOT_OURS, path=display(target))
    if stamp.parent.is_symlink() or target.is_symlink():
        raise RefusedError(files.THROUGH_LINK, path=display(target))
    stamp.parent.mkdir(parents=True, exist_ok=True)
    # Both digests are known until the document is in place, whatever stops us between the two.
    files.replace(stamp, " ".join([*known[-1:], digest]).encode())
    files.replace(target, content)


def _stamp(target: Path) -> Path:
    return target.parent / ".hplan" / f"{target.name}.digest"


def _known(target: Path) -> list[str]:
    stamp = _stamp(target)
    ours = stamp.is_file() and not stamp.is_symlink() and not stamp.parent.is_symlink()
    return stamp.read_text("ascii", "replace").split() if ours else []


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
