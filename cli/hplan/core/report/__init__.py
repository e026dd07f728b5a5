"""What a check came to, as text: results in, a string out, one module for each format."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib import import_module
from typing import cast

from hplan.core.outcome import Outcome


class Format(StrEnum):
    """The formats; each is the name of a module beside this one with a function `render`."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


def render(results: Sequence[Outcome], form: Format, width: int) -> str:
    """Return the report in one format, `width` columns wide where the format has lines to break.

    `full` has ANSI colours; whoever prints it takes them away where they are not wanted.
    """
    function = import_module(f"{__name__}.as_{form.value}").render
    return cast(Callable[[Sequence[Outcome], int], str], function)(results, width)
