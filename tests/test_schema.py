"""`hplan schema`: a schema takes what `hplan check` takes, and the plans name the one that they are written with."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from hplan.core.checking.check import check_plan
from hplan.core.reading.read_plan import ACTION_KEYS, GOAL_KEYS, LOCAL_GOAL_KEYS, PLAN_KEYS, SITUATION_KEYS
from hplan.core.reading.read_strategy import read_strategy
from hplan.core.schema import content, plan_schema_name, publish
from hplan.core.schema.plan import plan_schema
from hplan.core.schema.strategy import strategy_schema
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from hplan.model.finding import Finding, Severity
from hplan.model.strategy import Strategy
from tests.conftest import ROOT, Run
from tests.test_rule_cases import HEAD, cases

FORM = {"HP015", "HP101", "HP102", "HP104", "HP106", "HP107", "HP108", "HP109"}
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
WORKSPACE = Workspace(ROOT, True)


class Core(SafeConstructor):
    """YAML 1.2, core schema: a date is a text."""


Core.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def load(source: str) -> Any:
    """What an editor sees in a YAML file, as JSON."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Core
    return json.loads(json.dumps(reader.load(source)))


@cache
def strategy() -> Strategy:
    return WORKSPACE.usable()


@cache
def of_plan() -> Draft7Validator:
    return Draft7Validator(plan_schema(strategy(), "nb"))


def wrong(source: str) -> list[Finding]:
    """What is wrong with the form of a plan; HP210 is about a text that stands just where it should, for now."""
    found = check_plan(source.encode(), "p", WORKSPACE).findings
    return [finding for finding in found if finding.severity.grave and finding.code != "HP210"]


def agree(source: str) -> bool:
    """Whether a plan is right; the check and the schema say the same."""
    grave = wrong(source)
    assert {finding.code for finding in grave} <= FORM, "what no schema can see is not for this test"
    said = [error.message for error in of_plan().iter_errors(load(source))]
    assert bool(said) == bool(grave), (said, [str(finding.message) for finding in grave])
    return not said


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_schemas_are_schemas(language: str) -> None:
    for schema in (plan_schema(strategy(), language), strategy_schema(language)):
        Draft7Validator.check_schema(schema)
        for node in walk(schema):
            assert "$ref" not in node or len(node) == 1, "draft-07 sees nothing beside a $ref"


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(child)


@pytest.mark.parametrize("path", sorted((ROOT / "plans").glob("*.yaml")), ids=lambda path: path.stem)
def test_real_plans(path: Path) -> None:
    source = path.read_text("utf-8")
    assert agree(source)
    named = MODELINE.match(source)
    assert named
    schema = plan_schema(strategy(), "nb")
    assert named[1] == plan_schema_name("2026-2027", "nb")
    assert (path.parent / named[1]).read_bytes() == content(schema), (
        f"run: hplan schema plan --language nb -o plans/{named[1]}"
    )


def in_words(case: dict[str, Any]) -> str:
    return case["plan"] if case.get("whole") else HEAD + (case["plan"] or "") + "\n"


CASES = [
    pytest.param(in_words(param.values[1]), id=str(param.id))
    for kind in ("failing", "passing")
    for param in cases(kind)
    if isinstance(param.values[1].get("plan", b""), str | None)
    and {f.code for f in wrong(in_words(param.values[1]))} <= FORM
]


@pytest.mark.parametrize("source", CASES)
def test_the_cases_of_the_rules(source: str) -> None:
    if is_normalized("NFC", source):  # a schema cannot see an `å` typed as two signs
        agree(source)


@pytest.mark.parametrize(
    ("piece", "right"),
    [
        ("frist: 2026-10-01", True),
        ("frist: Løpende", True),
        ("frist: [2026-10-01]", False),
        ("kostnad: 15000", True),
        ("kostnad: 15 000 kr", True),
        ("status: Pågår", True),
        ("status: PÅGÅR", True),
        ("status: i gang", False),
        ("status: 1", False),
        ("status: null", True),
        ("status: ' '", True),
        ("ansvarlig: true", True),
        ("ansvarlig: {navn: Kari}", False),
        ("anvarlig: Kari", False),
    ],
)
def test_actions(piece: str, right: bool) -> None:
    assert agree(f"handlingsplan: {{heltid: {{pensjon: [{{tiltak: a, {piece}}}]}}}}\n") is right


@pytest.mark.parametrize(
    ("plan", "right"),
    [
        ("handlingsplan: {heltid: {pensjon: {utelatt: true}}}", True),
        ("handlingsplan: {heltid: {pensjon: utelatt}}", True),
        ("handlingsplan: {heltid: {pensjon: 12}}", True),
        ("handlingsplan: {heltid: {pensjon: [[a]]}}", False),
        ("handlingsplan: {heltid: {strategier: {hele_stillinger: tekst}}}", False),
        ("handlingsplan: {heltid: {strategier: {hele_stillinger: {utelatt: ja}}}}", True),
        ("handlingsplan: {heltid: {lokale_mål: Et mål}}", True),
        ("handlingsplan: {heltid: {ki: [a]}}", False),
        ("handlingsplan: ''", True),
        ("lokale_mål: {mål: a}", False),
        ("nåsituasjon: [{område: 3}, {område: tariffmakt, nå: 1}, ]", True),
        ("nåsituasjon: [a]", False),
        ("strategiplan: 2026–2027", True),
        ("strategiplan: 2026 - 2027", True),
        ("strategiplan: 2026", False),
        ("språk: NN\nfase: Innstilling", True),
        ("fagforening: {navn: 2026, fylke: x}", False),
        ("1: a", False),
        ("- a", False),
    ],
)
def test_plans(plan: str, right: bool) -> None:
    assert agree(plan + "\n") is right


JUNK = st.sampled_from(
    [None, "", " ", "\n", "x", "Vedtatt", "null", "~", 0, 3, 1.5, True, False, [], {}, ["a"], [None], [["a"]], {"a": "b"},
     [{}], {"tiltak": "x"}, {"utelatt": True}, [{"tiltak": ["x"]}]]
)  # fmt: skip
TEXT = st.sampled_from(["Et tiltak", "nn", "2026-10-01", "utelatt", 15000, True, None])


def mostly(right: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 11).flatmap(lambda number: right if number else JUNK)


def mapping(names: Any, **others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = {name: mostly(others.get(name, TEXT)) for name in names}
    return st.fixed_dictionaries({}, optional={**fields, "ukjent": JUNK.filter(lambda value: value == 3)})


ACTIONS = st.lists(
    mostly(st.one_of(TEXT, mapping(ACTION_KEYS, status=st.sampled_from(["utgår", "Pågår", "nei", None])))), max_size=2
)
GOAL = st.one_of(TEXT, ACTIONS, mapping(GOAL_KEYS, tiltak=ACTIONS))
LOCAL = st.lists(mostly(st.one_of(TEXT, mapping(LOCAL_GOAL_KEYS, tiltak=ACTIONS))), max_size=2)
AREA = mapping(
    ("pensjon", "heltidskultur", "strategier", "lokale_mål"),
    pensjon=GOAL,
    heltidskultur=GOAL,
    strategier=mapping(("hele_stillinger",), hele_stillinger=mapping(("ordlyd", "utelatt"))),
    lokale_mål=LOCAL,
)
PLAN = mapping(
    PLAN_KEYS,
    strategiplan=st.sampled_from(["2026-2027", "2026–2027", None, "2026 –2027"]),
    fagforening=mapping(("navn", "fylkeskrets")),
    språk=st.sampled_from(["nb", "NN", None]),
    fase=st.sampled_from(["utkast", "Innstilling", "", "utkast\n"]),
    nåsituasjon=st.lists(mostly(mapping(SITUATION_KEYS)), max_size=2),
    handlingsplan=mapping(("heltid",), heltid=AREA),
    lokale_mål=LOCAL,
)


@given(PLAN)
@settings(max_examples=300, deadline=None)
def test_any_plan(plan: Any) -> None:
    agree(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False))


STRATEGY = """\
strategiplan: "1"
periode: {fra: 2028-01-01, til: 2029-12-31}
tittel: T
områder: {a: {tittel: A, mål: {m: {tekst: M}}, strategier: {s: S}}}
"""


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("", "", True),
        ("tittel: T", "tittel: {nn: T}", True),
        ("tittel: T", "tittel: {nn: }", False),
        ("tittel: T", "tittel: {en: T}", False),
        ("tittel: T", "tittel: ' '", False),
        ("tittel: T", "tittel: 2028", True),
        ("tittel: T\n", "", False),
        ("tittel: A", "tittel: [A]", False),
        ("tekst: M", "tekst: {nb: M, nn: M}, radtittel: N, erstatter: [2026-2027/a.b]", True),
        ("tekst: M", "tekst: M, erstatter: 2026-2027/a.b", True),
        ("tekst: M", "radtittel: M", False),
        ("{m: {tekst", "{M: {tekst", False),
        ("{m: {tekst", "{tiltak: {tekst", False),
        ("s: S", "s: null", False),
        ("s: S", "s: {nb: S}", True),
        ("fra: 2028-01-01", "fra: 1.1.2028", False),
        ("periode: {fra: 2028-01-01, til: 2029-12-31}", "periode: {fra: 2028-01-01}", False),
        ("områder: {a: {", "andre: x\nområder: {a: {", False),
        ("områder: {a: {", "nåsituasjon: {tittel: x, innledning: {nb: y}}\nprioriteringer:\nområder: {a: {", True),
        ("områder: {a: {", "nåsituasjon: tekst\nområder: {a: {", False),
    ],
)
def test_strategies(old: str, new: str, right: bool) -> None:
    source = STRATEGY.replace(old, new, 1)
    _, findings = read_strategy(source.encode(), "s")
    assert any(finding.severity is Severity.ERROR for finding in findings) is not right
    assert Draft7Validator(strategy_schema("nb")).is_valid(load(source)) is right


def test_the_shipped_strategy() -> None:
    source = (ROOT / "strategiplan-2026-2027.yaml").read_text("utf-8")
    assert Draft7Validator(strategy_schema("nb")).is_valid(load(source))


def test_a_period_that_is_one_year() -> None:
    schema = plan_schema(strategy()._replace(id=strategy().id._replace(value="2026")), "nb")
    for value, right in ((2026, True), ("2026", True), (None, True), (2027, False), ("20 26", True), (True, False)):
        assert Draft7Validator(schema).is_valid({"strategiplan": value}) is right


def test_areas_goals_and_strategies_stand_in_their_order_with_their_wording() -> None:
    areas = plan_schema(strategy(), "nb")["properties"]["handlingsplan"]["properties"]
    assert list(areas) == list(strategy().areas)
    area = areas["tariffmakt"]["properties"]
    assert list(area) == ["organisasjonsgrad", "yrkesaktive", "tillitsvalgte_privat", "strategier", "lokale_mål"]
    assert area["tillitsvalgte_privat"]["title"] == "Mål 1.3"
    assert area["tillitsvalgte_privat"]["description"].startswith(
        "1.3 Øke tillitsvalgtdekningen på alle områdene\n\nNasjonalt mål: Øke tillitsvalgte innen private områder\n\n"
    )
    assert areas["heltid"]["description"] == "2. Heltid, likelønn og kampen for mindre forskjeller"
    klubber = area["strategier"]["properties"]["klubber"]
    assert klubber["description"] == "Bygge velfungerende klubber, med godt skolerte tillitsvalgte"


def test_help_is_in_the_written_language(run: Run) -> None:
    for language, lang, words in (("nb", "nn", "Hvem som"), ("nn", "nb", "Kven som"), (None, "nn", "Kven som")):
        option = ["--language", language] if language else []
        assert words in run("schema", "plan", *option, lang=lang).stdout


def test_to_the_screen(run: Run) -> None:
    for kind in ("plan", "strategy"):
        result = run("schema", kind, "-o", "-")
        assert result.returncode == 0
        assert json.loads(result.stdout)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert run("schema", "plan", "--strategy", "2026-2027").stdout == run("schema", "plan").stdout


def test_what_cannot_be_asked_for(run: Run) -> None:
    assert "choose one of plan, strategy" in run("schema", "planet").stderr
    assert (
        "there is no strategy plan “2020” here; there is: 2026-2027"
        in run("schema", "plan", "--strategy", "2020").stderr
    )
    result = run("schema", "plan", "--language", "en")
    assert result.returncode == 2
    assert "--language" in result.stderr


def test_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plans/.hplan/p.json"
    result = run("schema", "plan", "--language", "nb", "-o", "plans/.hplan/p.json")
    assert result.stdout == "plans/.hplan/p.json\n"
    made = path.read_bytes()
    path.write_bytes(content({"title": "an older one"}).replace(b"\n", b"\r\n"))
    assert run("schema", "plan", "--language", "nb", "-o", str(path)).returncode == 0
    assert path.read_bytes() == made
    for own in (made.replace(b"Handlingsplan", b"Min plan"), b"{}", b"[" * 100_000, b"\xff", b""):
        path.write_bytes(own)
        refused = run("schema", "plan", "-o", str(path))
        assert refused.returncode == 1
        assert "p.json is not as hplan made it" in refused.stderr
        assert path.read_bytes() == own
    assert [left.name for left in path.parent.iterdir()] == ["p.json"]
    below = run("schema", "plan", "-o", str(path / "x.json"))
    assert below.returncode == 2
    assert "p.json/x.json cannot be written: a file stands where a folder should be" in below.stderr
    assert run("schema", "plan", "-o", "").returncode == 1


def test_where_nothing_can_be_written_the_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    def read_only(name: Path, *_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(name))

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(StopError) as stopped:
        publish(tmp_path / "x.json", {})
    said = f"{tmp_path.as_posix()}/x.json cannot be written: nothing can be written on that disk or in that folder"
    assert str(stopped.value) == said


def test_a_strict_reader_takes_the_schema_and_both_plans(tmp_path: Path) -> None:
    """Patterns that Python takes and the standard does not would stop an editor."""
    schema = tmp_path / "plan.json"
    schema.write_bytes(content(plan_schema(strategy(), "nb")))
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)]
    result = subprocess.run(
        [*command, *(str(path) for path in sorted((ROOT / "plans").glob("*.yaml")))],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
