"""The house rules that a machine can hold us to."""

import ast
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "cli/hplan"
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {"commands": 2, "core": 1, "model": 0}
LOWEST = {"hplan.i18n", "hplan.errors"}
INCOMING = ["known", "lines", "pages", "reading", "placing", "composing", "returned"]  # each may know those before it


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    floor = FLOORS.get(path.relative_to(PACKAGE).parts[0], 3)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "hplan" and len(parts) > 1 and not any(f"{name}.".startswith(f"{low}.") for low in LOWEST):
            assert FLOORS.get(parts[1], 3) <= floor, f"{path.name} imports {name}"
        if floor < 2:
            assert parts[0] not in {"typer", "rich", "click"}, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "core/incoming").glob("*/*.py")), ids=lambda path: path.stem)
def test_what_reads_a_document_knows_nothing_of_what_comes_after(path: Path) -> None:
    floor = INCOMING.index(path.parent.name)
    for name in imported(path):
        if name.startswith("hplan.core.incoming."):
            assert INCOMING.index(name.split(".")[3]) <= floor, f"{path.name} imports {name}"


def test_no_module_needs_another_that_needs_it() -> None:
    from graphlib import TopologicalSorter

    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in MODULES}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    needs = {name: {other for other in imported(path) if other in names} - {name} for name, path in names.items()}
    for name in names:  # a package knows its modules only by their names
        needs[name] -= {other for other in needs[name] if name.startswith(f"{other}.")}
    assert len(list(TopologicalSorter(needs).static_order())) == len(names)


@pytest.mark.parametrize("path", [*MODULES, *PACKAGE.rglob("*.lua")], ids=lambda path: path.name)
def test_modules_and_functions_fit_on_a_screen(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path.name}: {node.name}"


def test_a_clean_check_loads_neither_jinja_nor_rich_nor_ruamel() -> None:
    script = (
        "import sys; sys.argv = ['hplan', 'check', 'plans/aas.yaml']\n"
        "from hplan.app import run; run()\n"
        "heavy = {'jinja2', 'rich', 'ruamel', 'pypandoc', 'pydantic', 'dataclasses_json'} & {m.split('.')[0] for m in sys.modules}\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stderr.strip() == "[]"


def test_what_the_cache_knows_is_not_read_by_any_parser(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"p{number}.yaml").write_bytes(
            (ROOT / "plans/sor_varanger.yaml").read_bytes().replace(b"](", b"] (")
        )
    script = (
        "import sys; sys.argv = ['hplan', 'check', '.', '--output-format', 'concise']\n"
        "from hplan.app import run; run()\n"
        "print('yaml' in sys.modules, 'hplan.core.checking.check' in sys.modules, file=sys.stderr)"
    )
    for known in (False, True):
        result = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True,
            env=os.environ | {"HPLAN_CACHE_DIR": str(tmp_path / "cache")},
        )  # fmt: skip
        assert result.stderr.strip() == ("False False" if known else "True True")


def test_the_reference_document_is_what_its_script_makes() -> None:
    """The parts that say how it looks; the rest is as the release of Pandoc that made it has them."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from reference_docx import build

    with zipfile.ZipFile(io.BytesIO(build())) as made, zipfile.ZipFile(ROOT / "templates/reference.docx") as kept:
        assert made.namelist() == kept.namelist()
        for part in ("document", "styles", "numbering", "header1", "header2", "footer1", "footer2"):
            name = f"word/{part}.xml"
            assert made.read(name) == kept.read(name), f"{part}: run python scripts/reference_docx.py"


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    listed = [line for line in lines if line.startswith('  "') and any(sign in line for sign in (">=", "types-"))]
    assert listed
    assert [line for line in listed if "# " not in line] == []
