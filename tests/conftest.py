"""What the tests share: folders to work in, and hplan run as its user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "samples"
Run = Callable[..., subprocess.CompletedProcess[str]]


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
