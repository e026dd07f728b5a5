"""The catalogues: complete, up to date, and with the same placeholders as the messages they translate."""

import ast
import re
import string
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from messages import LOCALE, extract, text_of, update

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/hplan.po"))


def strings(value: object) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [str(value)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_is_a_catalogue_for_each_written_language() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["nb", "nn"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_is_up_to_date_and_complete(path: Path) -> None:
    assert text_of(update(path, extract())) == path.read_bytes(), "run: python scripts/messages.py"
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert [message.id for message in catalogue if message.id and not all(strings(message.string))] == []
    assert not any(message.fuzzy for message in catalogue if message.id)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_have_the_placeholders_of_their_message(path: Path) -> None:
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id:
                wanted = placeholders(strings(message.id)[-1])
                for text in strings(message.string):
                    assert placeholders(text) == wanted, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_what_is_installed_is_what_is_written(path: Path) -> None:
    with path.open("rb") as po, path.with_suffix(".mo").open("rb") as mo:
        written, compiled = read_po(po), read_mo(mo)
    for message in written:
        if message.id:
            assert strings(compiled[strings(message.id)[0]].string) == strings(message.string), (
                "run: python hatch_build.py"
            )


def test_no_text_for_the_user_is_left_unmarked() -> None:
    """Every string literal that is handed to the user's eye goes through `_` or `N_`."""
    unmarked = re.compile(r"(?:say|out|StopError|PictureError)\(\s*\"[^\"]*[A-Za-z]{4,}")
    for path in (ROOT / "cli/hplan").rglob("*.py"):
        assert unmarked.search(path.read_text("utf-8")) is None, path


@pytest.mark.parametrize("path", sorted((ROOT / "cli/hplan").rglob("*.py")), ids=lambda path: path.name)
def test_no_message_stands_in_an_f_string(path: Path) -> None:
    """Before Python 3.12 it is not extracted from there, so that the catalogues would depend on the release."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for part in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
            called = part.func.id if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) else ""
            assert called not in {"_", "N_", "ngettext"}, f"{path.name}:{part.lineno}"  # type: ignore[attr-defined]
