"""Pictures that a plan's texts name: only files inside the workspace, of a kind that Word and browsers show."""

import os
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from hplan.i18n import N_, Message

MAX_BYTES = 20 * 1024 * 1024
_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_PARTS = 500  # as many parts of a JPEG are looked at: 30 MB where all are full
_FRAMES = frozenset(bytes([mark]) for mark in range(0xC0, 0xD0) if mark not in (0xC4, 0xC8, 0xCC))


class Trouble(Enum):
    """Why a picture cannot be shown."""

    ON_THE_NET = auto()
    OUTSIDE = auto()
    MISSING = auto()
    UNOPENABLE = auto()
    TOO_LARGE = auto()
    NOT_A_PICTURE = auto()


_MESSAGES = {
    Trouble.ON_THE_NET: N_("the picture “{name}” is on the net; save it beside the plan"),
    Trouble.OUTSIDE: N_("the picture “{name}” lies outside the workspace"),
    Trouble.MISSING: N_("the picture “{name}” is not there"),
    Trouble.UNOPENABLE: N_("the picture “{name}” cannot be opened"),
    Trouble.TOO_LARGE: N_("the picture “{name}” is larger than 20 MB"),
    Trouble.NOT_A_PICTURE: N_("“{name}” is not a picture of a kind that can be shown (PNG, JPEG or GIF)"),
}


class PictureError(Exception):
    """A picture cannot be shown; `message` says which and why. A document without it would not be the plan's."""

    def __init__(self, trouble: Trouble, name: str) -> None:
        super().__init__(name)
        self.trouble, self.message = trouble, Message.of(_MESSAGES[trouble], name=name)


def on_the_net(name: str) -> bool:
    """Whether a name leads elsewhere than to a file: to the net, or to itself (`data:`)."""
    from urllib.parse import unquote

    plain = unquote(name).replace("\\", "/")
    return "://" in plain or plain.startswith(("//", "data:"))


def find(name: str, folder: Path, root: Path) -> Path:
    """Return the file that is named from a file in `folder`. Raises PictureError where it is not inside `root`."""
    if on_the_net(name):
        raise PictureError(Trouble.ON_THE_NET, name)
    try:
        path = Path(os.path.realpath(_named(name, folder)))  # a link that leads to itself is no file
        inside = path.is_relative_to(root.resolve())
        is_file = inside and path.is_file()
    except (OSError, ValueError):
        raise PictureError(Trouble.UNOPENABLE, name) from None
    if not inside:
        raise PictureError(Trouble.OUTSIDE, name)
    if not is_file:
        raise PictureError(Trouble.MISSING, name)
    return path


def _named(name: str, folder: Path) -> Path:
    from urllib.parse import unquote

    return folder / unquote(name)


def digest_of(path: Path) -> bytes:
    """Return a digest of a picture and of where it lies, which may be elsewhere than its name says: it may be a link.

    Empty where there is none.
    """
    with suppress(OSError):
        return _digest(Path(os.path.realpath(path)), path.read_bytes())
    return b""


def _digest(path: Path, content: bytes) -> bytes:
    from hplan.core.cache import digest

    return digest(os.fsencode(path), content)


def kind(start: bytes, name: str) -> str:
    """Return the media type of a picture by its first bytes. Raises PictureError where it is no picture."""
    mime = next((mime for sign, mime in _KINDS if start.startswith(sign)), None)
    if mime is None:
        raise PictureError(Trouble.NOT_A_PICTURE, name)
    return mime


def pixels(file: BinaryIO) -> tuple[int, int]:
    """Return how wide and high a picture is, by its header; 0 and 0 where that does not say.

    Of our own, since the libraries that can take half as long to load as a plan takes to check.
    """
    start = file.read(24)
    if start.startswith(b"\x89PNG"):
        return int.from_bytes(start[16:20]), int.from_bytes(start[20:24])
    if start.startswith(b"GIF8"):
        return int.from_bytes(start[6:8], "little"), int.from_bytes(start[8:10], "little")
    # A JPEG is parts after one another, each with a mark and its length; one of the parts in front has the size.
    position = 2
    for _ in range(_PARTS):
        file.seek(position)
        part = file.read(9)
        if part[:1] != b"\xff":
            break
        if part[1:2] in _FRAMES:
            return int.from_bytes(part[7:9]), int.from_bytes(part[5:7])
        position += 1 if part[1:2] == b"\xff" else 2 + int.from_bytes(part[2:4])
    return 0, 0


def size(path: Path, name: str) -> int:
    """Return how many bytes a picture has. Raises PictureError where they are too many."""
    try:
        found = path.stat().st_size
    except OSError:
        raise PictureError(Trouble.UNOPENABLE, name) from None
    if found > MAX_BYTES:
        raise PictureError(Trouble.TOO_LARGE, name)
    return found


class Pictures:
    """Finds pictures named from a file in `folder`; `copies` takes the checked copies that Pandoc reads.

    `root` is the workspace, which no picture lies outside of. `target` is the folder of the documents, from which a
    Markdown file links to the picture. `found` are the files as they are named, once it was called, with what
    `digest_of` says of each.
    """

    def __init__(self, folder: Path, root: Path, copies: Path, target: Path) -> None:
        self.folder, self.root, self.copies, self.target = folder, root, copies, target
        self.found: dict[Path, bytes] = {}

    def __call__(self, names: list[str]) -> dict[str, dict[str, str]]:
        """Return file, link and media type of each named picture. Raises PictureError for the first that is not one."""
        paths = {name: find(name, self.folder, self.root) for name in names}
        named = {path: name for name, path in paths.items()}
        once = {path: self._picture(name, path, str(n)) for n, (path, name) in enumerate(named.items())}
        self.found = {_named(name, self.folder): once[path][1] for name, path in paths.items()}
        return {name: once[path][0] for name, path in paths.items()}

    def _picture(self, name: str, path: Path, copy_name: str) -> tuple[dict[str, str], bytes]:
        size(path, name)
        try:
            content = path.read_bytes()
        except OSError:
            raise PictureError(Trouble.UNOPENABLE, name) from None
        mime = kind(content, name)
        copy = self.copies / copy_name
        copy.write_bytes(content)
        return {"file": str(copy), "mime": mime, "link": self._link(path)}, _digest(path, content)

    def _link(self, path: Path) -> str:
        from urllib.parse import quote

        try:
            return quote(Path(os.path.relpath(path, self.target.resolve())).as_posix())
        except ValueError:  # on another drive of Windows
            return path.as_uri()
