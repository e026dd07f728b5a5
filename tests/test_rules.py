"""Each rule: a plan that it finds something in, one that it does not, with place and words in the three languages."""

from pathlib import Path

import pytest

from hplan import i18n
from hplan.core import rules
from hplan.core.check import check_plan
from hplan.core.read_strategy import read_strategy
from hplan.core.rules import rule
from hplan.core.workspace import Workspace
from hplan.model.finding import Finding

HEAD = """\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
fase: utkast
årsmøte: 2026-02-12
"""  # four lines: what follows begins on line 5


def findings(source: str, tmp_path: Path) -> list[Finding]:
    return list(check_plan(source.encode(), "p.yaml", Workspace(tmp_path, False)).findings)


# code, what is written after HEAD, line, column, the message in bokmål, part of the advice in bokmål
FAILING = [
    ("HP012", "språk: nb\nspråk: nn", 6, 1, "«språk» står her for andre gang; første gang er på linje 5", "Samle"),
    ("HP013", "innledning: Møte #vervefest hvert år", 5, 18, "Det som står fra #vervefest og ut linjen, er en merknad og ikke en del av teksten", "anførselstegn"),
    ("HP013", "handlingsplan:\n  heltid:\n    pensjon:\n      - #fagforbundet på nett", 8, 9, "Det som står fra #fagforbundet og ut linjen, er en merknad og ikke en del av teksten", "anførselstegn"),
    ("HP014", "lokale_mål:\n  - Møte\n    - Velkomst", 7, 5, "Dette ser ut som et eget punkt, men blir en del av teksten over", ""),
    ("HP014", "innledning:\n  – Møte\n  – Velkomst", 7, 3, "Dette ser ut som et eget punkt, men blir en del av teksten over", ""),
    ("HP015", None, 1, 1, "Det er ingen plan i filen: den er tom", "hplan new"),
    ("HP101", "lokale_mål: [Tema: lønn]", 5, 14, "«Tema» er ikke et felt som kan stå her", "Er det en tekst med kolon i"),
    ("HP101", "handlingplan: {}", 5, 1, "«handlingplan» er ikke et felt som kan stå her", "Mente du «handlingsplan»?"),
    ("HP101", "zzz: 1", 5, 1, "«zzz» er ikke et felt som kan stå her", "strategiplan, fagforening, språk"),
    ("HP102", "nåsituasjon: tekst", 5, 14, "«nåsituasjon» skal inneholde en liste, men inneholder en tekst", ""),
    ("HP102", "innledning: [a]", 5, 13, "«innledning» skal inneholde en tekst, men inneholder en liste", ""),
    ("HP103", "handlingsplan: {heltid: {pensjon: [{tiltak: a, frist: 01.10.2026}]}}", 5, 55, "«01.10.2026» er ikke en dato hplan kan lese", "2026-10-01"),
    ("HP103", "handlingsplan: {heltid: {pensjon: [{tiltak: a, frist: 2026-06-31}]}}", 5, 55, "«2026-06-31» er ikke en dato hplan kan lese", "kalenderen"),
    ("HP103", "handlingsplan: {heltid: {pensjon: [{tiltak: a, frist: 1. oktober 2026}]}}", 5, 55, "«1. oktober 2026» er ikke en dato hplan kan lese", "2026-10-01"),
    ("HP103", "handlingsplan: {heltid: {pensjon: [{tiltak: a, frist: 1.10.26}]}}", 5, 55, "«1.10.26» er ikke en dato hplan kan lese", "2026-10-01"),
    ("HP103", "handlingsplan: {heltid: {pensjon: [{tiltak: a, frist: Løpende}]}}", 5, 55, "«Løpende» er ikke en dato hplan kan lese", "år, måned og dag"),
    ("HP104", "språk: nynorsk", 5, 8, "«nynorsk» er ikke blant ordene som kan stå her", "nb, nn"),
    ("HP105", "handlingsplan: {heltid: {pensjon: [{tiltak: a, kostnad: billig}]}}", 5, 57, "«billig» er ikke et beløp", "15000"),
    ("HP107", "handlingsplan: {tarifmakt: {}}", 5, 17, "Strategiplanen har ikke noe område «tarifmakt»", "Mente du «tariffmakt»?"),
    ("HP108", "handlingsplan: {heltid: {pensjonn: a}}", 5, 26, "Området «heltid» har ikke noe mål «pensjonn»", "Mente du «pensjon»?"),
    ("HP108", "handlingsplan: {heltid: {ki: a}}", 5, 26, "Området «heltid» har ikke noe mål «ki»", "digitalisering"),
    ("HP109", "handlingsplan: {heltid: {strategier: {hele: {utelatt: x}}}}", 5, 39, "Området «heltid» har ingen strategi «hele»", ""),
    ("HP110", "handlingsplan: {heltid: {pensjon: a}}", 5, 17, "Mål 2.3 «Redusere lønnsforskjeller gjennom å løfte hele laget» er ikke med i planen", "lonnsforskjeller:"),
    ("HP201", "handlingsplan:\n  heltid:\n    pensjon:", 7, 5, "Mål 2.4 «Forbedre og trygge medlemmenes pensjonsrettigheter» er ikke fylt ut", ""),
    ("HP201", "handlingsplan:\n  heltid:\n    pensjon: {ordlyd: Pensjon}", 7, 5, "Mål 2.4 «Forbedre og trygge medlemmenes pensjonsrettigheter» er ikke fylt ut", ""),
    ("HP203", "handlingsplan: {heltid: {pensjon: {utelatt: ja}}}", 5, 36, "«Forbedre og trygge medlemmenes pensjonsrettigheter» er utelatt uten begrunnelse", ""),
    ("HP204", "handlingsplan:\n  heltid:\n    pensjon:\n      - a\n      -", 9, 8, "Et punkt på listen er tomt", ""),
    ("HP205", "handlingsplan: {heltid: {pensjon: [{ansvarlig: Styret, frist: 2026-10-01}]}}", 5, 36, "Tiltaket sier ikke hva som skal gjøres", "tiltak:"),
    ("HP204", "lokale_mål: [{tekst: a}]", 5, 14, "Et punkt på listen er tomt", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "source", "line", "column", "message", "advice"), FAILING)
def test_failing(
    code: str,
    source: str | None,
    line: int,
    column: int,
    message: str,
    advice: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [finding for finding in findings(HEAD + source + "\n" if source else "", tmp_path) if finding.code == code]
    said = {}
    for language in i18n.LANGUAGES:
        monkeypatch.setenv("HPLAN_LANG", language)
        i18n.user_language.cache_clear()
        said[language] = {(str(f.message), str(f.advice)) for f in found if (f.at.line, f.at.column) == (line, column)}
    assert any(text == message and advice in hint for text, hint in said["nb"]), said["nb"]
    assert all(said.values())
    assert said["nb"] != said["en"]


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


def test_a_goal_that_says_utelatt_is_left_out(tmp_path: Path) -> None:
    found = findings(HEAD + "handlingsplan: {heltid: {pensjon: utelatt}}\n", tmp_path)
    assert [finding.code for finding in found if finding.code != "HP110"] == ["HP203"]


def test_the_period_can_have_a_dash(tmp_path: Path) -> None:
    assert {f.code for f in findings(HEAD.replace("2026-2027", "2026 – 2027"), tmp_path)} == {"HP110"}


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
    assert modules == {*rules.READING, *rules.CHECKING}
    for name in modules:
        found = rule(name)
        assert name == f"{found.code}_{found.name}".lower().replace("-", "_")
        assert bool(found.check) == (name in rules.CHECKING)


def test_every_rule_has_a_failing_case() -> None:
    """Here, or in test_reader.py and test_cli.py for the rules about files."""
    elsewhere = "".join((Path(__file__).parent / name).read_text("utf-8") for name in ("test_reader.py", "test_cli.py"))
    here = Path(__file__).read_text("utf-8")
    codes = {rule(name).code for name in (*rules.READING, *rules.CHECKING)}
    assert {code for code in codes if f'"{code}"' not in here + elsewhere} == set()
