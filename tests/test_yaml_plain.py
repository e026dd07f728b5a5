"""What is written as YAML without ruamel is what ruamel writes."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from hplan.core.writing.yaml_plain import plain
from hplan.core.writing.yaml_write import _literal, round_trip

PIECES = (
    "Besøke", "alle", "av", "2026", "no", "yes", "null", "true", "-", "–", "(AFP)", "12.000,-", "a:b", "kurs:", "#3",
    "’", "«ja»", "50%", "=", "!", "?", "1.", "~", "og/eller", "E-post", "*", "&a", "\\", "e.l.", "...", "---", ";",
    ":", "", "0x1F", "1e3", "12:30", "2026-01-02", "Unge…", '"hei"', "[x]", "4. Et", "- a", "\n", "\n\n", "\n- ", "  ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join) | st.text(max_size=8)
KEYS = st.sampled_from(["tekst", "tiltak", "ordlyd", "nå", "no", "frist", "kort_sikt", "Ansvar"])
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(KEYS, held, max_size=3),
    max_leaves=6,
)


@given(KEYS, VALUES)
def test_plain_values_are_written_as_ruamel_writes_them(key: str, value: object) -> None:
    lines = plain({key: value})  # type: ignore[dict-item]
    if lines is not None and value is not None:
        target = StringIO()
        round_trip().dump({key: _literal(value)}, target)  # type: ignore[arg-type]
        assert lines == target.getvalue().rstrip("\n").split("\n")


def test_most_of_a_plan_is_plain() -> None:
    assert plain({"tiltak": ["Besøke alle (i 2026)", {"tiltak": "Kurs: 4 stk.", "frist": None}]}) == [
        "tiltak:", "  - Besøke alle (i 2026)", "  - tiltak: 'Kurs: 4 stk.'", "    frist:",
    ]  # fmt: skip
