"""The forms that a field can have, as JSON Schema: what `core/reading/shape.py` takes without an error.

A form never says `type` where editors complete: they offer a value of every type that they see there (`true`, `null`),
also to somebody who has begun to write a word. It is told by `if` and `then`, which they only check.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hplan.core.document.labels import Labels
from hplan.core.rules.hp101_unknown_key import TEXT_WITH_COLON
from hplan.core.rules.hp104_unknown_choice import RULE as UNKNOWN_CHOICE
from hplan.i18n import N_

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALARS = ("string", "number", "boolean", "null")
_UNKNOWN_KEY = N_("This cannot stand here. Possible keys: {known}.")


class Forms:
    """Forms, with what an editor is to say of another one, in bokmål (nb) or nynorsk (nn)."""

    def __init__(self, language: str) -> None:
        self.label = Labels(language).text

    def text(self) -> Schema:
        """Return the form of a text."""
        return self.of(_SCALARS, N_("A text should stand here, not a list or keys with values."))

    def a_mapping(self) -> Schema:
        """Return the form of any mapping."""
        return self.of(("object",), N_("Keys with values should stand here: one a line, two spaces in."))

    def items(self, item: Schema) -> Schema:
        """Return the form of a list."""
        form = self.of(("array",), N_("A list should stand here: one point a line, after a dash."))
        return {**form, "items": item}

    def points(self, item: Schema) -> Schema:
        """Return the form of a list, or of a text that is its only point."""
        form = self.of(("array", *_SCALARS), N_("A list or a text should stand here, not keys with values."))
        return {**form, "items": item}

    def point(self, properties: Mapping[str, Schema]) -> Schema:
        """Return the form of a text, or of keys with values."""
        form = self.of(("object", *_SCALARS), N_("A text or keys with values should stand here, not a list."))
        return {**form, **self.keys(properties, TEXT_WITH_COLON)}

    def of(self, types: Iterable[str], otherwise: str) -> Schema:
        """Return the form of a value of one of some types, or of nothing; `otherwise` is said of any other."""
        said = self.label(otherwise)
        nothing = {"type": ["string", "null"], "pattern": r"^\s*$", "errorMessage": said, "patternErrorMessage": said}
        return {"if": {"not": {"type": [*types]}}, "then": nothing}

    def keys(self, properties: Mapping[str, Schema], otherwise: str = _UNKNOWN_KEY) -> Schema:
        """Return the form of a mapping with no other keys than these, as far as it is a mapping."""
        said = self.label(otherwise).format(known=", ".join(properties))
        return {"properties": dict(properties), "additionalProperties": False, "errorMessage": said}

    def words(self, choices: Iterable[str]) -> Schema:
        """Return the form of one of a few words, in small or capital letters, or of nothing."""
        choices = [*choices]
        return self._one_of(choices, "|".join(_any_case(word) for word in choices))

    def period(self, strategy_id: str) -> Schema:
        """Return the form of a strategy's id, with a hyphen or a dash, with spaces or without, or of nothing."""
        signs = ("[-–]" if sign == "-" else _literal(sign) for sign in strategy_id)
        form = self._one_of([strategy_id], " *".join(signs))
        if re.fullmatch("[1-9][0-9]*", strategy_id):  # which YAML takes for a number
            form["anyOf"].append({"not": {"type": ["array", "object", "string"]}, "enum": [int(strategy_id)]})
        return form

    def _one_of(self, choices: list[str], pattern: str) -> Schema:
        """Values that an editor offers, and the other ways in which they may be written; `null` passes a pattern."""
        said = self.label(UNKNOWN_CHOICE.advice).format(known=", ".join(choices))
        written = {"not": {"type": ["number", "boolean", "array", "object"]}}
        other = {**written, "pattern": rf"^(?:[\r\n]*(?:{pattern}))?\s*$", "patternErrorMessage": said}
        return {"anyOf": [{"enum": choices, "errorMessage": said}, other]}


def _literal(sign: str) -> str:
    """A sign in a pattern, as the standard has it (ECMA 262): `re.escape` escapes more than is allowed there."""
    return f"\\{sign}" if sign in r"\^$.*+?()[]{}|/" else sign


def _any_case(word: str) -> str:
    return "".join(f"[{sign}{sign.upper()}]" if sign.isalpha() else _literal(sign) for sign in word)
