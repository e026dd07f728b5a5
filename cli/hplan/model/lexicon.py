"""A dictionary on the user's machine."""

from typing import NamedTuple


class Lexicon(NamedTuple):
    """A dictionary: of which language, its files without their endings, and a stamp that changes with them."""

    language: str
    path: str
    stamp: tuple[int, ...]
