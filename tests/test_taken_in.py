"""A document that came back, and is in its plan as a whole, may be made anew; one that says more than the plan may not."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from hplan.core.document.labels import Labels
from hplan.core.incoming.returned.recognise import recognise
from hplan.core.incoming.returned.taken_in import has_all
from hplan.model.plan import Stage
from tests.test_round_trip import EDITS, Desk, Run, both_tracked, edit, find, rendered, text_changed
from tests.test_round_trip_edits import MORE

__all__ = ["rendered"]
Word = "docx.document.Document"
UNPLACED = "# Fra dokumentet, uten plass i planen"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sted")


def came_in(desk: Desk, content: bytes, kind: str = "docx") -> bool:
    document = recognise(Path(f"x.{kind}"), content)
    assert document
    return has_all(desk.render(kind, Stage.PROPOSAL), document, "accept", Labels("nb"))


# What the plan has no place for, or what stays behind in the document as hplan had written it.
NOT_WHOLE = {"adaptation_deleted", "branch_renamed", "local_goals_gone", "text_box"}


@pytest.mark.parametrize("change", {**EDITS, **MORE}, ids=lambda change: change.__name__)
def test_what_people_do_is_in_the_plan_or_the_document_stays(
    change: Callable[[Word], None], desk: Desk, rendered: Callable[..., bytes]
) -> None:
    edited = edit(rendered("docx", Stage.PROPOSAL), change)
    desk.back(edited)
    left = UNPLACED in desk.plan.read_text("utf-8") or change.__name__ in NOT_WHOLE
    assert came_in(desk, edited) is not left


def test_before_it_is_taken_in_it_is_not(desk: Desk, rendered: Callable[..., bytes]) -> None:
    assert not came_in(desk, edit(rendered("docx", Stage.PROPOSAL), text_changed))
    assert came_in(desk, rendered("docx", Stage.PROPOSAL))


def with_part(content: bytes, part: str, old: str, new: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            xml = source.read(name)
            if re.fullmatch(part, name):
                assert old.encode() in xml
                xml = xml.replace(old.encode(), new.encode(), 1)
            target.writestr(name, xml)
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (r"word/header1\.xml", "Innstilling", "Innstilling, rettet av Kari"),
        (r"word/document\.xml", "</w:p>", '<w:r><w:object w:dxaOrig="1"/></w:r></w:p>'),
        (r"word/document\.xml", "</w:p>", '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:p>'),
    ],
)  # fmt: skip
def test_what_no_reader_sees_keeps_the_document(
    part: str, old: str, new: str, desk: Desk, rendered: Callable[..., bytes]
) -> None:
    new = new.replace(
        "<a:graphicData", '<a:graphicData xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    content = rendered("docx", Stage.PROPOSAL)
    with zipfile.ZipFile(BytesIO(content)) as package:
        part = next(
            (name for name in package.namelist() if re.fullmatch(part, name) and old.encode() in package.read(name)),
            part,
        )
    assert not came_in(desk, with_part(content, part, old, new))


def test_updated_contents_and_page_numbers_are_nobodys_words(desk: Desk, rendered: Callable[..., bytes]) -> None:
    content = rendered("docx", Stage.PROPOSAL)
    numbered = with_part(content, r"word/document\.xml", "Innledning</w:t></w:r>", "Innledning</w:t></w:r><w:r><w:tab/><w:t>2</w:t></w:r>")  # fmt: skip
    assert not desk.back(numbered)
    assert came_in(desk, numbered)


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_an_imported_document_is_made_anew_without_force(kind: str, desk: Desk, run: Run) -> None:
    document = desk.folder / f"build/prove.{kind}"
    assert run("render", cwd=desk.folder).returncode == 0
    content = document.read_bytes()
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
    assert run("import", f"build/prove.{kind}", "--yes", cwd=desk.folder).returncode == 0
    made = run("render", cwd=desk.folder)
    assert (made.returncode, made.stderr) == (0, "")
    assert document.read_bytes() != changed
    assert "35 prosent" in desk.plan.read_text("utf-8")


def test_a_document_with_words_left_over_stays(desk: Desk, run: Run) -> None:
    document = desk.folder / "build/prove.docx"
    assert run("render", "--stage", "vedtatt", cwd=desk.folder).returncode == 0
    signed = edit(document.read_bytes(), lambda d: find(d, "Leder").add_run(" Kari Nordmann"))
    document.write_bytes(signed)
    for _ in range(2):  # the second time nothing differs from the plan, which has them as a comment
        run("import", "build/prove.docx", "--yes", cwd=desk.folder)
        assert run("render", "--stage", "vedtatt", cwd=desk.folder).returncode == 1
    assert document.read_bytes() == signed


def test_changes_that_were_rejected_stay_in_the_document(desk: Desk, run: Run) -> None:
    document = desk.folder / "build/prove.docx"
    assert run("render", cwd=desk.folder).returncode == 0
    document.write_bytes(edit(document.read_bytes(), both_tracked))
    run("import", "build/prove.docx", "--yes", "--track-changes", "reject", cwd=desk.folder)
    assert run("render", cwd=desk.folder).returncode == 1
    assert run("import", "build/prove.docx", "--yes", cwd=desk.folder).returncode == 0
    assert run("render", cwd=desk.folder).returncode == 0
