"""Texts of a plan as a template prints them: a marker for each, so that none takes part in the Markdown around it.

A line of plain words means itself in any Markdown, and is printed as it is.
"""

import re

from hplan.core.document.as_written import as_written

# A line of words that means itself in any Markdown, wherever it stands. Most texts are such lines, and need no marker.
_WORDS = re.compile(r"(?!\w+[.)](?: |$))[^\W\d_](?:[^\W_]|[ ,;/%()–-]|\.(?!\.))*")
_NOT_WORDS = re.compile(r"--|www\.|  ", re.IGNORECASE)


class Texts:
    """The texts of one document, in the order in which the view was made of them; a marker is a place in it."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def field(self, text: str, language: str = "") -> "Field":
        """Keep a text and return what stands for it in a template.

        `language` ("nb-NO") is named where it is another than the document's.
        """
        if not language and _WORDS.fullmatch(text) and not _NOT_WORDS.search(text):
            return Field(text)
        self.all.append(as_written(text))
        return Field(f"[]{{t={len(self.all)}{f' lang={language}' if language else ''}}}")


class Field:
    """A text of the plan. A template can print it and ask whether it is there, and nothing else."""

    __slots__ = ("_printed",)

    def __init__(self, printed: str = "") -> None:
        self._printed = printed

    def __str__(self) -> str:
        return self._printed

    def __bool__(self) -> bool:
        return bool(self._printed)


NOTHING = Field()
