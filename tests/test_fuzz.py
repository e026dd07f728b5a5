"""A short hunt, the same on every run, with what scripts/fuzz.py demands of every input."""

import random
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import fuzz

MARKDOWN = st.lists(st.sampled_from((*fuzz.PIECES, "a", "B. C", "Møte ", "æ", "1", "12–14", " ")), max_size=30)


def test_plans_with_things_put_in_taken_out_and_moved() -> None:
    for number in range(400):
        fuzz.examine(fuzz.mutated(fuzz.SEEDS[number % len(fuzz.SEEDS)], random.Random(number)))  # noqa: S311


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    fuzz.examine(content)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN.map("".join))
def test_any_text(text: str) -> None:
    body = "".join(f"\n        {line}" for line in text.replace("\r", "\n").split("\n"))
    for plan in (f"handlingsplan:\n  heltid:\n    pensjon:\n      - |{body}\n", f"innledning: {text}\n"):
        fuzz.examine(plan.encode("utf-8", "surrogatepass"))
