"""An inbox is imported: many documents at once, some of which become nothing; and what is said of it."""

from pathlib import Path

import pytest

from hplan.commands.importing import fitted
from tests.conftest import ROOT, SAMPLES, Run
from tests.test_import import docx

NAMES = ["placed", "adapted", "unfilled", "missing", "unplaced"]
LONG = "innboks/Handlingsplan Fagforbundet Ås 2026-2027 endelig versjon.docx"
ROWS = [
    ["file", "plan", *NAMES],
    [LONG, "plans/aas.yaml", "15", "5", "7", "1", "0"],
    ["innboks/tull.txt", *["–"] * 6],
]


@pytest.mark.parametrize("name", ["plan.yaml", "plan.YML", "plan.yaml.txt"])
def test_a_plan_file_is_no_document(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((ROOT / "plans/sor_varanger.yaml").read_bytes())
    done = run("import", name)
    assert done.returncode == 2
    assert f"{name} is a plan file already; put it in plans/ and check it there" in done.stderr
    assert not (tmp_path / "plans").exists()


def test_a_text_that_speaks_of_its_action_plan_is_a_document(run: Run, tmp_path: Path) -> None:
    text = (SAMPLES / "aas.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(f"handlingsplan: den står under\n\n{text}", "utf-8")
    assert run("import", "a.txt", "--as", "a").returncode in (0, 1)
    assert (tmp_path / "plans/a.yaml").is_file()


def test_a_dry_run_foresees_what_is_refused(run: Run, tmp_path: Path) -> None:
    """Two documents come to the same plan: the second is refused, and says which it is and what to do."""
    for name in ("en/aas.pdf", "to/aas.pdf"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes((SAMPLES / "aas.pdf").read_bytes())
    dry, real = run("import", "--dry-run", "en/aas.pdf", "to/aas.pdf"), run("import", "en/aas.pdf", "to/aas.pdf")
    assert (dry.returncode, dry.stdout) == (real.returncode, real.stdout)
    assert dry.returncode == 2
    assert dry.stderr == f"{real.stderr}Nothing has been written.\n"
    assert "hplan: to/aas.pdf: plans/aas.yaml is there already" in real.stderr
    assert "import the document by itself with --as" in real.stderr
    assert real.stdout.splitlines()[2].split()[:2] == ["to/aas.pdf", "–"]


def test_a_dry_run_foresees_that_pictures_are_in_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kart.png").write_bytes((ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes())
    goal = "# 6. Digitalisering\n\n## Tillitsvalgte bruker digitale verktøy i oppfølging av medlemmene\n\n"
    docx(tmp_path, f"{goal}![Kart](kart.png)\n", "fjord.docx")
    (tmp_path / "plans/fjord").mkdir(parents=True)
    (tmp_path / "plans/fjord/bilde_1.png").write_bytes(b"")
    for options in (["--dry-run"], []):
        done = run("import", "fjord.docx", *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert "hplan: fjord.docx: plans/fjord is there already" in done.stderr


def test_the_table_is_as_wide_as_the_terminal() -> None:
    whole = fitted(ROWS, 0)
    assert LONG in whole
    assert fitted(ROWS, 200) == whole
    for width in (80, 100, 120):
        lines = fitted(ROWS, width).splitlines()
        assert len(lines) == len(ROWS)
        assert max(map(len, lines)) <= width
        assert lines[1].startswith("Handling")
        assert lines[1].split()[-6:] == ["aas", "15", "5", "7", "1", "0"]


def test_where_a_table_has_no_room_it_is_a_list() -> None:
    shown = fitted(ROWS, 50)
    assert max(map(len, shown.splitlines())) <= 50
    assert " ".join(shown.split()) == (
        f"{LONG} → plans/aas.yaml placed: 15, adapted: 5, unfilled: 7, missing: 1, unplaced: 0 innboks/tull.txt → –"
    )
