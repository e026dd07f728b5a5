"""A document that came back may be made anew once its changes are in the plan; a copy of it as it came is kept."""

from pathlib import Path

import pytest

from tests.test_round_trip import Desk, Run, both_tracked, edit, find, text_changed


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sted")


def copies(desk: Desk) -> list[bytes]:
    return [path.read_bytes() for path in (desk.folder / "build/.hplan").glob("prove-*")]


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_an_imported_document_is_made_anew_without_force(kind: str, desk: Desk, run: Run) -> None:
    document = desk.folder / f"build/prove.{kind}"
    assert run("render", cwd=desk.folder).returncode == 0
    content, plan = document.read_bytes(), desk.plan.read_bytes()
    changed = content.replace(b"30 prosent", b"35 prosent") if kind == "md" else edit(content, text_changed)
    document.write_bytes(changed)
    refused = run("render", cwd=desk.folder)
    assert refused.returncode == 1
    assert f"hplan import build/prove.{kind}" in refused.stderr
    other = "md" if kind == "docx" else "docx"
    assert refused.stdout == f"build/prove.{other}\n", "what was made is named, whatever was not"
    assert document.read_bytes() == changed
    assert run("import", f"build/prove.{kind}", "--dry-run", cwd=desk.folder).returncode == 0
    assert run("render", cwd=desk.folder).returncode == 1, "a dry run takes nothing in"
    assert copies(desk) == []
    said = run("import", f"build/prove.{kind}", "--yes", cwd=desk.folder)
    assert said.returncode == 0
    assert "is kept: build/.hplan/prove-" in said.stderr
    desk.plan.write_bytes(plan)  # somebody undoes the import: the words are in the copy
    made = run("render", cwd=desk.folder)
    assert (made.returncode, made.stderr) == (0, "")
    assert document.read_bytes() != changed
    assert copies(desk) == [changed]


def test_what_is_changed_after_the_import_stays(desk: Desk, run: Run) -> None:
    document = desk.folder / "build/prove.docx"
    assert run("render", cwd=desk.folder).returncode == 0
    document.write_bytes(edit(document.read_bytes(), text_changed))
    assert run("import", "build/prove.docx", "--yes", cwd=desk.folder).returncode == 0
    again = edit(document.read_bytes(), lambda d: find(d, "35 prosent").add_run(" til"))
    document.write_bytes(again)
    assert run("render", cwd=desk.folder).returncode == 1
    assert document.read_bytes() == again


def test_what_hplan_made_needs_no_copy(desk: Desk, run: Run) -> None:
    assert run("render", cwd=desk.folder).returncode == 0
    assert "kept" not in run("import", "build/prove.docx", "--yes", cwd=desk.folder).stderr
    assert copies(desk) == []


def test_a_document_with_words_left_over_stays(desk: Desk, run: Run) -> None:
    document = desk.folder / "build/prove.docx"
    assert run("render", "--stage", "vedtatt", cwd=desk.folder).returncode == 0
    signed = edit(document.read_bytes(), lambda d: find(d, "Leder").add_run(" Kari Nordmann"))
    document.write_bytes(signed)
    for _ in range(2):  # the second time nothing differs from the plan, which has them as a comment
        run("import", "build/prove.docx", "--yes", cwd=desk.folder)
        assert run("render", "--stage", "vedtatt", cwd=desk.folder).returncode == 1
    assert document.read_bytes() == signed


def test_changes_that_were_rejected_are_in_the_copy(desk: Desk, run: Run) -> None:
    document = desk.folder / "build/prove.docx"
    assert run("render", cwd=desk.folder).returncode == 0
    tracked = edit(document.read_bytes(), both_tracked)
    document.write_bytes(tracked)
    run("import", "build/prove.docx", "--yes", "--track-changes", "reject", cwd=desk.folder)
    assert copies(desk) == [tracked]
