"""What an import costs grows with the length of a document and no faster, whatever there is much of in it.

Each document here took, or would have taken, minutes or gigabytes when every line asked all the others, or when a
pattern was tried anew from each letter. The time is that of this process: what others do on the machine is no matter.
"""

import inspect
import re
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from hplan.core.document.labels import Labels
from hplan.core.incoming.arrive import Arrived, arrive
from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.lines.line import Printed
from hplan.core.incoming.pages.layout import lines_of_pages
from hplan.core.incoming.reading import comments, odt_margin, packed
from hplan.core.incoming.reading.read import read
from hplan.core.incoming.returned.answers import returned
from hplan.core.incoming.returned.docx_units import read_docx
from hplan.core.incoming.returned.inline import Piece, inline
from hplan.core.incoming.returned.markdown_units import read_markdown
from hplan.core.incoming.returned.odt_units import read_odt
from hplan.core.incoming.returned.recognise import recognise
from hplan.core.incoming.returned.units import Kind, Unit, likeness
from hplan.core.incoming.returned.update import update
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from tests.conftest import ROOT
from tests.test_round_trip import PLAN, Desk

SECONDS = 5.0  # each takes less than one on a machine that does nothing else
GOAL = "1. Tariffmakt og organisasjonsbygging\n\nØke tallet på yrkesaktive\n\n"
PAGE = "<h1>1. Tariffmakt og organisasjonsbygging</h1><h2>Øke tallet på yrkesaktive</h2>"
HEADS = "<tr><th>Mål<th>Tiltak<th>Ansvarlig<th>Frist</tr>"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'

DOCUMENTS = {
    "spaces.txt": GOAL + "a  " * 400_000,
    "signs.txt": GOAL + "\ue001" * 100_000,
    "labels.txt": GOAL + "Nåsituasjon: a " * 20_000,
    "empty.txt": GOAL + "a" + "\n" * 3_000_000,
    "openings.txt": "Handlingsplan\n\nVi skal.\n\n" * 5_500 + GOAL,
    "rows.html": f"{PAGE}<table>{HEADS}{'<tr><td></td><td>Gjøre noe</tr>' * 5_000}</table>",
    "pictures.html": PAGE + "<img src=x>" * 30_000,
    "marks.md": "# 1. Tariffmakt og organisasjonsbygging\n\n" + "<!-- a " * 60_000,
    "columns.html": f"{PAGE}<table><tr>{'<td rowspan=60000>a' * 5_000}</tr>{'<tr><td>x</tr>' * 4_000}</table>",
}


def came(path: Path, folder: Path) -> Arrived | None:
    (folder / "plans").mkdir()
    start = time.process_time()
    try:
        return arrive(read(path), Workspace.around(folder), Targets(Workspace.around(ROOT).usable()), "plan")
    except StopError:
        return None
    finally:
        assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_there_is_much_of_takes_no_longer_than_its_length_asks(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(DOCUMENTS[name], "utf-8")
    came(path, tmp_path)


def test_a_paragraph_in_many_lines_is_not_looked_up_anew_with_each_of_them(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(GOAL + ("a" * 340 + "\n") * 2_000, "utf-8")
    (tmp_path / "plans").mkdir()
    targets = Targets(Workspace.around(ROOT).usable())
    arrived = arrive(read(tmp_path / "plan.txt"), Workspace.around(tmp_path), targets, "plan")
    assert arrived.composed.text.count("a" * 340) == 2_000
    assert sum(map(len, targets.seen)) < 20_000_000  # letters that are remembered; they were 700 million


def test_five_hundred_footnotes_of_one_paragraph_are_read(tmp_path: Path) -> None:
    notes = "".join(f"\n[^{n}]: Note {n}.\n" for n in range(500))
    path = tmp_path / "plan.md"
    path.write_text(f"# {GOAL}\n\n- Verve{''.join(f'[^{n}]' for n in range(500))}\n{notes}", "utf-8")
    arrived = came(path, tmp_path)
    assert arrived
    assert all(f"Note {n}." in arrived.composed.text for n in range(500))


def test_a_refused_picture_leaves_the_one_before_it_whole(tmp_path: Path) -> None:
    from hplan.core.incoming.composing.beside import Beside
    from hplan.core.incoming.lines.line import Line

    line = Line("x", "![one](<a.png>) and ![two](<b.emf>)", pictures=("a.png", "b.emf"))
    assert Beside("plan", {"a.png": b"\x89PNG\r\n\x1a\n" + bytes(20)}).shown(line) == "![one](plan/bilde_1.png) and two"


def test_comments_about_everything_repeat_little_of_it() -> None:
    def span(kind: str, number: int) -> dict[str, Any]:
        return {"t": "Span", "c": [["", [kind], [["id", str(number)], ["author", "Kari"]]], [{"t": "Str", "c": "Ja"}]]}

    words = [{"t": "Str", "c": "ord "} for _ in range(20_000)]
    inlines = [*(span("comment-start", n) for n in range(20_000)), *words]
    start = time.process_time()
    found = list(comments.comments([{"t": "Para", "c": inlines}]))
    assert time.process_time() - start < SECONDS
    assert len(found) == 20_000
    assert {len(one.about) for one in found} == {len(f"{('ord ' * 100).strip()} …")}


def test_comments_of_an_odt_about_everything_repeat_little_of_it() -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    begun = "".join(f'<office:annotation office:name="n{n}"/>' for n in range(8_000))
    ended = "".join(f'<office:annotation-end office:name="n{n}"/>' for n in range(8_000))
    content = (
        f"<office:text {names}><text:p>{begun}{'<text:span>ord </text:span>' * 8_000}{ended}</text:p></office:text>"
    )
    package = packed.Package("odt", {"content.xml": content.encode()}, {}, True, ())
    start = time.process_time()
    found = list(odt_margin.comments(package))
    assert time.process_time() - start < SECONDS
    assert (len(found), max(len(one.about) for one in found) < 500) == (8_000, True)


# Documents that hplan rendered.


def test_properties_inside_each_other(tmp_path: Path) -> None:
    packed_ = BytesIO()
    inside = '<p name="hplan-1">x' * 30_000 + "</p>" * 30_000
    with ZipFile(packed_, "w") as package:
        package.writestr("word/document.xml", f"<w:document {WORD}/>")
        package.writestr("docProps/custom.xml", f"<p>{inside}</p>")
    start = time.process_time()
    assert recognise(tmp_path / "plan.docx", packed_.getvalue()) is None
    assert time.process_time() - start < SECONDS


def docx_package(inside: str) -> packed.Package:
    document = f"<w:document {WORD} {VML}><w:body>{inside}</w:body></w:document>"
    return packed.Package("docx", {"word/document.xml": document.encode()}, {}, False, ())


def test_text_boxes_inside_each_other_are_read_once() -> None:
    inside = "<w:p><w:r><w:pict><w:txbxContent>" * 24 + "<w:p><w:r><w:t>Innerst</w:t></w:r></w:p>"
    start = time.process_time()
    units = read_docx(docx_package(inside + "</w:txbxContent></w:pict></w:r></w:p>" * 24)).units
    assert time.process_time() - start < SECONDS
    assert [unit.text for unit in units if unit.text] == ["Innerst"]


def test_text_boxes_of_an_odt_inside_each_other_are_read_once() -> None:
    names = {"office": "office", "text": "text", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for one, name in names.items())
    inside = "<text:p><draw:text-box>" * 24 + "<text:p>Innerst</text:p>" + "</draw:text-box></text:p>" * 24
    body = f"<office:body><office:text>{inside}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    start = time.process_time()
    units = read_odt(packed.Package("odt", {"content.xml": content.encode()}, {}, False, ())).units
    assert time.process_time() - start < SECONDS
    assert [unit.text for unit in units if unit.text] == ["Innerst"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("[" * 400_000, "[" * 400_000), ("[[a](b", "\\[\\[a](b"), ("a [b] c", "a [b] c"), ("x]: [y]:", "x]: \\[y]:")],
    ids=["many", "link", "none", "reference"],
)
def test_brackets_are_escaped_where_a_link_would_begin(text: str, shown: str) -> None:
    start = time.process_time()
    assert inline([Piece(text)]) == shown
    assert time.process_time() - start < SECONDS


def test_a_paragraph_of_many_pieces_is_put_together_once() -> None:
    start = time.process_time()
    assert inline([Piece("abcdefgh ")] * 300_000) == ("abcdefgh " * 300_000).strip()
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("text", ["a" + " " * 300_000 + "b", "a" + "\t" * 300_000 + "b"], ids=["spaces", "tabs"])
def test_blanks_without_end_in_markdown(text: str) -> None:
    start = time.process_time()
    (unit,) = read_markdown(text).units
    assert time.process_time() - start < SECONDS
    assert unit.text == "a b"


def test_lines_of_markdown_that_are_broken_stay_so() -> None:
    (unit,) = read_markdown("one  \n  two \t\nthree\\\nfour \\\\ \n five").units
    assert unit.text == "one\\\ntwo three\\\nfour \\\\  five"


def test_a_long_text_is_no_other_with_more_words() -> None:
    start = time.process_time()
    short, long_ = (Unit(Kind.PARAGRAPH, "alle ansatte " * count) for count in (100, 300_000))
    assert likeness(short, long_) == 0
    assert time.process_time() - start < SECONDS


def edited(kind: str, change: Any, folder: Path, text: str = PLAN) -> str:
    """What a plan says after a change to its document; nothing where that is refused."""
    desk = Desk(folder, text)
    content = desk.render(kind)
    if kind == "md":
        content = change(content.decode()).encode()
    path = folder / f"prove.{kind}"
    document = recognise(path, content)
    assert document
    start = time.process_time()
    try:
        return update(document, desk.plan, desk.workspace).after.decode()
    except StopError:
        return ""
    finally:
        assert time.process_time() - start < SECONDS


def test_ninety_thousand_new_points_of_an_answer() -> None:
    units = [Unit(Kind.POINT, f"Nytt tiltak nummer {n}") for n in range(90_000)]
    start = time.process_time()
    found = returned([], [], units, 0, Labels("nb"))
    assert time.process_time() - start < SECONDS
    assert len(found.actions) == 90_000


def test_a_document_that_is_longer_than_any_plan_is_refused(tmp_path: Path) -> None:
    assert edited("md", lambda text: "ord " * 400_000 + "\n\n" + text, tmp_path / "letters") == ""
    assert edited("md", lambda text: "- a\n" * 20_001 + "\n" + text, tmp_path / "points") == ""


def test_a_heading_keeps_the_numbers_in_the_middle_of_it(tmp_path: Path) -> None:
    from hplan.core.incoming.returned.sections import bare

    assert bare("1.2 Få 50 nye medlemmer") == "Få 50 nye medlemmer"
    assert bare("Få 50 nye medlemmer") == "Få 50 nye medlemmer"


def test_paragraphs_inside_each_other_are_read_once() -> None:
    paragraph = ET.fromstring(f"<w:p {WORD}><w:r><w:t>a</w:t><w:p><w:r><w:t>b</w:t></w:r></w:p></w:r></w:p>")  # noqa: S314
    inner = packed.walked(paragraph, {paragraph.tag})
    assert [part.text for part in inner if part.tag.endswith("}t")] == ["a"]
    head = f"<w:hdr {WORD}>{'<w:p><w:r><w:t>x</w:t>' * 20_000}{'</w:r></w:p>' * 20_000}</w:hdr>"
    package = packed.Package("docx", {"word/header1.xml": head.encode()}, {}, False, ())
    start = time.process_time()
    assert packed.words_around(package, "docx") == ("x",)
    assert time.process_time() - start < SECONDS


def test_new_headings_become_goals_of_the_branch_once_each(tmp_path: Path) -> None:
    def change(text: str) -> str:
        new = "".join(f"### Få {n % 50} nye klubber\n\n" for n in range(100))
        return re.sub(r"(?m)^(- .*Holde orden\n)", lambda found: f"{found[1]}\n{new}", text)

    after = edited("md", change, tmp_path)
    assert [after.count(f"Få {n} nye klubber\n") for n in (0, 7, 49)] == [1, 1, 1]


def test_a_text_of_thousands_of_points_comes_back_with_one_changed(tmp_path: Path) -> None:
    points = "".join(f"        - flere unge nummer {n}\n\n" for n in range(6_000))
    plan = PLAN.replace("        - flere unge\n", points)
    after = edited("md", lambda text: text.replace("flere unge nummer 5999", "mange unge"), tmp_path, plan)
    assert after == plan.replace("flere unge nummer 5999", "mange unge")


def test_a_page_of_nothing_but_small_tables_takes_no_depth() -> None:
    pieces = [
        Printed(text, 1, left, left + 30, 40.0 * number + down, 10.0)
        for number in range(300)
        for text, left, down in (
            ("Mål", 50, 0), ("Tiltak", 200, 0), ("Verve", 50, 12), ("Ringe", 200, 12), ("Et ord alene", 120, 24)
        )
    ]  # fmt: skip
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 200)
    try:
        lines, _names = lines_of_pages(pieces)
    finally:
        sys.setrecursionlimit(limit)
    assert len(lines) == len(pieces)
