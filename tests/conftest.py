"""What the tests share: folders to work in, and hplan run as its user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "samples"
Run = Callable[..., subprocess.CompletedProcess[str]]

# The same examples on every run, however busy the machine is. To hunt for others: CONTRIBUTING.md.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.register_profile("same", _UNTIMED, derandomize=True)
settings.register_profile("hunt", _UNTIMED, print_blob=True)
settings.load_profile("same")


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Hold what is done to so much time of the processor, its own and that of the processes that it waits for.

    The clock on the wall also counts what others do meanwhile.
    """
    before = sum(os.times()[:4])
    yield
    assert sum(os.times()[:4]) - before < seconds


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run hplan in a process of its own, in an empty folder unless `cwd` says otherwise, in English unless `lang` does."""

    def run_hplan(
        *arguments: str, cwd: Path = tmp_path, lang: str = "en", stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        ours = {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "", "HPLAN_CACHE_DIR": f"{tmp_path}-cache"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "HPLAN"))}
        return subprocess.run(
            [sys.executable, "-m", "hplan", *arguments],
            cwd=cwd,
            env=kept | ours | {"HPLAN_LANG": lang, **environment},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run_hplan


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages be in English, whatever the machine's locale."""
    from hplan import i18n

    monkeypatch.setenv("HPLAN_LANG", "en")
    i18n.user_language.cache_clear()
