"""PDF: Typst sets what typst.lua has made of the document, by templates/plan.typ, as PDF/UA-1 that screen readers read.

Typst runs in a process of its own (typst_worker.py), which sees a folder with copies of what the document needs and
nothing else: neither other files, nor the net, nor more time and memory than a plan can take.
"""

import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hplan.core.document.helper import EndedError, Helper
from hplan.core.document.templates import Templates
from hplan.core.workspace import display
from hplan.errors import StopError
from hplan.i18n import N_

SECONDS = 30  # for one document; one of 30 pages takes a twentieth of one
_MEMORY = 3 << 30  # of addresses, of which a document takes a tenth in real memory
_FONTS = Path(__file__).parents[2] / "fonts"
_WORKER = Path(__file__).with_name("typst_worker.py")
_NOWHERE = "http://127.0.0.1:9"  # a closed port: where packages would come from
_ENVIRONMENT = {"HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "ALL_PROXY": _NOWHERE, "RAYON_NUM_THREADS": "1"}
_BESIDE = {".typ", ".png", ".jpg", ".jpeg", ".gif"}  # what a plan.typ may want to have beside it
_TEMPLATE = "plan.typ"
_SHIPPED = "hplan.typ"  # as what a plan.typ of a workspace's own may import ours

_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_PLACE = re.compile(r"┌─ .*?([^/\\\s]+\.typ):(\d+):\d+")


class Job(NamedTuple):
    """A document to set: what Pandoc wrote, the folder that it lies in with its pictures, and the time that it bears.

    `archive` asks for PDF/A-2a as well; `colors` are those of look.py, for the template.
    """

    source: Path
    scratch: Path
    epoch: int
    archive: bool = False
    colors: Mapping[str, str] = MappingProxyType({})


class UnshownError(Exception):
    """Some signs are in none of the fonts; a document without them would not be the plan's."""

    def __init__(self, signs: Iterable[str]) -> None:
        self.signs = tuple(dict.fromkeys(signs))
        super().__init__(*self.signs)


class Typst(Helper):
    """One running Typst. Raises StopError where it is not installed."""

    def __init__(self) -> None:
        spec = find_spec("typst")
        if not spec or not spec.submodule_search_locations:
            raise StopError(N_('PDF needs Typst, which is not installed: pip install "hplan[pdf]"'))
        wheel = str(Path(spec.submodule_search_locations[0]).parent)
        # Without site-packages it starts in half the time; without our paths, in the same way everywhere.
        command = [sys.executable, "-I", "-S", "-B", str(_WORKER), wheel, str(_FONTS), str(_MEMORY)]
        super().__init__(command, _ENVIRONMENT)

    def make(self, job: Job, templates: Templates) -> bytes:
        """Return the PDF of a document.

        Raises UnshownError for signs without a glyph, and StopError where a template or Typst fails.
        """
        target = job.scratch / "document.pdf"
        _lay_templates(job.scratch, templates)
        request = {
            "source": str(job.source),
            "root": str(job.scratch),
            "epoch": job.epoch,
            "inputs": dict(job.colors),
            "standards": ["ua-1", "a-2a"] if job.archive else ["ua-1"],
            "target": str(target),
        }
        try:
            with self.within(SECONDS):
                answer = self.ask(request)
        except EndedError as error:
            raise _failed(error) from None
        if "error" in answer:
            raise _problem(answer["error"], answer["place"], templates)
        for warning in answer["warnings"]:
            if "unknown font family" in warning:  # letters in it may be shown in another font, or not at all
                raise StopError(
                    N_("the template {path} wants a font that does not come with hplan: {font}"),
                    path=display(templates.find(_TEMPLATE)),
                    font=warning.rpartition(": ")[2],
                )
        return target.read_bytes()


def _lay_templates(scratch: Path, templates: Templates) -> None:
    """Copy what is Typst's among the templates, and the pictures beside it; a link would lead out of the folder."""
    shutil.copyfile(templates.folders[-1] / _TEMPLATE, scratch / _SHIPPED)
    for folder in reversed(templates.folders):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix.lower() in _BESIDE and path.is_file():
                shutil.copyfile(templates.find(path.name), scratch / path.name)


def _problem(message: str, place: str, templates: Templates) -> Exception:
    if signs := [_ESCAPE.sub(_sign, found) for found in _UNSHOWN.findall(place)]:
        return UnshownError(signs)
    for name, line in _PLACE.findall(place):
        with suppress(StopIteration):
            return StopError(
                N_("error in the template {place}:{line}: {problem}"),
                place=display(templates.find(name)),
                line=line,
                problem=message,
            )
    return StopError(N_("Typst could not make the PDF: {problem}"), problem=message)


def _sign(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else {"n": "\n", "r": "\r", "t": "\t"}.get(escape[2], escape[2])


def _failed(error: EndedError) -> StopError:
    if error.late:
        return StopError(N_("Typst took more than {seconds} seconds and was stopped"), seconds=SECONDS)
    if error.said:
        return StopError(N_("Typst could not make the PDF: {problem}"), problem=error.said)
    return StopError(N_("Typst was stopped by something else (exit code {code})"), code=error.code)
