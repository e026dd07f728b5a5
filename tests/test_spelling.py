"""HP702 beyond its cases: where it is asked, what it needs, whose words it takes, and how long it may take."""

import shutil
from pathlib import Path

import pytest

from hplan.core.checking.check import check_plan
from hplan.core.rules import CODES, OPTIONAL_CODES
from hplan.core.settings import Settings, parse_settings
from hplan.core.texts import dictionaries
from hplan.core.texts.dictionaries import equipped
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from tests.conftest import Run
from tests.test_rule_cases import HEAD

WORDS = Path(__file__).parent / "dictionaries"
PLAN = HEAD + "lokale_mål:\n  - Ringe alle medlemer innen en uke\n"


@pytest.fixture
def hunspell() -> None:
    pytest.importorskip("hunspell", reason="the extra spelling is not installed")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/aas.yaml").write_text(PLAN, "utf-8")
    shutil.copytree(WORDS, tmp_path / "ordlister")
    (tmp_path / "hplan.toml").write_text('[check]\ndictionaries = "ordlister"\n', "utf-8")
    return tmp_path


def found(run: Run, *arguments: str) -> list[str]:
    result = run("check", "--output-format", "concise", *arguments)
    assert result.returncode in (0, 1), result.stderr
    return [line.split("“")[1].split("”")[0] for line in result.stdout.splitlines() if "HP702" in line]


def test_it_is_asked_only_by_its_own_code() -> None:
    for chosen in (("HP",), ("HP7",), ("HP70",)):
        assert not Settings(select=chosen).wants("HP702")
        assert Settings(select=chosen).wants("HP701")
    assert Settings(select=("HP", "HP702")).wants("HP702")
    assert not Settings(select=("HP", "HP702"), ignore=("HP702",)).wants("HP702")
    assert Settings(select=("HP702",), ignore=("HP7",)).wants("HP702")
    assert set(OPTIONAL_CODES) <= CODES


@pytest.mark.usefixtures("hunspell")
def test_the_words_of_the_workspace_are_right(run: Run, workspace: Path) -> None:
    assert found(run) == []
    assert found(run, "--select", "HP7") == []
    assert found(run, "--select", "HP702") == ["medlemer"]
    settings = workspace / "hplan.toml"
    settings.write_text('[check]\nselect = ["HP", "HP702"]\ndictionaries = "ordlister"\n', "utf-8")
    assert found(run) == ["medlemer"]
    settings.write_text(settings.read_text("utf-8") + 'words = ["Medlemer"]\n', "utf-8")
    assert found(run) == []


@pytest.mark.usefixtures("hunspell")
def test_a_comment_that_silences_it_is_kept_whether_it_is_asked_or_not(run: Run, workspace: Path) -> None:
    source = PLAN.replace("uke\n", "uke  # hplan: ignore[HP702] slik sier vi det\n")
    plan = workspace / "plans/aas.yaml"
    plan.write_text(source, "utf-8")
    for arguments in ((), ("--select", "HP,HP702")):
        assert "HP020" not in run("check", "--fix", *arguments).stdout
        assert plan.read_text("utf-8") == source


@pytest.mark.usefixtures("hunspell")
def test_another_dictionary_is_another_check(run: Run, workspace: Path, tmp_path: Path) -> None:
    for number in range(5):  # enough for the cache
        (workspace / f"plans/p{number}.yaml").write_text(PLAN, "utf-8")

    def count() -> int:
        result = run(
            "check", "--select", "HP702", "--output-format", "concise", HPLAN_CACHE_DIR=str(tmp_path / "cache")
        )
        return result.stdout.count("HP702")

    assert (count(), count()) == (6, 6)
    words = workspace / "ordlister/nb_NO.dic"
    words.write_bytes(words.read_bytes() + b"medlemer\n")
    assert count() == 0


@pytest.mark.usefixtures("hunspell")
def test_many_plans_are_shared_among_processes(run: Run, workspace: Path) -> None:
    for number in range(300):
        (workspace / f"plans/p{number}.yaml").write_text(PLAN, "utf-8")
    assert len(found(run, "--select", "HP702", "--no-cache")) == 301
    (workspace / "ordlister/nb_NO.dic").unlink()  # nynorsk is there, and so nothing stops before the first plan
    result = run("check", "--select", "HP702", "--no-cache", DICPATH="")
    if "nb_NO" not in result.stderr:
        pytest.skip("this machine has a dictionary of its own")
    assert result.returncode == 2
    assert result.stderr.count("HP702 needs a dictionary") == 1
    assert "Traceback" not in result.stderr


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hunspell", None)
    with pytest.raises(StopError) as stop:
        equipped(Settings(select=("HP702",)), Workspace(tmp_path, True))
    assert 'pip install "hplan[spelling]"' in str(stop.value)


@pytest.mark.usefixtures("hunspell")
def test_without_a_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dictionaries, "_FOLDERS", {"linux": ()})
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    settings, here = Settings(select=("HP702",)), Workspace(tmp_path, True)
    for content in (b"", b"x" * 2_000_001):  # without the words that go with it, and larger than anything real
        (tmp_path / "nb_NO.aff").write_bytes(content)
        with pytest.raises(StopError):
            equipped(settings, here)
        (tmp_path / "nb_NO.dic").write_bytes(b"1\nuke\n")
    (tmp_path / "nb_NO.aff").write_bytes(b"SET UTF-8\n")
    assert [lexicon.language for lexicon in equipped(settings, here).lexicons] == ["nb"]


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize(
    "folder", ["..", "/usr/share/hunspell", "finnesikke", "//server/deling", "a/../../b", "lenke", "ring"]
)
def test_dictionaries_outside_the_workspace_are_not_looked_for(folder: str, tmp_path: Path) -> None:
    root = tmp_path / "rom"
    root.mkdir()
    if folder in ("lenke", "ring"):
        try:
            (root / folder).symlink_to(WORDS if folder == "lenke" else root / "ring")
        except OSError:
            pytest.skip("no symbolic links here")
    with pytest.raises(StopError):
        equipped(Settings(select=("HP702",), dictionaries=folder), Workspace(root, True))


def test_the_setting_is_a_text() -> None:
    assert parse_settings(b'[check]\ndictionaries = "ordlister"\n').dictionaries == "ordlister"
    with pytest.raises(StopError):
        parse_settings(b"[check]\ndictionaries = ['a']\n")


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize(
    "unit", ["qwe{}rtz ", "klubb{}møte ", "mmøter-klubb-", "klubbklubb", "Æ{}a. B", "- *\n", "a\u00ad"]
)
def test_no_text_makes_it_slow(unit: str) -> None:
    settings = equipped(Settings(select=("HP702",), dictionaries="dictionaries"), Workspace(WORDS.parent, True))
    letters = str.maketrans("0123456789", "abcdefghij")
    text = "".join(unit.format(str(number).translate(letters)) for number in range(400_000 // len(unit)))
    source = f"{HEAD}innledning: |\n  " + text.replace("\n", "\n  ") + "\n"
    checked = check_plan(source.encode(), "p", Workspace(WORDS.parent, False), settings=settings)
    assert sum(finding.code == "HP702" for finding in checked.findings) <= 100
