"""The reports: what each format promises, and what all of them say of the two real plans."""

import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from hplan import i18n
from hplan.core import report as reports
from hplan.core.audit.colours import contrast
from hplan.core.checking.check import Progress
from hplan.core.checking.explain import explain, explain_all, find
from hplan.core.checking.outcome import Outcome, Said
from hplan.core.report import Format
from hplan.core.report.paint import BLUE, GREEN, RED, YELLOW, columns
from hplan.core.report.rule_markdown import page
from hplan.core.report.rule_text import render_list, render_rules
from hplan.errors import StopError
from hplan.model.finding import Severity
from tests.conftest import ROOT, Run

sys.path.insert(0, str(ROOT / "scripts"))
from golden import FOLDER, REPORTS, report
from rule_pages import FOLDER as PAGES
from rule_pages import pages

ANSI = re.compile(r"\x1b\[[\d;]*m")
SARIF = Draft7Validator(json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text("utf-8")))
JSON = Draft202012Validator(json.loads((ROOT / "docs/check.schema.json").read_text("utf-8")))


def render(results: list[Outcome], form: Format, width: int, *, statistics: bool = False) -> str:
    """The whole report."""
    return "".join(reports.render(results, form, width, statistics=statistics))


def said(code: str, severity: Severity, line: int = 3, **changed: Any) -> Said:
    found = Said(
        code, severity, line, 7, 0, "100 % er «for» mye: a,b", "Skriv <mindre> & bedre.", "fase: utkst # x", (), False
    )
    return found._replace(**changed)


RESULTS = (
    Outcome("plans/ren.yaml", "Ren", (), (Progress(1, "Område", 2, 1, 1),)),
    Outcome(
        "plans/å %: b,c.yaml",
        "",
        (
            said("HP104", Severity.ERROR, edits=((3, 7, "utkst", "utkast"),), fixable=True),
            said("HP104", Severity.ERROR, edits=((4, 1, "", "ny\n"), (5, 3, "a\nbc", "")), fixable=True),
            said("HP205", Severity.HINT, 9, message="\x0b\x1b og ]]> \ufffe og \U0001f600"),
            said("HP204", Severity.WARNING, 12, excerpt="", advice=""),
        ),
        (),
    ),
    Outcome("/annet sted/p.yaml", "", (said("HP001", Severity.UNREADABLE, 1, column=1, excerpt=""),), ()),
    Outcome("-", "", (said("HP205", Severity.HINT),), ()),
    Outcome("p\udcff.yaml", "", (said("HP204", Severity.WARNING),), ()),
)


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HPLAN_LANG", "nb")
    i18n.user_language.cache_clear()
    yield
    i18n.user_language.cache_clear()


def speak(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HPLAN_LANG", language)
    i18n.user_language.cache_clear()


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_said_of_the_real_plans(name: str) -> None:
    assert report(*REPORTS[name]) == (FOLDER / name).read_text("utf-8"), "read both, then: python scripts/golden.py"


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("results", [RESULTS, RESULTS[:1], ()], ids=["all", "clean", "none"])
def test_every_format_takes_everything(form: Format, results: tuple[Outcome, ...]) -> None:
    text = render(results, form, 80)
    assert render(results, form, 80) == text
    assert text.endswith("\n") or not any(result.findings for result in results)


@pytest.mark.parametrize(
    ("line", "column", "width", "end"),
    [
        ("    pensjon:", 5, 0, 12),
        ("  ki: {utelatt: true}", 17, 0, 21),
        ("fase: utkst # x", 7, 3, 10),
        ("fase: utkst", 7, 99, 12),
        ("- a  ", 3, 0, 4),
        ("a :b", 2, 0, 3),
        ("a", 2, 0, 2),
        ("", 1, 0, 1),
    ],
)
def test_where_a_finding_ends(line: str, column: int, width: int, end: int) -> None:
    assert said("HP104", Severity.ERROR, column=column, width=width, excerpt=line).end_column == end


def test_carets_stand_under_what_they_mean() -> None:
    found = said("HP104", Severity.ERROR, excerpt="- Sta\u030a på \u6f22 utkst i dag", column=13, width=5)
    lines = ANSI.sub("", render([Outcome("p", "", (found,), ())], Format.FULL, 80)).splitlines()
    line, carets = next((line, below) for line, below in pairwise(lines) if "^" in below)
    assert carets.count("^") == 5
    assert columns(carets.partition("^")[0]) == columns(line.partition("utkst")[0])


def test_the_same_line_is_shown_once() -> None:
    found = said("HP104", Severity.ERROR)
    text = ANSI.sub("", render([Outcome("p", "", (found, found), ())], Format.FULL, 80))
    assert text.count("│ fase: utkst") == 1
    assert text.count("p:3:7: feil HP104") == 2
    assert text.count("→") == 1


@pytest.mark.parametrize("width", [80, 120])
def test_full_and_statistics_keep_to_the_width(width: int) -> None:
    for statistics in (False, True):
        text = ANSI.sub("", render(RESULTS[:2], Format.FULL, width, statistics=statistics))
        assert [line for line in text.splitlines() if len(line) > width] == []
        assert "2 kan rettes med --fix" in text or "[*] kan rettes med --fix" in text


def test_statistics_by_number_and_then_by_code() -> None:
    lines = ANSI.sub("", render(RESULTS, Format.CONCISE, 80, statistics=True)).splitlines()
    assert [line.split()[:2] for line in lines[:4]] == [["2", "HP104"], ["2", "HP204"], ["2", "HP205"], ["1", "HP001"]]
    assert [line for line in lines if "[*]" in line] == [lines[0], lines[-1]]


def test_statistics_are_for_people(run: Run) -> None:
    result = run("check", "--statistics", "--output-format", "json", cwd=ROOT)
    assert result.returncode == 2
    assert "--statistics" in result.stderr


def test_json_is_as_documented() -> None:
    report = json.loads(render(RESULTS, Format.JSON, 0))
    JSON.validate(report)
    assert report["findings"][1]["edits"][1] == {"line": 5, "column": 3, "old": "a\nbc", "new": ""}
    told = (ROOT / "docs/json.md").read_text("utf-8")
    for shape in (JSON.schema, *JSON.schema["$defs"].values()):
        for key in shape.get("properties", {}):
            assert f"`{key}`" in told, key
    JSON.validate(json.loads(re.search(r"(?s)```json\n(.*?)```", told)[1]))  # type: ignore[index]


def test_github_turns_back_into_what_was_meant() -> None:
    lines = render(RESULTS, Format.GITHUB, 0).splitlines()
    assert len(lines) == 7
    assert [line.split(" ")[0] for line in lines[:4]] == ["::error", "::error", "::notice", "::warning"]
    command = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", lines[0])
    assert command
    properties = dict(item.split("=", 1) for item in command[2].split(","))
    assert {name: unquote(value) for name, value in properties.items()} == {
        "file": "plans/å %: b,c.yaml", "line": "3", "col": "7", "endColumn": "12", "title": "hplan HP104",
    }  # fmt: skip
    assert unquote(command[3]) == "100 % er «for» mye: a,b\nSkriv <mindre> & bedre."


def test_gitlab_fingerprints_are_unique_and_stay() -> None:
    issues = json.loads(render(RESULTS, Format.GITLAB, 0))
    assert {issue["severity"] for issue in issues} == {"blocker", "critical", "major", "info"}
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["location"]["lines"]["begin"] >= 1
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)
    moved = [
        result._replace(findings=tuple(found._replace(line=found.line + 5, column=2) for found in result.findings))
        for result in RESULTS
    ]
    assert [issue["fingerprint"] for issue in json.loads(render(moved, Format.GITLAB, 0))] == fingerprints


def test_sarif_is_valid_and_points_right() -> None:
    log = json.loads(render(RESULTS, Format.SARIF, 0))
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["HP001", "HP104", "HP204", "HP205"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first, second, hint, *_ = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plans/%C3%A5%20%25%3A%20b%2Cc.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endColumn": 12}
    assert hint["level"] == "note"
    insertion, across = second["fixes"][0]["artifactChanges"][0]["replacements"]
    assert insertion["deletedRegion"] == {"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 1}
    assert across["deletedRegion"] == {"startLine": 5, "startColumn": 3, "endLine": 6, "endColumn": 3}
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert all(uri.isascii() for uri in uris)


def test_sarif_of_every_rule_is_valid() -> None:
    findings = tuple(said(rule.code, rule.severity) for rule in explain_all())
    SARIF.validate(json.loads(render([Outcome("p.yaml", "", findings, ())], Format.SARIF, 0)))


def test_junit_counts_what_it_holds() -> None:
    text = render(RESULTS, Format.JUNIT, 0)
    root = ET.fromstring(text.replace("\udcff", "?"))  # noqa: S314 (our own)
    assert root.attrib == {"name": "hplan", "tests": "7", "failures": "4", "errors": "1"}
    clean, bad, unreadable, hinted, _ = root
    assert len(clean) == 1
    assert len(clean[0]) == 0
    assert [case[0].tag for case in bad.findall("testcase")] == ["failure"] * 3
    assert bad[0][0].text == "plans/å %: b,c.yaml:3:7: feil HP104 100 % er «for» mye: a,b\nSkriv <mindre> & bedre."
    assert unreadable[0][0].tag == "error"
    assert [element.tag for element in hinted] == ["testcase", "system-out"]
    assert " og ]]>  og \U0001f600" in (bad.findtext("system-out") or "")


def test_the_pages_of_the_rules_are_up_to_date() -> None:
    kept = {path.name: path.read_text("utf-8") for path in PAGES.iterdir()}
    assert kept == pages(), "run: python scripts/rule_pages.py"


@pytest.mark.parametrize(
    "word", ["HP203", "hp203", "203", "omitted-without-reason", "Omitted_Without_Reason", " hp203 "]
)
def test_rules_are_found_as_users_name_them(word: str) -> None:
    assert find(word) == "HP203"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_rules_are_explained(language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(language, monkeypatch)
    rules = list(explain_all())
    for shown in (render_rules(rules, width), render_list(rules, width)):
        shown = ANSI.sub("", shown)
        assert [line for line in shown.splitlines() if len(line) > width and "│" not in line] == []
        for rule in rules:
            assert f"{rule.code} " in shown
        assert "{" not in re.sub(r"(?m)^ *│.*$", "", shown).replace("[ or {", "").replace("[ eller {", "")


def test_what_an_explanation_holds() -> None:
    text = ANSI.sub("", render_rules([explain("HP101")], 80))
    assert "HP101 unknown-key (feil)\n«…» er ikke et felt som kan stå her\n" in text
    assert "\nFeil\n    │ handlingsplan:\n" in text
    assert "    HP101 «ansvarlege» er ikke et felt som kan stå her\n    → Mente du «ansvarlig»?\n" in text
    assert "hplan: ignore" not in text  # the document would lack something: it has to be put right
    assert "# hplan: ignore[HP203] begrunnelsen" in render_rules([explain("HP203")], 80)


def test_a_page_can_hold_any_example() -> None:
    rule = explain("HP203")._replace(says="a * b | <c> [d]", failing="a: |\n  ```yaml\n  b\n  ```", example=("x", ""))
    text = page(rule)
    assert r"**a \* b | \<c> \[d]**" in text
    assert "````yaml\na: |\n" in text
    assert "> x\n" in text


def test_rule_as_its_user_runs_it(run: Run) -> None:
    shown = run("rule", "hp201", "goal-missing", lang="nn")
    assert shown.returncode == 0
    assert shown.stdout.startswith("HP201 goal-unfilled (")
    assert "HP110 goal-missing (" in shown.stdout
    assert "Kvifor" in shown.stdout
    assert "HP205" in run("rule").stdout
    unknown = run("rule", "HP201", "goal-mising", lang="nb")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "Mente du «goal-missing»?" in unknown.stderr
    assert "hplan rule" in run("rule", "qqq").stderr


def test_unknown_words_stop_with_the_code_that_was_meant() -> None:
    with pytest.raises(StopError, match="Mente du") as stopped:
        find("hp2O3")
    assert "HP20" in str(stopped.value)


def test_paths_cannot_steer_the_terminal() -> None:
    results = [Outcome(f"{Path('p')}\x1b[2J\n.yaml", "", (said("HP104", Severity.ERROR),), ())]
    for form in (Format.FULL, Format.CONCISE):
        assert "\x1b[2J" not in render(results, form, 80)


@pytest.mark.parametrize("colour", [RED, YELLOW, GREEN, BLUE])
def test_colours_can_be_read_on_white_and_on_black(colour: str) -> None:
    number = int(colour.removeprefix("38;5;")) - 16
    shade = "#" + "".join(f"{(0, 95, 135, 175, 215, 255)[number // part % 6]:02x}" for part in (36, 6, 1))
    assert min(contrast(shade, "#ffffff"), contrast(shade, "#000000")) > 4
