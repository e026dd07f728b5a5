"""The forms in tests/forms hold what their keys say, word by word. What an importer makes of them is tested elsewhere."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from hplan.core.checking.check import check_bytes
from hplan.core.workspace import Workspace
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import form_keys
import forms
from form_keys import FOLDER, key, said, texts, words

NAMES = sorted(form_keys.forms())
UNTORN = [name for name in NAMES if not form_keys.forms()[name].get("torn")]
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Beside the words of the plan: numbers of goals, points and pages, letters and Roman numerals.
COUNTING = re.compile(r"\d{1,3}|[a-h]|[ivx]+")
# What `hplan check` may find in a perfect import: the branch's own doing, and never an error.
MEANT = {
    "aas": {"HP110", "HP201", "HP202", "HP206"},
    "sor_varanger": {"HP110", "HP202", "HP513"},
    "storelva": {"HP110", "HP201", "HP202"},
    "skoddefjord": {"HP110", "HP201"},
    "heiland": {"HP110", "HP201", "HP202"},
}
HEAD = ("strategiplan", "språk", "fase", "fagforening", "årsmøte", "nåsituasjon")


def docx_text(name: str) -> str:
    document = Document(str(FOLDER / name))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    if name in COMMENTED:
        parts += [comment._comment_elm for comment in document.comments]
    return "\n".join(line for part in parts for line in docx_lines(part))


def docx_lines(part: BaseOxmlElement) -> Iterator[str]:
    """The paragraphs, those in text boxes too, once; not what a tracked change has deleted."""
    for paragraph in part.iter(qn("w:p")):
        if any(parent.tag == FALLBACK for parent in paragraph.iterancestors()):
            continue
        runs = (
            node for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph for node in run
        )
        yield "".join({qn("w:t"): node.text or "", qn("w:tab"): "\t"}.get(node.tag, "") for node in runs)


def odt_text(name: str) -> str:
    lines = []
    with zipfile.ZipFile(FOLDER / name) as package:
        for part in ("content.xml", "styles.xml"):
            tree = parse_xml(package.read(part))
            for described in list(tree.iter("{*}title", "{*}desc")):
                described.getparent().remove(described)
            for tab in tree.iter("{*}tab"):
                tab.text = "\t"
            lines += ["".join(node.itertext()) for node in tree.iter("{*}h", "{*}p")]
    return "\n".join(lines)


class Page(HTMLParser):
    lines: list[str]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines, self.style = [], False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.style = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.style = False

    def handle_data(self, data: str) -> None:
        if not self.style:
            self.lines.append(data)


def text_of(name: str) -> str:
    suffix = Path(name).suffix
    if suffix == ".docx":
        return docx_text(name)
    if suffix == ".odt":
        return odt_text(name)
    if suffix == ".pdf":
        if not shutil.which("pdftotext"):
            pytest.skip("needs Poppler")
        command = ["pdftotext", "-raw", str(FOLDER / name), "-"]
        return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    data = (FOLDER / name).read_bytes()
    text = data.decode("cp1252" if b"windows-1252" in data else "utf-8")
    if suffix == ".html":
        return "\n".join(Page(text).lines)
    return re.sub(r"^(?:> ?)+", "", text, flags=re.M).replace("<br>", "\n")


COMMENTED = [name for name in NAMES if "comments" in form_keys.forms()[name]]


def own_words(name: str) -> Counter[str]:
    """What of the key must be in the file: all but what says how to read the plan."""
    plan = key(name)
    rows = [[row.get(cell) for cell in ("nå", "kort_sikt", "lang_sikt")] for row in plan.get("nåsituasjon") or ()]
    branch = [plan["fagforening"], plan.get("årsmøte"), rows]
    own = [value for part, value in plan.items() if part not in HEAD]
    return Counter(word for text in texts([*branch, *own]) for word in words(text))


def allowed_words(name: str) -> set[str]:
    """The key's words, the national text's, and those that forms.yaml says are the form's own."""
    form, plan = form_keys.forms()[name], key(name)
    listed = [form.get(kind) or "" for kind in ("labels", "wording", "comments")]
    national = [form_keys.strategy(), form_keys.nynorsk() if form.get("translated") else None]
    rows = [row["område"] for row in plan.get("nåsituasjon") or ()]
    said_by_all = ["Handlingsplan 2026–2027", "Vedtatt" if plan.get("fase") == "vedtatt" else "", plan.get("fase")]
    layout = forms.FORMS[name].layout
    if layout.situation == "table" or "Nåsituasjon" in layout.situation_columns:
        listed += ["Område Nåsituasjon Utfordringer kort sikt Utfordringer lang sikt"]
    everything = [*listed, *rows, *said_by_all, "Nåsituasjon og utfordringer Innledning Lokale mål for perioden"]
    return {word for text in texts([*everything, *national]) for word in words(text)} | set(own_words(name))


def test_the_list_is_of_the_files() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.is_file()} - {
        "README.md",
        "forms.yaml",
        "nasjonalt_nn.yaml",
    }
    assert files == set(NAMES) == set(forms.FORMS)
    assert {form["plan"] for form in form_keys.forms().values()} == {path.stem for path in FOLDER.glob("keys/*.yaml")}


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_small(name: str) -> None:
    assert (FOLDER / name).stat().st_size < 60_000


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_what_its_script_makes(name: str) -> None:
    if forms.FORMS[name].office:
        pytest.skip("LibreOffice makes it, with the day in it")
    made, kept = forms.made(name), (FOLDER / name).read_bytes()
    if not name.endswith(".docx"):
        assert made == kept
        return
    with zipfile.ZipFile(io.BytesIO(made)) as new, zipfile.ZipFile(io.BytesIO(kept)) as old:
        assert new.namelist() == old.namelist()
        assert [part for part in new.namelist() if new.read(part) != old.read(part)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_key_is_a_clean_plan(name: str) -> None:
    plan = form_keys.forms()[name]["plan"]
    source = yaml.safe_dump(key(name), allow_unicode=True, sort_keys=False)
    found = check_bytes(source.encode(), FOLDER / f"keys/{plan}.yaml", Workspace(ROOT, True)).findings
    assert [finding for finding in found if finding.severity.value == "error"] == []
    assert {finding.code for finding in found if finding.severity.value != "hint"} <= MEANT[plan]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_file_is_nobodys(name: str) -> None:
    allowed = allowed_words(name)
    left = {word for word in words(text_of(name)) if word not in allowed and not COUNTING.fullmatch(word)}
    if form_keys.forms()[name].get("torn"):
        left -= {piece for piece in left if any(word.startswith(piece) or word.endswith(piece) for word in allowed)}
    assert left == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_key_is_in_the_file(name: str) -> None:
    text = text_of(name)
    there = Counter(words(text))
    missing = own_words(name) - there
    if form_keys.forms()[name].get("shared"):
        missing = Counter({word: 1 for word in missing if word not in there})
    if form_keys.forms()[name].get("torn"):
        begun = {words(piece)[-1] for piece in re.findall(r"\S*\w(?=-(?:\s|$))", text)}
        missing = Counter({word: 1 for word in missing if not in_pieces(word, begun, there)})
    assert missing == Counter()


def in_pieces(word: str, begun: set[str], there: Counter[str]) -> bool:
    """Whether a word stands in the file, or the two halves of it at least once, the first before a hyphen."""
    return word in there or any(word[:at] in begun and word[at:] in there for at in range(1, len(word)))


@pytest.mark.parametrize("name", UNTORN)
def test_every_text_of_the_key_stands_together(name: str) -> None:
    """Each paragraph and each action, word after word, as one run in the file."""
    plan = key(name)
    run = f" {' '.join(words(text_of(name)))} "
    own = [text for part, value in plan.items() if part not in HEAD for text in texts(value)]
    pieces = [" ".join(words(piece)) for text in own for piece in text.split("\n\n")]
    assert [piece for piece in pieces if piece and f" {piece} " not in run] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith((".docx", ".odt"))])
def test_a_picture_of_the_key_is_in_the_file(name: str) -> None:
    pictured = any("](sor_varanger/" in text for text in texts(key(name)))
    with zipfile.ZipFile(FOLDER / name) as package:
        assert any(part.endswith(".png") and "humbnail" not in part for part in package.namelist()) == pictured


def test_the_features_are_there() -> None:
    """That the forms are as unlike each other as the README says."""

    def part(name: str, part: str = "word/document.xml") -> str:
        with zipfile.ZipFile(FOLDER / name) as package:
            return package.read(part).decode()

    assert part("sv-tekstbokser.docx").count("<w:txbxContent") > 30
    sporing = part("sv-sporing.docx")
    assert sporing.count("<w:ins ") == 3
    assert sporing.count("<w:del ") == 4 + 2
    assert part("sv-sporing.docx", "word/comments.xml").count("<w:comment ") == 2
    assert "w:gridSpan" in part("aas-to-kolonner.docx")
    assert "w:vMerge" in part("st-oppfolging.docx")
    assert "Heading" not in part("st-word97.docx") + part("aas-fete-avsnitt.docx")
    assert "\uf0b7" in text_of("aas-pdf-tekst.txt")
    assert {"Ɵ", "Ʃ", "Ư", "ƫ", "Ō", "ƞ", "ł"} <= set(text_of("aas-pdf-tekst.txt"))


def test_the_features_of_the_second_set_are_there() -> None:
    def part(name: str, part: str = "word/document.xml") -> str:
        with zipfile.ZipFile(FOLDER / name) as package:
            return package.read(part).decode()

    boxes = part("he-avkryssing.docx")
    assert boxes.count("<w14:checkbox>") == boxes.count("☐") + boxes.count("☑") > 20
    assert boxes.count('<w14:checked w14:val="1"/>') == boxes.count("☑") == 3
    fields = part("aas-maldokument.docx")
    assert fields.count("<w:sdtContent") > 40
    assert fields.count("<w:showingPlcHdr/>") == fields.count("Klikk eller trykk her") == 7
    assert fields.count(" PAGEREF ") > 25
    assert "w:vMerge" in part("he-tabell-per-mal.docx")
    assert "w:gridSpan" in part("he-stor-tabell.docx")
    assert part("he-stor-tabell.docx").count("<w:tbl>") == 2
    assert "Heading" not in part("aas-liggende.docx") + part("he-avkryssing.docx") + part("he-stor-tabell.docx")
    assert "<text:tab/>" in part("sk-delmal.odt", "content.xml")
    assert (FOLDER / "sv-videresendt.txt").read_text("utf-8").count("\n>> ") > 100
    assert "\n        - hvem: " in text_of("st-wiki.md")
    assert text_of("st-brosjyre.pdf").count("FAGFORBUNDET") == 3
    assert text_of("he-nettside.html").count("Handlingsplan\n") > 1


@pytest.mark.parametrize("plan", ["aas", "sor_varanger"])
def test_the_keys_of_the_real_plans_are_the_real_plans(plan: str) -> None:
    """The key has the words of plans/*.yaml under each goal, but for what no document says (a goal left out)."""
    entered = said(yaml.safe_load((ROOT / f"plans/{plan}.yaml").read_text("utf-8")))
    kept = said(yaml.safe_load((FOLDER / f"keys/{plan}.yaml").read_text("utf-8")))
    silent = (
        {"digitalisering.ki", "tariffmakt.strategier.utdanningslopet"}
        if plan == "aas"
        else {"offentlige_tjenester.tillit"}
    )
    assert {place: text for place, text in entered.items() if place not in silent} == {
        place: text for place, text in kept.items() if place not in silent
    }


def test_words_are_read_alike_however_they_are_written() -> None:
    assert words("4. mars 2026, 04.03.2026 og 4.3.26") == ["2026-03-04", "2026-03-04", "og", "2026-03-04"]
    assert words("kr 8 000,- for Ɵltak\u00adene") == ["kr", "8000", "for", "tiltakene"]
    assert words("Vedtaket: ![Et bilde](aas/bilde.png)") == ["vedtaket"]
