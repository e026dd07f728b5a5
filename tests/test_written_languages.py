"""A strategy that is not written in the plan's language: shown in the other, marked as such, and said."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.conftest import Run

HEAD = 'strategiplan: "2030-2031"\nfagforening: {navn: Ås}\nfase: innstilling\n'
NOTE = {
    "nn": "Den nasjonale teksten som står på bokmål, finst ikkje på nynorsk.",
    "nb": "Den nasjonale teksten som står på nynorsk, finnes ikke på bokmål.",
}
STRATEGY = """strategiplan: "2030-2031"
organisasjon: Fagforbundet
periode: {{fra: 2030-01-01, til: 2031-12-31}}
tittel: {title}
innledning: {introduction}
områder:
  heltid:
    tittel: {area}
    mål:
      pensjon: {{tekst: {goal}}}
    strategier:
      full_lonn: {strategy}
"""
BOKMAAL = {
    "title": "Planen vår",
    "introduction": '"Første *avsnitt*.\\n\\nAndre avsnitt."',
    "area": "Heltid",
    "goal": "Bedre pensjon",
    "strategy": "Full lønn",
}


def marked(docx: Path) -> dict[str, set[str]]:
    """The words of each language that runs are marked with; "" is the document's own."""
    found: dict[str, set[str]] = {}
    for run in Document(str(docx)).element.body.iter(qn("w:r")):
        lang = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        text = "".join(part.text or "" for part in run.iter(qn("w:t"))).strip()
        if text:
            found.setdefault(lang.get(qn("w:val")) if lang is not None else "", set()).add(text)
    return found


def languages(docx: Path) -> set[str]:
    return {node.get(qn("w:val")) for node in Document(str(docx)).styles.element.iter(qn("w:lang"))}


def write(folder: Path, language: str, strategy: dict[str, str], *slugs: str) -> None:
    (folder / "plans").mkdir(exist_ok=True)
    (folder / "strategiplan-2030-2031.yaml").write_text(STRATEGY.format(**strategy), "utf-8")
    plan = HEAD + f"språk: {language}\nhandlingsplan: {{heltid: {{pensjon: Vi verver}}}}\n"
    for slug in slugs or ("aas",):
        (folder / f"plans/{slug}.yaml").write_text(plan, "utf-8")


def test_bokmaal_in_a_nynorsk_plan_is_marked_and_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "nn", BOKMAAL)
    result = run("render", lang="nb")
    assert result.returncode == 0
    assert result.stdout.split() == ["build/aas.docx", "build/aas.md"]
    assert result.stderr == (
        "hplan: ikke alt i strategiplanen 2030-2031 finnes på nynorsk; det som mangler, står på bokmål i dokumentet, "
        "merket som bokmål\n"
    )
    found = marked(tmp_path / "build/aas.docx")
    assert languages(tmp_path / "build/aas.docx") == {"nn-NO"}
    assert {"Planen vår", "Heltid", "Bedre pensjon", "Full lønn", "Andre avsnitt."} <= found["nb-NO"]
    assert "avsnitt" in found["nb-NO"], "words inside of emphasis too"
    assert {"Vi verver", NOTE["nn"], "Innleiing"} <= found[""]
    assert not found["nb-NO"] & found[""]
    markdown = (tmp_path / "build/aas.md").read_text("utf-8")
    assert markdown.index("Andre avsnitt") < markdown.index(f"> {NOTE['nn']}") < markdown.index("Vi verver")


def test_nynorsk_in_a_bokmaal_plan_is_marked_and_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "nb", {name: "{nn: " + text + "}" for name, text in BOKMAAL.items()})
    result = run("render")
    assert result.returncode == 0
    said = "not all of strategy plan 2030-2031 is in bokmål; what is not, is shown in nynorsk and marked as such"
    assert result.stderr == f"hplan: {said}\n"
    found = marked(tmp_path / "build/aas.docx")
    assert languages(tmp_path / "build/aas.docx") == {"nb-NO"}
    assert {"Heltid", "Bedre pensjon", "Full lønn"} <= found["nn-NO"]
    assert {"Vi verver", NOTE["nb"], "Innledning"} <= found[""]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_nothing_is_marked_where_the_languages_agree(language: str, run: Run, tmp_path: Path) -> None:
    write(tmp_path, language, {name: f"{{nb: {text}, nn: {text}}}" for name, text in BOKMAAL.items()})
    result = run("render")
    assert (result.returncode, result.stderr) == (0, "")
    assert marked(tmp_path / "build/aas.docx").keys() == {""}
    assert NOTE[language] not in (tmp_path / "build/aas.md").read_text("utf-8")


def test_one_text_that_is_missing_is_marked_alone(run: Run, tmp_path: Path) -> None:
    both = {name: f"{{nb: {text}, nn: {text}}}" for name, text in BOKMAAL.items()}
    write(tmp_path, "nn", both | {"goal": "Bedre pensjon"})
    assert "not all of strategy plan 2030-2031 is in nynorsk" in run("render").stderr
    assert marked(tmp_path / "build/aas.docx")["nb-NO"] == {"Bedre pensjon"}
    assert NOTE["nn"] in (tmp_path / "build/aas.md").read_text("utf-8")


def test_it_is_said_once_and_also_when_nothing_has_changed(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "nn", BOKMAAL, "a", "b", "c", "d", "e", "f")
    for _ in range(2):
        result = run("render", "--to", "md", HPLAN_CACHE_DIR=str(tmp_path / "cache"))
        assert result.returncode == 0
        assert result.stderr.count("not all of strategy plan") == 1
        assert len(result.stdout.splitlines()) == 6
    result = run("render", "a", "--to", "md", "--output-dir", "-")
    assert result.stderr.count("not all of strategy plan") == 1
    assert result.stdout.startswith("# Handlingsplan 2030–2031")
