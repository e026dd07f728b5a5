"""From nodes to values: what a field holds, and a finding wherever it holds something else.

Nothing is raised: whoever reads a plan wants to know everything that is wrong with it at once.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from hplan.core.reading.nodes import Field, Mapping, Node, Scalar, Sequence
from hplan.core.rules import rule
from hplan.core.rules.hp101_unknown_key import OTHER_WORDS
from hplan.core.rules.hp102_wrong_shape import ONE_TEXT
from hplan.core.rules.hp103_not_a_date import ISO_DATE, NO_SUCH_DAY
from hplan.core.suggest import closest, unknown
from hplan.i18n import N_, Message
from hplan.model.finding import Edit, Finding, Fix, Rule, Severity
from hplan.model.place import Text, Value

SLUG = r"[a-z][a-z0-9_]*"
_new = tuple.__new__  # see yaml_nodes
Choice = TypeVar("Choice", bound=StrEnum)
_KINDS = {Scalar: N_("a text"), Sequence: N_("a list"), Mapping: N_("keys with values")}
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_DAY_FIRST = rf"(\d{{1,2}})[./-] ?(\d{{1,2}}(?=[./-])|{'|'.join(MONTHS)})[./-]? ?(\d{{4}}|\d\d)"
_CLOCK = r"(?:[T ]\d\d:[\d:.]+Z?)?"
_YEAR_FIRST = rf"((?:19|20)\d\d)(?:([-./])(\d\d?)\2(\d\d?)|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])){_CLOCK}"
_TRUTH = dict.fromkeys(("true", "ja", "yes", "on"), True) | dict.fromkeys(("false", "nei", "no", "off"), False)


def meant_day(text: str) -> date | None:
    """Return the date that somebody wrote as 1.10.2026, 1/10-26, 1. oktober 2026, 2026/10/1 or 20261001."""
    if meant := re.fullmatch(_YEAR_FIRST, text):
        return date(*map(int, filter(str.isdigit, filter(None, meant.groups()))))
    if not (meant := re.fullmatch(_DAY_FIRST, text.lower())):
        return None
    day, month, year = meant.groups()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))


def _replaced(entry: Field | None, new: object) -> Fix | None:
    """Return how to write something else in the place of a text that stands on one line without quotes."""
    if entry is None or not isinstance(entry.node, Scalar) or not entry.node.plain:
        return None
    return Fix((Edit(entry.node.at, entry.node.text, str(new)),))


def _width(entry: Field | None) -> int:
    """How wide a text of one line is in the file; 0 for others."""
    if entry is None or not isinstance(entry.node, Scalar) or "\n" in entry.node.text:
        return 0
    return len(entry.node.text) + (0 if entry.node.plain else 2)


class Shape:
    """Reads fields; keeps what it finds wrong, every key that it sees, and those that were meant by unknown ones.

    `single` are the texts that stand where a list can.
    """

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.keys: set[str] = set()
        self.meant: set[str] = set()
        self.single: list[Scalar] = []

    def wrong(self, entry: Field, expected: type[Node], advice: str | None = None) -> None:
        """Note that a field should have had another form."""
        self.findings.append(
            rule("hp102_wrong_shape").at(
                entry.node.at,
                advice=advice,
                key=entry.name,
                expected=Message(_KINDS[expected]),
                found=Message(_KINDS[type(entry.node)]),
            )
        )

    def mapping(self, entry: Field, advice: str | None = None) -> dict[str, Field]:
        """Return the fields of a mapping; none where it is empty, or something else: then `advice` is given."""
        if isinstance(entry.node, Mapping):
            self.keys.update(entry.node.items)
            return dict(entry.node.items)
        if not entry.empty:
            self.wrong(entry, Mapping, advice)
        return {}

    def known(
        self, entry: Field, keys: Iterable[str], advice: str | None = None, nested: str | None = None
    ) -> dict[str, Field]:
        """Return the fields of a mapping that can have only these keys; `advice` for where it has others.

        `nested` is the advice for those that have keys under them.
        """
        keys = tuple(keys)
        fields = self.mapping(entry)
        for name, other in fields.items():
            if name not in keys:
                same = OTHER_WORDS.get(name)
                meant = same if same in keys else closest(name, keys)
                said = nested if nested and isinstance(other.node, Mapping) else advice
                shown = rule("hp101_unknown_key")
                found = unknown(shown, other.at, keys, name, meant, advice=said, there=fields, key=name)
                if meant and meant == same and meant not in fields:
                    found = found._replace(fix=Fix((Edit(other.at, name, meant),)))
                self.meant |= {meant} if meant else set()
                self.findings.append(found)
        return {name: fields[name] for name in keys if name in fields}

    def items(self, entry: Field | None, *, texts: bool = True) -> list[Field]:
        """Return the points of a list, each named after the list; of `texts`, a single one is a list of one."""
        if entry is None or entry.empty:
            return []
        if isinstance(entry.node, Sequence):
            return [Field(entry.name, node.at, node) for node in entry.node.items]
        if texts and isinstance(entry.node, Scalar):
            self.single.append(entry.node)
            return [entry]
        self.wrong(entry, Sequence)
        return []

    def text(self, entry: Field | None) -> Text | None:
        """Return a text without the empty lines around it."""
        if entry is None:
            return None
        if isinstance(node := entry.node, Scalar):
            return None if node.empty else _new(Value, (node.text.strip("\r\n").rstrip(), node.at))
        self.wrong(entry, Scalar, ONE_TEXT if isinstance(entry.node, Sequence) else None)
        return None

    def day(self, entry: Field | None, in_words: Callable[[str], Severity | None] | None = None) -> Value[date] | None:
        """Return a date, written 2026-10-01; `in_words` says how grave words are that cannot be a date."""
        if (text := self.text(entry)) is None:
            return None
        advice, suggestion = None, None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.value):
                return Value(date.fromisoformat(text.value), text.at)
            if suggestion := meant_day(text.value):
                advice = ISO_DATE
        except ValueError:
            advice = NO_SUCH_DAY
        shown = rule("hp103_not_a_date")
        severity = in_words(text.value) if in_words and not advice else shown.severity
        if severity:
            self.misread(shown, entry, text, suggestion, advice=advice, severity=severity)
        return None

    def misread(self, shown: Rule, entry: Field | None, text: Text, suggestion: object = None, **said: Any) -> None:
        """Note that a text is not what the field is for; `suggestion` is how to write it, and mends it."""
        fix = _replaced(entry, suggestion) if suggestion and ":" not in text.value else None  # not the time of day
        width = _width(entry)
        self.findings.append(shown.at(text.at, width=width, fix=fix, text=text, suggestion=suggestion, **said))

    def choice(self, entry: Field | None, choices: type[Choice]) -> Value[Choice] | None:
        """Return one of a few words."""
        if (text := self.text(entry)) is None:
            return None
        known = {choice.value: choice for choice in choices}
        if found := known.get(text.value.lower()):
            return Value(found, text.at)
        from hplan.core.rules.hp104_unknown_choice import MEANT, meant

        shown = rule("hp104_unknown_choice")
        if suggestion := meant(text.value, known):
            self.misread(shown, entry, text, suggestion, advice=MEANT)
        else:
            wrong = unknown(shown, text.at, known, text.value, closest(text.value, known), text=text)
            self.findings.append(wrong._replace(width=_width(entry)))
        return None

    def day_or_words(
        self, entry: Field | None, in_words: Callable[[str], Severity | None] | None = None
    ) -> Value[date | str] | None:
        """Return a date, or the words that stand in its place; `in_words` as in `day`."""
        return self.day(entry, in_words) or (self.text(entry) if entry and isinstance(entry.node, Scalar) else None)

    def amount(self, entry: Field | None) -> Value[int | str] | None:
        """Return a whole number of kroner, or the words that stand in its place; `15 000` is 15000."""
        if (text := self.text(entry)) is None:
            return None
        digits = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text.value)
        if re.fullmatch(r"[0-9]{1,12}", digits):
            return Value(int(digits), text.at)
        from hplan.core.rules.hp105_not_an_amount import KRONER, kroner

        suggestion = kroner(text.value)
        # “Dekkes av fylkeskretsen” tells who pays; with figures, somebody meant an amount that cannot be added up.
        severity = None if any(sign.isdigit() for sign in text.value) else Severity.HINT
        shown, advice = rule("hp105_not_an_amount"), KRONER if suggestion else None
        self.misread(shown, entry, text, suggestion, advice=advice, severity=severity)
        return Value(text.value, text.at)

    def truth(self, entry: Field) -> bool | None:
        """Return what true or false (ja, nei) says, in quotes or not, and None for any other text."""
        return _TRUTH.get(entry.node.text.strip(" .!").lower()) if isinstance(entry.node, Scalar) else None
