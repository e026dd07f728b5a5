"""What the documents say is what the tool does."""

import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Run

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def transcript() -> list[tuple[str, list[str]]]:
    """The commands of the README's console block, each with the lines that it says come out."""
    block = re.search(r"(?s)```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"))
    assert block
    commands = re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]
    return [(command.splitlines()[0], command.splitlines()[1:]) for command in commands]


def test_the_readme_shows_what_comes_out(run: Run, tmp_path: Path) -> None:
    for command, lines in transcript():
        arguments = shlex.split(command)[1:]
        if arguments[0] == "render":
            arguments += ["--output-dir", str(tmp_path / "build")]
        shown = run(*arguments, cwd=ROOT, lang="nb").stdout.splitlines()
        shown = [
            Path(line).relative_to(tmp_path).as_posix() if line.startswith(str(tmp_path)) else line for line in shown
        ]
        if "…" in lines:
            lines = lines[: lines.index("…")]
            shown = shown[: len(lines)]
        assert shown == lines


def test_every_command_is_in_the_readme(run: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^│ (\w+) ", run("--help").stdout, re.MULTILINE)
    assert commands == ["new", "check", "rule", "render", "import", "schema"]
    for command in commands:
        assert f"| `hplan {command} " in readme


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"(?ms)^ *```.*?^ *```", "", path.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)|src=\"([^\"]+)\"", text):
        name = target[0] or target[1]
        if "://" not in name and not name.startswith("mailto:"):
            assert (path.parent / name).exists(), name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_options_that_are_named_exist(path: Path, run: Run) -> None:
    known = set(
        re.findall(
            r"--[a-z][a-z-]+",
            "".join(run(command, "--help").stdout for command in ("new", "check", "render", "import", "schema")),
        )
    )
    foreign = {"--quiet", "--user", "--editable", "--help", "--version", "--install"}
    foreign |= {"--stdio", "--hook-stage", "--all-files", "--hypothesis-profile"}
    text = re.sub(r"(?m)^.*\b(?:pip|pipx|uv|git|soffice|winget|brew)\b.*$", "", path.read_text("utf-8"))
    assert set(re.findall(r"(?<![\w{-])--[a-z][a-z-]+", text)) <= known | foreign


def test_the_hook_of_pre_commit_takes_plans_and_strategies() -> None:
    (hook,) = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for path in ("plans/aas.yaml", "fylke/plans/b.yml", "strategiplan-2026-2027.yaml"):
        assert re.search(hook["files"], path)
    for path in ("plans/aas/x.yaml", "plans/.hplan/p.json", "plans/.aas.yaml", "other.yaml", "myplans/a.yaml"):
        assert not re.search(hook["files"], path)
    assert hook["entry"] == "hplan check"


def test_the_guide_shows_the_top_of_a_new_plan(run: Run, tmp_path: Path) -> None:
    run("new", "aas", "--name", "Fagforbundet Ås", "--county", "Akershus", "--language", "nb")
    guide = (ROOT / "docs/brukerveiledning.md").read_text("utf-8")
    block = re.search(r"(?s)Øverst i filen står dette:\n\n```yaml\n(.*?)```", guide)
    assert block
    assert (tmp_path / "plans/aas.yaml").read_text("utf-8").startswith(block[1])


def test_the_guide_shows_what_comes_out_for_the_real_plan(run: Run) -> None:
    """The blocks of the user's guide that are about plans/aas.yaml stand word for word in the report."""
    shown = run("check", "plans/aas.yaml", cwd=ROOT, lang="nb", COLUMNS="80").stdout
    guide = (ROOT / "docs/brukerveiledning.md").read_text("utf-8")
    blocks = re.findall(r"(?ms)^```text\n((?:plans/aas\.yaml:87|Fagforbundet Ås: 14).*?)^```", guide)
    assert len(blocks) == 2
    for block in blocks:
        assert block in shown
    help_page = run("--help", lang="nb", COLUMNS="80").stdout.splitlines()
    lines = [line.rstrip() for line in help_page if line.strip()]
    assert "\n".join(lines) in re.sub(r"\n\n", "\n", guide)
