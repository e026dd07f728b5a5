"""Documents that become plans: every word of the samples has a place, and the right one."""

import os
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import yaml
from docx import Document

from hplan.core.incoming.arrive import arrive, slug_of
from hplan.core.incoming.composing.values import amount, day, status
from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.reading.read import read
from hplan.core.reading.read_plan import read_plan
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from hplan.model.finding import Severity
from tests.conftest import ROOT, SAMPLES, Run

sys.path.insert(0, str(ROOT / "scripts"))
import form_keys
import import_forms

TARGETS = Targets(Workspace.around(ROOT).usable())
PLANS = {"sor-varanger": "sor_varanger", "aas": "aas"}
DOCUMENTS = ("sor-varanger.docx", "sor-varanger.txt", "aas.docx", "aas.pdf", "aas.txt")
# What the template prints around the national text: the names of its parts, and of the columns of its table.
LABELS = """innledning område nåsituasjon utfordringer kort sikt lang handlingsplan strategiplan nasjonale mål strategier
lokale for perioden 7"""


def imported(path: Path, tmp_path: Path) -> str:
    (tmp_path / "plans").mkdir(exist_ok=True)
    return arrive(read(path), Workspace.around(tmp_path), TARGETS, "plan").composed.text


def source_words(path: Path) -> list[str]:
    """The words of a document, read another way than the importer does."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            xml = package.read("word/document.xml").decode()
        text = "\n".join("".join(re.findall(r"<w:t[ >][^<]*|<w:t>[^<]*", part)) for part in xml.split("</w:p>"))
        text = re.sub(r"<w:t[^>]*>", "", text).replace("&amp;", "&")
    elif path.suffix == ".pdf":
        from pypdf import PdfReader

        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    else:
        text = re.sub(r"\[bookmark: \w+\]", "", path.read_text("utf-8"))
    return form_keys.words(text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_a_sample_is_in_the_file_or_national(name: str, tmp_path: Path) -> None:
    file = imported(SAMPLES / name, tmp_path)
    made, source = Counter(form_keys.words(file)), source_words(SAMPLES / name)
    for wording in re.findall("ordlyd: (.*)", file):  # in the list of goals and above the answer: the file has it once
        words = form_keys.words(wording)
        again = " ".join(source).count(" ".join(words)) - 1
        made.update(words * max(again, 0))
    national = set(form_keys.words((ROOT / "strategiplan-2026-2027.yaml").read_text("utf-8"))) | set(LABELS.split())
    lost = {word: count for word, count in Counter(source).items() if word not in national and made[word] < count}
    assert lost == {}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_a_sample_is_under_its_goal(name: str) -> None:
    """100 %, in all three formats; the issue asks for 98 % of PDF and text."""
    plan = PLANS[name.partition(".")[0]]
    key = yaml.safe_load((ROOT / f"plans/{plan}.yaml").read_text("utf-8"))
    # The key says `utelatt: true` of what is not there, and its introduction has no words that the others lack.
    found = import_forms.measure(SAMPLES / name, key, TARGETS)
    assert (found.placed, found.misplaced) == (100, 0)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_sample_becomes_a_plan_that_says_the_same(name: str, tmp_path: Path) -> None:
    """Adapted, unfilled and missing are as in the plans that were entered by hand."""
    key, findings = read_plan((ROOT / f"plans/{PLANS[name.partition('.')[0]]}.yaml").read_bytes(), "key")
    plan, findings = read_plan(imported(SAMPLES / name, tmp_path).encode(), "plan")
    assert key
    assert plan
    assert not [finding for finding in findings if finding.severity is not Severity.HINT]
    for area, said in key.areas.items():
        left = {goal for goal, answer in said.goals.items() if answer.omitted}
        assert plan.areas[area].goals.keys() == said.goals.keys() - left
        for goal, answer in plan.areas[area].goals.items():
            assert answer.filled == said.goals[goal].filled
            assert (answer.wording and answer.wording.value) == (
                said.goals[goal].wording and said.goals[goal].wording.value
            )
        changed = {name: answer.wording.value for name, answer in said.strategies.items() if answer.wording}
        assert {
            name: answer.wording.value for name, answer in plan.areas[area].strategies.items() if answer.wording
        } == changed
    assert [row.area and row.area.value for row in plan.situation] == [
        row.area and row.area.value for row in key.situation
    ]


def test_the_command_writes_a_plan_and_says_what_it_did(run: Run, tmp_path: Path) -> None:
    done = run("import", str(SAMPLES / "aas.docx"))
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "plans/aas.yaml"
    assert "adapted   2.1 heltid.heltidskultur                       paragraph 118  likely" in lines
    assert "unfilled  2.4 heltid.pensjon                             paragraph 124  sure" in lines
    assert "missing   6.4 digitalisering.ki" in lines
    assert lines[-1] == "placed: 15, adapted: 5, unfilled: 7, missing: 1, unplaced: 0"
    assert (tmp_path / "plans/.hplan/plan-2026-2027.nb.json").is_file()
    assert run("check", "plans/aas.yaml").returncode == 1
    again = run("import", str(SAMPLES / "aas.docx"))
    assert again.returncode == 2
    assert "plans/aas.yaml is there already" in again.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
@pytest.mark.parametrize("name", [b"\xc5s.txt", b"a\x07s.txt", "a\ufffes.txt".encode()])
def test_a_file_may_have_a_name_that_no_plan_can_hold(name: bytes, run: Run, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(
        "Mål 1.1\n\nØke organisasjonsgraden i kommunal sektor og i Spekter helse\n\n- Bes\ufffeøke alle\n", "utf-8"
    )
    result = run("import", path.name)
    assert result.returncode == 0, result.stderr
    (made,) = (tmp_path / "plans").glob("*.yaml")
    plan, findings = read_plan(made.read_bytes(), "p")
    assert plan, findings
    assert "s.txt" in made.read_text("utf-8")


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("import", "--dry-run", "--as", "fjord", str(SAMPLES / "aas.txt"), lang="nb")
    assert done.returncode == 0
    assert done.stdout.startswith("plans/fjord.yaml\n")
    assert "Ingenting er skrevet." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_of_many_documents_a_bad_one_stops_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / "aas.docx").read_bytes())
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "c.txt").write_bytes((SAMPLES / "sor-varanger.txt").read_bytes())
    done = run("import", "b.docx", "a.docx", "c.txt", "d.docx")
    assert done.returncode == 2
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["file", "plan"], ["b.docx", "–"], ["a.docx", "plans/a.yaml"], ["c.txt", "plans/c.yaml"], ["d.docx", "–"]
    ]  # fmt: skip
    assert "b.docx is broken" in done.stderr
    assert "d.docx cannot be read" in done.stderr
    assert run("import", "--as", "x", "a.docx", "c.txt").returncode == 2


def test_what_is_unplaced_is_flagged_and_not_rendered(run: Run, tmp_path: Path) -> None:
    goal = "# 6. Digitalisering\n\n## Tillitsvalgte bruker digitale verktøy i oppfølging av medlemmene\n\nKurs.\n"
    (tmp_path / "fjord.md").write_text(f"{goal}\n# Økonomi\n\nVi har 300 000 kroner på konto.\n", "utf-8")
    assert run("import", "fjord.md").returncode == 1
    text = (tmp_path / "plans/fjord.yaml").read_text("utf-8")
    assert "uplassert:\n  - tekst: |\n      Økonomi\n" in text
    assert "    etter: Kurs.\n" in text
    assert "HP210" in run("check", "plans/fjord.yaml").stdout
    assert run("render", "plans/fjord.yaml").returncode == 1


def test_the_mark_of_a_picture_that_is_not_there_stops_no_document(run: Run, tmp_path: Path) -> None:
    """It is told of, as a picture of a PDF is."""
    done = run("import", str(SAMPLES / "sor-varanger.txt"))
    assert done.returncode == 0
    assert "hplan: pictures that the document only has a mark for, left out: 1\n" in done.stderr
    text = (tmp_path / "plans/sor_varanger.yaml").read_text("utf-8")
    assert "uplassert" not in text
    assert "\n# [image: ]\n" in text
    assert run("render", "plans/sor_varanger.yaml", "--to", "md").returncode == 0


def docx(folder: Path, markdown: str, name: str = "plan.docx") -> Path:
    import subprocess

    from hplan.core.document.pandoc import binary

    subprocess.run([binary(), "-f", "markdown", "-o", name], input=markdown.encode(), check=True, cwd=folder)
    return folder / name


def test_pictures_lie_beside_the_plan(run: Run, tmp_path: Path) -> None:
    picture = (ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes()
    (tmp_path / "kart.png").write_bytes(picture)
    goal = "# 1. Tariffmakt og organisasjonsbygging\n\n## Øke tallet på yrkesaktive medlemmer med 1,5 prosent årlig\n\n"
    docx(tmp_path, f"{goal}Se kartet:\n\n![Kart over avdelingene](kart.png)\n")
    assert run("import", "plan.docx", "--as", "fjord").returncode == 0
    assert (tmp_path / "plans/fjord/bilde_1.png").read_bytes() == picture
    assert "![Kart over avdelingene](fjord/bilde_1.png)" in (tmp_path / "plans/fjord.yaml").read_text("utf-8")
    assert run("render", "plans/fjord.yaml", "--to", "md").returncode == 0


def test_columns_become_fields(tmp_path: Path) -> None:
    heads = (
        "<tr><th>Nasjonalt mål</th><th>Tiltak</th><th>Ansvarlig</th><th>Frist</th><th>Kostnad</th><th>Status</th></tr>"
    )
    row = "<tr><td>Forbedre og trygge medlemmenes pensjonsrettigheter</td>{}</tr>"
    cells = "<td>Holde kurs om AFP</td><td>Leder</td><td>1. oktober 2026</td><td>kr 12 000,-</td><td>i gang</td>"
    path = tmp_path / "plan.html"
    path.write_text(f"<h1>Plan</h1><table>{heads}{row.format(cells)}</table>", "utf-8")
    plan = yaml.safe_load(imported(path, tmp_path))
    (action,) = plan["handlingsplan"]["heltid"]["pensjon"]
    assert action.pop("frist").isoformat() == "2026-10-01"
    assert action == {"tiltak": "Holde kurs om AFP", "ansvarlig": "Leder", "kostnad": 12000, "status": "pågår"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.10.26", "2026-10-01"), ("2026-10-01", "2026-10-01"), ("31.02.2027", "31.02.2027"), ("løpende", "løpende")],
)
def test_a_deadline_is_a_date_or_its_words(text: str, value: str) -> None:
    assert str(day(text)) == value


def test_amounts_and_statuses() -> None:
    assert [amount(text) for text in ("8 000 kr", "15.000,-", "dekkes av fylket")] == [8000, 15000, "dekkes av fylket"]
    assert [status(text) for text in ("Ferdig", "i gang", "tre av seks")] == ["gjennomført", "pågår", None]


@pytest.mark.parametrize(
    ("name", "facts", "slug"),
    [
        ("Handlingsplan 2026-2027 Fagforbundet Ås endelig.docx", {}, "aas"),
        ("plan.docx", {"navn": "Fagforbundet Sør-Varanger"}, "sor_varanger"),
        ("2026.docx", {}, "plan"),
    ],
)
def test_a_plan_is_named_after_its_branch(name: str, facts: dict[str, str], slug: str) -> None:
    assert slug_of(Path(name), facts) == slug


def test_comments_are_kept_and_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    area = "# 6. Digitalisering\n\n"
    note = '[Er dette nok?]{.comment-start id="0" author="Kari" date="2026-01-02T03:04:05Z"}'
    path = docx(
        tmp_path,
        f'{area}Tillitsvalgte bruker digitale verktøy i oppfølging av medlemmene\n\n- {note}Kurs i Klar[]{{.comment-end id="0"}}\n',
    )
    assert "# Kari: Er dette nok? «Kurs i Klar»" in imported(path, tmp_path)
    (tmp_path / "brev.txt").write_text("Kjære alle sammen.\n\nVi ses på torsdag.\n", "utf-8")
    with pytest.raises(StopError, match="brev"):
        imported(tmp_path / "brev.txt", tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_nothing_is_written_through_a_link(run: Run, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/fjord").symlink_to(outside)
    (tmp_path / "kart.png").write_bytes((ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes())
    docx(
        tmp_path,
        "# 6. Digitalisering\n\n## Tillitsvalgte bruker digitale verktøy i oppfølging av medlemmene\n\n![Kart](kart.png)\n",
    )
    assert run("import", "plan.docx", "--as", "fjord").returncode == 2
    assert list(outside.iterdir()) == []
    assert not (tmp_path / "plans/fjord.yaml").exists()


def test_title_and_subtitle_of_a_word_document_are_read(run: Run, tmp_path: Path) -> None:
    """Pandoc takes paragraphs of these styles for what is said of the document."""
    document = Document()
    document.add_paragraph("Handlingsplan 2026–2027", style="Title")
    document.add_paragraph("Fagforbundet Lia 2026–2027. Med hilsen til Kari", style="Subtitle")
    document.add_heading("1.1 Øke organisasjonsgraden i kommunal sektor og i Spekter helse", 2)
    document.add_paragraph("Besøke alle arbeidsplasser", style="List Bullet")
    document.save(str(tmp_path / "lia.docx"))
    assert run("import", "lia.docx", "--as", "lia").returncode in (0, 1)
    plan = (tmp_path / "plans/lia.yaml").read_text("utf-8")
    assert "navn: Fagforbundet Lia\n" in plan
    assert "hilsen til Kari" in plan


@pytest.mark.parametrize("mark", ["<!-- husk å spørre Kari", "<style>", "<script>"])
def test_a_mark_that_nobody_closed_hides_nothing(mark: str, run: Run, tmp_path: Path) -> None:
    head = "# Handlingsplan 2026–2027 for Fagforbundet Prøve\n\n## 1. Tariffmakt og organisasjonsbygging\n\n"
    goal = "### Øke tallet på yrkesaktive med 1,5 prosent årlig\n\n- Arrangere to møter\n\n"
    text = f"{head}{goal}{mark}\n\n- Besøke alle\n- Skolere nye\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    run("import", "a.md", "--as", "prove")
    made = (tmp_path / "plans/prove.yaml").read_text("utf-8")
    assert [word for word in ("Arrangere to", "Besøke alle", "Skolere nye") if word not in made] == []
    assert "Kari" in made or "Kari" not in mark
