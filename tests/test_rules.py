"""The rules together: mandatory fields, plans with nothing wrong, strategies with mistakes, the register."""

import re
import textwrap
import time
from io import BytesIO
from pathlib import Path

import pytest

from hplan.core import rules
from hplan.core.checking.check import check_file, check_plan
from hplan.core.checking.examples import lay_out
from hplan.core.document.pictures import pixels
from hplan.core.reading.read_plan import read_plan
from hplan.core.reading.read_strategy import read_strategy
from hplan.core.rules import SIGNS, rule
from hplan.core.texts.references import scan
from hplan.core.workspace import Workspace
from hplan.model.finding import Finding
from tests.conftest import ROOT
from tests.test_rule_cases import HEAD


def findings(source: str, tmp_path: Path) -> list[Finding]:
    """What is found, but for the hint that there is no situation table."""
    found = check_plan(source.encode(), "p.yaml", Workspace(tmp_path, False)).findings
    return [finding for finding in found if finding.code != "HP207"]


COMPLETE = (
    HEAD
    + """\
språk: nn
innledning: |
  Vår egen innledning.
nåsituasjon:
  - {område: heltid, nå: a, kort_sikt: b, lang_sikt: c}
  - {område: Noe eget}
lokale_mål:
  - Eget mål
  - {mål: Et til, tekst: a, tiltak: [b]}
handlingsplan:
  heltid:
    heltidskultur: Fri tekst
    redusere_deltid:
      - Et tiltak
      - {tiltak: b, ansvarlig: c, frist: 2026-10-01, indikator: d, kostnad: 15 000, status: pågår, resultat: e}
    lonnsforskjeller: {ordlyd: a, tekst: b, tiltak: [c]}
    pensjon: {utelatt: Ingen medlemmer i privat sektor}
    strategier:
      hele_stillinger: {ordlyd: a}
      pensjonsordninger: {utelatt: fordi}
    lokale_mål: [a]
"""
)


def test_passing(tmp_path: Path) -> None:
    """Everything that can be said, said right: only the goals of the areas that are not in the plan are found."""
    found = findings(COMPLETE, tmp_path)
    assert {finding.code for finding in found} == {"HP110"}
    assert len(found) == 22 - 4


def test_a_plan_with_everything_has_no_finding(tmp_path: Path) -> None:
    strategy, _ = Workspace(tmp_path, False).strategy("2026-2027")
    assert strategy
    lines = [
        f"  {area.id}: {{{', '.join(f'{goal.id}: [a]' for goal in area.goals)}}}" for area in strategy.areas.values()
    ]
    assert findings(HEAD + "handlingsplan:\n" + "\n".join(lines) + "\n", tmp_path) == []


@pytest.mark.parametrize(
    ("source", "field", "line"),
    [
        (HEAD.replace('strategiplan: "2026-2027"', "strategiplan:"), "strategiplan", 1),
        (HEAD.replace("Fagforbundet Ås", "''"), "fagforening.navn", 2),
        (HEAD.replace(", fylkeskrets: Akershus", ""), "fagforening.fylkeskrets", 2),
        (HEAD.replace("utkast", "~"), "fase", 3),
        (HEAD.replace("2026-02-12", ""), "årsmøte", 4),
    ],
)
def test_mandatory_fields(source: str, field: str, line: int, tmp_path: Path) -> None:
    (found,) = (finding for finding in findings(source, tmp_path) if finding.code == "HP202")
    assert dict(found.message.values)["field"] == field
    assert found.at.line == line


def test_a_field_with_a_mistake_is_not_also_called_empty(tmp_path: Path) -> None:
    source = HEAD.replace("utkast", "utkst") + "handlingsplan: {heltid: {pensjon: {tiltk: a}}}\n"
    codes = [finding.code for finding in findings(source, tmp_path) if finding.code != "HP110"]
    assert codes == ["HP104", "HP101"]


@pytest.mark.parametrize("empty", ["", "# bare en merknad\n", "[]\n", "tekst\n"])
def test_files_that_are_no_plan(empty: str, tmp_path: Path) -> None:
    assert [finding.code for finding in findings(empty, tmp_path)] == ["HP015"]


@pytest.mark.parametrize(
    "wrong",
    [
        "handlingsplan: {heltidd: {pensjon: a}}",
        "handlingsplan: {heltid: {pensjonn: a, heltidskultur: a, redusere_deltid: a, lonnsforskjeller: a}}",
    ],
)
def test_a_misspelled_id_is_not_also_called_missing(wrong: str, tmp_path: Path) -> None:
    found = [f for f in findings(HEAD + wrong + "\n", tmp_path) if "2." in str(f.message) and f.code == "HP110"]
    assert found == []


def test_what_looks_right_and_is(tmp_path: Path) -> None:
    """Neighbours of what HP013 and HP014 find."""
    texts = ["a # merknad", "a#b", '"a #b"', "KS – og Spekter", "|\n        - a\n        • b", "a\n        og b"]
    goals = "\n".join(f"      - {text}" for text in texts)
    found = findings(HEAD + f"handlingsplan:\n  heltid:\n    pensjon:\n{goals}\n", tmp_path)
    assert {finding.code for finding in found} == {"HP110"}


@pytest.mark.parametrize(
    "answer",
    [
        " -Utarbeide verveplan",  # where the point has no line of its own
        "\n      o Kartlegge\n      o Møte",  # no fix takes a letter away
        "\n      -Kartlegge alle\n      ordninger",
        "\n      1. Kartlegge\n      2. Møte",
    ],
)
def test_points_that_nobody_but_their_writer_can_mend(answer: str, tmp_path: Path) -> None:
    found = findings(HEAD + f"handlingsplan:\n  heltid:\n    pensjon:{answer}\n", tmp_path)
    assert [bool(finding.fix) for finding in found if finding.code == "HP014"] == [False]


def test_prose_that_wraps_is_not_taken_for_points(tmp_path: Path) -> None:
    """The paragraphs of every plan here, at many widths, as somebody would write them in an editor."""
    texts = []
    for path in (*(ROOT / "plans").glob("*.yaml"), *(ROOT / "tests/model_plans").glob("*.yaml")):
        plan, _ = read_plan(path.read_bytes(), "p")
        assert plan
        texts += [part for text in plan.texts() for part in text.value.split("\n\n")]
    prose = [" ".join(text.split()) for text in texts if re.match(r"[A-ZÆØÅ](?!.*(?::\s|\s#|:$|\n-))", text, re.DOTALL)]
    assert len(prose) > 300
    for width in (24, 31, 47, 60, 78, 99):
        points = [
            "\n    ".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)) for text in prose
        ]
        plan, found = read_plan(("lokale_mål:\n" + "".join(f"  - {point}\n" for point in points)).encode(), "p")
        assert plan, found
        assert [goal.wording and goal.wording.value for goal in plan.local_goals] == prose
        assert "HP014" not in {finding.code for finding in found}, width


def test_a_goal_that_says_utelatt_is_left_out(tmp_path: Path) -> None:
    found = findings(HEAD + "handlingsplan: {heltid: {pensjon: utelatt}}\n", tmp_path)
    assert [finding.code for finding in found if finding.code != "HP110"] == ["HP203"]


def test_the_period_can_have_a_dash(tmp_path: Path) -> None:
    assert {f.code for f in findings(HEAD.replace("2026-2027", "2026 – 2027"), tmp_path)} == {"HP110"}


@pytest.mark.parametrize(
    ("megabytes", "severity", "bound"), [(5, None, ""), (6, "warning", "5 MB"), (21, "error", "20 MB")]
)
def test_large_pictures(megabytes: int, severity: str | None, bound: str, tmp_path: Path) -> None:
    with (tmp_path / "a.gif").open("wb") as file:
        file.write(b"GIF89a")
        file.truncate(megabytes * 1024 * 1024)
    (tmp_path / "p.yaml").write_text(HEAD + "innledning: |\n  ![Verving på torget](a.gif)\n", "utf-8")
    found = [f for f in check_file(tmp_path / "p.yaml", Workspace(tmp_path, False)).findings if f.code[2] == "6"]
    assert [(f.code, f.severity) for f in found] == ([("HP605", severity)] if severity else [])
    assert all(bound in str(f.message) for f in found)


@pytest.mark.parametrize(
    ("size", "severity"), [("6000 × 6000", None), ("9000 × 9000", "hint"), ("20000 × 6000", "warning")]
)
def test_pictures_of_many_pixels(size: str, severity: str | None, tmp_path: Path) -> None:
    plan = lay_out(f"innledning: '![Verving på torget](a.png)'\n\n# a.png\nPNG, {size} piksler\n", tmp_path)
    found = [f for f in check_file(plan, Workspace(tmp_path, False)).findings if f.code == "HP605"]
    assert [f.severity for f in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"\xff\xd8\xff\xe1\0\4xx\xff\xff\xff\xc4\0\3x\xff\xc2\0\x11\x08\x0b\xd0\x0f\xc0", (4032, 3024)),  # of a phone
        (b"\xff\xd8\xff\xe1\0\xff", (0, 0)),
        (b"\xff\xd8" + b"\xff\xe1\0\0" * 1_000_000, (0, 0)),
        (b"\xff" * 1_000_000, (0, 0)),
        (b"GIF89a\x40\x06\xb0\x04", (1600, 1200)),
        (b"GIF89a", (0, 0)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x01\xf4", (1200, 500)),
        (b"", (0, 0)),
    ],
)
def test_the_size_of_a_picture(content: bytes, size: tuple[int, int]) -> None:
    assert pixels(BytesIO(content)) == size


def test_pictures_of_a_plan_from_a_pipe_are_not_looked_for(tmp_path: Path) -> None:
    source = HEAD + "innledning: '![Vi](a.png) ![Dere](https://x.no/a.png) [b](b.pdf) [c](www.x.no)'\n"
    assert [finding.code for finding in findings(source, tmp_path) if finding.code[2] == "6"] == ["HP602", "HP608"]


@pytest.mark.parametrize(
    "unit", ["![](a.png) ", "[a](b", "![](a b.png) ", "![", "](", "`", "[a]: b\n\n", "[a](b (", "![a][b"]
)
def test_no_text_makes_the_search_for_pictures_slow(unit: str) -> None:
    """It takes time in proportion to the text: half a million characters would else take hours."""
    assert sum(1 for _ in scan(unit * (500_000 // len(unit)))) <= 500_000


@pytest.mark.parametrize("text", ["[a](b)\n\n[a]:{}\n\nb", "![a]({}\n\nb"], ids=["definition", "picture"])
def test_blanks_without_end_do_not_make_it_slow_either(text: str) -> None:
    start = time.process_time()
    assert len(list(scan(text.format(" " * 300_000)))) <= 1
    assert time.process_time() - start < 5  # seconds; it takes a hundredth, and took minutes


def test_unknown_period_names_those_there_are(tmp_path: Path) -> None:
    (finding,) = findings(HEAD.replace("2026-2027", "2030-2031"), tmp_path)
    assert finding.code == "HP106"
    assert "2026-2027" in str(finding.advice)


def test_a_strategy_with_mistakes(tmp_path: Path) -> None:
    (tmp_path / "strategiplan-1.yaml").write_text(
        "strategiplan: '1'\nområder: {Å: {tittel: x}, b: {mål: {tiltak: {}}}}\n", "utf-8"
    )
    workspace = Workspace(tmp_path, True)
    strategy, found = workspace.strategy("1")
    assert strategy is None
    assert {finding.code for finding in found} == {"HP111", "HP112"}
    (plan_finding,) = check_plan(b'strategiplan: "1"\n', "p.yaml", workspace).findings
    assert plan_finding.code == "HP113"


def test_two_areas_may_have_goals_of_the_same_id(tmp_path: Path) -> None:
    source = "strategiplan: '1'\nperiode: {fra: 2026-01-01, til: 2027-12-31}\ntittel: x\nområder:\n"
    source += "".join(
        f"  {area}: {{tittel: {area}, mål: {{kurs: {{tekst: Kurs}}}}}}\n" for area in ("heltid", "tariff")
    )
    (tmp_path / "strategiplan-1.yaml").write_text(source, "utf-8")
    plan = HEAD.replace("2026-2027", "1") + "handlingsplan: {heltid: {kurs: [a]}, tariff: {kurs: [b]}}\n"
    found = check_plan(plan.encode(), "p.yaml", Workspace(tmp_path, True)).findings
    assert "HP108" not in {finding.code for finding in found}
    assert not any(finding.severity.grave for finding in found)


def test_mistakes_in_the_strategy_are_seen_from_the_plan(tmp_path: Path) -> None:
    source = "strategiplan: '1'\nperiode: {fra: 2026-01-01, til: 2027-12-31}\ntittel: x\nområder: {a: {tittel: b, mål: {c: {tekts: d}}}}\n"
    (tmp_path / "strategiplan-1.yaml").write_text(source, "utf-8")
    found = check_plan(HEAD.replace("2026-2027", "1").encode(), "p.yaml", Workspace(tmp_path, True)).findings
    assert "HP113" in {finding.code for finding in found}


def test_a_strategy_named_after_another_period(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[1] / "strategiplan-2026-2027.yaml").read_bytes()
    (tmp_path / "strategiplan-2030.yaml").write_bytes(shipped)
    _, (finding,) = Workspace(tmp_path, True).strategy("2030")
    assert (finding.code, finding.at.line) == ("HP114", 7)


def test_the_shipped_strategy_is_whole() -> None:
    path = Path(__file__).parents[1] / "strategiplan-2026-2027.yaml"
    strategy, found = read_strategy(path.read_bytes(), "s")
    assert strategy
    assert found == []
    assert len(strategy.areas) == 6
    assert len(strategy.goals) == 22
    assert sum(len(area.strategies) for area in strategy.areas.values()) == 21


def test_every_rule_is_listed_once_and_named_after_its_module() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem for path in folder.glob("hp*.py")}
    assert modules == {*rules.READING, *rules.CHECKING, *rules.OPTIONAL}
    for name in modules:
        found = rule(name)
        assert name == f"{found.code}_{found.name}".lower().replace("-", "_")
        assert bool(found.check) == (name not in rules.READING)


@pytest.mark.parametrize(
    ("field", "width"),
    [
        ("frist: 15. mai 2026", 12),
        ("frist: '15. mai 2026'", 14),
        ("kostnad: kr 15 000,-", 11),
        ("status: ikke begynt", 11),
        ("status: langt på vei", 12),
        ("kostnad: |\n            ca.\n            5000", 0),
    ],
)
def test_the_whole_of_a_misread_field_is_shown(field: str, width: int, tmp_path: Path) -> None:
    source = f"handlingsplan:\n  heltid:\n    pensjon:\n      - tiltak: Kurs\n        {field}\n"
    assert [f.width for f in findings(source, tmp_path) if f.code in ("HP103", "HP104", "HP105")] == [width]


@pytest.mark.parametrize(
    ("plan", "mended"),
    [
        ("lokale_mål:\n  - Mål: Kurs\n", True),
        ("lokale_mål:\n  - Mal: for årsmøtet\n", False),
        ("Lokale mål: [Kurs]\n", True),
        ("Lokale mål: [Kurs]\nlokale_mål: [Møte]\n", False),
        ("lokale-mål: [Kurs]\n", True),
    ],
)
def test_only_capitals_and_spaces_of_a_key_are_mended(plan: str, mended: bool, tmp_path: Path) -> None:
    assert [bool(found.fix) for found in findings(plan, tmp_path) if found.code == "HP101"] == [mended]


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_sign_that_a_rule_needs_begins_and_ends_with_one_that_is_looked_for(sign: str) -> None:
    """`Subject.signs` leaves out English letters and digits, and a rule would wait for them in vain."""
    assert all(not (end.isascii() and end.isalnum()) for end in (sign[0], sign[-1]))


@pytest.mark.parametrize(
    "text", ['innledning: "a\n{}\n  b"\n', "innledning: >\n  a\n{}\n  b\n", "innledning: a\n{}\n  b\n"]
)
def test_a_line_of_blanks_without_end_in_a_folded_text(text: str, tmp_path: Path) -> None:
    start = time.process_time()
    findings(HEAD + text.format(" " * 200_000), tmp_path)
    assert time.process_time() - start < 5  # seconds; it takes a tenth, and took minutes
