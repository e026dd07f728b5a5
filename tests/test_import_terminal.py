"""`hplan import` of a document of ours on a terminal: it shows the difference, asks, and does what it is told."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hplan.model.plan import Stage
from tests.test_round_trip import PLAN, Desk, Run, edit, rendered, text_changed

__all__ = ["rendered"]
pty = pytest.importorskip("pty")
SECONDS = 120
CHANGED = PLAN.replace("30 prosent", "35 prosent")


@pytest.fixture
def desk(tmp_path: Path, rendered: Callable[..., bytes]) -> Desk:
    made = Desk(tmp_path / "sted")
    (made.folder / "retur.docx").write_bytes(edit(rendered("docx", Stage.PROPOSAL), text_changed))
    return made


def on_a_terminal(folder: Path, *answers: str, lang: str = "nb") -> tuple[int, str]:
    """Run `hplan import retur.docx`, give an answer to each question, and return the code and all that was shown."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    process = subprocess.Popen(
        [sys.executable, "-m", "hplan", "import", "retur.docx"],
        cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=_controlled,
        env=environment | {"HPLAN_LANG": lang, "TERM": "xterm-256color", "COLUMNS": "80"},
    )  # fmt: skip
    os.close(theirs)
    shown, waiting, end = b"", list(answers), time.monotonic() + SECONDS
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # Linux says so when nobody is left at the other end
                break
        elif process.poll() is not None:
            break
        asked = shown.count(b"[J/n] ") + shown.count(b"[Y/n] ")
        if waiting and asked > len(answers) - len(waiting):
            time.sleep(0.3)  # until it really reads: nobody answers sooner
            os.write(ours, waiting.pop(0).encode())
    code = process.wait(timeout=SECONDS)
    os.close(ours)
    return code, shown.decode("utf-8", "replace").replace("\r\n", "\n")


def _controlled() -> None:
    """Make the terminal the one whose keys interrupt."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize("answer", ["j", "ja", "Ja.", "y", "yes", ""])
def test_yes_writes(answer: str, desk: Desk) -> None:
    code, shown = on_a_terminal(desk.folder, f"{answer}\n")
    assert code == 0, shown
    assert desk.plan.read_text("utf-8") == CHANGED
    assert "plans/prove.yaml er oppdatert" in shown
    assert "\x1b[38;5;161m-        Vi skal opp i 30 prosent.\x1b[0m\n" in shown
    assert "\x1b[38;5;28m+        Vi skal opp i 35 prosent.\x1b[0m\n" in shown


@pytest.mark.parametrize("answer", ["n", "nei", "No"])
def test_no_writes_nothing(answer: str, desk: Desk) -> None:
    code, shown = on_a_terminal(desk.folder, f"{answer}\n")
    assert code == 0, shown
    assert desk.plan.read_text("utf-8") == PLAN
    assert "Ingenting er skrevet." in shown


def test_another_answer_is_asked_again(desk: Desk) -> None:
    code, shown = on_a_terminal(desk.folder, "kanskje\n", "yes\n", lang="en")
    assert code == 0, shown
    assert "Answer y for yes, or n for no." in shown
    assert desk.plan.read_text("utf-8") == CHANGED


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "end of input"])
def test_an_interruption_writes_nothing(key: str, desk: Desk) -> None:
    code, shown = on_a_terminal(desk.folder, key)
    assert code == 130, shown
    assert desk.plan.read_text("utf-8") == PLAN
    assert "Traceback" not in shown
    assert shown.endswith("hplan: avbrutt\n")


def test_without_a_terminal_it_says_what_to_do(desk: Desk, run: Run) -> None:
    result = run("import", "retur.docx", cwd=desk.folder)
    assert result.returncode == 2
    assert re.search(r"^\+ +Vi skal opp i 35 prosent\.$", result.stdout, re.MULTILINE)
    assert result.stderr == "hplan: give --yes to write; there is nobody at the terminal to ask\n"
    assert desk.plan.read_text("utf-8") == PLAN
