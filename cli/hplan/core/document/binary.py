"""Where Pandoc is."""

import os
import sys
from importlib.util import find_spec


def pandoc() -> str:
    """Return the path of Pandoc: the one that came with pip, or else the system's; nothing where there is none."""
    spec = find_spec("pypandoc")  # found, not imported: importing it costs as much as a document
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = os.path.join(folder, "files", name)  # noqa: PTH118 (an import begins with this: pathlib is not loaded)
        if os.path.isfile(path):  # noqa: PTH113
            return path
    import shutil

    return shutil.which("pandoc") or ""


def binary() -> str:
    """Return the path of Pandoc. Raises StopError where it is not installed."""
    if path := pandoc():
        return path
    from hplan.errors import StopError
    from hplan.i18n import N_

    raise StopError(N_("Pandoc is not installed; install hplan again with pip"))
