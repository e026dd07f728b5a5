"""What is asked of a check: rules chosen and left, in hplan.toml and comments; mending; exit codes."""

import json
import os
import re
from pathlib import Path

import pytest

from hplan.commands import checking
from hplan.core.checking.check import check_plan
from hplan.core.checking.mend import mend
from hplan.core.checking.verdict import heard
from hplan.core.settings import Settings, parse_settings
from hplan.core.workspace import Workspace
from hplan.errors import Exit, StopError
from hplan.model.finding import Edit, Finding, Fix, Severity
from hplan.model.place import Place
from tests.conftest import ROOT, Run
from tests.test_rule_cases import HEAD

PLAN = HEAD + "handlingsplan:\n  heltid:\n    pensjon: {utelatt: true}\n"  # HP203 on line 7, HP110 on 5 and 6


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plans/aas.yaml"
    path.parent.mkdir()
    path.write_text(PLAN, "utf-8")
    return path


def codes(run: Run, *arguments: str) -> set[str]:
    lines = run("check", "--output-format", "concise", *arguments).stdout.splitlines()
    return {line.split(": ")[1].split()[0] for line in lines} - {"HP207"}  # a hint: there is no situation table


def test_rules_are_chosen_and_left(run: Run, plan: Path) -> None:
    assert codes(run) == {"HP110", "HP203"}
    assert codes(run, "--select", "HP2") == {"HP203"}
    assert codes(run, "--select", "hp110,hp203", "--ignore", "HP203") == {"HP110"}
    assert codes(run, "--ignore", "HP1") == {"HP203"}
    assert codes(run, "--ignore", "HP", "--select", "HP203") == {"HP203"}
    result = run("check", "--ignore", "HP")
    assert result.returncode == 0
    assert "nothing to remark" in result.stdout


def test_settings_of_the_workspace(run: Run, plan: Path, tmp_path: Path) -> None:
    settings = tmp_path / "hplan.toml"
    settings.write_text('[check]\nignore = ["HP110"]\n', "utf-8")
    assert codes(run) == {"HP203"}
    assert codes(run, "--select", "HP") == {"HP203"}
    settings.write_text('[check.per-file-ignores]\n"plans/a*.yaml" = ["HP1"]\n"andre/*" = ["HP2"]\n', "utf-8")
    assert codes(run) == {"HP203"}
    assert codes(run, str(plan)) == {"HP203"}


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ("[check]\nselect = 'HP1'\n", ':2: select has the wrong form. Write it so: select = ["HP1"]'),
        ("[check]\nignore = [1]\n", ':2: ignore has the wrong form. Write it so: ignore = ["…"]'),
        ("[check]\nstrict = 'ja'\n", ":2: strict has the wrong form. Write it so: strict = true"),
        ("[check]\nper-file-ignores = ['HP1']\n", "has the wrong form. Write it so: [check.per-file-ignores]"),
        ("[check]\nword = ['Sjøgata']\n", ":2: there is no setting word. Did you mean words?"),
        ("[check]\nqqq = []\n", ":2: there is no setting qqq; there are select, ignore, words,"),
        ("[check]\nselect = ['HP999']\n", ":2: there is no rule “HP999”. See all of them with: hplan rule"),
        ("[chekk]\n", ":1: there is no setting chekk. Did you mean [check]?"),
        ("check = 1\n", ":1: check has the wrong form. Write it so: [check]"),
        ("[check.per-file-ignores]\n'a' = 'HP1'\n", '.a has the wrong form. Write it so: "a" = ["HP1"]'),
        (
            "[check]\nstrict = true\nselect = []\n",
            ":3: select is empty, so that nothing would be checked. Delete the line",
        ),
        ("[check]\nselect = ['', ' , ']\n", 'write for example: select = ["HP1", "HP2"]'),
        ("[check\n", ":1:7: this is not TOML. Write it as in this example"),
        ("[check]\nselect = ['HP1'\n# for oss\n", ":3:10: this is not TOML"),
        ("[check]\nstrict = true\nstrict = true\n", ":3:14: this name is used already above"),
        (f"[check]\nstrict = {'9' * 5000}\n", "hplan.toml: this is not TOML"),
    ],
)
def test_settings_that_are_wrong(run: Run, plan: Path, tmp_path: Path, wrong: str, part: str) -> None:
    (tmp_path / "hplan.toml").write_text(wrong, "utf-8")
    result = run("check")
    assert result.returncode == 2
    assert part in result.stderr
    assert result.stderr.startswith("hplan: hplan.toml:")
    elsewhere = run("check", str(plan), cwd=plan.parent)
    assert elsewhere.stderr == result.stderr.replace("hplan.toml", f"{tmp_path.as_posix()}/hplan.toml", 1)


def test_settings_that_are_not_utf8_or_in_english(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "hplan.toml").write_bytes(b'[check]\nwords = ["\xc5s"]\n')
    assert "hplan.toml:2 is not saved as UTF-8" in run("check").stderr
    (tmp_path / "hplan.toml").write_text("[check]\nselect = HP1\n", "utf-8")
    said = run("check", lang="nb").stderr
    assert said.startswith("hplan: hplan.toml:2:10: dette er ikke TOML")
    assert "Invalid" not in said


def test_to_select_nothing_is_no_choice(run: Run, plan: Path) -> None:
    for given in ("", " , "):
        result = run("check", "--select", given)
        assert result.returncode == 2
        assert "--select HP2" in result.stderr
    assert codes(run, "--select", "", "--select", "HP2") == {"HP203"}


def test_the_longer_code_counts() -> None:
    settings = parse_settings(b'[check]\nselect = ["HP2", "HP110"]\nignore = ["HP203", "HP11"]\n')
    assert [code for code in ("HP101", "HP110", "HP201", "HP203") if settings.wants(code)] == ["HP110", "HP201"]
    with pytest.raises(StopError):
        parse_settings(b"\xff")


def test_a_comment_silences_its_line_or_block(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("handlingsplan:", "# hplan: ignore[HP203] sagt\nhandlingsplan:"), "utf-8")
    assert codes(run) == {"HP110"}
    plan.write_text(PLAN.replace("true}", "true}  # hplan: ignore[HP203] sagt"), "utf-8")
    assert codes(run) == {"HP110"}
    plan.write_text(PLAN.replace("  heltid:", "  heltid:  # hplan: ignore[HP203] ikke her"), "utf-8")
    assert codes(run) == {"HP110", "HP020", "HP203"}
    # A rule that was not asked may well have found something.
    assert codes(run, "--select", "HP0,HP1") == {"HP110"}


@pytest.mark.parametrize(
    ("action", "silent"),
    [
        ("|  # hplan: ignore[HP505] tabell\n        Én\n        to  tre\n\n        fire  fem\n", True),
        ("&a >-  # hplan: ignore[HP505]\n        Én\n        to  tre\n", True),
        ("|\n        Én\n        # hplan: ignore[HP505] to  tre\n", False),
        ("|  # tabell\n        # hplan: ignore[HP505] to  tre\n", False),
        ('"|  # hplan: ignore[HP505] to  tre"\n', False),
        ("Én  to\n        tre  # hplan: ignore[HP505] på første linje\n", True),
        ("|  # hplan: ignore[HP505] nei\n        Én\n      - to  tre\n", False),
    ],
)
def test_a_comment_silences_all_of_the_text_that_it_stands_by(run: Run, plan: Path, action: str, silent: bool) -> None:
    plan.write_text(HEAD + f"handlingsplan:\n  heltid:\n    pensjon:\n      - {action}", "utf-8")
    assert ("HP505" in codes(run, "--select", "HP505")) is not silent


def test_any_number_of_comments_and_findings(run: Run, plan: Path) -> None:
    """20,000 of each, in pairs and all of the comments above one block: whoever compares all with all comes too late."""
    action, comment = "      - Tre  møter", "# hplan: ignore[HP505] vedtatt slik"
    pairs = HEAD + "handlingsplan:\n  heltid:\n    pensjon:\n" + f"{action}  {comment}\n" * 20_000
    above = HEAD + f"{comment}\n" * 20_000 + "handlingsplan:\n  heltid:\n    pensjon:\n" + f"{action}\n" * 20_000
    for source in (pairs, above):
        plan.write_text(source, "utf-8")
        assert codes(run, "--select", "HP020,HP505") == set()


def test_what_is_unreadable_cannot_be_silenced(run: Run, plan: Path) -> None:
    plan.write_text("# hplan: ignore[HP004] x\na: [\n", "utf-8")
    assert codes(run, "--ignore", "HP") == {"HP004"}


def test_render_does_not_obey_what_is_silenced(run: Run, plan: Path) -> None:
    plan.write_text(PLAN + "    finnesikke: x  # hplan: ignore[HP108] hysj\n", "utf-8")
    assert "HP108" not in codes(run)
    assert run("render").returncode == 1


def test_exit_codes(run: Run, plan: Path) -> None:
    assert run("check").returncode == 1
    assert run("check", "--exit-zero").returncode == 0
    plan.write_bytes(b"\xff")
    assert run("check", "--exit-zero").returncode == 2


MENDABLE = HEAD + "handlingsplan:\n  heltid:\n    pensjon: a  # hplan: ignore[HP203] ikke lenger sant\n"


def test_mending_changes_only_what_it_says(run: Run, plan: Path) -> None:
    source = "# Øverst\r\n" + MENDABLE.replace("\n", "\r\n") + "\r\n# Nederst"
    plan.write_bytes(source.encode())
    shown = run("check", "--diff")
    assert shown.returncode == 1
    assert "-    pensjon: a  # hplan" in shown.stdout
    assert plan.read_bytes() == source.encode()
    result = run("check", "--fix", "--select", "HP0", "--select", "HP2")
    assert "1 finding mended" in result.stderr
    assert result.returncode == 0
    assert plan.read_bytes() == source.replace("  # hplan: ignore[HP203] ikke lenger sant", "").encode()
    assert run("check", "--diff").returncode == 0


def test_nothing_is_mended_through_a_link(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(MENDABLE, "utf-8")
    plan.unlink()
    try:
        plan.symlink_to(tmp_path / "elsewhere.yaml")
    except OSError:
        pytest.skip("no symbolic links here")
    assert "does not write through links" in run("check", "--fix").stderr
    assert (tmp_path / "elsewhere.yaml").read_text("utf-8") == MENDABLE


def finding(line: int, column: int, old: str, new: str) -> Finding:
    at = Place("p.yaml", line, column)
    return Finding("HP501", Severity.WARNING, at, None, None, 0, Fix((Edit(at, old, new),)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "edit", "after"),
    [
        ("a: bƟs\n", (1, 5, "Ɵ", "ti"), "a: btis\n"),
        ("a: |\n  b  c\n", (2, 4, "  ", " "), "a: |\n  b c\n"),
        ("- Tema: lønn\n", (1, 3, "Tema: lønn", '"Tema: lønn"'), '- "Tema: lønn"\n'),
        ("a: b\n", (1, 4, "x", "y"), None),  # what is to be replaced is not there
        ("a: b c\n", (1, 5, " c", ": c"), None),  # no YAML any more
        ("a: b\nc: d\n", (1, 4, "b", "- b"), None),  # another form
        ("a: x b\n", (1, 4, "x ", "#"), None),  # a text becomes a comment
        ("a: b\n", (1, 4, "b", "&b"), None),  # a text becomes an anchor
        ("a: b\nd: e\n", (1, 5, "\n", "  # "), None),  # a key becomes a comment
    ],
)
def test_a_fix_that_would_change_more_is_not_made(
    source: str, edit: tuple[int, int, str, str], after: str | None
) -> None:
    result = mend(source.encode(), lambda content: [finding(*edit)] if content == source.encode() else [])
    assert result.content.decode() == (after or source)
    assert len(result.findings) == (after is not None)


def test_reencoding(tmp_path: Path) -> None:
    at = Place("p", 1, 1)
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        found = Finding("HP002", Severity.UNREADABLE, at, None, None, 0, Fix(encoding=encoding))  # type: ignore[arg-type]
        source = "a: blåbær\r\n".encode(encoding)
        assert (
            mend(source, lambda content, f=found, s=source: [f] if content == s else []).content
            == "a: blåbær\r\n".encode()
        )  # type: ignore[misc]


def test_two_fixes_of_the_same_words_are_made_one_after_the_other() -> None:
    def found(content: bytes) -> list[Finding]:
        text = content.decode()
        return [finding(1, 4, "xx", "x")] * 2 if "xx" in text else []

    result = mend(b"a: xxxx\n", found)
    assert result.content == b"a: x\n"
    assert len(result.findings) == 3


@pytest.mark.parametrize(
    "plan",
    [
        "handlingsplan:\n  heltid:\n\tpensjon: a\n",  # an area or a goal
        "innledning: |\n  Vi vil\n\tverve\n",  # a text or code in it
        "handlingsplan:\n  heltid:\n    pensjon:\n      - a\n\t- b\n",  # a point or the end of the one above
        "innledning: 'a\n\tb\nfase: |\n\tc\n",  # what is wrong stands above
        "lokale_mål:\n" + "\t- a\n" * 50_000,  # no plan
    ],
)
def test_tabs_are_left_where_more_than_one_thing_can_be_meant(plan: str) -> None:
    source = (HEAD + plan).encode()
    assert (
        mend(source, lambda read: list(check_plan(read, "p.yaml", Workspace(ROOT, False)).findings)).content == source
    )


@pytest.mark.parametrize("width", [2, 4, 8])
@pytest.mark.parametrize("path", sorted((ROOT / "plans").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_plan_indented_with_tabs_says_the_same_when_it_is_mended(path: Path, width: int) -> None:
    source = path.read_text("utf-8")
    tabbed = re.sub(f"(?m)^(?: {{{width}}})+", lambda found: "\t" * (len(found[0]) // width), source)

    def found(read: bytes) -> list[Finding]:
        return [finding for finding in check_plan(read, "p.yaml", Workspace(ROOT, False)).findings if finding.fix]

    mended = mend(tabbed.encode(), lambda read: [finding for finding in found(read) if finding.code == "HP004"])
    plans = [check_plan(read, "p.yaml", Workspace(ROOT, False)).plan for read in (mended.content, source.encode())]
    assert "\t" not in mended.content.decode()
    assert len({tuple(text.value for text in plan.texts()) for plan in plans if plan}) == 1
    assert all(plans)


def test_the_settings_word_list() -> None:
    assert parse_settings('[check]\nwords = ["Åsgård"]\n'.encode()).words == frozenset({"åsgård"})
    assert Settings().asked([], ["HP1"], True) == Settings(ignore=("HP1",), strict=True)


IGNORED = (
    "handlingsplan:\n  heltid:\n    # hplan: ignore[HP203] sagt på årsmøtet, sak 12\n    pensjon: {utelatt: true}\n"
)


@pytest.mark.parametrize(
    "source",
    [
        HEAD.replace("2026-2027", "2026-2028") + IGNORED,  # no such strategy: the rule was not asked
        HEAD + IGNORED.replace("heltid", "heltdi"),
        HEAD + IGNORED + "  tariffmakt: [x]\n",
    ],
)
def test_what_could_not_be_looked_at_may_still_need_its_comment(run: Run, plan: Path, source: str) -> None:
    plan.write_text(source, "utf-8")
    run("check", "--fix", "--select", "HP020,HP203")
    assert plan.read_text("utf-8") == source


@pytest.mark.parametrize("other", [["--fix"], ["--statistics"], ["--output-format", "json"]])
def test_what_diff_would_leave_undone_is_refused(other: list[str], run: Run, plan: Path) -> None:
    plan.write_text(MENDABLE, "utf-8")
    result = run("check", "--diff", *other)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--diff goes with neither --fix, --statistics nor --output-format" in result.stderr
    assert plan.read_text("utf-8") == MENDABLE


def test_a_comment_that_looks_like_the_text_is_left_alone(run: Run, plan: Path) -> None:
    source = HEAD + 'innledning: "organisasjons\\u00adgraden"  # ikke rør: organisasjons\u00adgraden\n'
    plan.write_text(source, "utf-8")
    run("check", "--fix")
    assert plan.read_text("utf-8") == source


def test_diff_says_when_it_could_not_look(run: Run, plan: Path, tmp_path: Path) -> None:
    result = run("check", "--diff", "plans/aas.yaml", "plans/nosuch.yaml")
    assert result.returncode == 2
    assert "nosuch.yaml" in result.stderr
    assert run("check", "--fix", "-", stdin=PLAN).returncode == 2
    (tmp_path / "hplan.toml").write_text("[chek]\n", "utf-8")
    assert run("check", "--diff").returncode == 2


def test_a_comment_that_goes_on_and_on_costs_no_time(run: Run, plan: Path) -> None:
    plan.write_text(PLAN + "#" + " # hplan: ignore[" * 40_000 + "\n", "utf-8")
    assert run("check").returncode == 1


def test_many_mistakes_are_mended_in_one_run(run: Run, plan: Path) -> None:
    points = "".join(f"      - @kari nummer {number}\n" for number in range(15))
    plan.write_text(HEAD + "handlingsplan:\n  heltid:\n    pensjon:\n" + points, "utf-8")
    assert "15 findings mended" in run("check", "--fix", "--select", "HP0").stderr
    assert run("check", "--diff", "--select", "HP0").stdout == ""


def test_an_enormous_file_is_mended_in_one_run(run: Run, plan: Path) -> None:
    actions = "".join(f"      - Holde {number} møter  i året\n" for number in range(20_000))
    plan.write_text(HEAD + "handlingsplan:\n  heltid:\n    pensjon:\n" + actions, "utf-8")
    assert "20000 findings mended" in run("check", "--fix", "--select", "HP505").stderr


def test_one_that_cannot_be_proved_does_not_hinder_the_others() -> None:
    source = "".join(f"k{number:02}: a  b\n" for number in range(100))
    found = [finding(number + 1, 7, "  ", " ") for number in range(100)]
    found[12] = finding(13, 7, "  b", " #b")  # a text becomes a comment
    found[50] = finding(51, 6, "a", "&a")
    found[51] = finding(52, 6, "a  b", "a: b")
    result = mend(source.encode(), lambda content: found if content == source.encode() else [])
    left = [number for number, line in enumerate(result.content.decode().splitlines()) if line[5:] == "a  b"]
    assert (left, len(result.findings)) == ([12, 50, 51], 97)


@pytest.mark.parametrize("blank", ["\x85", "\u2028", "\u00a0"])
def test_a_comment_that_silences_nothing_goes_with_all_that_is_of_it(blank: str) -> None:
    """What only Python takes for a blank is part of a YAML comment, and would be a text without it."""

    def found(read: bytes) -> list[Finding]:
        findings = heard(check_plan(read, "p.yaml", Workspace(ROOT, False)), Settings())
        return [finding for finding in findings if finding.code == "HP020"]

    mended = mend(f"innledning: # hplan: ignore[HP999]{blank}\n".encode(), found)
    assert (mended.content, len(mended.findings)) == (b"innledning:\n", 1)


def test_a_fix_to_a_comment_never_changes_the_form() -> None:
    shown = finding(1, 3, " # hei", "\u2028")  # what was a mapping would be a text of the same letters
    assert shown.fix
    shown = shown._replace(fix=shown.fix._replace(comment=True))
    assert mend(b"a: # hei\n", lambda read: [shown] if b"#" in read else []).content == b"a: # hei\n"


def test_where_one_fix_is_refused_the_other_one_of_the_same_words_is_tried() -> None:
    both = [finding(1, 4, "b  c", "b c"), finding(1, 4, "b  c", "d")]
    assert mend(b"a: b  c\n", lambda content: both if b"  " in content else []).content == b"a: d\n"
    both = [finding(1, 4, "b  c", "b c"), finding(1, 4, "b  c", "b: c")]
    assert mend(b"a: b  c\n", lambda content: both if b"  " in content else []).content == b"a: b c\n"


@pytest.mark.parametrize("limit", ["_ROUNDS", "_LETTERS_READ"])
def test_it_is_said_when_not_all_was_mended(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], english: None, limit: str
) -> None:
    plan.write_text(HEAD + "innledning: To  tre.\n", "utf-8")
    monkeypatch.setattr(f"hplan.core.checking.mend.{limit}", 1)
    assert checking.mend([plan], checking.Asked(["HP505"], [], False), write=True) is Exit.FINDINGS
    assert "run --fix once more" in capsys.readouterr().err


def test_a_text_that_counts_in_several_places_is_not_said_to_be_mendable(run: Run, plan: Path) -> None:
    actions = "      - &delt Tre  møter i året\n      - tiltak: Fire  møter\n        resultat: *delt\n"
    plan.write_text(HEAD + "handlingsplan:\n  heltid:\n    pensjon:\n" + actions, "utf-8")
    assert "\n1 can be mended with --fix" in run("check", "--select", "HP505").stdout
    findings = json.loads(run("check", "--select", "HP505", "--output-format", "json").stdout)["findings"]
    assert [(found["line"], found["fixable"], bool(found["edits"])) for found in findings] == [
        (8, False, False),
        (9, True, True),
    ]
    assert "1 finding mended" in run("check", "--fix", "--select", "HP505").stderr
    assert "can be mended" not in run("check", "--select", "HP505").stdout
    assert "[*]" not in run("check", "--select", "HP505", "--statistics").stdout
    plan.write_text(plan.read_text("utf-8").replace("*delt", "R&D *tre*"), "utf-8")
    assert "1 finding mended" in run("check", "--fix", "--select", "HP505").stderr


def test_what_cannot_be_written_is_said_and_the_others_are_mended(run: Run, plan: Path) -> None:
    for name in ("a", "b", "c", "d"):
        plan.with_name(f"{name}.yaml").write_text(MENDABLE, "utf-8")
    plan.unlink()
    plan.with_name("a.yaml").chmod(0o444)
    os.link(plan.with_name("b.yaml"), plan.with_name("b2.yml"))
    plan.with_name("c.yaml").chmod(0o640)
    mode = plan.with_name("c.yaml").stat().st_mode
    result = run("check", "--fix", "--select", "HP020,HP203")
    assert "plans/a.yaml cannot be written: it is read-only" in result.stderr
    assert "plans/b.yaml cannot be written: it has another name too" in result.stderr
    assert result.stderr.count("1 finding mended") == 2
    assert result.returncode == 2
    assert "HP020" in result.stdout
    assert "can be mended" not in result.stdout  # it could not be, and to ask for it again is no help
    assert "[*]" not in run("check", "--fix", "--select", "HP020,HP203", "--statistics").stdout
    assert [plan.with_name(f"{n}.yaml").read_text("utf-8") == MENDABLE for n in "abcd"] == [True, True, False, False]
    assert plan.with_name("c.yaml").stat().st_mode == mode
    assert run("check", "--fix", "--select", "HP020,HP203", "plans/b.yaml", "--exit-zero").returncode == 0


def test_letters_are_guessed_only_when_sure(run: Run, plan: Path) -> None:
    plan.write_bytes(b"navn: Fagforbundet \x8fs\n")
    run("check", "--fix")
    assert plan.read_bytes() == b"navn: Fagforbundet \x8fs\n"


def test_names_that_are_not_utf8_stop_nothing(run: Run, plan: Path) -> None:
    folder = os.fsencode(plan.parent)
    try:
        for number in range(5):
            Path(os.fsdecode(folder + b"/b\xe5%d.yaml" % number)).write_text(PLAN, "utf-8")
    except OSError:
        pytest.skip("no such names here")
    assert run("check").returncode == 1


def test_patterns_hold_through_a_link_to_the_workspace(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "hplan.toml").write_text('[check.per-file-ignores]\n"plans/*.yaml" = ["HP"]\n', "utf-8")
    link = tmp_path.with_name(f"{tmp_path.name}-link")
    try:
        link.symlink_to(tmp_path)
    except OSError:
        pytest.skip("no symbolic links here")
    assert run("check", str(link / "plans/aas.yaml")).returncode == 0


def test_without_options_the_same_is_said_as_with_them(run: Run, plan: Path) -> None:
    """What goes past typer (hplan/__main__.py) and what goes through it."""
    plain, parsed = run("check", "plans/aas.yaml"), run("check", "plans/aas.yaml", "--output-format", "full")
    assert (plain.stdout, plain.stderr, plain.returncode) == (parsed.stdout, parsed.stderr, parsed.returncode)
    plain, parsed = run("check", "nosuch"), run("check", "--", "nosuch")
    assert (plain.stdout, plain.returncode) == (parsed.stdout, parsed.returncode)


def test_a_key_in_quotes_is_not_said_to_be_mended(run: Run, tmp_path: Path) -> None:
    """Whoever writes what stands in its place would leave a quotation mark behind."""
    plan = HEAD + "handlingsplan: {heltid: {pensjon: [{tiltak: Kurs, %s: Kari}]}}\n"
    for key, mended in (("ansvarleg", True), ('"ansvarleg"', False)):
        (tmp_path / "p.yaml").write_text(plan % key, "utf-8")
        result = run("check", "p.yaml", "--select", "HP101", "--output-format", "json")
        (found,) = json.loads(result.stdout)["findings"]
        assert (found["fixable"], bool(found["edits"])) == (mended, mended)


@pytest.mark.parametrize("point", ['• "Møte"', "• ? hva skal vi gjøre", "• [ferdig]", "•- Foo", "• *Viktig* møte"])
def test_a_point_that_yaml_would_read_otherwise_is_not_mended(point: str, run: Run, tmp_path: Path) -> None:
    text = f"{HEAD}lokale_mål:\n  {point}\n"
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    shown = run("check", "a.yaml", "--select", "HP014", "--output-format", "concise").stdout
    assert ":6:3: HP014" in shown
    run("check", "a.yaml", "--select", "HP014", "--fix")
    assert (tmp_path / "a.yaml").read_text("utf-8") == text
