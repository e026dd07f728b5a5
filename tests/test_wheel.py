"""The wheel, installed by itself: it works in an empty folder, with the strategy, templates and messages it carries."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def hplan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of a wheel that was built and installed into an empty environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=600)
    (wheel,) = folder.glob("hplan-*.whl")
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", *pip[1:], "install", str(wheel)], check=True, timeout=600)
    return scripts / "hplan"


def test_new_check_and_render_in_an_empty_folder(hplan: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [hplan, *arguments], cwd=tmp_path, env=environment | {"HPLAN_LANG": "nb", "HOME": str(tmp_path)},
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    assert run("new", "aas", "--name", "Fagforbundet Ås", "--county", "Akershus").returncode == 0
    checked = run("check")
    assert checked.returncode == 1
    assert "0 av 22 mål er fylt ut" in checked.stdout
    rendered = run("render")
    assert rendered.returncode == 0, rendered.stderr
    assert rendered.stdout.split() == ["build/aas.docx", "build/aas.md"]
    assert "Nasjonale mål 2026–2027" in (tmp_path / "build/aas.md").read_text("utf-8")
    page = run("render", "--to", "html", "--output-dir", "-")
    assert page.returncode == 0, page.stderr
    assert '<nav aria-label="Innhold">' in page.stdout
    assert "--red: #b3121d;" in page.stdout
