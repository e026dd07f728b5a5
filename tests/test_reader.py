"""Reading: what was written is what is meant, every value knows its place, and nothing brings the reader down."""

import re
from collections import abc
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hplan.core.incoming.returned import yaml_spans as span
from hplan.core.reading.nodes import Mapping, Node, Scalar, Sequence
from hplan.core.reading.read_plan import read_plan
from hplan.core.reading.read_strategy import read_strategy
from hplan.core.reading.yaml_nodes import parse
from hplan.core.writing.plan_data import answer_data
from hplan.core.writing.yaml_write import entry, round_trip
from hplan.model.finding import Severity
from hplan.model.plan import Stage
from tests.conftest import ROOT

T = TypeVar("T")
PLANS = sorted((ROOT / "plans").glob("*.yaml"))


def only(values: abc.Mapping[str, T]) -> T:
    """The one value of a mapping that has one."""
    (value,) = values.values()
    return value


def goal(text: str) -> str | None:
    """What a text written plainly after a goal's key is taken to say."""
    plan, findings = read_plan(f"handlingsplan: {{a: {{b: {text}}}}}\n".encode(), "p.yaml")
    assert plan
    assert {finding.code for finding in findings} <= {"HP019"}
    said = only(only(plan.areas).goals).text
    return said.value if said else None


@pytest.mark.parametrize(
    "written",
    ["no", "nei", "on", "off", "yes", "ja", "y", "N", "12:30", "010", "0o10", "0x1F", "1e3", "1_000", "1.50", "+47", ".5",
     "2026-10-01", "01.10.2026", "true", "Nei", "=", "<<", "-5", "100%"],
)  # fmt: skip
def test_plain_scalars_are_the_text_that_was_written(written: str) -> None:
    assert goal(written) == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("\n      Én\n      linje.\n\n      To.\n\n\n      Tre.", "Én linje.\n\nTo.\n\n\nTre."),
        ("\r\n      Én.\r\n\r\n      To.\r\n", "Én.\n\nTo."),
        (" Én.\n\n      To.", "Én.\n\nTo."),
        (" 'Én.\n \t\n      To.'", "Én.\n\nTo."),
        (' "Én.\n\n      To."', "Én.\n\nTo."),
        (' "Én.\\nTo.\n\n      Tre.\\\n        Fire.\n\n\n      Fem."', "Én.\nTo.\n\nTre.Fire.\n\n\nFem."),
        (' "Én.\\nTo."', "Én.\nTo."),
        (" &a 'Én.\n\n      To.'", "Én.\n\nTo."),
        (" >\n      Én\n      linje.\n\n      To.\n\n", "Én linje.\n\nTo."),
        (" >+\n\n      Vi vil\n\n        - verve\n\n        - feste\n\n      Slutt.\n\n", "Vi vil\n\n  - verve\n\n  - feste\n\nSlutt."),
        (" |\n      Én\n      linje.\n\n      To.", "Én\nlinje.\n\nTo."),
        ("\n      Én\u2028linje.\n\n      To.", "Én\u2028linje.\n\nTo."),
    ],
)  # fmt: skip
def test_an_empty_line_parts_paragraphs_however_the_text_is_written(written: str, text: str) -> None:
    """YAML alone would make one line break of it, which is a space in Markdown."""
    source = f"handlingsplan:\n  a:\n    b:{written}\n"
    plan, _ = read_plan(source.encode(), "p.yaml")
    assert plan
    said = only(only(plan.areas).goals).text
    assert said
    assert said.value == text
    data = span.read(source).data
    assert isinstance(data, dict)
    assert str(data["handlingsplan"]["a"]["b"]).strip("\n") == text  # type: ignore[index, call-overload]


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", '""', "'  '"])
def test_nothing_is_nothing(nothing: str) -> None:
    assert goal(nothing) is None


def test_values_know_their_place() -> None:
    source = "fagforening:\n  navn: Ås\nfase: vedtatt\nhandlingsplan:\n  tariff:\n    mål1:\n      - å gjøre\n      - tiltak: b\n        frist: 2026-10-01\n"
    plan, findings = read_plan(source.encode(), "plans/p.yaml")
    assert plan
    assert not findings
    assert str(plan.name and plan.name.at) == "plans/p.yaml:2:9"
    assert plan.stage
    assert plan.stage.value is Stage.ADOPTED
    answer = only(only(plan.areas).goals)
    assert (answer.at.line, answer.at.column) == (6, 5)
    assert [(action.at.line, action.at.column) for action in answer.actions] == [(7, 9), (8, 9)]
    assert answer.actions[1].deadline
    assert (answer.actions[1].deadline.at.line, answer.actions[1].deadline.at.column) == (9, 16)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_byte_order_marks_of_windows(newline: str, mark: str) -> None:
    source = f"{mark}fase: utkast\nhandlingsplan:\n  a:\n    b: |\n      Én\n\n      To\n".replace("\n", newline)
    plan, findings = read_plan(source.encode(), "p")
    assert plan
    assert [finding.code for finding in findings] == (["HP016"] if mark else [])
    text = only(only(plan.areas).goals).text
    assert text
    assert text.value == "Én\n\nTo"
    assert (text.at.line, text.at.column) == (4, 8)


def test_decomposed_letters_are_the_same_key() -> None:
    plan, findings = read_plan("a\u030arsmøte: 2026-02-12\n".encode(), "p")
    assert plan
    assert plan.annual_meeting
    assert [finding.code for finding in findings] == ["HP017"]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_line_separators_pasted_from_word_stay_in_the_text(character: str) -> None:
    plan, findings = read_plan(f"handlingsplan:\n  a:\n    b: en{character}to\n    c: tre\n".encode(), "p")
    assert plan
    assert not findings
    first, second = only(plan.areas).goals.values()
    assert first.text
    assert first.text.value == f"en{character}to"
    assert second.at.line == 4


@pytest.mark.parametrize("path", [*PLANS, ROOT / "strategiplan-2026-2027.yaml"], ids=lambda path: path.name)
def test_the_fast_parser_reads_what_the_round_trip_parser_reads(path: Path) -> None:
    def plain(node: Node) -> object:
        if isinstance(node, Scalar):
            return None if node.empty else node.text
        if isinstance(node, Sequence):
            return [plain(item) for item in node.items]
        return {name: plain(field.node) for name, field in node.items.items()}

    node, findings = parse(path.read_bytes(), "p")
    assert not findings
    other = YAML(typ="base", pure=True).load(path.read_text("utf-8"))

    def emptied(value: object) -> object:
        if isinstance(value, dict):
            return {key: emptied(item) for key, item in value.items()}
        if isinstance(value, list):
            return [emptied(item) for item in value]
        return value or None

    assert plain(node) == emptied(other)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_a_round_trip_changes_no_byte(path: Path) -> None:
    from io import BytesIO

    target = BytesIO()
    round_trip().dump(round_trip().load(path.read_bytes()), target)
    assert target.getvalue() == path.read_bytes()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("a: é\n".encode("latin-1"), "HP002", 1, 4),
        ("a: é\n".encode("utf-16"), "HP002", 1, 1),
        (b"a: b\nc: \x01\n", "HP003", 2, 4),
        (b"a: 'b\nc: d\n", "HP004", 1, 4),
        (b"x: " + b"y" * 2_100_000, "HP005", 1, 1),
        (b"[" * 5000, "HP006", 1, 34),
        (BOMB.encode(), "HP007", 5, 4),
        (b"a: &a " + b"x" * 900_000 + b"\nb: [*a, *a, *a]\n", "HP007", 2, 4),
        (b"a: *b\n", "HP008", 1, 4),
        (b"a: &a [*a]\n", "HP008", 1, 8),
        (b"a: b\n---\nc: d\n", "HP009", 2, 1),
        (b"a: !!python/object/apply:os.system [ls]\n", "HP010", 1, 4),
        (b"? [a]\n: b\n", "HP011", 1, 3),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(content: bytes, code: str, line: int, column: int) -> None:
    plan, (finding,) = read_plan(content, "p.yaml")
    assert plan is None
    assert finding.severity is Severity.UNREADABLE
    assert (finding.code, finding.at.line, finding.at.column) == (code, line, column)


@pytest.mark.parametrize(
    ("source", "line", "column", "part"),
    [
        ("navn: Møte: i Ås\n", 1, 11, "there is a colon in the text"),
        ("fase\nårsmøte: 2026-02-12\n", 1, 1, "a key has no colon after it"),
        ("a:\n  b\n\n  # c\n  c:\n", 2, 3, "a key has no colon after it"),
        ("a:\n  b:c\n  d: e\n", 2, 3, "there is no space after the colon"),
        ("a:\n  - b\n  -c\n", 3, 3, "a point has no space after its dash"),
        ("a: b\n\u00a0 c\nd: e\n", 2, 1, "the line begins with a hard space"),
        ("a:\n\tb: c\n", 2, 1, "there is a tab"),
        ('a: "b\nc: d\n', 1, 4, "a quotation mark is never closed"),
        ("a: [b, c\nd: e\n", 1, 4, "is never closed"),
        ("a: *\n", 1, 4, "begins with *"),
        ("a: @b\n", 1, 4, "means something else in YAML"),
        ('a: "C:\\Dok"\n', 1, 7, "a backslash"),
        ("a: | b\n  c\n", 1, 6, "begins on the line of the |"),
        ("a:\n  - b\n  c: d\n", 3, 3, "a list goes on"),
        ("a: b\n  c: d\n", 2, 3, "which has its text already"),
        ("a: b\nc\n", 2, 1, "a key has no colon after it"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("english")
def test_syntax_errors_in_plain_words(source: str, line: int, column: int, part: str) -> None:
    _, (finding,) = read_plan(source.encode(), "p.yaml")
    assert finding.code == "HP004"
    assert part in str(finding.message)
    assert (finding.at.line, finding.at.column) == (line, column)


YAML_BITS = st.sampled_from(
    ["a", "b:", " ", "  ", "\n", "\n  ", "- ", "? ", ": ", "#", "|", ">", "|2-", "'", '"', "[", "]", "{", "}", ",", "&x",
     "*x", "!", "!!str ", "---\n", "...\n", "%YAML 1.1\n", "\t", "å", "\u2028", "😀", "\\", "<<: ", "handlingsplan:", "tiltak:",
     "fagforening:", "navn:", "nåsituasjon:", "strategier:", "utelatt:", "frist:", "2026-13-41", "kostnad:", "1 000", "lokale_mål:"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(YAML_BITS, max_size=60).map(lambda bits: "".join(bits).encode())
)
def test_no_input_brings_the_reader_down(content: bytes) -> None:
    for read in (read_plan, read_strategy):
        result, findings = read(content, "p.yaml")
        assert result is not None or findings
        for finding in findings:
            assert str(finding.message)
            assert str(finding.advice)
            assert finding.at.line >= 1
            assert finding.at.column >= 1


@example("en\n\u00a0\nto")
@example("\tførst\nså")
@example("a\u2028b\nc")
@example("UTELATT")
@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=120))
def test_written_texts_read_back(text: str) -> None:
    """Whatever a branch writes survives being written as YAML: only blank lines around it and spaces behind it go."""
    source = "handlingsplan:\n  a:\n" + entry("b", text, 4) + "\n"
    plan, findings = read_plan(source.encode(), "p")
    assert plan, (source, findings)
    answer = only(only(plan.areas).goals)
    if text.strip().lower() == "utelatt":
        assert answer.omitted
    else:
        assert (answer.text.value if answer.text else "").split() == text.split()


@settings(max_examples=300, deadline=None)
@given(
    st.recursive(
        st.text("aå: -#|>'\"\n*&!%@`{}[],?.…0", min_size=1, max_size=20).filter(str.strip),
        lambda inner: st.lists(inner, min_size=1, max_size=3),
        max_leaves=4,
    )
)
def test_written_data_reads_back(data: object) -> None:
    """Lists and texts written as YAML are read as the same lists and texts."""

    def blank(text: str) -> str:
        return re.sub(r"(?m)^[ \t]+$", "", text)  # a line of spaces is an empty line

    node, findings = parse((entry("key", data, 2) + "\n").encode(), "p")  # type: ignore[arg-type]

    def plain(node: Node) -> object:
        if isinstance(node, Scalar):
            return blank(node.text.strip("\r\n").rstrip())
        assert isinstance(node, Sequence)
        return [plain(item) for item in node.items]

    def expected(value: object) -> object:
        if isinstance(value, list):
            return [expected(item) for item in value]
        return blank(re.sub(r"\A(?:[ \t]*\n)+", "", str(value)).rstrip())

    assert not findings
    assert isinstance(node, Mapping)
    assert plain(node.items["key"].node) == expected(data)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_answers_as_data_say_the_same(path: Path) -> None:
    """An answer written from the model, and read again, is the answer."""
    plan, _ = read_plan(path.read_bytes(), "p")
    assert plan
    for area in plan.areas.values():
        for answer in area.goals.values():
            source = f"handlingsplan:\n  {area.id}:\n" + entry(answer.id or "", answer_data(answer), 4) + "\n"
            again, findings = read_plan(source.encode(), "p")
            assert again
            assert not findings
            assert answer_data(only(only(again.areas).goals)) == answer_data(answer)
