"""What the tool says of the real plans, and of plans as good branches write them, is what an adviser agreed with."""

import re
import sys
from pathlib import Path

import pytest

from hplan.core.checking.check import check_bytes
from hplan.core.checking.mend import mend_file
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace
from tests.conftest import ROOT, Run

sys.path.insert(0, str(ROOT / "scripts"))
import false_alarms

PLANS = sorted([*(ROOT / "plans").glob("*.yaml"), *(ROOT / "tests/model_plans").glob("*.yaml")])
HEAD = 'strategiplan: "2026-2027"\nhandlingsplan:\n  heltid:\n    pensjon:\n'


def test_every_plan_has_been_read() -> None:
    assert sorted(false_alarms.verdicts()) == sorted(path.relative_to(ROOT).as_posix() for path in PLANS)


@pytest.mark.parametrize("name", false_alarms.verdicts())
def test_the_verdicts_are_on_what_is_found(name: str) -> None:
    judged = false_alarms.verdicts()[name]
    assert false_alarms.findings(name) == [row[:3] for row in judged]
    assert {row[3] for row in judged} <= set(false_alarms.VERDICTS)


def test_no_error_or_warning_is_wrong() -> None:
    graver = [row for rows in false_alarms.verdicts().values() for row in rows if row[2] != "hint"]
    assert {row[3] for row in graver} == {"right"}


def test_the_document_says_so_too() -> None:
    assert false_alarms.DOCUMENT.read_text("utf-8").partition(false_alarms.MARK)[2].lstrip() == false_alarms.report()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_new_plan_lacks_its_goals_and_nothing_else(language: str, run: Run, tmp_path: Path) -> None:
    run("new", "ny", "--name", "Fagforbundet Ny", "--county", "Agder", "--language", language, lang=language)
    path = tmp_path / "plans/ny.yaml"
    found = check_bytes(path.read_bytes(), path, Workspace(tmp_path, True)).findings
    assert sorted(finding.code for finding in found) == ["HP201"] * 22 + ["HP202", "HP207"]


@pytest.mark.parametrize(
    ("field", "severity"),
    [
        ("frist: 31.12.", "warning"),
        ("frist: 2026-10", "warning"),
        ("frist: 31.06.2026", "warning"),
        ("frist: 2026", "hint"),
        ("frist: høsten 2026", "hint"),
        ("frist: august 2026 og januar 2027", "hint"),
        ("kostnad: ca. 5000", "warning"),
        ("kostnad: Dekkes av fylkeskretsen", "hint"),
    ],
)
def test_words_in_the_place_of_a_date_or_an_amount(field: str, severity: str, tmp_path: Path) -> None:
    source = f"{HEAD}      - {{tiltak: Arrangere kurs, {field}}}\n"
    found = check_bytes(source.encode(), tmp_path / "p.yaml", Workspace(tmp_path, False)).findings
    assert [f.severity for f in found if f.code in ("HP103", "HP105")] == [severity]


@pytest.mark.parametrize(("said", "severity"), [("Lage en brosjyre", "warning"), ("Bistå i saker", "hint")])
def test_a_duty_needs_no_deadline(said: str, severity: str, tmp_path: Path) -> None:
    source = f"fase: vedtatt\n{HEAD}      - {{tiltak: Arrangere kurs, frist: 2026-10-01}}\n      - {said}\n"
    found = check_bytes(source.encode(), tmp_path / "p.yaml", Workspace(tmp_path, False)).findings
    assert [f.severity for f in found if f.code == "HP402"] == [severity]


@pytest.mark.parametrize(("own", "severity"), [("", "warning"), (", tiltak: [Arrangere kurs]", "hint")])
def test_the_national_text_above_actions_does_no_harm(own: str, severity: str, tmp_path: Path) -> None:
    national = "Forbedre og trygge medlemmenes pensjonsrettigheter"
    source = f"{HEAD.rstrip()} {{tekst: {national}{own}}}\n"
    found = check_bytes(source.encode(), tmp_path / "p.yaml", Workspace(tmp_path, False)).findings
    assert [f.severity for f in found if f.code == "HP303"] == [severity]


SLIPS = [
    (r"\btillitsvalgte (?=\w)", "tillitsvalgte  "),
    (r" medlem", " \u200bmedlem"),
    (r"(frist|årsmøte): (\d{4})-(\d\d)-(\d\d)", r"\1: \4.\3.\2"),
    (r"kostnad: (\d+)(\d{3})$", r"kostnad: kr \1.\2,-"),
    (r"(?<=[a-zæøå])ti(?=[a-z]+ )", "Ɵ"),
]


@pytest.mark.parametrize(("slip", "wrong"), SLIPS)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_slips_are_mended_and_nothing_else(path: Path, slip: str, wrong: str, tmp_path: Path) -> None:
    copy, workspace, settings = tmp_path / path.name, Workspace(tmp_path, False), Settings()
    copy.write_bytes(path.read_bytes())
    mend_file(copy, workspace, settings, write=True)  # what is wrong in the plan itself
    right = copy.read_text("utf-8")
    damaged = "\n".join(_damaged(line, slip, wrong) for line in right.split("\n"))
    copy.write_text(damaged, "utf-8")
    shown = mend_file(copy, workspace, settings, write=False)
    assert copy.read_text("utf-8") == damaged
    assert mend_file(copy, workspace, settings, write=True) == shown
    assert copy.read_text("utf-8") == right
    assert mend_file(copy, workspace, settings, write=True).findings == ()


def _damaged(line: str, slip: str, wrong: str) -> str:
    """A line with slips in what people read; comments, names and the words of a deadline are not mended."""
    if re.match(r"\s*(#|navn|- område|frist: \D)", line):
        return line
    key = re.match(r"\s*(- )?(tiltak: )?", line)
    assert key
    return line[: key.end()] + re.sub(slip, wrong, line[key.end() :])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("path", [path for path in PLANS if path.stem in ("sor_varanger", "sjukehus", "evaluering")])
def test_encodings_are_mended(path: Path, encoding: str, tmp_path: Path) -> None:
    copy, workspace, settings = tmp_path / path.name, Workspace(tmp_path, False), Settings(select=("HP002", "HP016"))
    copy.write_bytes(path.read_text("utf-8").encode(encoding))
    assert len(mend_file(copy, workspace, settings, write=True).findings) == 1
    assert copy.read_bytes() == path.read_bytes()
