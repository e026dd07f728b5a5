"""`hplan check --watch`: checks again when something is saved, and lives through whatever editors do."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hplan.commands.terminal import out, unread
from hplan.core.checking.watch import changes, state, watched
from tests.conftest import ROOT
from tests.test_cli import PLAN


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plans/aas.yaml"
    path.parent.mkdir()
    path.write_text(PLAN, "utf-8")
    return path


def names(tmp_path: Path, *paths: Path) -> list[str]:
    return sorted(path.relative_to(tmp_path).as_posix() for path in state(watched(list(paths), tmp_path)))


def test_what_counts(tmp_path: Path, plan: Path) -> None:
    for name in ("plans/b.yml", "plans/.b.yaml.swp", "plans/~b.yaml", "plans/les.txt", "plans/aas/bilde.png",
                 "strategiplan-2030.yaml", "hplan.toml", "templates/deler.md.j2", "build/aas.md"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    around = ["hplan.toml", "strategiplan-2030.yaml", "templates/deler.md.j2"]
    assert names(tmp_path) == sorted(["plans/aas.yaml", "plans/b.yml", *around])
    assert names(tmp_path, plan) == sorted(["plans/aas.yaml", *around])
    assert names(tmp_path, Path("aas")) == names(tmp_path, plan)
    assert names(tmp_path, tmp_path / "plans/nope.yaml") == sorted(around)
    assert names(tmp_path, tmp_path / "plans") == names(tmp_path)


def test_a_plan_elsewhere_brings_its_own_workspace(tmp_path: Path, plan: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "strategiplan-2030.yaml").write_text("x", "utf-8")
    assert set(state(watched([plan], here))) == {plan, tmp_path / "strategiplan-2030.yaml"}


class Editor:
    """Stands in for `sleep`: does one thing each time that the watch waits."""

    def __init__(self, *saves: Callable[[], object]) -> None:
        self.saves = iter(saves)
        self.waited: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        next(self.saves)()


def nothing() -> None:
    return None


def replaced(path: Path, text: str) -> None:
    """As editors save that never leave half a file; with the time and the size of the one before."""
    before = path.stat()
    draft = path.with_name("draft~")
    draft.write_text(text, "utf-8")
    os.utime(draft, ns=(before.st_atime_ns, before.st_mtime_ns))
    draft.replace(path)


@pytest.mark.parametrize("how", ["written", "replaced", "deleted", "new", "strategy"])
def test_a_save_is_seen_once(how: str, tmp_path: Path, plan: Path) -> None:
    saves = {
        "written": lambda: plan.write_text(PLAN + "språk: nb\n", "utf-8"),
        "replaced": lambda: replaced(plan, PLAN.replace("Ås", "As")[:-1] + "\n"),
        "deleted": plan.unlink,
        "new": lambda: plan.with_name("b.yaml").write_text(PLAN, "utf-8"),
        "strategy": lambda: (tmp_path / "strategiplan-2030.yaml").write_text("x", "utf-8"),
    }
    editor = Editor(nothing, saves[how], nothing, nothing, nothing)
    seen = changes(lambda: state(watched([], tmp_path)), editor)
    next(seen)
    next(seen)
    assert editor.waited == [1.0, 1.0, 0.1]
    with pytest.raises(RuntimeError):  # the editor has nothing more to do, and nothing was seen
        next(seen)
    assert len(editor.waited) == 6


def test_half_a_file_is_waited_for(tmp_path: Path, plan: Path) -> None:
    whole = PLAN + "innledning: lang\n"
    halves = [
        lambda: plan.write_text("", "utf-8"),
        lambda: plan.write_text(whole[:20], "utf-8"),
        lambda: plan.write_text(whole, "utf-8"),
    ]
    seen = changes(lambda: state(watched([], tmp_path)), Editor(*halves, nothing))
    next(seen)
    next(seen)
    assert plan.read_text("utf-8") == whole


def test_a_file_that_never_rests_is_looked_at_all_the_same() -> None:
    ticks: Iterator[int] = iter(range(100))
    seen = changes(lambda: {Path("log"): (next(ticks),)}, lambda _: None)
    next(seen)
    next(seen)
    next(seen)
    assert next(ticks) < 60


def test_saved_while_it_was_checked(tmp_path: Path, plan: Path) -> None:
    seen = changes(lambda: state(watched([], tmp_path)), Editor(nothing, nothing))
    next(seen)
    plan.write_text(PLAN + "språk: nb\n", "utf-8")
    next(seen)


class Watching:
    """`hplan check --watch`, running in a folder."""

    def __init__(self, folder: Path, *arguments: str, stdout: int | None = None) -> None:
        command = [sys.executable, "-m", "hplan", "check", "--watch", "--output-format", "concise", *arguments]
        self.folder = folder
        with (folder / "out.txt").open("wb") as out, (folder / "err.txt").open("wb") as err:
            self.process = subprocess.Popen(
                command, cwd=folder, stdout=stdout or out, stderr=err, env=os.environ | {"HPLAN_LANG": "en"}
            )

    def __enter__(self) -> "Watching":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(timeout=60)

    def said(self, name: str = "err.txt") -> str:
        return (self.folder / name).read_text("utf-8")

    def checked(self, times: int, words: str = "Checked at ") -> None:
        limit = time.monotonic() + 60
        while self.said().count(words) < times:
            assert time.monotonic() < limit, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other things there")
def test_from_no_plan_to_an_interrupt(tmp_path: Path) -> None:
    with Watching(tmp_path) as watching:
        watching.checked(1, "there are no plans here")
        plans = tmp_path / "plans"
        plans.mkdir()
        (plans / "a.yaml").write_text(PLAN.replace("utkast", "utkst"), "utf-8")
        watching.checked(2)
        (plans / "a.yaml").write_text("a: 'b\n", "utf-8")
        watching.checked(3)
        (plans / "a.yaml").unlink()
        watching.checked(4)
        watching.checked(2, "there are no plans here")
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(timeout=60) == 130
        assert "plans/a.yaml:3:7: HP104 " in watching.said("out.txt")
        assert "HP004 " in watching.said("out.txt")
        assert "\x1b" not in watching.said("out.txt")
        assert watching.said().count("there are no plans here") == 2
        assert "Traceback" not in watching.said()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_terminal_is_cleared(tmp_path: Path, plan: Path) -> None:
    import pty

    master, slave = pty.openpty()
    with Watching(tmp_path, stdout=slave):
        os.close(slave)
        shown = b""
        while b"HP110" not in shown:
            shown += os.read(master, 1024)
    os.close(master)
    assert shown.startswith(b"\x1b[2J\x1b[H")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is seen at the next report")
def test_it_ends_when_nobody_reads(tmp_path: Path, plan: Path) -> None:
    with Watching(tmp_path, stdout=subprocess.PIPE) as watching:
        reader = watching.process.stdout
        assert reader
        assert b"HP110" in reader.readline()
        assert watching.process.poll() is None
        reader.close()
        assert watching.process.wait(timeout=60) == 141
        assert watching.said().count("\n") == 1


def test_it_is_seen_at_the_next_report_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        monkeypatch.delattr(select, "poll", raising=False)
        assert not unread()
        out("more")
        assert unread()


def test_a_pipe_cannot_be_watched(tmp_path: Path) -> None:
    with Watching(tmp_path, "-") as watching:
        assert watching.process.wait(timeout=60) == 2
        assert "--watch follows files" in watching.said()


def test_a_plain_check_knows_nothing_of_it() -> None:
    script = (
        "import sys; sys.argv = ['hplan', 'check', 'plans/aas.yaml']\n"
        "from hplan.app import run; run()\n"
        "late = ('hplan.core.checking.watch', 'hplan.core.schema', 'hplan.commands.watching', 'hplan.core.document')\n"
        "print([name for name in sys.modules if name.startswith(late)], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stderr.strip() == "[]"
