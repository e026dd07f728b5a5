"""What a check came to, as text: results in, text out, one module for each format."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import import_module

from hplan.core.checking.outcome import Outcome


class Format(StrEnum):
    """The formats; each is the name of a module beside this one, with a function `render`, or `parts` that yields."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"

    @property
    def for_people(self) -> bool:
        """Whether it is text to read, which can be replaced by statistics; the others are for programs."""
        return self in (Format.FULL, Format.CONCISE)


def render(results: Iterable[Outcome], form: Format, width: int, *, statistics: bool = False) -> Iterator[str]:
    """Yield the report in one format, part by part, `width` columns wide where the format has lines to break.

    With `statistics`, count the findings of each rule instead. What is for people may have ANSI colours; whoever
    prints it takes them away where they are not wanted.
    """
    name = "statistics" if statistics else form.value
    module = import_module(f"{__name__}.as_{name}")
    if hasattr(module, "parts"):  # thousands of plans need not be in memory at once
        yield from module.parts(results, width)
    else:
        yield module.render(list(results), width)
