"""The dictionaries of HP702: Hunspell's, which the user's machine has or the workspace brings along; none ships here.

Hunspell is an extra, and is loaded only where HP702 is asked for, once in each process.
"""

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from hplan.core.settings import Settings
from hplan.core.settings_file import FILE
from hplan.core.workspace import Workspace, display
from hplan.errors import StopError
from hplan.i18n import N_
from hplan.model.lexicon import Lexicon

_NAMES = {"nb": ("nb_NO", "nb"), "nn": ("nn_NO", "nn")}
_BOUNDS = {".aff": 2_000_000, ".dic": 30_000_000}  # bytes: several times what the Norwegian ones have
_SUGGESTED = 3
_NEAR = 0.75  # share of letters in common
_LONGEST_SUGGESTED = 30  # letters: with each, Hunspell takes longer
_OFFICE = "share/extensions/dict-no"
_FOLDERS = {
    "win32": (rf"C:\Program Files\LibreOffice\{_OFFICE}", rf"C:\Program Files (x86)\LibreOffice\{_OFFICE}"),
    "darwin": (
        "~/Library/Spelling",
        "/Library/Spelling",
        "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-no",
        "/opt/homebrew/share/hunspell",
        "/usr/local/share/hunspell",
    ),
    "linux": (
        "~/.local/share/hunspell",
        "/usr/share/hunspell",
        "/usr/share/myspell",
        "/usr/share/myspell/dicts",
        f"/usr/lib/libreoffice/{_OFFICE}",
        f"/usr/lib64/libreoffice/{_OFFICE}",
        f"/snap/libreoffice/current/lib/libreoffice/{_OFFICE}",
        f"/var/lib/flatpak/app/org.libreoffice.LibreOffice/current/active/files/libreoffice/{_OFFICE}",
    ),
}


def equipped(settings: Settings, workspace: Workspace) -> Settings:
    """Return settings that ask for HP702 with the dictionaries that are there.

    Raises StopError where Hunspell is missing, or every dictionary.
    """
    _hunspell()
    folders = list(_folders(settings.dictionaries, workspace))
    found = (next(filter(None, (_lexicon(folder, language) for folder in folders)), None) for language in _NAMES)
    lexicons = tuple(filter(None, found))
    if not lexicons:
        raise missing(", ".join(name for names in _NAMES.values() for name in names[:1]))
    return settings._replace(lexicons=lexicons)


def missing(names: str) -> StopError:
    """Return what stops a check without a dictionary."""
    return StopError(
        N_(
            "HP702 needs a dictionary, and {names} is nowhere here. Install LibreOffice with Norwegian, or hunspell-no "
            "where that is a package; or put the files in the workspace and name the folder in {file}: dictionaries"
        ),
        names=names,
        file=FILE,
    )


def _hunspell() -> Any:
    try:
        from hunspell import Hunspell
    except ImportError:  # also another package of that name
        raise StopError(N_('HP702 needs Hunspell, which is not installed: pip install "hplan[spelling]"')) from None
    return Hunspell


def _folders(named: str, workspace: Workspace) -> Iterator[Path]:
    """Where dictionaries are looked for: in the workspace, where DICPATH says, where systems and LibreOffice put them.

    A workspace may come by mail: what it names lies in it, or is not looked for.
    """
    if named:
        folder = Path(os.path.abspath(workspace.root / named))  # noqa: PTH100 (outside, not even links are looked at)
        inside = folder.is_relative_to(workspace.root) and Path(os.path.realpath(folder)).is_relative_to(
            workspace.root.resolve()
        )
        if not (inside and folder.is_dir()):
            raise StopError(
                N_("{file}: dictionaries must be a folder in the workspace, and “{folder}” is none"),
                file=display(workspace.root / FILE),
                folder=named,
            )
        yield folder
    yield from (Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part)
    for part in _FOLDERS.get(sys.platform, _FOLDERS["linux"]):
        yield Path(part).expanduser()


def _lexicon(folder: Path, language: str) -> Lexicon | None:
    """The dictionary of a language in a folder: two ordinary files of reasonable size."""
    for name in _NAMES[language]:
        stamp: list[int] = []
        for suffix, bound in _BOUNDS.items():
            file = folder / f"{name}{suffix}"
            try:
                status = file.stat()
            except OSError:
                break
            if not file.is_file() or status.st_size > bound:
                break
            stamp += [status.st_size, status.st_mtime_ns]
        else:
            return Lexicon(language, str(folder.resolve() / name), tuple(stamp))
    return None


class Speller:
    """A dictionary as it is used: which words it knows, and which it would have in the place of one."""

    def __init__(self, lexicon: Lexicon) -> None:
        folder, name = os.path.split(lexicon.path)
        try:
            self._words = _hunspell()(name, hunspell_data_dir=folder, system_encoding="utf-8")
        except OSError:
            raise missing(f"{name}.dic") from None
        self.knows = lru_cache(maxsize=100_000)(self._knows)
        self.suggestions = lru_cache(maxsize=10_000)(self._suggestions)

    def _knows(self, word: str) -> bool:
        try:
            return bool(self._words.spell(word))
        except UnicodeEncodeError:  # a letter that the dictionary's own encoding does not have
            return False

    def _suggestions(self, word: str) -> tuple[str, ...]:
        """The words most like it, in Hunspell's order; not two words, and nothing far from it."""
        from difflib import SequenceMatcher

        if len(word) > _LONGEST_SUGGESTED:
            return ()
        try:
            suggested = self._words.suggest(word)
        except UnicodeEncodeError:
            return ()
        words = (other for other in suggested if other.isalpha())
        return tuple(other for other in words if SequenceMatcher(None, word, other).ratio() > _NEAR)[:_SUGGESTED]


@lru_cache(maxsize=4)
def speller(lexicon: Lexicon) -> Speller:
    """Return a dictionary, read once in each process as long as its files are the same."""
    return Speller(lexicon)
