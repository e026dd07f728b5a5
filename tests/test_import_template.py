"""A workspace's own template for the plan files that documents become."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, Run

SHIPPED = (ROOT / "templates/import.yaml.j2").read_text("utf-8")


def workspace(folder: Path, template: str) -> Path:
    (folder / "templates").mkdir()
    (folder / "plans").mkdir()
    (folder / "templates/import.yaml.j2").write_text(template, "utf-8")
    return folder / "plans/aas.yaml"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def test_a_template_of_ones_own_is_used(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "uten"
    (other / "plans").mkdir(parents=True)
    run("import", str(SAMPLES / "aas.docx"), "--as", "aas", cwd=other)
    plan = workspace(tmp_path, SHIPPED.replace("fase:", "# Spør Kari.\nfase:"))
    assert run("import", str(SAMPLES / "aas.docx"), "--as", "aas").returncode == 0
    made = plan.read_text("utf-8")
    assert made == (other / "plans/aas.yaml").read_text("utf-8").replace("\nfase:", "\n# Spør Kari.\nfase:")


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("{{ fact.navn }}\n", "templates/import.yaml.j2:2: there is no “fact” here. Did you mean “facts”?"),
        ("{% if facts %}\n", "templates/import.yaml.j2:2: {% if %} is not closed, {% endif %} is missing"),
        ("{{ facts.navn|opp }}\n", "templates/import.yaml.j2:2: there is no “opp” here"),
    ],
)
def test_a_mistake_in_it_is_named_with_its_line(mistake: str, said: str, run: Run, tmp_path: Path) -> None:
    plan = workspace(tmp_path, f"# min\n{mistake}")
    result = run("import", str(SAMPLES / "aas.docx"), "--as", "aas")
    assert result.returncode == 2
    assert said in result.stderr
    assert not plan.exists()
    assert not plan.with_suffix("").exists()


def test_what_it_does_not_print_is_not_lost(run: Run, tmp_path: Path) -> None:
    """And the pictures, comments and texts without a place are there as well."""
    other = tmp_path / "uten"
    (other / "plans").mkdir(parents=True)
    run("import", str(SAMPLES / "sor-varanger.docx"), "--as", "aas", cwd=other)
    plan = workspace(tmp_path, 'strategiplan: "2026-2027"\nfagforening: {{ "{navn: Prøve}" }}\n')
    assert run("import", str(SAMPLES / "sor-varanger.docx"), "--as", "aas").returncode == 0
    made, whole = plan.read_text("utf-8"), (other / "plans/aas.yaml").read_text("utf-8")
    assert made.startswith('strategiplan: "2026-2027"\nfagforening: {navn: Prøve}\n\n# ')
    values = "\n".join(line.partition(": ")[2] for line in whole.splitlines() if not line.lstrip().startswith("#"))
    assert words(values) - {"nb", "utkast"} <= words(made)
