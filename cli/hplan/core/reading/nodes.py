"""What YAML is made of, with places: texts, lists, and keys with what stands at them."""

from typing import NamedTuple

from hplan.model.place import Place

VALUE = 20  # what a value counts for in `size`, beside its characters
NULL_WORDS = frozenset({"null", "Null", "NULL"})
_NULLS = NULL_WORDS | {"", "~"}


class Scalar:
    """A text as it was written. `plain` is false where it was quoted or a block."""

    __slots__ = ("at", "plain", "size", "text")

    def __init__(self, at: Place, text: str, plain: bool) -> None:
        self.at, self.text, self.plain, self.size = at, text, plain, VALUE + len(text)

    @property
    def empty(self) -> bool:
        """Whether there is nothing here: no value, `~`, `null`, or only white space."""
        return (self.plain and self.text in _NULLS) or not self.text.strip()


class Sequence:
    """A list. `size` counts all that is in it."""

    __slots__ = ("at", "items", "size")

    def __init__(self, at: Place) -> None:
        self.at, self.size = at, VALUE
        self.items: list[Node] = []


class Mapping:
    """Fields in the order of the file. A key's text is composed (NFC): `å` is `å` however it was typed."""

    __slots__ = ("at", "items", "size")

    def __init__(self, at: Place) -> None:
        self.at, self.size = at, VALUE
        self.items: dict[str, Field] = {}


Node = Scalar | Sequence | Mapping


class Field(NamedTuple):
    """A key and what stands at it; `at` is the key's place."""

    name: str
    at: Place
    node: Node

    @property
    def empty(self) -> bool:
        """Whether nothing stands at the key."""
        return isinstance(self.node, Scalar) and self.node.empty
