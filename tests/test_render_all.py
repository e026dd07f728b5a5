"""Many documents: what has not changed is left, whatever changed is seen, one failure stops no other."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest

from hplan.core.document import render, render_all
from hplan.core.document.render import Order
from hplan.core.document.render_all import Job
from hplan.model.plan import Stage
from tests.conftest import ROOT, Run
from tests.test_render import PNG

HEAD = 'strategiplan: "2026-2027"\nfagforening: {{navn: Gren {0}, fylkeskrets: Agder}}\nfase: innstilling\n'
PLAN = HEAD + "innledning: Vi er {0}\n"
WITH_PICTURE = PLAN + 'lokale_mål:\n  - "![Et kart](kart.png)"\n'
ORDER = Order(("md",), None)


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    for number in range(9):
        (tmp_path / f"plans/p{number}.yaml").write_text(PLAN.format(number), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HPLAN_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def rendered(order: Order = ORDER, *, force: bool = False) -> list[render_all.Rendered]:
    jobs = [Job(path, path.stem, order, force) for path in sorted(Path("plans").glob("*.yaml"))]
    return list(render_all.render_all(jobs))


def made(results: list[render_all.Rendered]) -> list[str]:
    """The documents that were made, not found as they were."""
    return [result.targets[0] for result in results if result.key]


ALL = [f"build/p{number}.md" for number in range(9)]


def test_what_has_not_changed_is_not_rendered_again(workspace: Path) -> None:
    assert made(rendered()) == ALL
    again = rendered()
    assert made(again) == []
    assert [result.targets[0] for result in again] == ALL
    assert made(rendered(force=True)) == ALL


def change_strategy(workspace: Path) -> None:
    text = (ROOT / "strategiplan-2026-2027.yaml").read_text("utf-8")
    (workspace / "strategiplan-2026-2027.yaml").write_text(text.replace("1,5 prosent", "2 prosent"), "utf-8")


def change_template(workspace: Path) -> None:
    (workspace / "templates").mkdir()
    text = (ROOT / "templates/deler.md.j2").read_text("utf-8")
    (workspace / "templates/deler.md.j2").write_text(text + "\n", "utf-8")


def change_settings(workspace: Path) -> None:
    (workspace / "hplan.toml").write_text("[check]\nstrict = true\n", "utf-8")


def remove_a_document(workspace: Path) -> None:
    (workspace / "build/p3.md").unlink()


def change_a_plan(workspace: Path) -> None:
    (workspace / "plans/p3.yaml").write_text(PLAN.format("tre"), "utf-8")


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (change_strategy, ALL),
        (change_template, ALL),
        (change_settings, ALL),
        (remove_a_document, ALL[3:4]),
        (change_a_plan, ALL[3:4]),
    ],
)
def test_whatever_a_document_depends_on(change: Callable[[Path], None], wanted: list[str], workspace: Path) -> None:
    rendered()
    change(workspace)
    assert made(rendered()) == wanted
    assert made(rendered()) == []


def test_another_order_is_another_document() -> None:
    rendered()
    assert made(rendered(Order(("md",), None, Stage.ADOPTED))) == ALL
    assert made(rendered(Order(("md",), Path("annet"), None))) == [path.replace("build", "annet") for path in ALL]


def test_a_picture_that_changed(workspace: Path) -> None:
    (workspace / "plans/kart.png").write_bytes(PNG)
    (workspace / "plans/p3.yaml").write_text(WITH_PICTURE.format(3), "utf-8")
    rendered()
    (workspace / "plans/kart.png").write_bytes(PNG + b"\0")
    assert made(rendered()) == ALL[3:4]
    (workspace / "plans/kart.png").unlink()
    (failed,) = (result for result in rendered() if result.problems)
    assert "p3.yaml" in failed.problems[0]


def test_a_picture_that_is_a_link_to_another_now(workspace: Path) -> None:
    kart = workspace / "plans/kart.png"
    for name, content in (("a", PNG), ("b", PNG + b"\0"), ("c", PNG + b"\0")):
        (workspace / f"{name}.png").write_bytes(content)
    (workspace / "plans/p3.yaml").write_text(WITH_PICTURE.format(3), "utf-8")
    for target in "abc":
        kart.unlink(missing_ok=True)
        try:
            kart.symlink_to(f"../{target}.png")
        except OSError:
            pytest.skip("nobody may make links here")
        assert "build/p3.md" in made(rendered())
        assert f"../{target}.png" in (workspace / "build/p3.md").read_text("utf-8")
        assert made(rendered()) == []


def change_picture(workspace: Path) -> None:
    (workspace / "plans/kart.png").write_bytes(PNG + b"\0")


@pytest.mark.parametrize("change", [change_strategy, change_template, change_settings, change_picture])
def test_what_changes_while_documents_are_made(
    change: Callable[[Path], None], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first document is made of what was there before: it is made again."""
    (workspace / "plans/kart.png").write_bytes(PNG)
    (workspace / "plans/p0.yaml").write_text(WITH_PICTURE.format(0), "utf-8")

    def render_to_folder(*arguments: Any, **options: Any) -> Any:
        result = real(*arguments, **options)
        if not changed:
            changed.append(change(workspace))
        return result

    real, changed = render.render_to_folder, list[None]()
    monkeypatch.setattr(render, "render_to_folder", render_to_folder)
    monkeypatch.setattr(render_all, "FEW", 100)
    assert made(rendered()) == ALL
    assert changed
    assert "build/p0.md" in made(rendered())
    assert made(rendered()) == []


def test_another_typst(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a package that is updated, only the part that is no Python may be another."""
    (workspace / "typst").mkdir()
    for name in ("__init__.py", "_typst.so"):
        (workspace / "typst" / name).write_text("1", "utf-8")
    spec = ModuleSpec("typst", None, origin=str(workspace / "typst/__init__.py"), is_package=True)
    spec.submodule_search_locations = [str(workspace / "typst")]
    monkeypatch.setattr(render_all, "find_spec", lambda _: spec)
    assert made(rendered()) == ALL
    (workspace / "typst/_typst.so").write_text("22", "utf-8")
    assert made(rendered()) == ALL
    assert made(rendered()) == []


def test_a_plan_by_another_name_of_the_same_file(workspace: Path) -> None:
    rendered()
    jobs = [Job(path.absolute(), path.stem, ORDER) for path in sorted(Path("plans").glob("*.yaml"))]
    assert made(list(render_all.render_all(jobs))) == []


def test_a_folder_that_becomes_a_workspace(workspace: Path) -> None:
    (workspace / "plans/gren").mkdir()
    (workspace / "plans/gren/p.yaml").write_text(PLAN.format(1), "utf-8")
    job = Job(Path("plans/gren/p.yaml"), "p", ORDER)
    assert made(list(render_all.render_all([job]))) == ["build/p.md"]
    (workspace / "plans/gren/plans").mkdir()
    assert made(list(render_all.render_all([job]))) == ["plans/gren/build/p.md"]


def test_a_document_that_somebody_changed_is_left_and_said(workspace: Path) -> None:
    rendered()
    (workspace / "build/p3.md").write_text("Mine ord", "utf-8")
    (result,) = (result for result in rendered() if result.problems)
    assert "build/p3.md" in result.problems[0]
    assert (workspace / "build/p3.md").read_text("utf-8") == "Mine ord"


def test_one_that_fails_stops_no_other(workspace: Path, run: Run) -> None:
    (workspace / "plans/p3.yaml").write_text(PLAN.format(3) + "lokale_mål: {a: b}\n", "utf-8")
    (workspace / "plans/p4.yaml").write_bytes(b"\xff\xfe\0")
    (workspace / "plans/p5.yaml").unlink()
    (workspace / "plans/p5.yaml").mkdir()
    result = run("render", "--to", "md", cwd=workspace)
    assert result.returncode == 2
    assert result.stdout.split() == [*ALL[:3], *ALL[6:]]
    for name in ("p3", "p4", "p5"):
        assert f"plans/{name}.yaml" in result.stderr


def test_many_processes_make_the_same_as_one(monkeypatch: pytest.MonkeyPatch, workspace: Path) -> None:
    rendered(Order(("docx",), Path("many")))
    monkeypatch.setattr(render_all, "FEW", 100)
    rendered(Order(("docx",), Path("one")))
    for number in range(9):
        assert Path(f"many/p{number}.docx").read_bytes() == Path(f"one/p{number}.docx").read_bytes()


def test_interrupted_in_the_middle_nothing_is_half(workspace: Path) -> None:
    for number in range(200):
        (workspace / f"plans/p{number:02}.yaml").write_text(PLAN.format(number), "utf-8")
    command = [sys.executable, "-m", "hplan", "render", "--to", "docx"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    limit = time.monotonic() + 60
    while list((workspace / "build").glob(".*.tmp")):  # of one that was at work: it ends what it does
        assert time.monotonic() < limit
        time.sleep(0.05)
    documents = list((workspace / "build").glob("*.docx"))
    assert documents
    assert all(zipfile.is_zipfile(path) for path in documents)


def test_names_that_are_not_utf_8(workspace: Path) -> None:
    """As from an archive of another time: what the check reads, is rendered."""
    folder = os.fsencode(workspace) + b"/plans/\xe5"
    try:
        os.mkdir(folder)  # noqa: PTH102 (a name that Path would not write so)
    except OSError:
        pytest.skip("this file system has no such names")
    path = Path(os.fsdecode(folder + b"/\xf8.yaml"))
    path.write_text(PLAN.format(1), "utf-8")
    for _ in range(2):
        (result,) = render_all.render_all([Job(path, path.stem, Order(("md", "docx"), Path("ut")))])
        assert not result.problems
        assert len(result.targets) == 2
