"""Where something stands in a file."""

from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Place(NamedTuple):
    """A file as the user names it, and a line and a column in it, both counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Value(NamedTuple, Generic[T_co]):
    """A value and the place where it was written."""

    value: T_co
    at: Place

    def __str__(self) -> str:
        return str(self.value)


Text = Value[str]


def bare(value: Value[T_co] | None) -> T_co | None:
    """Return a value without its place."""
    return value.value if value else None
