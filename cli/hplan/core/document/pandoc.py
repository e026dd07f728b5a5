"""Pandoc, as a process that makes many documents: pandoc.lua says how, this module talks with it.

`pandoc lua` runs with our script alone: no filter, template, metadata or path of a plan's reaches its command line.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from hplan.core.document.binary import binary
from hplan.core.document.helper import EndedError, Helper
from hplan.errors import StopError
from hplan.i18n import N_

if TYPE_CHECKING:
    from hplan.core.document.pdf import Typst

FEW = 4  # plans: these are done by one Pandoc before other processes have started
SECONDS = 20  # for one document; one of 30 pages takes a tenth of a second
# Megabytes before garbage is looked for: less costs collections, more costs touching the memory, which is soon worth it
# when there are many documents. A runaway ends at 1 GB.
_FOR_FEW, _FOR_MANY = 48, 128
_SCRIPT = Path(__file__).with_name("pandoc.lua")


class Output(NamedTuple):
    """A format to write, the file to write it to, what says how it looks (a reference document, a stylesheet), and
    whether its pages stand upright."""

    to: str
    file: str
    reference: str = ""
    portrait: bool = False


class Document(NamedTuple):
    """A skeleton of Markdown, the texts its markers stand for, its language (nb-NO) and the time it bears.

    `words` are those that a format itself has in a document, in its language. `facts` are what the header of a
    reference document may name in braces: {fagforening}, {fase} … `look` is that of look.py: {color, tint},
    without the colours where none is chosen. `identity` are lines that the document carries, of identity.py.
    """

    markdown: str
    texts: Sequence[str]
    lang: str
    epoch: int
    outputs: Sequence[Output]
    words: Mapping[str, str] = MappingProxyType({})
    facts: Mapping[str, str] = MappingProxyType({})
    look: Mapping[str, str] = MappingProxyType({})
    identity: Sequence[str] = ()

    def as_request(self) -> dict[str, Any]:
        """Return the document as pandoc.lua takes it."""
        outputs = [output._asdict() for output in self.outputs]
        mappings = {"words": dict(self.words), "facts": dict(self.facts), "look": dict(self.look)}
        return self._asdict() | {"outputs": outputs} | mappings


class Pandoc(Helper):
    """One running Pandoc. It starts at once, to get warm while plans are read, and again after it was stopped."""

    def __init__(self, *, many: bool = False) -> None:
        # -O: what lasts is not gone through again before it is so large.
        runtime = ("+RTS", f"-A{_FOR_MANY if many else _FOR_FEW}m", "-O64m", "-M1g", "-RTS")
        super().__init__([binary(), *runtime, "lua", str(_SCRIPT)], {"LC_ALL": "C.UTF-8"})

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if typst := self.__dict__.get("typst"):
            typst.__exit__(kind, error, trace)

    @cached_property
    def typst(self) -> "Typst":
        """The Typst that sets what this Pandoc writes for it; it starts when it is first asked for."""
        from hplan.core.document.pdf import Typst

        return Typst()

    def make(self, document: Document, pictures: Callable[[list[str]], dict[str, dict[str, str]]]) -> None:
        """Write every output of a document.

        `pictures` is given the names of the pictures in the texts, and says where each lies or raises.
        Raises StopError when Pandoc fails or takes too long.
        """
        with self.within(SECONDS):
            named = self._ask(document.as_request())["pictures"]
            try:
                given = pictures(named)
            except Exception:
                self.stop()
                raise
            self._ask({"pictures": given})

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self.ask(request)
        except EndedError as error:
            raise _failed(error) from None
        if answer.get("error") == "marker":
            raise StopError(N_("a template has changed a text of the plan (with a filter?); it can only be printed"))
        if "error" in answer:
            raise StopError(N_("Pandoc could not make the document: {problem}"), problem=answer["error"])
        return answer


def _failed(error: EndedError) -> StopError:
    if error.said:
        return StopError(N_("Pandoc could not make the document: {problem}"), problem=error.said)
    if error.late:
        return StopError(N_("Pandoc took more than {seconds} seconds and was stopped"), seconds=SECONDS)
    return StopError(N_("Pandoc was stopped by something else (exit code {code})"), code=error.code)
