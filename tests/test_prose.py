"""Where something found in a text stands in the file, and what of a text is code."""

import re
from pathlib import Path

import pytest

from hplan.core.reading.read_plan import read_plan
from hplan.core.texts.prose import code, hits
from hplan.core.workspace import Workspace
from hplan.model.subject import Subject
from tests.conftest import ROOT


def subject(source: str) -> Subject:
    plan, findings = read_plan(source.encode(), "p.yaml")
    assert plan, findings
    strategy, _ = Workspace(ROOT, False).strategy("2026-2027")
    assert strategy
    return Subject(plan, strategy, source, None, Path())


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("innledning: a X b X", [(1, 15), (1, 19)]),
        ("innledning: |\n  X X\n\n  X", [(2, 3), (2, 5), (4, 3)]),
        ("innledning: >\n  a\n  X b\n  X", [(3, 3), (4, 3)]),
        ("innledning: 'it''s X'", [(1, 20)]),
        ('innledning: "a \\\n  X"', [(2, 3)]),
        ("innledning: |\r\n  a\r\n  X", [(3, 3)]),
        ("innledning: a `X` X", [(1, 19)]),
        ("lokale_mål: [X, &a X, *a]  # X", [(1, 14), (1, 20)]),
        ('lokale_mål:\n- "\\u0058"\n- X', [(2, 3), (3, 3)]),
    ],
)
def test_places(source: str, places: list[tuple[int, int]]) -> None:
    found = list(hits(subject(source), re.compile("X")))
    assert [hit.at[1:] for hit in found] == places
    assert all(source.splitlines()[hit.at.line - 1][hit.at.column - 1] == "X" for hit in found if hit.literal)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a `b` c", ["`b`"]),
        ("a ``b ` c`` d `e", ["``b ` c``"]),
        ("a `b\n\nc` d", []),
        ("```\na `b`\n```\nc", ["```\na `b`\n```"]),
        ("~~~\na", ["~~~\na"]),
        ("a \\`b` c", []),
    ],
)
def test_code(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in code(text)] == inside
