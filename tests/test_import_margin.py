"""What stands beside the text of a document that somebody sent: comments, and changes that are not settled."""

import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from hplan.core.document.pandoc import binary
from hplan.core.incoming.reading.read import read
from tests.conftest import Run

GOAL = "# 6. Digitalisering\n\nTillitsvalgte bruker digitale verktøy i oppfølging av medlemmene\n\n"
BY = 'author="Kari" date="2026-01-02T03:04:05Z"'
CHANGED = f"""{GOAL}- Kurs i [nye]{{.insertion {BY}}} [gamle]{{.deletion {BY}}} verktøy
- [Er dette nok?]{{.comment-start id="0" {BY}}}Ringe[]{{.comment-end id="0"}} rundt
- [Helt nytt]{{.insertion {BY}}}[]{{.paragraph-insertion {BY}}}
- [Helt borte]{{.deletion {BY}}}[]{{.paragraph-deletion {BY}}}
- Til slutt
"""
POINTS = {
    "accept": ["Kurs i nye verktøy", "Ringe rundt", "Helt nytt", "Til slutt"],
    "reject": ["Kurs i gamle verktøy", "Ringe rundt", "Helt borte", "Til slutt"],
    "all": ["Kurs i {++nye++} {--gamle--} verktøy", "Ringe rundt", "'{++Helt nytt++}'", "'{--Helt borte--}'", "Til slutt"],
}  # fmt: skip
NOTE = (
    '<office:annotation office:name="a1"><dc:creator>Kari</dc:creator><text:p>Er dette nok?</text:p>'
    '</office:annotation>Ringe<office:annotation-end office:name="a1"/>'
)


def made(path: Path, markdown: str) -> Path:
    subprocess.run([binary(), "--from=markdown", "--output", str(path)], input=markdown.encode(), check=True)
    return path


def points(plan: str) -> list[str]:
    lines = plan.partition("oppfolging:")[2].partition("lokale_mål")[0].splitlines()
    return [line.strip().removeprefix("- ") for line in lines if line.strip().startswith("- ")]


@pytest.mark.parametrize("changes", POINTS)
def test_tracked_changes_of_a_strangers_document(changes: str, run: Run, tmp_path: Path) -> None:
    made(tmp_path / "plan.docx", CHANGED)
    run("import", "plan.docx", "--as", "plan", "--track-changes", changes)
    plan = (tmp_path / "plans/plan.yaml").read_text("utf-8")
    assert points(plan) == POINTS[changes]
    assert "# Kari: Er dette nok? «Ringe»" in plan


def odt(path: Path, tracked: str = "") -> Path:
    """An ODT with a comment on a word, which Pandoc cannot write."""
    made(path, f"{GOAL}- Ringe rundt\n")
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    content = parts["content.xml"].decode().replace("Ringe", NOTE, 1)
    parts["content.xml"] = content.replace("<office:text>", f"<office:text>{tracked}", 1).encode()
    with ZipFile(path, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return path


def test_comments_of_an_odt_are_kept(tmp_path: Path) -> None:
    (found,) = read(odt(tmp_path / "plan.odt")).comments
    assert found == ("Kari", "Er dette nok?", "Ringe")


def test_what_is_not_taken_of_an_odt_is_said(tmp_path: Path, english: None) -> None:
    tracked = '<text:tracked-changes><text:changed-region text:id="c1"/></text:tracked-changes>'
    path = odt(tmp_path / "plan.odt", tracked)
    assert read(path).notes == ()
    assert [str(note) for note in read(path, "reject").notes] == [
        "tracked changes of an ODT are taken as accepted; save it as .docx to choose"
    ]
