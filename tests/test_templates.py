"""Templates of a workspace's own: bounded in time and memory, and their mistakes said with file and line."""

import os
import sys
from pathlib import Path

import pytest

from hplan.core.document import template_process
from hplan.core.document.fields import Texts
from hplan.core.document.fill_in import fill_in
from hplan.core.document.templates import Templates, environment_of
from hplan.core.document.view import RowView
from hplan.core.workspace import shipped
from hplan.errors import StopError
from tests.conftest import ROOT, Run

NAME = "handlingsplan.md.j2"
TEXT = Texts().field("Fagforbundet Ås")
VARIABLES = {"plan": {"name": TEXT, "stage": "Utkast"}, "rows": (RowView(TEXT, True, TEXT, TEXT, TEXT),)}
GROW = "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}\n{% set ns.x = [ns.x, ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}\n"

LONG = {
    "loops": "\n{% for a in range(99999) %}\n{% for b in range(99999) %}\n{% endfor %}\n{% endfor %}",
    "macros": "{% macro a(n) %}\n{% if n %}\n{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(90) }}",
    "a number": "\n\n{{ 9**(9**9) }}",
    "a constant filter": "\n\n{{ 1.5|round(1000000000, 'ceil') }}",
    "a list of lists": GROW + "{{ ns.x == ns.y }}",
}
LARGE = {
    "text": "\n\n{{ 'x' * 10**10 }}",
    "list": "\n\n{% set x = [1] * 10**9 %}",
    "filter": "\n\n{{ 'x'|center(3000000000) }}",
    "format": "\n\n{{ '%3000000000d'|format(1) }}",
    "method": "\n\n{{ 'x'.ljust(3000000000) }}",
    "set": "{% set b = 'x' * 4000000 %}\n\n{% set x %}{% for i in range(99999) %}{{ b }}{% endfor %}{% endset %}",
    "doubling": "{% set ns = namespace(x='x') %}{% for i in range(99) %}\n\n{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
}
WRONG = {
    "{{ plann.name }}": "there is no “plann” here. Did you mean “plan”?",
    "{{ xyz }}": "there is no “xyz” here. There is: plan, rows",
    "{{ plan.stag }}": "there is no “stag” here. Did you mean “stage”?",
    "{{ rows[0].xyz }}": "there is no “xyz” here. There is: area, own, now, short_term, long_term",
    "{{ plan.stage|uper }}": "there is no “uper” here. Did you mean “upper”?",
    "{{ plan.stage|xyzzy }}": "there is no “xyzzy” here",
    "{{ 1 is evn }}": "there is no “evn” here. Did you mean “even”?",
    "{% inclde 'x' %}": "there is no “inclde” here. Did you mean “include”?",
    "{% if 1 %}": "{% if %} is not closed, {% endif %} is missing",
    "{% for row in rows %}{% if row %}{% endfor %}": "{% if %} is not closed, {% endif %} is missing",
    "{{ plan.name|length }}": "a text of the plan can only be printed, or asked whether it is there",
    "{{ plan.name + 'x' }}": "a text of the plan can only be printed, or asked whether it is there",
    "{% include 'forside.md.j2' %}": "there is no template forside.md.j2",
    "{{ '' .__class__ }}": "access to attribute '__class__' of 'str' object is unsafe.",
    "{{ 1 / 0 }}": "division by zero",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "this goes on without end, or is nested too deeply",
    "{{ " + "(" * 50_000 + ")" * 50_000 + " }}": "this goes on without end, or is nested too deeply",
    "{% for a in rows %}" * 60 + "{% endfor %}" * 60: "too many statically nested blocks",
    "{{ '\\ud800' }}": "'utf-8' codec can't encode character '\\ud800' in position 2: surrogates not allowed",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def render(folder: Path, template: str) -> str:
    (folder / NAME).write_text(template, "utf-8")
    return fill_in(Templates([folder, shipped() / "templates"]), NAME, VARIABLES)


@pytest.mark.parametrize("template", LONG.values(), ids=LONG)
def test_a_template_that_takes_too_long_is_stopped(
    template: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_process, "SECONDS", 2)
    with pytest.raises(StopError) as stopped:
        render(folder, template)
    assert str(stopped.value) == "the template templates/handlingsplan.md.j2:3 takes more than 2 seconds"
    monkeypatch.setattr(template_process, "SECONDS", 60)
    assert render(folder, "{{ plan.name }}") == "Fagforbundet Ås", "the next one is none the worse for it"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded there")
@pytest.mark.parametrize("template", LARGE.values(), ids=LARGE)
def test_a_template_that_takes_too_much_memory_is_stopped(
    template: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_process, "SECONDS", 60)  # on a busy machine, too
    assert render(folder, "x") == "x"
    with pytest.raises(StopError) as stopped:
        render(folder, template)
    assert str(stopped.value) == "error in the template templates/handlingsplan.md.j2:3: this takes too much memory"
    assert render(folder, "{{ plan.name }}") == "Fagforbundet Ås"


@pytest.mark.parametrize(("template", "said"), WRONG.items(), ids=[name[:30] for name in WRONG])
def test_a_mistake_is_said_with_file_and_line(template: str, said: str, folder: Path) -> None:
    with pytest.raises(StopError) as stopped:
        render(folder, f"\n\n{template}")
    whole = "((((" in template or "surrogates" in said or "statically" in said  # these arise before or after the lines
    line = 1 if whole else 3
    assert str(stopped.value) == f"error in the template templates/handlingsplan.md.j2:{line}: {said}"


def test_a_mistake_in_a_part_names_the_part(folder: Path) -> None:
    (folder / "deler.md.j2").write_text("{% macro answer(goal) %}\n{{ goal.txt }}\n{% endmacro %}", "utf-8")
    with pytest.raises(StopError) as stopped:
        render(folder, "{% from 'deler.md.j2' import answer %}{{ answer({'text': 1}) }}")
    said = "there is no “txt” here. Did you mean “text”?"
    assert str(stopped.value) == f"error in the template templates/deler.md.j2:2: {said}"


def test_a_process_that_dies_is_told_of_and_started_again(folder: Path) -> None:
    assert render(folder, "{{ plan.stage }}") == "Utkast"
    (process,) = [p for p in [template_process._process(os.getpid()).process] if p]
    process.kill()
    process.wait()
    with pytest.raises(StopError, match=r"the template templates/handlingsplan\.md\.j2 takes so much that it had to"):
        render(folder, "{{ plan.stage }}")
    assert render(folder, "{{ plan.stage }}") == "Utkast"


def test_only_templates_of_ones_own_are_given_a_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    def no_process(*_: object) -> str:
        raise AssertionError

    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/aas.yaml").write_bytes((ROOT / "plans/aas.yaml").read_bytes())
    (folder / "reference.docx").write_bytes((ROOT / "templates/reference.docx").read_bytes())
    monkeypatch.setattr(template_process, "render", no_process)
    shown = Templates([folder, shipped() / "templates"])
    with pytest.raises(StopError, match="there is no “_” here"):
        fill_in(shown, NAME, VARIABLES)
    (folder / "X.MD.J2").write_text("", "utf-8")
    with pytest.raises(AssertionError):
        fill_in(shown, NAME, VARIABLES)
    arguments = ("render", "aas", "--to", "md", "--output-dir", "-")
    assert run(*arguments).stdout == run(*arguments, cwd=ROOT).stdout, "the process makes of them what we make"


def test_many_plans_with_a_template_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / NAME).write_text("# {{ plan.name }}\n{% if plan.name %}{% endif %}\n", "utf-8")
    head = 'strategiplan: "2026-2027"\nfase: utkast\nfagforening: {navn: Nummer'
    for number in range(12):
        (tmp_path / f"plans/p{number}.yaml").write_text(f"{head} {number}}}\n", "utf-8")
    result = run("render", "--to", "md")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Nummer 7" in (tmp_path / "build/p7.md").read_text("utf-8")
    (tmp_path / "templates" / NAME).write_text("\n{{ plan.nam }}\n", "utf-8")
    result = run("render", "--to", "md")
    assert result.returncode == 2
    assert result.stderr.count("templates/handlingsplan.md.j2:2: there is no “nam” here. Did you mean “name”?") == 12


def test_after_one_that_was_stopped_the_next_get_less_time_until_one_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_process, "SECONDS", 3)
    monkeypatch.setattr(template_process, "THEN", 1)
    assert render(folder, "{{ plan.stage }}") == "Utkast"
    for seconds in (3, 1, 1):
        with pytest.raises(StopError, match=f":3 takes more than {seconds} seconds"):
            render(folder, LONG["loops"])
    assert render(folder, "{{ plan.stage }}") == "Utkast"
    with pytest.raises(StopError, match="takes more than 3 seconds"):
        render(folder, LONG["loops"])


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 5000, None])
def test_what_jinja_made_of_the_shipped_templates_is_kept_and_may_be_damaged(
    damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is damaged, or cannot be kept, is made again."""
    monkeypatch.setenv("HPLAN_CACHE_DIR", str(tmp_path / "cache"))
    folders = [shipped() / "templates"]

    def source(template: str) -> str:
        environment_of.cache_clear()
        return str(environment_of(tuple(folders)).get_template(template).module.numbered("2.3.1"))

    assert source("deler.md.j2") == "[2.3.1]{.number} "
    (kept,) = (tmp_path / "cache").glob("templates-*.cache")
    if damage is None:
        kept.unlink()
        (tmp_path / "cache").chmod(0o500)
    else:
        kept.write_bytes(damage)
    assert source("deler.md.j2") == "[2.3.1]{.number} "
    (tmp_path / "cache").chmod(0o700)
    environment_of.cache_clear()
