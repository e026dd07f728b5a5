"""What docs/maler.md says of templates is what they see, and its examples come out as it shows."""

import re
import sys
from pathlib import Path

import pytest

from hplan.core.checking.check import check_plan
from hplan.core.document import template_process, view
from hplan.core.document.build_view import ViewBuilder
from hplan.core.document.fill_in import fill_in
from hplan.core.document.labels import Labels
from hplan.core.document.templates import Templates
from hplan.core.workspace import Workspace, shipped
from hplan.errors import StopError
from hplan.i18n import user_language
from hplan.model.plan import Stage
from tests.conftest import ROOT, Run

GUIDE = (ROOT / "docs/maler.md").read_text("utf-8")
PLAN = (ROOT / "plans/aas.yaml").read_text("utf-8")
NAME = "handlingsplan.md.j2"
# The mistakes behind the messages that the guide shows, in its order.
MISTAKES = (
    "{{ plann.name }}",
    "{{ plan.stag }}",
    "{% for goal in areas[0].goals %}{{ goal.actions[0].xyz }}{% endfor %}",
    "{{ stage|uper }}",
    "{{ plan.name|length }}",
    "{% include 'forside.md.j2' %}",
    "{% if plan.county %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% set list = [1] * 10**9 %}",
    "{{ 1 / 0 }}",
)


def section(heading: str) -> str:
    rest = GUIDE.partition(f"\n## {heading}\n")[2]
    others = "|".join(map(re.escape, re.findall(r"(?m)^- \[(.*?)\]\(#", GUIDE)))
    return re.split(rf"(?m)^## (?:{others})$", rest)[0]  # examples have headings too


def block(kind: str, text: str) -> str:
    found = re.search(rf"(?s)```{kind}\n(.*?)```", text)
    assert found
    return found[1]


def variables() -> dict[str, object]:
    checked = check_plan(PLAN.encode(), "aas.yaml", Workspace(ROOT, True))
    assert checked.plan
    assert checked.strategy
    made = ViewBuilder(checked.plan, checked.strategy, Stage.EVALUATION, Labels("nb"))
    return made.variables(made.logo("l.png", ""))


def workspace(folder: Path, template: str, plan: str = PLAN) -> None:
    (folder / "plans").mkdir()
    (folder / "templates").mkdir()
    (folder / "plans/aas.yaml").write_text(plan, "utf-8")
    (folder / "templates" / NAME).write_text(template, "utf-8")


def test_every_name_that_a_template_sees_is_described() -> None:
    described = set(re.findall(r"`([a-z_.]+)`", section("Det malen til dokumentet ser"))) | {"_"}
    for name, value in variables().items():
        if isinstance(value, dict):
            assert {f"{name}.{key}" for key in value} <= described
        elif isinstance(value, view.LogoView):
            assert {f"{name}.{key}" for key in value._fields} <= described
        else:
            assert name in described, name
    kinds = (view.Item, view.ActionView, view.GoalView, view.AreaView, view.RowView, view.ProgressView, view.Count)
    for kind in (*kinds, view.Part):
        assert set(kind._fields) <= described, kind


def test_the_files_are_those_that_ship() -> None:
    named = set(re.findall(r"(?m)^\| `([\w.]+)` \|", section("Hvor malene ligger")))
    assert named == {path.name for path in (ROOT / "templates").iterdir()}


def test_every_class_of_the_templates_is_described() -> None:
    written = "".join(path.read_text("utf-8") for path in (ROOT / "templates").glob("*.md.j2"))
    classes = set(re.findall(r"(?m)^ *::: ([a-z-]+)", written)) | set(re.findall(r"::: \{\.([a-z-]+)", written))
    assert classes <= set(re.findall(r"`([a-z-]+)`", section("Blokker og stiler")))


def test_mistakes_are_said_as_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HPLAN_LANG", "nb")
    monkeypatch.chdir(tmp_path)
    user_language.cache_clear()
    lines = block("text", section("Når noe er galt i malen")).splitlines()
    (tmp_path / "templates").mkdir()
    for mistake, line in zip(MISTAKES, lines, strict=True):
        if "minne" in line and sys.platform != "linux":
            continue
        number = re.search(r"j2:(\d+)", line)
        assert number
        (tmp_path / "templates" / NAME).write_text("\n" * (int(number[1]) - 1) + mistake, "utf-8")
        monkeypatch.setattr(template_process, "SECONDS", 1 if "5 sekunder" in line else 60)
        with pytest.raises(StopError) as stopped:
            fill_in(Templates([tmp_path / "templates", shipped() / "templates"]), NAME, variables())
        assert f"hplan: {stopped.value}" == line.replace("5 sekunder", "1 sekunder")
    user_language.cache_clear()


@pytest.mark.parametrize(
    ("heading", "status", "stage"),
    [
        ("Et eksempel: en kortversjon", False, ()),
        ("Et eksempel: framdriften på én side", True, ("--stage", "evaluering")),
    ],
)
def test_examples_come_out_as_the_guide_shows(
    heading: str, status: bool, stage: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    plan = PLAN
    if status:
        area, goal = plan.index("\n  heltid:"), 0
        head, tail = plan[:area], plan[area:]
        for word in ("gjennomført", "pågår"):
            goal = tail.index("\n      - ", goal) + 9
            end = tail.index("\n", goal)
            written = "{tiltak: '" + tail[goal:end] + f"', status: {word}" + "}"
            tail, goal = tail[:goal] + written + tail[end:], goal + len(written)
        plan = head + tail
    workspace(tmp_path, block("jinja", section(heading)), plan)
    shown = run("render", "aas", "--to", "md", "--output-dir", "-", *stage)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(block("text", section(heading)))


def test_the_look_of_the_guides(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, "![{{ logo.alt }}]({{ logo.file }})\n")
    (tmp_path / "logo.png").write_bytes((ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes())
    users = (ROOT / "docs/brukerveiledning.md").read_text("utf-8").partition("### Logo og farge")[2]
    for settings in (block("toml", section("Logo og farger")), block("toml", users)):
        (tmp_path / "hplan.toml").write_text(settings, "utf-8")
        shown = run("render", "aas", "--to", "md", "--output-dir", "-")
        assert "![Logoen til Fagforbundet Ås](../logo.png)" in shown.stdout, shown.stderr
    (tmp_path / "hplan.toml").write_text('[document]\ncolor = "#ff8800"\n', "utf-8")
    assert run("render", lang="nb").stderr == block("text", section("Logo og farger"))


def test_what_is_said_of_nynorsk(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, "{{ plan.name }}\n", re.sub(r"(?m)^språk: .*$", "språk: nn", PLAN))
    users = (ROOT / "docs/brukerveiledning.md").read_text("utf-8").partition("### Nynorsk")[2]
    assert run("render", "--to", "md", lang="nb").stderr == block("text", users)


def test_the_arguments_of_plan_typ_are_described() -> None:
    source = (ROOT / "templates/plan.typ").read_text("utf-8")
    head = source.partition("#let plan(")[2].partition(") = {")[0]
    (row,) = re.findall(r"(?m)^\| `plan\((.*?)\)`", section("Utseendet i PDF: plan.typ"))
    assert re.findall(r"[a-z-]+(?=:)", row) == re.findall(r"([a-z-]+):", head)
