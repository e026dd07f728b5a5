"""Many plans: the cache never gives a stale answer, and neither processes nor a damaged cache change what is said."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from hplan import i18n
from hplan.core import processes
from hplan.core.checking import batch
from hplan.core.checking.batch import check_files
from hplan.core.checking.outcome import Outcome
from hplan.core.settings import Settings
from tests.conftest import ROOT
from tests.test_rule_cases import HEAD

PLAN = HEAD + "handlingsplan:\n  heltid:\n    pensjon: {utelatt: true}\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None) -> Path:
    (tmp_path / "plans").mkdir()
    for number in range(12):
        (tmp_path / f"plans/p{number:02}.yaml").write_text(PLAN, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HPLAN_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def checked(settings: Settings = Settings(), *, cached: bool = True) -> list[Outcome]:  # noqa: B008
    return list(check_files(sorted(Path("plans").iterdir()), lambda _: settings, cached=cached))


def cache_files(workspace: Path) -> list[Path]:
    return list((workspace / "cache").glob("*.cache"))


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really checked from now on."""
    names: list[str] = []
    real = batch.check_tasks

    def check_tasks(tasks: list[batch.Task]) -> batch.Answers:
        names.extend(Path(task.name).name for task in tasks)
        return real(tasks)

    monkeypatch.setattr(batch, "check_tasks", check_tasks)
    return names


def test_what_has_not_changed_is_not_checked_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked()
    names = asked(monkeypatch)
    assert checked() == first == checked(cached=False)
    assert len(names) == 12  # those of cached=False
    (workspace / "plans/p03.yaml").write_text(PLAN + "språk: nynorsk\n", "utf-8")
    names.clear()
    again = checked()
    assert names == ["p03.yaml"]
    assert [new.path for new, old in zip(again, first, strict=True) if new != old] == ["plans/p03.yaml"]


def test_nothing_stale(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an answer depends on, when it changes, is seen."""
    first = checked()
    assert checked(Settings(ignore=("HP203",))) != first
    assert checked() == first
    monkeypatch.setenv("HPLAN_LANG", "nn")
    i18n.user_language.cache_clear()
    assert checked() != first
    monkeypatch.setenv("HPLAN_LANG", "en")
    i18n.user_language.cache_clear()
    assert checked() == first
    strategy = (ROOT / "strategiplan-2026-2027.yaml").read_text("utf-8")
    (workspace / "strategiplan-2026-2027.yaml").write_text(strategy.replace("1,5 prosent", "2 prosent"), "utf-8")
    assert "2 prosent" in str(checked())
    (workspace / "strategiplan-2026-2027.yaml").unlink()
    assert checked() == first
    names = asked(monkeypatch)
    monkeypatch.setattr("hplan.core.cache.own_files", lambda: b"another hplan")
    checked()
    assert len(names) == 12


def test_a_plan_that_names_other_files_is_always_checked(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace / "plans/p00.yaml").write_text(PLAN + "innledning: '![Vedtak](a.png)'\n", "utf-8")
    (workspace / "plans/p01.yaml").write_text("\tuleselig", "utf-8")
    checked()
    names = asked(monkeypatch)
    checked()
    assert names == ["p00.yaml"]


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 100, None])
def test_a_damaged_cache_is_no_cache(workspace: Path, damage: bytes | None) -> None:
    first = checked()
    (file,) = cache_files(workspace)
    content = file.read_bytes()
    file.write_bytes(damage if damage is not None else content[:-1] + b"?")
    assert checked() == first
    assert checked() == first


def test_a_cache_that_cannot_be_written_is_no_cache(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace / "cache").write_text("a file", "utf-8")
    assert checked() == checked(cached=False)
    monkeypatch.delenv("HPLAN_CACHE_DIR")
    for name in ("HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert len(checked()) == 12


def test_two_runs_at_once(workspace: Path) -> None:
    first = checked(cached=False)
    results: list[list[Outcome]] = []
    threads = [threading.Thread(target=lambda: results.append(checked())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [first] * 8
    assert checked() == first


def test_an_old_cache_is_thrown_away(workspace: Path) -> None:
    checked()
    (file,) = cache_files(workspace)
    old = file.with_name("old.cache")
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    change(workspace, range(6))
    checked()
    assert cache_files(workspace) == [file]


def change(workspace: Path, numbers: Iterable[int]) -> None:
    for number in numbers:
        file = workspace / f"plans/p{number:02}.yaml"
        file.write_text(file.read_text("utf-8") + "# endret\n", "utf-8")


def test_what_few_plans_came_to_is_written_apart(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked()
    (file,) = cache_files(workspace)
    before = file.read_bytes()
    change(workspace, [3])
    checked()
    assert file.read_bytes() == before
    assert len(cache_files(workspace)) == 2
    names = asked(monkeypatch)
    checked()
    assert not names
    change(workspace, [4])  # and with the one before, it is a larger part
    checked()
    assert cache_files(workspace) == [file]
    checked()
    assert names == ["p04.yaml"]


def test_of_too_many_files_the_last_are_remembered(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hplan.core.cache._MOST", 5)
    checked()
    names = asked(monkeypatch)
    checked()
    assert names == [f"p{number:02}.yaml" for number in range(7)]


def test_many_processes_say_the_same_in_the_same_order(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12, 90):
        (workspace / f"plans/p{number:02}.yaml").write_text(PLAN + f"innledning: Plan {number}\n", "utf-8")
    alone = checked(cached=False)
    started = []
    real = processes.pool
    monkeypatch.setattr(batch, "_WORTH_SHARING", 10)
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(processes, "pool", lambda count: started.append(count) or real(count))
    assert checked(cached=False) == alone
    assert started == [2]
    assert [outcome.path for outcome in alone] == [f"plans/p{number:02}.yaml" for number in range(90)]


def test_a_file_that_cannot_be_read_stops_no_other(workspace: Path) -> None:
    (workspace / "plans/p05.yaml").unlink()
    (workspace / "plans/p05.yaml").mkdir()
    outcomes = checked()
    assert len(outcomes) == 12
    assert [outcome.findings[0].code for outcome in outcomes if not outcome.progress] == ["HP001"]
