"""hplan as its user runs it: exit codes, outputs, languages."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hplan.core.left_out import left_out
from tests.conftest import ROOT, Run

PLAN = 'strategiplan: "2026-2027"\nfagforening: {navn: Ås, fylkeskrets: Akershus}\nfase: utkast\nårsmøte: 2026-02-12\n'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan that can be read and is not filled in."""
    path = tmp_path / "plans" / "aas.yaml"
    path.parent.mkdir()
    path.write_text(PLAN, "utf-8")
    return path


def test_exit_codes(run: Run, plan: Path) -> None:
    assert run("check").returncode == 1
    assert run("check", "plans/nope.yaml").returncode == 2
    assert run("chek").returncode == 2
    assert run("check", "--nope").returncode == 2
    assert run().returncode == 2
    assert run("--help").returncode == 0
    assert run("--version").stdout.startswith("hplan ")


def test_one_bad_file_does_not_stop_the_others(run: Run, plan: Path) -> None:
    (plan.parent / "bad.yaml").write_text("a: 'b\n", "utf-8")
    (plan.parent / "folder.yaml").mkdir()
    (plan.parent / "latin.yaml").write_bytes("navn: Ås\n".encode("latin-1"))
    result = run("check", "--output-format", "json")
    codes = {(finding["path"], finding["code"]) for finding in json.loads(result.stdout)["findings"]}
    assert {("plans/bad.yaml", "HP004"), ("plans/folder.yaml", "HP001"), ("plans/latin.yaml", "HP002")} <= codes
    assert ("plans/aas.yaml", "HP110") in codes
    assert result.returncode == 2
    assert result.stderr == ""


def test_json_has_the_promised_shape(run: Run, plan: Path) -> None:
    report = json.loads(run("check", "--output-format", "json").stdout)
    assert report["plans"][0] | {"areas": None} == {
        "path": "plans/aas.yaml", "name": "Ås", "goals": 22, "filled": 0, "omitted": 0, "areas": None,
    }  # fmt: skip
    assert len(report["findings"]) == 22 + 1  # the goals, and a hint that there is no situation table
    assert {"code", "severity", "path", "line", "column", "message", "advice"} < set(report["findings"][0])


def test_plan_from_standard_input(run: Run) -> None:
    result = run("check", "-", "--output-format", "concise", stdin=PLAN.replace("utkast", "utkst"))
    assert "-:3:7: HP104 " in result.stdout
    markdown = run("render", "-", "--to", "md", "--output-dir", "-", stdin=PLAN)
    assert markdown.stdout.startswith("# Handlingsplan 2026–2027\n")
    assert markdown.returncode == 0


def test_full_report(run: Run, plan: Path) -> None:
    plan.write_text(PLAN + "handlingsplan: {digitalisering: {ki: [Kurs], omstilling: {utelatt: x}}}\n", "utf-8")
    result = run("check", lang="nb", COLUMNS="100")
    assert "\x1b" not in result.stdout
    assert "Ås: 1 av 22 mål er fylt ut, 1 er utelatt" in result.stdout
    assert "6. Digitalisering" in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
    assert "\x1b[" in run("check", FORCE_COLOR="1").stdout
    assert "\x1b" not in run("check", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_strategy_files_are_checked_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "strategiplan-1.yaml").write_text("strategiplan: '1'\n", "utf-8")
    result = run("check", "--output-format", "concise")
    assert "strategiplan-1.yaml:1:1: HP112" in result.stdout
    assert result.returncode == 1


def test_plans_are_found_as_users_name_them(run: Run, plan: Path) -> None:
    (plan.parent / "~aas.yaml").write_text("lås", "utf-8")
    (plan.parent / ".skjult.yaml").write_text("lås", "utf-8")
    for paths in (["plans"], ["aas"], ["plans/aas.yaml", "plans/aas.yaml"], [str(plan)], []):
        report = json.loads(run("check", *paths, "--output-format", "json").stdout)
        assert [found["path"] for found in report["plans"]] == ["plans/aas.yaml"], paths


def test_a_folder_with_plans_in_it_means_its_plans(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services:\n", "utf-8")
    (tmp_path / "other/plans").mkdir(parents=True)
    (tmp_path / "other/plans/b.yaml").write_text(PLAN, "utf-8")
    for paths, found in ((["."], ["aas"]), ([".", "other"], ["aas", "b"]), (["plans", "other/plans"], ["aas", "b"])):
        plans = json.loads(run("check", *paths, "--output-format", "json").stdout)["plans"]
        assert [Path(each["path"]).stem for each in plans] == found
    assert json.loads(run("check", ".", "--output-format", "json", cwd=plan.parent).stdout)["plans"]
    assert run("render", ".", "--to", "md").stdout == "build/aas.md\n"


def test_a_workspace_that_is_named_has_its_strategies_checked(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "strategiplan-1.yaml").write_text("områder:\n", "utf-8")
    assert run("check", ".").stdout == run("check").stdout
    assert "strategiplan-1.yaml" in run("check", ".").stdout


def test_nothing_to_check(run: Run, tmp_path: Path) -> None:
    result = run("check")
    assert result.returncode == 2
    assert "hplan new" in result.stderr
    (tmp_path / "a").mkdir()
    (tmp_path / "b/plans").mkdir(parents=True)
    for command in ("check", "render"):
        result = run(command, "a", "b")
        assert (result.returncode, result.stderr) == (2, "hplan: there are no plans in a, b\n")


def test_plans_that_are_left_out_are_told_of(run: Run, plan: Path) -> None:
    for name in ("gamle/a.yaml", "gamle/b.yml", "gamle/2024/c.yaml", "aas/bilde.png", ".skjult/d.yaml"):
        (plan.parent / name).parent.mkdir(exist_ok=True)
        (plan.parent / name).write_text(PLAN, "utf-8")
    (plan.parent / "ski.yaml.txt").write_text(PLAN, "utf-8")
    (plan.parent / "notat.txt").write_text("Husk", "utf-8")
    said = (
        "hplan: plans in folders below are left out (2); for those: hplan check plans/gamle\n"
        "hplan: plans in folders below are left out (1); for those: hplan check plans/gamle/2024\n"
        "hplan: plans/ski.yaml.txt is left out, since its name ends in .txt; call it ski.yaml\n"
    )
    for paths in ([], ["plans"], ["."], ["--fix"], ["--diff"]):
        assert run("check", *paths).stderr == said, paths
    assert run("check", "aas").stderr == ""
    assert "1 file checked" in run("check", "plans/gamle/2024").stdout
    assert run("render", "--to", "md").stderr == said.replace("check", "render")
    plan.unlink()
    for command in (["check"], ["check", "--fix"]):  # what --fix stops at is not followed by a report that tells
        result = run(*command)
        assert result.returncode == 2
        assert result.stderr.startswith(said)


def test_plans_beside_those_of_a_workspace_are_told_of(run: Run, plan: Path, tmp_path: Path) -> None:
    for name in ("beside.yaml", "ski 2026.yaml"):
        (tmp_path / name).write_text(PLAN, "utf-8")
    (tmp_path / "strategiplan-1.yaml").write_text('strategiplan: "1"\n', "utf-8")
    (tmp_path / "docker.yml").write_text("services: {}\n", "utf-8")
    said = "".join(
        f"hplan: {name} is left out, since it is not in plans; move it there, or name it: hplan check {typed}\n"
        for name, typed in (("beside.yaml", "beside.yaml"), ("ski 2026.yaml", '"ski 2026.yaml"'))
    )
    for paths in ([], ["."], [".", "plans"]):
        assert run("check", *paths).stderr == said, paths
    assert run("check", "plans").stderr == ""
    assert run("check", ".", "beside.yaml", "ski 2026.yaml").stderr == ""


def test_what_is_no_folder_of_plans_is_not_told_of(run: Run, plan: Path, tmp_path: Path) -> None:
    for name in (
        "kode/docker.yml",
        "kode/a/ci.yaml",
        "Mine planer/a.yaml",
        "Mine planer/.git/b.yaml",
        "x/plans/c.yaml",
    ):
        (tmp_path / "hjem" / name).parent.mkdir(parents=True, exist_ok=True)
        ours = name.startswith(("Mine", "x"))
        (tmp_path / "hjem" / name).write_text(PLAN if ours else "a: b\n", "utf-8")
    assert run("check", ".", cwd=tmp_path / "hjem").stderr == (
        'hplan: plans in folders below are left out (1); for those: hplan check "Mine planer"\n'
        "hplan: plans in folders below are left out (1); for those: hplan check x/plans\n"
        "hplan: there are no plans in .\n"
    )
    for name in ("~kopi/a.yaml", "gamle/.skjult/a.yaml"):
        (plan.parent / name).parent.mkdir(parents=True)
        (plan.parent / name).write_text(PLAN, "utf-8")
    assert run("check").stderr == ""
    assert run("check", "plans", "plans/gamle").stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="not everybody may make links there")
def test_links_are_not_followed_for_what_is_left_out(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "annet").mkdir()
    (tmp_path / "annet/a.yaml").write_text(PLAN, "utf-8")
    (plan.parent / "lenke").symlink_to(tmp_path / "annet")
    (plan.parent / "ring").symlink_to(plan.parent)
    assert run("check", "plans").stderr == ""


def test_of_much_that_is_left_out_some_is_named(run: Run, plan: Path) -> None:
    for number in range(12):
        (plan.parent / f"{number:02}").mkdir()
        (plan.parent / f"{number:02}/a.yaml").write_text(PLAN, "utf-8")
    said = run("check").stderr.splitlines()
    assert [line.rpartition("/")[2] for line in said[:-1]] == ["00", "01", "02", "03", "04"]
    assert said[-1] == "hplan: there is more that is left out (7)"


def test_only_so_much_is_looked_into(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan.parent / "a/b/c/d/e/f").mkdir(parents=True)
    (plan.parent / "a/b/c/d/e/f/dypt.yaml").write_text(PLAN, "utf-8")
    for number in range(600):
        (plan.parent / f"{number:03}").mkdir()
    looked: list[object] = []
    scan = os.scandir

    def scandir(path: str) -> object:
        looked.append(path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(left_out({plan.parent: plan.parent}, [plan], "hplan check")) == []
    assert 2 < len(looked) <= 500


def test_a_plan_that_is_not_there_is_named_by_the_one_that_was_meant(run: Run, plan: Path) -> None:
    (plan.parent / "sor_varanger.yaml").write_text(PLAN, "utf-8")
    for name, meant in (
        ("AAS", "aas"),
        ("plans/ås.yaml", "aas"),
        ("sor", "sor_varanger"),
        ("Sør-Varanger", "sor_varanger"),
    ):
        said = f"{name}: HP001 The file cannot be read: it does not exist. Did you mean plans/{meant}.yaml?\n"
        assert run("check", name, "--output-format", "concise").stdout == said
        assert said in run("render", name, "--to", "md").stderr
        assert said.split(": HP001")[0] in run("check", name).stdout
    # By a name that can be typed where the user is.
    below, beside = plan.parent, plan.parents[1] / "dok"
    beside.mkdir()
    for cwd, name, meant in ((below, "aaas.yaml", "aas.yaml"), (beside, "../plans/aaas.yaml", plan.as_posix())):
        assert f"Did you mean {meant}?\n" in run("check", name, "--output-format", "concise", cwd=cwd).stdout
    assert (
        run("check", "bergen", "--output-format", "concise").stdout
        == "bergen: HP001 The file cannot be read: it does not exist\n"
    )


@pytest.mark.parametrize(("lang", "usage"), [("nb", "Bruk:"), ("nn", "Bruk:"), ("en", "Usage:")])
def test_help_is_in_the_users_language(run: Run, lang: str, usage: str) -> None:
    for arguments in (["--help"], *([command, "--help"] for command in ("check", "new", "render", "rule"))):
        shown = run(*arguments, lang=lang).stdout
        assert usage in shown
        if lang != "en":
            for english in ("Usage", "Options", "Commands", "Arguments", "Show this", "default", "required", "OPTIONS"):
                assert english not in shown


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"HPLAN_LANG": "nn", "LANG": "en_US.UTF-8"}, "nn"),
        ({"HPLAN_LANG": "", "LANG": "nb_NO.UTF-8"}, "nb"),
        ({"HPLAN_LANG": "", "LANG": "no_NO.ISO-8859-1"}, "nb"),
        ({"HPLAN_LANG": "", "LC_ALL": "nn_NO", "LANG": "nb_NO"}, "nn"),
        ({"HPLAN_LANG": "", "LANG": "se_NO.UTF-8"}, "nb"),
        ({"HPLAN_LANG": "", "LANG": "de_DE.UTF-8"}, "en"),
        ({"HPLAN_LANG": "", "LANG": "C"}, "en"),
    ],
)
def test_locale(environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from hplan import i18n

    for name in ("HPLAN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    i18n.user_language.cache_clear()
    assert i18n.user_language() == language


def test_usage_errors_in_norwegian(run: Run) -> None:
    assert "valget --nam finnes ikke" in run("new", "--nam", "x", lang="nb").stderr
    assert "Mente du" in run("chek", lang="nb").stderr
    assert "No such" not in run("chek", lang="nn").stderr


def test_one_fault_is_said_in_one_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/a.yaml").write_bytes((ROOT / "plans/aas.yaml").read_bytes())
    said = [run(*command, "HP999").stderr for command in (["rule"], ["check", "--select"], ["check", "--ignore"])]
    assert said == ["hplan: there is no rule “HP999”. See all of them with: hplan rule\n"] * 3
    assert "Did you mean “HP210”?" in run("check", "--select", "HP2O1").stderr
    for command in (
        ["check", "--output-format", "foo"], ["render", "--to", "foo"], ["render", "--stage", "foo"],
        ["import", "a.docx", "--track-changes", "foo"], ["new", "a", "--language", "foo"],
        ["schema", "plan", "--language", "foo"],
    ):  # fmt: skip
        result = run(*command, lang="nn")
        assert result.returncode == 2
        assert f"«foo» kan ikkje brukast for {command[-2]}. Vel blant desse: " in result.stderr


def test_an_option_with_nothing_after_it_or_too_much(run: Run) -> None:
    assert run("check", "--select", lang="nb").stderr == "hplan: det må stå noe etter --select\n"
    assert run("check", "--fix=ja", lang="nb").stderr == "hplan: --fix skal stå alene, uten = og noe etter\n"


@pytest.mark.parametrize("width", ["60", "80"])
def test_no_help_tears_a_word_or_speaks_of_python(width: str, run: Run) -> None:
    choices = {
        "check": "full, concise, json, github, gitlab, sarif eller junit",
        "render": "utkast, innstilling, vedtatt eller evaluering",
        "import": "accept tar dem som godtatt, reject som avvist, og all",
        "new": "nb|nn", "rule": "[KODE]…", "schema": "plan|strategy",
    }  # fmt: skip
    for command, listed in choices.items():
        shown = run(command, "--help", lang="nb", COLUMNS=width).stdout
        assert "<" not in shown
        assert listed in re.sub(r"[│\s]+", " ", shown)


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are other things there")
def test_a_reader_that_has_seen_enough(plan: Path) -> None:
    command = f"({sys.executable} -m hplan check; echo $? >&3) 3>&1 | (head -c 1 > /dev/null; cat | tail -n 1)"
    result = subprocess.run(
        command, shell=True, cwd=plan.parents[1], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.stderr == ""
    assert result.stdout == "1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are other things there")
@pytest.mark.parametrize(
    "command", ["check", "check -", "check --no-cache", "check --watch", "rule", "--help", "--version"]
)
@pytest.mark.parametrize(("output", "why"), [(">&-", "it is closed"), (">/dev/full", "the disk is full")])
def test_an_output_that_takes_nothing(command: str, output: str, why: str, plan: Path) -> None:
    if output == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for errors in ("", "2>&-", "2>&1"):
        result = streams(command, f"{output} {errors}", plan.parents[1])
        assert result.returncode == 2
        if not errors:
            assert result.stderr.splitlines()[-1] == f"hplan: nothing can be written to standard output: {why}"
            assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are other things there")
def test_closed_streams_that_are_not_needed(plan: Path) -> None:
    folder = plan.parents[1]
    assert streams("check", "<&-", folder).stdout == streams("check", "", folder).stdout
    assert [streams("check", closed, folder).returncode for closed in ("<&-", "2>&-", "<&- 2>&-")] == [1, 1, 1]
    read = streams("check - --output-format concise", "<&-", folder)
    assert (read.returncode, read.stderr) == (2, "")
    assert "-:1:1: HP015 " in read.stdout


def streams(command: str, redirected: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """hplan as a shell runs it with its streams redirected."""
    return subprocess.run(
        f"{sys.executable} -m hplan {command} {redirected}", shell=True, cwd=folder, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, env=os.environ | {"HPLAN_LANG": "en", "NO_COLOR": "1"}, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are other things there")
def test_interrupted(plan: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "hplan", "check", "-"],
        cwd=plan.parents[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"HPLAN_LANG": "en"},
    )  # fmt: skip
    assert process.stdin
    try:
        process.stdin.write("#" * 1_000_000)  # more than a pipe holds: it is reading by then
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in said


def test_a_fault_of_ours_is_said_without_a_traceback(plan: Path) -> None:
    script = (
        "import sys, hplan.core.checking.check as check\n"
        "check.check_named = lambda *_: 1 / 0\n"
        "sys.argv = ['hplan', 'check']\n"
        "from hplan.__main__ import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=plan.parents[1], capture_output=True, text=True, timeout=60, check=False,
        env=os.environ | {"HPLAN_LANG": "en"},
    )  # fmt: skip
    assert result.returncode == 3
    assert "internal fault (ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes, devices or links there")
def test_what_is_no_file_is_not_waited_for(run: Run, plan: Path) -> None:
    os.mkfifo(plan.parent / "pipe.yaml")
    (plan.parent / "zero.yaml").symlink_to("/dev/zero")
    (plan.parent / "loop.yaml").symlink_to("loop.yaml")
    with (plan.parent / "large.yaml").open("wb") as file:
        file.truncate(4 * 1024**3)
    report = json.loads(run("check", "--output-format", "json").stdout)
    codes = {(f["path"], f["code"]) for f in report["findings"] if f["path"] != "plans/aas.yaml"}
    assert codes == {
        ("plans/pipe.yaml", "HP001"), ("plans/zero.yaml", "HP001"), ("plans/loop.yaml", "HP001"), ("plans/large.yaml", "HP005"),
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="nobody may make links there")
def test_a_link_that_leads_to_itself_is_no_file(run: Run, plan: Path) -> None:
    for name in ("bilde.png", "mappe"):
        (plan.parent / name).symlink_to(name)
    text = "innledning: |\n  ![Et kart](bilde.png) [fil](mappe/fil.pdf) ![Til](mappe/b.png)\n"
    (plan.parent / "b.yaml").write_text(PLAN + text, "utf-8")
    report = json.loads(run("check", "plans/b.yaml", "plans/mappe/c.yaml", "--output-format", "json").stdout)
    codes = [(f["path"], f["code"]) for f in report["findings"]]
    assert codes.count(("plans/b.yaml", "HP601")) == 2
    assert ("plans/b.yaml", "HP608") in codes
    assert ("plans/mappe/c.yaml", "HP001") in codes
    result = run("render", "plans/b.yaml")
    assert result.returncode == 1
    assert "bilde.png" in result.stderr


def test_a_plan_cannot_steer_the_terminal_or_forge_a_line(run: Run) -> None:
    source = PLAN + '"foo\\nplans/b.yaml:1:1: HP999 falsk": 1\nspråk: "\\e]52;c;ZXZpbA==\\a"\n'
    for form in ("concise", "full"):
        shown = run("check", "-", "--output-format", form, stdin=source, FORCE_COLOR="").stdout
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert not any(line.startswith("plans/b.yaml") for line in shown.splitlines())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_output_that_cannot_be_written(plan: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "hplan", "check"]
        result = subprocess.run(
            command, cwd=plan.parents[1], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_the_repository_is_a_workspace(run: Run) -> None:
    report = json.loads(run("check", "--output-format", "json", cwd=ROOT).stdout)
    assert [plan["path"] for plan in report["plans"]] == ["plans/aas.yaml", "plans/sor_varanger.yaml"]


def test_a_bar_of_progress_leaves_the_report_where_it_goes() -> None:
    """On a terminal with the report going to a file: the bar is seen, and the report is whole."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    script = (
        "import time; from hplan.commands.terminal import progress\n"
        "for number in progress(range(4), 'Checking', 4):\n"
        "    time.sleep(0.4); print(number)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=theirs, text=True, timeout=60, check=True,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80"},
    )  # fmt: skip
    os.close(theirs)
    assert result.stdout.split() == ["0", "1", "2", "3"]
    assert b"Checking" in os.read(ours, 10000)
    os.close(ours)


@pytest.mark.parametrize(("asked", "wide"), [("100", 100), ("0", 80), ("-5", 80), ("x", 80), (None, 80)])
def test_a_terminal_without_a_width_has_eighty_columns(
    asked: str | None, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hplan.commands.terminal import columns

    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((0, 0)))
    if asked is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", asked)
    assert columns() == wide
