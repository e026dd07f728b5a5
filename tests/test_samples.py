"""The two real plans: every word of the source stands in the rendered document, in its order, or is accounted for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.conftest import ROOT, SAMPLES, Run

# The letters that the PDF's font table turned into others (Ås), and its bullet.
BROKEN = {"Ɵ": "ti", "Ʃ": "tt", "Ư": "ff", "ƫ": "tti", "Ō": "ft", "ƞ": "tf", "ł": "fj", "\uf0b7": ""}

# Words of the source that are not in the document, and why.
ABSENT = {
    "sor-varanger": {
        "overordene": "slip in the template, set right in the strategy",
        "innstillings": "slip in the template («innstillings møter»), set right in the strategy",
        "møter": "the other half of that slip",
        "Kommentar": "label of the template's instruction to whoever fills it in",
        "Hovedmål": "the template's instruction; it stands in the scaffold, not in the document",
        "Fagforeningen skriver inn sine egne målsettinger": "the same instruction",
        "hvite": "the same instruction",
        "feltene": "the same instruction",
        "Legg": "the same instruction",
        "fjern": "the same instruction",
        "rader": "the same instruction",
        "inn": "the same instruction",
        "satt": "the same instruction",
        "åpne": "the same instruction",
        "bookmark": "left behind by the text extractor",
        "_GoBack": "left behind by the text extractor",
        "_Hlk219726803": "left behind by the text extractor",
        "image": "left behind by the text extractor where the picture was",
    },
    "aas": {
        "Trygt": "the row of the situation table has the area's own title, «Et trygt og inkluderende arbeidsliv»",
        "instillingsmøter": "slip in copied national text: the document has the strategy's wording",
        "utdanningsinsitusjoner": "slip in copied national text: the document has the strategy's wording",
    },
}
ABSENT_IN_MARKDOWN = {"Område": "a row of the situation table is a section there, headed by the area itself"}
PLANS = {"sor-varanger": "sor_varanger", "aas": "aas"}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def source(name: str) -> str:
    text = (SAMPLES / f"{name}.txt").read_text("utf-8")
    for broken, right in BROKEN.items():
        text = text.replace(broken, right)
    return text


def docx_text(path: Path) -> str:
    """All text of a DOCX in document order, read by another library than the one that wrote it."""
    body = Document(str(path)).element.body
    return "\n".join("".join(run.text or "" for run in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "hplan", "render", "--output-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("form", ["docx", "md"])
@pytest.mark.parametrize("name", PLANS)
def test_every_word_of_the_source_is_in_the_document(name: str, form: str, rendered: Path) -> None:
    path = rendered / f"{PLANS[name]}.{form}"
    document = set(words(docx_text(path) if form == "docx" else path.read_text("utf-8")))
    missing = {word for word in words(source(name)) if word not in document}
    excused = ABSENT[name] | (ABSENT_IN_MARKDOWN if form == "md" else {})
    assert missing - {word for key in excused for word in words(key)} == set()


# Under each goal: the line of the source that heads it, and the line that comes after it. What stands between the two
# must stand in the document in the same order, with nothing of it left out.
GOALS = {
    "sor-varanger": [
        ("1.1", "\tØke organisasjonsgraden i kommunal", "\tØke tallet på yrkesaktive medlemmer"),
        ("1.2", "\tØke tallet på yrkesaktive medlemmer", "\tØke tillitsvalgtdekningen"),
        ("1.3", "\tØke tillitsvalgtdekningen", "\t2. Heltid"),
        ("2.1", "\tFlere arbeidsgivere har startet", "\tRedusere bruken"),
        ("2.2", "\tRedusere bruken", "\tRedusere lønnsforskjeller"),
        ("2.3", "\tRedusere lønnsforskjeller", "3. Gode offentlige"),
        ("3.3", "\tStyring og ledelse", "4. Et trygt"),
        ("4.2", "\tArbeidstidsutviklingen", "\tDet er forhandlet fram"),
        ("4.5", "\tDet er forhandlet fram", "\t5. Alliansebygging"),
        ("5.1", "\tFagforbundets medlemmer bruker", "\tTallet på lokale"),
        ("5.2", "\tTallet på lokale", "\tFlere læreplasser"),
        ("5.3", "\tFlere læreplasser", "\t6. Digitalisering"),
        ("6.2", "\tTillitsvalgte bruker digitale", "\tKI tas først"),
        ("6.4", "\tKI tas først", None),
    ],
    "aas": [
        ("1.1", "Øke organisasjonsgraden \n", "Øke tallet på yrkesaktive medlemmer"),
        ("1.2", "Øke tallet på yrkesaktive medlemmer", "Øke tillitsvalgtdekningen"),
        ("1.3", "Øke tillitsvalgtdekningen", "2. Heltid"),
        ("2.1", "\nFlere arbeidsgivere, spesielt", "\nRedusere bruken"),
        ("2.2", "\nRedusere bruken", "\nRedusere lønnsforskjeller"),
        ("2.3", "\nRedusere lønnsforskjeller", "\nForbedre og trygge"),
        ("3.1", "\nOffentlige finansierte", "\nKonkurranseutsetting,"),
        ("3.2", "\nKonkurranseutsetting,", "\nStyring og ledelse"),
        ("4.2", "\nArbeidstidsutviklingen", "\nEndre rettsutviklingen"),
        ("5.1", "\nFagforbundets medlemmer bruker", "\nTallet på lokale"),
        ("5.2", "\nTallet på lokale", "\nFlere læreplasser"),
        ("6.1", "\nTillitsvalgte forstår", "\nTillitsvalgte bruker"),
        ("6.2", "\nTillitsvalgte bruker", "\nTillitsvalgte og medlemmer"),
        ("6.3", "\nTillitsvalgte og medlemmer", "\n7. Lokale mål"),
        ("7", "\n7. Lokale mål", None),
    ],
}
NOISE = {"bookmark", "_Hlk219726803", "image"}


def below(text: str, start: str, end: str | None) -> list[str]:
    """The words between the last line that begins with `start` and the next that begins with `end`."""
    begin = text.rindex(start)
    stop = text.index(end, begin + 1) if end else len(text)
    lines = text[begin:stop].strip("\n").split("\n", 1)
    return [word for word in words(lines[1] if len(lines) > 1 else "") if word not in NOISE]


def goal_in_docx(path: Path, number: str) -> list[str]:
    """The words of a goal in the document, from its heading to the next heading."""
    taken, inside = [], False
    for paragraph in Document(str(path)).element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        text = "".join(run.text or "" for run in paragraph.iter(qn("w:t")))
        if style is not None and style.get(qn("w:val"), "").startswith("Heading"):
            inside = text.startswith((f"{number} ", f"{number}. "))
        if inside:
            taken += words(text)
    return taken


@pytest.mark.parametrize(("name", "number", "start", "end"), [(name, *goal) for name in GOALS for goal in GOALS[name]])
def test_words_of_a_goal_keep_their_order(name: str, number: str, start: str, end: str | None, rendered: Path) -> None:
    wanted = below(source(name), start, end)
    assert wanted, "the source has words under this goal"
    remaining = iter(goal_in_docx(rendered / f"{PLANS[name]}.docx", number))
    lost = [word for word in wanted if not any(word == other for other in remaining)]
    assert lost == []


@pytest.mark.parametrize("name", PLANS)
def test_words_of_the_situation_table_keep_their_order(name: str, rendered: Path) -> None:
    text = source(name)
    begin = text.index("Utfordringer lang sikt") + len("Utfordringer lang sikt")
    wanted = words(text[begin : text.index("\nStrategiplan 2026")])
    table = Document(str(rendered / f"{PLANS[name]}.docx")).tables[0]
    cells = [cell.text for row in table.rows[1:] for cell in row.cells]
    remaining = iter(words("\n".join(cells).lower()))
    noise = {"bookmark", "_goback"}
    lost = [w for w in wanted if w.lower() not in noise and not any(w.lower() == other for other in remaining)]
    assert lost == []


def test_every_answered_goal_is_compared() -> None:
    from hplan.core.reading.read_plan import read_plan

    for name, slug in PLANS.items():
        plan, _ = read_plan((ROOT / f"plans/{slug}.yaml").read_bytes(), slug)
        assert plan
        answered = sum(answer.filled for area in plan.areas.values() for answer in area.goals.values())
        assert len([goal for goal in GOALS[name] if "." in goal[0]]) == answered


def test_picture_is_in_the_document(rendered: Path) -> None:
    document = Document(str(rendered / "sor_varanger.docx"))
    assert len(document.inline_shapes) == 1
    described = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert any("arbeidsmiljøutvalget" in (shape.get("descr") or "") for shape in described)


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and Poppler")
@pytest.mark.parametrize("slug", PLANS.values())
def test_libreoffice_shows_every_word(slug: str, rendered: Path, tmp_path: Path) -> None:
    """Nothing that the DOCX holds is lost on the pages (rows of a table were, once, to a paragraph kept with it)."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(rendered / f"{slug}.docx")], check=True, capture_output=True, timeout=180)
    shown = subprocess.run(
        ["pdftotext", str(tmp_path / f"{slug}.pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    held = set(words(docx_text(rendered / f"{slug}.docx")))
    assert held - set(words(shown.stdout.decode().replace("\xad", ""))) == set()


def test_check_finds_what_a_careful_reader_would(run: Run) -> None:
    result = run("check", "--output-format", "concise", cwd=ROOT, lang="nb")
    assert result.stdout == (Path(__file__).parent / "golden/check.txt").read_text("utf-8")
    assert result.returncode == 1
