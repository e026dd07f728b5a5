"""What the documents say of the rules that judge words is what the rules do, and no text makes them slow."""

import sys

import pytest

from hplan.core.rules.hp701_other_written_language import MARKERS, mostly, written_in
from hplan.core.texts.measure import measured, vague
from hplan.model.plan import Language
from tests.conftest import ROOT, at_most

sys.path.insert(0, str(ROOT / "scripts"))
import language
import measurable

NB, NN = Language.BOKMAL, Language.NYNORSK


def test_the_figures_of_the_measurable_are_what_comes_out() -> None:
    assert measurable.report() in (ROOT / "docs/measurable.md").read_text("utf-8")


def test_hints_are_right_nine_times_out_of_ten() -> None:
    for name, _, _, found, hits, *_ in measurable.rows():
        assert hits / found >= 0.9, name


def test_the_figures_of_the_languages_are_what_comes_out() -> None:
    document = (ROOT / "docs/language.md").read_text("utf-8")
    assert language.HEAD in document
    for row in language.rows():
        assert row in document


@pytest.mark.parametrize(("own", "other"), [(NB, NN), (NN, NB)])
def test_what_hplan_says_is_in_its_own_language(own: Language, other: Language) -> None:
    texts = language.catalogue(own)
    assert [text for text in texts if written_in(other, own, text)] == []
    assert mostly(own, other, texts)
    assert not mostly(other, own, texts)


def test_no_word_is_of_both_languages() -> None:
    assert MARKERS[NB] & MARKERS[NN] == set()


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "«", "§", "](", "<", "jobbe ", "å jobbe for ", "Ab 1 ", "1-", "a1", "*", "x://", "ikkje eg ", "20"],
)
def test_long_texts_take_as_long_as_they_are_long(piece: str) -> None:
    """Two million characters; what is quadratic would take hours."""
    text = piece * (2_000_000 // len(piece))
    with at_most(60):
        measured(text)
        vague(text)
        written_in(NN, NB, text + " ikkje eg")
        mostly(NN, NB, [text])
