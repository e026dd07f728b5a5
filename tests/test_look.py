"""A branch's own look: what hplan.toml may say, where it reaches, and that nobody gets letters that cannot be read."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from hplan.core.document.look import CONTRAST, contrast, parse_look
from hplan.core.settings import SettingsFile, parse_settings
from hplan.errors import StopError
from tests.conftest import ROOT, Run

HEAD = 'strategiplan: "2026-2027"\nfagforening: {navn: "Ås: «en»"}\n'
PNG = (ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes()
RED, TINT = "B3121D", "FAECE6"
WHITE = (255, 255, 255)


def rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def workspace(folder: Path, settings: str) -> None:
    (folder / "plans").mkdir()
    (folder / "plans/aas.yaml").write_text(HEAD, "utf-8")
    (folder / "hplan.toml").write_text(f"[document]\n{settings}\n", "utf-8")


def parts(docx: Path) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx.read_bytes())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_contrast_is_what_wcag_says() -> None:
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21)
    assert contrast(WHITE, (0x76, 0x76, 0x76)) == pytest.approx(4.54, abs=0.005)  # the lightest grey that passes
    assert contrast((0x77, 0x77, 0x77), WHITE) < CONTRAST
    assert contrast(rgb(RED), WHITE) == pytest.approx(6.95, abs=0.005)


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_every_colour_can_be_read_or_is_refused_with_one_that_can(color: str) -> None:
    file = SettingsFile("hplan.toml", f'[document]\ncolor = "{color}"\n')
    try:
        look = parse_look({"color": color}, file)
    except StopError as error:
        darker = str(dict(error.message.values)["darker"])
        assert contrast(rgb(color), WHITE) < CONTRAST
        look = parse_look({"color": darker}, file)
    assert contrast(rgb(look.color), WHITE) >= CONTRAST
    assert contrast(rgb(look.color), rgb(look.tint)) >= CONTRAST
    assert look.as_request() == {"color": look.color, "tint": look.tint}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('\ncolor = "rød"', "hplan.toml:3: rød is not a colour. Write it as in this example"),
        ('color = "#12345"', "hplan.toml:2: #12345 is not a colour"),
        ("color = 7", 'hplan.toml:2: color has the wrong form. Write it so: color = "…"'),
        ('logo-alt = "x"\ncolor = "#ffcc00"', "hplan.toml:3: #ffcc00 is too light to be read on white"),
        ('portrait = "ja"', "hplan.toml:2: portrait has the wrong form. Write it so: portrait = true"),
        ('colour = "#1F4E79"', "hplan.toml:2: there is no setting colour. Did you mean color?"),
    ],
)
def test_a_mistake_stops_check_and_render_with_its_place(settings: str, said: str, run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, settings)
    for command in ("check", "render"):
        result = run(command)
        assert result.returncode == 2
        assert said in result.stderr


def test_document_must_be_a_table(english: None) -> None:
    with pytest.raises(StopError) as stopped:
        parse_settings(b"document = 1\n")
    assert str(stopped.value) == "hplan.toml:1: document has the wrong form. Write it so: [document]"
    with pytest.raises(StopError, match=r"there is no setting .*\[check\], \[document\]"):
        parse_settings(b"[logo]\n")


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("nei.png", "hplan.toml:3: the picture “nei.png” is not there"),
        ("../ute.png", "hplan.toml:3: the picture “../ute.png” lies outside the workspace"),
        ("https://example.org/l.png", "hplan.toml:3: the picture “https://example.org/l.png” is on the net"),
        ("plans/aas.yaml", "hplan.toml:3: “plans/aas.yaml” is not a picture of a kind that can be shown"),
    ],
)
def test_a_logo_that_cannot_be_shown(logo: str, said: str, run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, f'logo-alt = "x"\nlogo = "{logo}"')
    (tmp_path.parent / "ute.png").write_bytes(PNG)
    for command in ("check", "render"):
        result = run(command)
        assert result.returncode == 2
        assert said in result.stderr
    assert not (tmp_path / "build").exists()


def test_logo_colour_and_upright_page(run: Run, tmp_path: Path) -> None:
    workspace(
        tmp_path, 'logo = "bilder/vårt merke.png"\nlogo-alt = "Merke: *ring*"\ncolor = "#1F4E79"\nportrait = true'
    )
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder/vårt merke.png").write_bytes(PNG)
    assert run("render").returncode == 0
    made = tmp_path / "build/aas.docx"
    with zipfile.ZipFile(made) as archive:
        media = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert media == [PNG]
    found = parts(made)
    assert 'descr="Merke: ring"' in found["word/document.xml"]
    assert "1F4E79" in found["word/styles.xml"]
    for name, xml in found.items():
        assert not re.search(f'w:(color|fill|val)="({RED}|{TINT})"', xml), name
    section = Document(str(made)).sections[0]
    assert section.orientation == WD_ORIENT.PORTRAIT
    assert (section.page_width or 0) < (section.page_height or 0)
    markdown = (tmp_path / "build/aas.md").read_text("utf-8")
    assert "![Merke: *ring*](../bilder/v%C3%A5rt%20merke.png)" in markdown


def test_a_logo_is_read_aloud_as_the_branch_unless_another_text_is_given(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, 'logo = "l.png"')
    (tmp_path / "l.png").write_bytes(PNG)
    assert "![Ås: «en»](../l.png)" in run("render", "--to", "md", "--output-dir", "-").stdout


def test_nothing_is_recoloured_where_no_colour_is_chosen(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, "portrait = false")
    assert run("render").returncode == 0
    red = parts(tmp_path / "build/aas.docx")
    assert f'w:val="{RED}"' in red["word/styles.xml"]
    (tmp_path / "hplan.toml").write_text('[document]\ncolor = "#1f4e79"\n', "utf-8")
    assert run("render").returncode == 0
    blue = parts(tmp_path / "build/aas.docx")
    assert blue.keys() == red.keys()
    changed = {name for name in red if red[name] != blue[name]}
    assert "word/styles.xml" in changed
    strip = re.compile(r'(w:(?:color|fill|val)=)"[0-9A-F]{6}"')
    assert all(strip.sub(r"\1", red[name]) == strip.sub(r"\1", blue[name]) for name in changed)


def test_words_of_a_plan_that_look_like_a_colour_stay(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, 'color = "#1F4E79"')
    (tmp_path / "plans/aas.yaml").write_text(HEAD + f"innledning: 'w:val=\"{RED}\" og {TINT}'\n", "utf-8")
    assert run("render").returncode == 0
    document = Document(str(tmp_path / "build/aas.docx"))
    texts = ["".join(part.text or "" for part in p._p.iter(qn("w:t"))) for p in document.paragraphs]
    assert any(RED in text and TINT in text for text in texts)
