"""Where Pandoc is."""

import sys
from importlib.util import find_spec
from pathlib import Path

from hplan.errors import StopError
from hplan.i18n import N_


def binary() -> str:
    """Return the path of Pandoc: the one that came with pip, or else the system's."""
    spec = find_spec("pypandoc")  # found, not imported: importing it costs as much as a document
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder, "files", name)).is_file():
            return str(path)
    import shutil

    if path_of_system := shutil.which("pandoc"):
        return path_of_system
    raise StopError(N_("Pandoc is not installed; install hplan again with pip"))
