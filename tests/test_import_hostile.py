"""What is sent to harm, or is broken: refused within seconds, or read without harm."""

import sys
from pathlib import Path

import pytest
import yaml

from hplan.core.incoming.arrive import arrive
from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.reading.read import read
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from tests.conftest import ROOT, Run, at_most

sys.path.insert(0, str(ROOT / "scripts"))
from hostile import FOLDER, LARGE

WHAT = yaml.safe_load((FOLDER / "hostile.yaml").read_text("utf-8"))
SECONDS = 25  # the longest that Pandoc or PDFium may take, and a little


def come_to(path: Path, folder: Path) -> str:
    (folder / "plans").mkdir()
    with at_most(SECONDS):
        try:
            arrived = arrive(read(path), Workspace.around(folder), Targets(Workspace.around(ROOT).usable()), "plan")
        except StopError as error:
            return "refused" if path.name in str(error) else f"refused without its name: {error}"
    assert all(picture.parent == folder / "plans/plan" for picture in arrived.pictures)
    assert "root:" not in arrived.composed.text
    return "read"


@pytest.mark.parametrize("name", WHAT["small"])
def test_small(name: str, tmp_path: Path) -> None:
    assert come_to(FOLDER / name, tmp_path) in (WHAT["small"][name]["expect"], *_either(WHAT["small"][name]))


@pytest.mark.parametrize("name", WHAT["large"])
def test_large(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(LARGE[name]())
    (tmp_path / "work").mkdir()
    assert come_to(path, tmp_path / "work") in (WHAT["large"][name]["expect"], *_either(WHAT["large"][name]))


def _either(what: dict[str, str]) -> tuple[str, ...]:
    return ("refused", "read") if what["expect"] == "either" else ()


def test_the_command_ends_with_a_message(run: Run, tmp_path: Path) -> None:
    done = run("import", str(FOLDER / "passord.docx"), lang="nb")
    assert (done.returncode, done.stdout) == (2, "")
    assert "låst med passord" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sign", ["a: ", "Frist: 1. mai 2026. ", "A", "1 ", ". ", "2026 skrev ", "a\ue001", "Verve\n"])
def test_a_line_or_a_text_without_end_takes_no_longer_than_its_length_asks(sign: str, tmp_path: Path, run: Run) -> None:
    text = f"1. Tariffmakt og organisasjonsbygging\n\nØke tallet på yrkesaktive\n\n{sign * 20_000}\n"
    (tmp_path / "plan.txt").write_text(text, "utf-8")
    with at_most(20):  # it takes one, and took fifty before it was bounded
        done = run("import", "plan.txt", "--dry-run", cwd=tmp_path)
    assert done.returncode in (0, 1, 2), done.stderr


def test_a_thousand_headings_of_the_same_part_take_a_thousand_times_as_long_as_one(tmp_path: Path, run: Run) -> None:
    block = "1. Tariffmakt og organisasjonsbygging\n\nNåsituasjon\n\nVerve\n\nØke tallet på yrkesaktive\n\n"
    (tmp_path / "plan.txt").write_text(block * 2_500, "utf-8")
    with at_most(15):  # it takes one, and took 28 when each asked all
        assert run("import", "plan.txt", "--dry-run", cwd=tmp_path).returncode in (0, 1)
