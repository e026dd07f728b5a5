"""`hplan new`: a scaffold that is a pleasure to fill in, and nothing overwritten."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hplan.core.reading.read_plan import read_plan
from hplan.core.writing.plan_data import answer_data, unplaced_data
from tests.conftest import ROOT, Run
from tests.test_rule_cases import HEAD

SCHEMA = "plan-2026-2027.nb.json"
STRATEGY_2028 = """\
strategiplan: "2028-2029"
periode: {fra: 2028-01-01, til: 2029-12-31}
tittel: Strategiplan 2028–2029
områder:
  tariffmakt:
    tittel: Tariffmakt
    mål:
      yrkesaktive: {tekst: Flere yrkesaktive}
      organisering: {tekst: Organisere flere, erstatter: [2026-2027/tariffmakt.organisasjonsgrad]}
    strategier:
      klubber: Bygge klubber
"""


def new(run: Run, *more: str, **environment: Any) -> subprocess.CompletedProcess[str]:
    return run("new", "test_lag", "--name", "Fagforbundet Test", "--county", "Finnmark", *more, **environment)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_from_scaffold_to_document(language: str, run: Run, tmp_path: Path) -> None:
    """The main job: scaffold, be told of the 22 goals, fill in what is mandatory, be told nothing, render."""
    assert new(run, "--language", language).returncode == 0
    path = tmp_path / "plans/test_lag.yaml"
    result = run("check", "plans/test_lag.yaml", "--output-format", "json")
    assert result.returncode == 1
    findings = json.loads(result.stdout)["findings"]
    goals = [finding for finding in findings if finding["code"] == "HP201"]
    assert len(goals) == 22
    lines = path.read_text("utf-8").splitlines()
    strategy = (ROOT / "strategiplan-2026-2027.yaml").read_text("utf-8")
    for finding in goals:
        key = lines[finding["line"] - 1]
        assert re.fullmatch(r"    [a-z_]+:", key)
        assert f"      {key.strip()}\n" in strategy
        assert re.search(r"# \d\.\d ", "\n".join(lines[finding["line"] - 4 : finding["line"] - 1]))
    assert [finding["code"] for finding in findings if finding not in goals] == ["HP202", "HP207"]
    assert {finding["severity"] for finding in goals} == {"warning"}

    filled = re.sub(r"^(    [a-z_]+:)$", r"\1\n      - Et tiltak", path.read_text("utf-8"), flags=re.MULTILINE)
    filled = filled.replace("årsmøte:\n", "årsmøte: 2026-02-12\n")
    filled = filled.replace("    nå:\n      - Et tiltak", "    nå:").replace("sikt:\n      - Et tiltak", "sikt:")
    path.write_text(filled, "utf-8")
    assert run("check", "plans/test_lag.yaml").returncode == 0
    rendered = run("render", "plans/test_lag.yaml")
    assert rendered.stdout.split() == ["build/test_lag.docx", "build/test_lag.md"]
    assert rendered.returncode == 0
    for name in rendered.stdout.split():
        assert (tmp_path / name).stat().st_size > 1000


def test_the_scaffold_has_everything_in_order(run: Run, tmp_path: Path) -> None:
    new(run)
    text = (tmp_path / "plans/test_lag.yaml").read_text("utf-8")
    plan, findings = read_plan(text.encode(), "p")
    assert plan
    assert findings == []
    assert [str(plan.name), str(plan.county), str(plan.stage)] == ["Fagforbundet Test", "Finnmark", "utkast"]
    assert list(plan.areas) == [row.area and row.area.value for row in plan.situation]
    assert "# Handlingsplanen beskriver Fagforbundets målsettinger" in text
    assert "# 6.4 KI tas først i bruk" in text
    assert max(map(len, text.splitlines())) <= 102
    assert text.endswith(":\n")


@pytest.mark.parametrize(
    "name", ["Fagforbundet: Ås #1", "nei", "* 'A' \"B\" {{ 7*7 }}", "Linje\nto", "2026-01-01", "Áŋŋel"]
)
def test_any_name_comes_out_as_it_went_in(name: str, run: Run, tmp_path: Path) -> None:
    run("new", "a", "--name", name, "--county", name)
    plan, findings = read_plan((tmp_path / "plans/a.yaml").read_bytes(), "p")
    assert plan
    assert findings == []
    assert [str(plan.name), str(plan.county)] == [name, name]


def test_never_overwrites(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plans/test_lag.yaml"
    path.parent.mkdir()
    path.write_text("mitt\n", "utf-8")
    result = new(run)
    assert result.returncode == 2
    assert "test_lag.yaml is there already" in result.stderr
    assert path.read_text("utf-8") == "mitt\n"


@pytest.mark.parametrize("slug", ["Ås", "a b", "../a", "a/b", "1a", "", "a.yml", "con fig"])
def test_names_that_cannot_be(slug: str, run: Run, tmp_path: Path) -> None:
    result = run("new", slug, "--name", "x", "--county", "y")
    assert result.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_suggests_a_name_that_can_be(run: Run) -> None:
    for name, slug in (("Sør-Varanger", "sor_varanger"), ("Ås", "aas"), ("plans/Ås.yaml", "aas")):
        assert f"for example {slug}" in run("new", name, "--name", "x", "--county", "y").stderr


def test_leaves_nothing_behind_when_it_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("a: 'b\n", "utf-8")
    assert new(run, "--from", "old.yaml").returncode == 2
    assert run("new", "a").returncode == 2  # nobody to ask
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.yaml"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", b"PK\x03\x04"), ("a", b"%PDF-1.7"), ("a.doc", b"\xd0\xcf\x11\xe0"), ("a.md", b"# Plan\n")],
)
def test_a_document_is_no_plan_to_carry_over_from(name: str, content: bytes, run: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    result = new(run, "--from", name)
    assert result.returncode == 2
    assert f"{name} is a document, not a plan file" in result.stderr
    assert f"with: hplan import {name}" in result.stderr
    assert not (tmp_path / "plans").exists()


def test_a_plan_that_goes_to_a_workspace_above_is_said_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "dok/annet").mkdir(parents=True)
    said = f"The plan goes to {tmp_path.as_posix()}/plans, in the workspace that this folder lies in."
    result = new(run, cwd=tmp_path / "dok/annet")
    assert result.returncode == 0
    assert said in result.stderr
    assert (tmp_path / "plans/test_lag.yaml").is_file()
    assert "workspace" not in run("new", "her", "--name", "x", "--county", "y").stderr
    inside = run("new", "inne", "--name", "x", "--county", "y", cwd=tmp_path / "plans")
    assert (inside.stdout, "workspace" in inside.stderr) == ("inne.yaml\n", False)


def test_a_plan_names_its_schema_for_editors(run: Run, tmp_path: Path) -> None:
    for slug, language in (("a", "nb"), ("b", "nn"), ("c", "nn")):
        assert run("new", slug, "--name", "x", "--county", "y", "--language", language).returncode == 0
        first = (tmp_path / f"plans/{slug}.yaml").read_text("utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=.hplan/plan-2026-2027.{language}.json"
        schema = tmp_path / "plans" / first.partition("=")[2]
        assert (
            "organisasjonsgrad"
            in json.loads(schema.read_text("utf-8"))["properties"]["handlingsplan"]["properties"]["tariffmakt"][
                "properties"
            ]
        )
    assert len(list((tmp_path / "plans/.hplan").iterdir())) == 2


def test_a_schema_is_brought_up_to_date_but_not_if_somebody_changed_it(run: Run, tmp_path: Path) -> None:
    from hplan.core.schema import content

    path = tmp_path / "plans/.hplan" / SCHEMA
    path.parent.mkdir(parents=True)
    path.write_bytes(content({"title": "of an older hplan"}))
    assert new(run).returncode == 0
    assert "Handlingsplan" in path.read_text("utf-8")
    path.write_text("{}", "utf-8")
    assert run("new", "b", "--name", "x", "--county", "y").returncode == 0
    assert path.read_text("utf-8") == "{}"


def test_no_plan_without_the_schema_that_it_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/.hplan").write_text("in the way", "utf-8")
    result = new(run)
    assert result.returncode == 2
    assert f"plans/.hplan/{SCHEMA} cannot be written" in result.stderr
    assert [path.name for path in (tmp_path / "plans").iterdir()] == [".hplan"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_schema_through_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "plans/.hplan").symlink_to(tmp_path / "elsewhere")
    assert new(run).returncode == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert [path.name for path in (tmp_path / "plans").iterdir()] == [".hplan"]


def test_a_template_that_names_no_schema_gets_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/plan.yaml.j2").write_text("fagforening: {{ branch.name }}\n", "utf-8")
    assert new(run).returncode == 0
    assert [path.name for path in (tmp_path / "plans").iterdir()] == ["test_lag.yaml"]


def test_two_at_once_make_one_plan(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hplan", "new", "a", "--county", "x", "--name"]
    running = [
        subprocess.Popen([*command, name], cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        for name in "abcd"
    ]
    for process in running:
        process.communicate(timeout=60)
    assert sorted(process.returncode for process in running) == [0, 2, 2, 2]
    assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == [".hplan", "a.yaml"]
    assert [path.name for path in (tmp_path / "plans/.hplan").iterdir()] == [SCHEMA]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_asks_on_a_terminal(tmp_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    environment = os.environ | {"HPLAN_LANG": "nb", "TERM": "xterm"}
    command = [sys.executable, "-m", "hplan", "new", "aas"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    os.write(master, "Fagforbundet Ås\nAkershus\n".encode())
    shown = b""
    while process.poll() is None:
        try:
            shown += os.read(master, 1024)
        except OSError:
            break
    process.wait(timeout=60)
    assert process.returncode == 0
    assert "Navnet på fagforeningen" in shown.decode("utf-8", "replace")
    assert "navn: Fagforbundet Ås" in (tmp_path / "plans/aas.yaml").read_text("utf-8")


@pytest.mark.parametrize("slug", ["aas", "sor_varanger"])
def test_from_a_plan_of_the_same_period_carries_everything(slug: str, run: Run, tmp_path: Path) -> None:
    old_path = ROOT / f"plans/{slug}.yaml"
    assert run("new", "ny", "--from", str(old_path)).returncode == 0
    old, _ = read_plan(old_path.read_bytes(), "old")
    plan, findings = read_plan((tmp_path / "plans/ny.yaml").read_bytes(), "new")
    assert old
    assert plan
    assert findings == []
    assert str(plan.name) == str(old.name)
    assert [str(row.now) for row in plan.situation] == [str(row.now) for row in old.situation]
    assert str(plan.introduction) == str(old.introduction)
    assert [answer_data(goal) for goal in plan.local_goals] == [answer_data(goal) for goal in old.local_goals]
    for said in old.areas.values():
        area = plan.areas.get(said.id)
        assert area
        for answer in (*said.goals.values(), *said.strategies.values()):
            other = area.goals.get(answer.id or "") or area.strategies.get(answer.id or "")
            assert other
            assert answer_data(other) == answer_data(answer)
        assert [answer_data(goal) for goal in area.local_goals] == [answer_data(goal) for goal in said.local_goals]


def test_from_a_plan_of_the_period_before(run: Run, tmp_path: Path) -> None:
    (tmp_path / "strategiplan-2028-2029.yaml").write_text(STRATEGY_2028, "utf-8")
    (tmp_path / "old.yaml").write_text(
        """\
strategiplan: "2026-2027"
fagforening: {navn: Ås, fylkeskrets: Akershus}
språk: nn
fase: evaluering
årsmøte: 2026-02-12
handlingsplan:
  tariffmakt:
    organisasjonsgrad:
      - {tiltak: Ferdig, status: gjennomført, resultat: 20 nye}
      - {tiltak: Fortsetter, status: pågår, frist: 2027-05-01, ansvarlig: Styret}
    tillitsvalgte_privat: Finnes ikke lenger
    strategier:
      klubber: {ordlyd: Våre klubber}
  digitalisering:
    lokale_mål: [Nettside]
""",
        "utf-8",
    )
    assert run("new", "ny", "--from", "old.yaml").returncode == 0
    text = (tmp_path / "plans/ny.yaml").read_text("utf-8")
    plan, findings = read_plan(text.encode(), "new")
    assert plan
    assert findings == []
    assert plan.strategy_id
    assert plan.strategy_id.value == "2028-2029"
    assert plan.written_language == "nn"
    assert plan.annual_meeting is None
    area = plan.areas.get("tariffmakt")
    assert area
    organising, clubs = area.goals.get("organisering"), area.strategies.get("klubber")
    assert organising
    assert clubs
    assert answer_data(organising) == [{"tiltak": "Fortsetter", "ansvarlig": "Styret"}]
    assert answer_data(clubs) == {"ordlyd": "Våre klubber"}
    assert [answer_data(goal) for goal in plan.local_goals] == ["Nettside"]
    for left in ("# ", "Finnes ikke lenger", "20 nye", "2027-05-01"):
        assert left in text


def test_all_that_is_missing_is_named_at_once_where_nobody_can_be_asked(run: Run) -> None:
    result = run("new", "lia")
    assert (result.returncode, result.stderr) == (
        2,
        "hplan: give --name, --county; there is nobody at the terminal to ask\n",
    )


def test_from_a_plan_with_texts_that_have_no_place_yet(run: Run, tmp_path: Path) -> None:
    """They came with a document that was imported, and wait: no word of them is lost on the way."""
    (tmp_path / "old.yaml").write_text(
        """\
strategiplan: "2026-2027"
fagforening: {navn: Ås, fylkeskrets: Akershus}
uplassert:
  - tekst: |
      Styret har møte den første mandagen.

      - alltid
    etter: "1.3 Øke: tillitsvalgte"
    før: 2. Heltid
  - Bare en tekst
""",
        "utf-8",
    )
    assert run("new", "ny", "--from", "old.yaml").returncode == 0
    (old, _), (plan, findings) = (
        read_plan((tmp_path / name).read_bytes(), "x") for name in ("old.yaml", "plans/ny.yaml")
    )
    assert old
    assert plan
    assert findings == []
    assert [unplaced_data(one) for one in plan.unplaced] == [unplaced_data(one) for one in old.unplaced]
    assert "HP210" in run("check", "plans/ny.yaml").stdout


def test_paragraphs_that_yaml_folds_are_carried_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    old = (
        HEAD
        + "innledning:\n  Første\n  avsnitt.\n\n  Andre avsnitt.\nhandlingsplan:\n  heltid:\n    pensjon: &a\n      Tredje.\n\n      Fjerde.\n    heltidskultur: *a\n"
    )
    (tmp_path / "plans/a.yaml").write_text(old, "utf-8")
    assert run("new", "b", "--from", "a").returncode == 0
    plan, _ = read_plan((tmp_path / "plans/b.yaml").read_bytes(), "b")
    assert plan
    assert plan.introduction
    assert plan.introduction.value == "Første avsnitt.\n\nAndre avsnitt."
    assert [
        text and text.value for name in ("pensjon", "heltidskultur") for text in [plan.areas["heltid"].goals[name].text]
    ] == ["Tredje.\n\nFjerde."] * 2
