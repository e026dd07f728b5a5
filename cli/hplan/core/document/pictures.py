"""Pictures that a plan's texts name: only files inside the workspace, of a kind that Word and browsers show."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from hplan.i18n import N_, Message

MAX_BYTES = 20 * 1024 * 1024
_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


class PictureError(Exception):
    """A picture cannot be shown; `message` says which and why. A document without it would not be the plan's."""

    def __init__(self, message_id: str, name: str) -> None:
        super().__init__(name)
        self.message = Message.of(message_id, name=name)


@dataclass(slots=True)
class Pictures:
    """Finds pictures named from a file in `folder`; `copies` takes the checked copies that Pandoc reads.

    `root` is the workspace, which no picture lies outside of. `target` is the folder of the documents, from which a
    Markdown file links to the picture.
    """

    folder: Path
    root: Path
    copies: Path
    target: Path

    def __call__(self, names: list[str]) -> dict[str, dict[str, str]]:
        """Return file, link and media type of each named picture. Raises PictureError for the first that is not one."""
        paths = {name: self._find(name) for name in names}
        named = {path: name for name, path in paths.items()}
        once = {path: self._picture(name, path, str(n)) for n, (path, name) in enumerate(named.items())}
        return {name: once[path] for name, path in paths.items()}

    def _picture(self, name: str, path: Path, copy_name: str) -> dict[str, str]:
        try:
            if path.stat().st_size > MAX_BYTES:
                raise PictureError(N_("the picture “{name}” is larger than 20 MB"), name)
            content = path.read_bytes()
        except OSError:
            raise PictureError(N_("the picture “{name}” cannot be opened"), name) from None
        mime = next((mime for start, mime in _KINDS if content.startswith(start)), None)
        if mime is None:
            raise PictureError(N_("“{name}” is not a picture of a kind that can be shown (PNG, JPEG or GIF)"), name)
        copy = self.copies / copy_name
        copy.write_bytes(content)
        return {"file": str(copy), "mime": mime, "link": self._link(path)}

    def _find(self, name: str) -> Path:
        plain = unquote(name).replace("\\", "/")
        if "://" in plain or plain.startswith(("//", "data:")):
            raise PictureError(N_("the picture “{name}” is on the net; save it beside the plan"), name)
        try:
            path = (self.folder / unquote(name)).resolve()
            inside = path.is_relative_to(self.root.resolve())
            is_file = path.is_file()
        except (OSError, ValueError):
            raise PictureError(N_("the picture “{name}” cannot be opened"), name) from None
        if not inside:
            raise PictureError(N_("the picture “{name}” lies outside the workspace"), name)
        if not is_file:
            raise PictureError(N_("the picture “{name}” is not there"), name)
        return path

    def _link(self, path: Path) -> str:
        try:
            return quote(Path(os.path.relpath(path, self.target.resolve())).as_posix())
        except ValueError:  # on another drive of Windows
            return path.as_uri()
