"""Footnotes and pictures of a document that came back: what is taken, and that nothing of it is lost."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from hplan.core.document.labels import Labels
from hplan.core.incoming.returned.notes import Noted, noted
from tests.test_round_trip import (
    PLAN,
    ROOT,
    Desk,
    Run,
    changed_lines,
    desk_of,
    drop,
    edit,
    find,
    repacked,
    say,
    small_picture,
)

NOTED = PLAN.replace(
    "        - Besøke alle arbeidsplasser\n",
    "        - |\n          Besøke[^1] alle arbeidsplasser\n\n          [^1]: Minst seks i året.\n",
)
EMF = b"\x01\x00\x00\x00EMF, as Word has drawings of old"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sted", NOTED)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("arbeidsplasser", "bedrifter", "+          Besøke[^1] alle bedrifter"),
        ("Besøke", "Oppsøke", "+          Oppsøke alle arbeidsplasser[^1]"),
    ],
)
def test_a_text_with_a_footnote_keeps_it(old: str, new: str, expected: str, desk: Desk) -> None:
    edited = edit(desk.render("docx"), lambda d: say(find(d, "alle arbeidsplasser"), old, new))
    assert changed_lines(desk.back(edited)) == f"-          Besøke[^1] alle arbeidsplasser\n{expected}"
    assert "\n          [^1]: Minst seks i året.\n" in desk.plan.read_text("utf-8")
    assert not desk.back(edited)


def test_a_footnote_that_was_edited_is_a_comment(desk: Desk) -> None:
    """The one in the plan stays: whoever has the plan decides."""
    edited = repacked(desk.render("docx"), footnotes=lambda xml: xml.replace("Minst seks", "Minst åtte"))
    assert changed_lines(desk.back(edited)) == "+    # Fotnote: Minst åtte i året. («Besøke alle arbeidsplasser»)"
    assert "[^1]: Minst seks i året." in desk.plan.read_text("utf-8")
    assert not desk.back(edited)


def test_a_footnote_goes_with_its_point(desk: Desk) -> None:
    diff = desk.back(edit(desk.render("docx"), lambda d: drop(find(d, "alle arbeidsplasser"))))
    assert "-          [^1]: Minst seks i året." in changed_lines(diff)
    assert "+ " not in changed_lines(diff)


def replaced(content: bytes, picture: bytes, file: str = "") -> bytes:
    """A DOCX whose picture is another, and under another name where one is given."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("word/media/"):
                new.writestr(f"word/media/{file}" if file else name, picture)
            elif file and name == "word/_rels/document.xml.rels":
                new.writestr(name, re.sub(rb'media/[^"]+', f"media/{file}".encode(), part))
            else:
                new.writestr(name, part)
    return made.getvalue()


def test_a_picture_that_was_replaced_comes_beside_the_old_one(tmp_path: Path) -> None:
    desk = desk_of(ROOT / "plans" / "sor_varanger.yaml", tmp_path / "sted")
    edited = replaced(desk.render("docx"), small_picture())
    gone, came = changed_lines(desk.back(edited)).splitlines()
    assert came[1:] == gone[1:].replace("amu-vedtak.png", "bilde-1.png")
    folder = desk.plan.with_suffix("")
    assert (folder / "bilde-1.png").read_bytes() == small_picture()
    assert (folder / "amu-vedtak.png").exists()
    assert not desk.back(edited)


@pytest.mark.parametrize(("content", "file"), [(EMF, "bilde.emf"), (b"#!/bin/sh\n", "bilde.png"), (b"MZ", "x.exe")])
def test_what_no_document_can_show_is_left_out_and_said(content: bytes, file: str, tmp_path: Path, run: Run) -> None:
    desk = desk_of(ROOT / "plans" / "sor_varanger.yaml", tmp_path / "sted")
    (desk.folder / "x.docx").write_bytes(replaced(desk.render("docx"), content, file))
    result = run("import", "x.docx", "--yes", cwd=desk.folder)
    assert result.returncode == 1, result.stderr
    assert "hplan: pictures that no document can show, left out: 1\n" in result.stderr
    assert [path.name for path in desk.plan.with_suffix("").iterdir()] == ["amu-vedtak.png"]
    assert "      Skannet vedtak fra det partssammensatte" in desk.plan.read_text("utf-8")
    assert run("render", "plans/sor_varanger.yaml", "--to", "md", cwd=desk.folder).returncode == 0


def test_a_picture_of_old_word_is_taken(tmp_path: Path) -> None:
    """VML, which Word still writes in documents that were born before 2007."""
    desk = desk_of(ROOT / "plans" / "sor_varanger.yaml", tmp_path / "sted")
    content = replaced(desk.render("docx"), small_picture())

    def make_old(xml: str) -> str:
        picture = re.search(r'<w:drawing>.*?r:embed="(\w+)".*?</w:drawing>', xml, re.DOTALL)
        assert picture
        shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="{picture[1]}"/></v:shape>'
        return xml.replace(picture[0], f"<w:pict>{shape}</w:pict>", 1)

    desk.back(repacked(content, document=make_old))
    assert (desk.plan.with_suffix("") / "bilde-1.png").read_bytes() == small_picture()
    assert "![](sor_varanger/bilde-1.png)" in desk.plan.read_text("utf-8")


def test_a_note_stands_as_far_in_as_its_key_on_the_last_line_too() -> None:
    text = "a:\n    b: Forhandle"
    made = noted(text, [Noted(("a", "b"), "Kari: Er dette nok?")], [], Labels("nb"))
    assert made == "a:\n    # Kari: Er dette nok?\n    b: Forhandle"


def test_a_picture_within_a_markdown_document_does_not_make_it_too_large(desk: Desk) -> None:
    content = desk.render("md").decode()
    picture = f"![x](data:image/png;base64,{'A' * 1_200_000})"
    desk.back(content.replace("Ringe nye", f"Ringe nye {picture}").encode(), "md")
    assert "A" * 1_000 in desk.plan.read_text("utf-8")


def test_blanks_in_code_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path, PLAN.replace("Besøke alle", f"Besøke `a{' ' * 25}b` alle"))
    content = desk.render("md").decode()
    desk.back(content.replace("` alle", "` nesten alle").encode(), "md")
    assert f"`a{' ' * 25}b` nesten alle" in desk.plan.read_text("utf-8")


def test_paragraphs_of_a_comment_are_parted(desk: Desk) -> None:
    said = "Første linje\nAndre linje"
    desk.back(edit(desk.render("docx"), lambda d: d.add_comment(find(d, "Ringe nye").runs[-1:], text=said)))
    assert "Første linje Andre linje" in desk.plan.read_text("utf-8")
