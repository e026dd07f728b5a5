"""The hostile files are as hostile as hostile.yaml says. What an importer does with them is tested elsewhere."""

import io
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import hostile
from hostile import FOLDER, LARGE, SMALL

WHAT = yaml.safe_load((FOLDER / "hostile.yaml").read_text("utf-8"))


def parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def pdftotext(path: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    if not shutil.which("pdftotext"):
        pytest.skip("needs Poppler")
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, timeout=60, check=False)


def test_the_list_is_of_the_files() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"hostile.yaml"}
    assert files == set(WHAT["small"]) == {name.split("/")[0] for name in SMALL}
    assert set(WHAT["large"]) == set(LARGE)
    assert {what["expect"] for size in WHAT.values() for what in size.values()} == {"refused", "read", "either"}


@pytest.mark.parametrize("name", SMALL)
def test_the_file_is_what_its_script_makes(name: str) -> None:
    made, kept = SMALL[name](), (FOLDER / name).read_bytes()
    assert len(kept) < 20_000
    if zipfile.is_zipfile(io.BytesIO(kept)):
        assert parts(made) == parts(kept)
    elif "ng" in zlib.ZLIB_RUNTIME_VERSION:
        pytest.skip("another zlib packs otherwise")
    else:
        assert made == kept


@pytest.mark.parametrize("name", ["avkuttet.docx", "passord.docx", "gammel.docx", "program.docx", "tom.docx"])
def test_it_is_no_package(name: str) -> None:
    assert not zipfile.is_zipfile(FOLDER / name)


@pytest.mark.parametrize(("name", "part"), [("zip.docx", "les meg.txt"), ("makro.docm", "word/vbaProject.bin")])
def test_it_is_another_package(name: str, part: str) -> None:
    assert part in dict(parts((FOLDER / name).read_bytes()))


def test_names_lead_out() -> None:
    names = [name for name, _ in parts((FOLDER / "sti.docx").read_bytes())]
    assert "../../evil.png" in names
    assert b'Target="../../evil.png"' in dict(parts((FOLDER / "sti.docx").read_bytes()))["word/_rels/document.xml.rels"]
    named = [name for name, _ in parts((FOLDER / "bildenavn.docx").read_bytes())]
    assert {f"word/media/{name}" for name in hostile.PICTURE_NAMES} <= set(named)


def test_the_picture_says_it_is_huge() -> None:
    picture = dict(parts((FOLDER / "stort-bilde.docx").read_bytes()))["word/media/image1.png"]
    assert struct.unpack(">II", picture[16:24]) == (60_000, 60_000)


def test_the_pdfs_are_locked_scanned_and_mixed() -> None:
    assert pdftotext(FOLDER / "passord.pdf").returncode != 0
    assert "Verve ti" in pdftotext(FOLDER / "passord.pdf", "-upw", hostile.PASSWORD.decode()).stdout.decode()
    assert pdftotext(FOLDER / "skannet.pdf").stdout.split(b"\f") == [b"", b"", b""]
    assert [bool(page.strip()) for page in pdftotext(FOLDER / "blandet.pdf").stdout.split(b"\f")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("name", [name for name in SMALL if WHAT["small"].get(name, {}).get("expect") == "read"])
def test_what_is_to_be_read_has_the_plan_in_it(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    if name.endswith(".pdf"):
        data = pdftotext(FOLDER / name).stdout
    elif zipfile.is_zipfile(io.BytesIO(data)):
        data = dict(parts(data))["word/document.xml"]
    encoding = {"latin1.txt": "cp1252", "utf16.txt": "utf-16"}.get(name, "utf-8")
    assert "Verve ti nye medlemmer" in data.decode(encoding)


def test_the_bombs_are_bombs() -> None:
    with zipfile.ZipFile(io.BytesIO(hostile.zip_bomb(8))) as package:
        info = package.getinfo("word/document.xml")
        assert info.file_size > 8 * 10**6 > 200 * info.compress_size
        assert package.read(info).endswith(b"</w:body></w:document>")
    assert len(hostile.bomb_in_pdf(8)) < 20_000


def test_the_long_pdf_is_long(tmp_path: Path) -> None:
    path = tmp_path / "lang.pdf"
    path.write_bytes(LARGE["200-sider.pdf"]())
    assert path.stat().st_size < 500_000
    assert pdftotext(path).stdout.count(b"\f") == 200
