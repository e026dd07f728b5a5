"""Each rule by its table in tests/rules/: where it finds something, in what words, and where it is silent.

A case: `plan` follows HEAD (or is the whole file, with `whole: true`), in `encoding` (UTF-8); `files` are put beside it.
Or it is an `example`, written as the rules write theirs (hplan.core.checking.examples).
Failing cases have `at` (line and column in the file, of which HEAD is the first four lines), the message in nb, nn and
en, part of the `advice` in bokmål, and `fixed`: what --fix makes of `plan`, for rules that mend.
"""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from hplan import i18n
from hplan.core.checking.check import check_file
from hplan.core.checking.examples import HEAD
from hplan.core.checking.examples import lay_out as lay_out_example
from hplan.core.checking.mend import mend_file
from hplan.core.checking.verdict import heard
from hplan.core.rules import CHECKING, GRAVE, OPTIONAL, OPTIONAL_CODES, READING, rule
from hplan.core.settings import Settings
from hplan.core.texts.dictionaries import equipped
from hplan.core.workspace import Workspace
from hplan.model.finding import Finding

FOLDER = Path(__file__).parent / "rules"
RULES = [rule(name) for name in (*READING, *CHECKING, *OPTIONAL)]
Case = dict[str, Any]


def cases(kind: str) -> list[Any]:
    """Every failing, or every passing case, with the code of its rule."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(YAML(typ="safe").load(path.read_text("utf-8")).get(kind) or [], 1):
            case = case if isinstance(case, dict) else {"plan": case}
            found.append(pytest.param(path.stem.upper(), case, id=f"{path.stem}-{number}"))
    return found


def lay_out(case: Case, folder: Path) -> Path:
    """Write a case's files to `folder`, and return the plan's."""
    if "example" in case:
        return lay_out_example(case["example"], folder)
    for name, content in case.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    text = case["plan"] or ""
    source = text if case.get("whole") else HEAD + text + "\n"
    plan = folder / "p.yaml"
    plan.write_bytes(source if isinstance(source, bytes) else source.encode(case.get("encoding", "utf-8")))
    return plan


def asked(code: str) -> Settings:
    """Settings that ask for every rule that is usual, and for this one."""
    if code not in OPTIONAL_CODES:
        return Settings()
    pytest.importorskip("hunspell", reason="the extra spelling is not installed")
    return equipped(Settings(("HP", code), dictionaries="dictionaries"), Workspace(Path(__file__).parent, True))


def findings(case: Case, folder: Path, code: str = "") -> list[Finding]:
    """What the check finds in a case of a rule, laid out in `folder`."""
    settings = asked(code)
    return heard(check_file(lay_out(case, folder), Workspace(folder, False), settings), settings)


@pytest.mark.parametrize(("code", "case"), cases("failing"))
def test_failing(code: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # files are named as whoever stands there would
    found = [finding for finding in findings(case, tmp_path, code) if finding.code == code]
    there = [finding for finding in found if [finding.at.line, finding.at.column] == case["at"]]
    assert there, [(finding.at.line, finding.at.column, str(finding.message)) for finding in found]
    for language in i18n.LANGUAGES:
        monkeypatch.setenv("HPLAN_LANG", language)
        i18n.user_language.cache_clear()
        assert case[language] in [str(finding.message) for finding in there]
        if language == "nb":
            assert any(case.get("advice", "") in str(finding.advice) for finding in there)
    i18n.user_language.cache_clear()


@pytest.mark.parametrize(("code", "case"), [case for case in cases("failing") if "fixed" in case.values[1]])
def test_fixed(code: str, case: Case, tmp_path: Path) -> None:
    plan, workspace = lay_out(case, tmp_path), Workspace(tmp_path, False)
    settings = Settings(select=("HP",) if code == "HP020" else (code,))  # HP020 is about the others
    wanted = case["fixed"] if case.get("whole") else HEAD + case["fixed"] + "\n"
    assert code in {finding.code for finding in mend_file(plan, workspace, settings, write=True).findings}
    assert plan.read_bytes().decode("utf-8") == wanted
    assert mend_file(plan, workspace, settings, write=True).findings == ()


@pytest.mark.parametrize(("code", "case"), cases("passing"))
def test_passing(code: str, case: Case, tmp_path: Path) -> None:
    assert [str(finding.message) for finding in findings(case, tmp_path, code) if finding.code == code] == []


@pytest.mark.parametrize("shown", RULES, ids=lambda shown: shown.code)
def test_the_examples_are_what_they_say(shown: Any, tmp_path: Path) -> None:
    assert shown.code in {finding.code for finding in findings({"example": shown.failing}, tmp_path / "1", shown.code)}
    assert shown.code not in {
        finding.code for finding in findings({"example": shown.passing}, tmp_path / "2", shown.code)
    }


@pytest.mark.parametrize(("code", "case"), cases("failing"))
def test_what_the_document_would_lack_is_known_when_it_is_made(code: str, case: Case, tmp_path: Path) -> None:
    if any(finding.code == code and finding.severity.grave for finding in findings(case, tmp_path)):
        assert any(name.upper().startswith(code) for name in (*READING, *GRAVE))


def test_no_rule_lacks_its_cases() -> None:
    for kind in ("failing", "passing"):
        assert {shown.code for shown in RULES} - {case.values[0] for case in cases(kind)} == set()
