"""Where in a plan a sign stands that none of the fonts can show."""

from collections.abc import Iterable, Iterator, Mapping

from hplan.model.place import Place, Value
from hplan.model.plan import Plan
from hplan.model.strategy import Strategy

_MOST = 5  # that are named


def describe(signs: Iterable[str], plan: Plan, strategy: Strategy) -> str:
    """Return the signs, each with its number and the first place where it stands: “漢” (U+6F22, plans/a.yaml:7:3)."""
    said = []
    for sign in signs:
        numbers = " ".join(f"U+{ord(letter):04X}" for letter in sign)
        place = next(_places(sign, plan), None) or next(_places(sign, strategy), None)
        shown = f"“{sign}” " if sign.isprintable() else ""
        said.append(f"{shown}({numbers}{f', {place}' if place else ''})")
    return ", ".join(said[:_MOST]) + (" …" if len(said) > _MOST else "")


def _places(sign: str, part: object) -> Iterator[Place]:
    """Yield the places of the texts with a sign, in the order of the file as far as the model keeps it."""
    if isinstance(part, Value):
        if isinstance(part.value, str) and sign in part.value:
            yield part.at
    elif isinstance(part, Mapping):
        for inner in part.values():
            yield from _places(sign, inner)
    elif isinstance(part, tuple) and not isinstance(part, Place):
        for inner in part:
            yield from _places(sign, inner)
