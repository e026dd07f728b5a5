"""The PDF: what a screen reader finds in it, that no text or template gets out of its place, and what it says if it cannot."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from hplan.core.checking.check import check_plan
from hplan.core.document import pdf as module
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.core.writing.yaml_write import entry
from hplan.errors import RefusedError, StopError
from hplan.model.plan import Stage
from tests.conftest import ROOT, Run
from tests.pdf_reader import Pdf
from tests.test_samples import GOALS, PLANS, below, source, words

HEAD = 'strategiplan: "2026-2027"\nfagforening: {navn: Ås, fylkeskrets: Akershus}\nfase: vedtatt\nårsmøte: 2026-02-12\n'
PNG = (ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes()


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


def made(
    source: str,
    pandoc: Pandoc,
    folder: Path,
    stage: Stage | None = None,
    *,
    portrait: bool = False,
    archive: bool = False,
) -> bytes:
    workspace = Workspace(folder, (folder / "templates").is_dir())
    checked = check_plan(source.encode(), "p.yaml", workspace)
    order = Order(("pdf",), folder / "build", stage, portrait=portrait, archive=archive)
    return render_plan(Source(checked, "p", folder, workspace), order, pandoc).documents[0]


def real(slug: str, pandoc: Pandoc, stage: Stage | None = None) -> bytes:
    workspace = Workspace(ROOT, True)
    checked = check_plan((ROOT / f"plans/{slug}.yaml").read_bytes(), f"{slug}.yaml", workspace)
    return render_plan(
        Source(checked, slug, ROOT / "plans", workspace), Order(("pdf",), None, stage), pandoc
    ).documents[0]


@pytest.fixture(scope="module")
def plans(pandoc: Pandoc) -> dict[str, Pdf]:
    return {slug: Pdf(real(slug, pandoc)) for slug in PLANS.values()}


def test_it_says_what_it_is(plans: dict[str, Pdf]) -> None:
    pdf = plans["aas"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp
    assert "pdfaid" not in pdf.xmp
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.root["/Lang"] == "nb-NO"
    assert pdf.reader.metadata
    assert pdf.reader.metadata.title == "Handlingsplan 2026–2027"
    assert pdf.reader.metadata.author == "Fagforbundet Ås"
    assert str(pdf.reader.metadata.creation_date) == "2026-01-01 00:00:00+00:00"  # no date of a meeting: the period's
    assert {page["/Tabs"] for page in pdf.reader.pages} == {"/S"}
    assert "CreateDate>2026-01-01" in pdf.xmp


@pytest.mark.parametrize("portrait", [False, True])
def test_pages(portrait: bool, pandoc: Pandoc, tmp_path: Path) -> None:
    pdf = Pdf(made(HEAD, pandoc, tmp_path, portrait=portrait))
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pdf.reader.pages}
    assert sizes == {(595, 842) if portrait else (842, 595)}
    cover, *rest = pdf.artifacts.removesuffix("\n").split("\n")
    assert cover.strip() == ""
    for number, artifacts in enumerate(rest, 2):
        assert words(artifacts)[: 1 + 3] == ["Ås", "Handlingsplan", "2026", "2027"]
        assert f"side {number} av {len(rest) + 1}" in artifacts


@pytest.mark.parametrize("slug", PLANS.values())
def test_headings_and_contents(slug: str, plans: dict[str, Pdf]) -> None:
    headings = plans[slug].all("H1", "H2", "H3", "H4")
    levels = [int(tag.name[1]) for tag in headings]
    assert levels[0] == 1
    assert all(here <= above + 1 for above, here in pairwise(levels))
    assert not any("Table" in tag.inside for tag in headings)
    assert headings[0].text.split() == ["Innhold"]
    listed = [re.sub(r"[\s.]*\d+$", "", " ".join(tag.text.split())) for tag in plans[slug].all("TOCI")]
    said = [" ".join(tag.text.split()) for tag in headings[1:] if tag.name != "H3"]
    assert [entry for entry in listed if entry] == said
    (title,) = plans[slug].all("Title")
    assert title.text.split() == ["Handlingsplan", "2026–2027"]


@pytest.mark.parametrize("slug", PLANS.values())
def test_the_situation_table_has_headers(slug: str, plans: dict[str, Pdf]) -> None:
    pdf = plans[slug]
    heads = pdf.all("TH")
    assert [tag.text.strip() for tag in heads] == [
        "Område",
        "Nåsituasjon",
        "Utfordringer kort sikt",
        "Utfordringer lang sikt",
    ]
    assert all(tag.inside[-2:] == ("THead", "TR") for tag in heads)
    rows = [tag for tag in pdf.all("TR") if tag.inside[-1] == "TBody"]
    assert len(pdf.all("TD")) == 4 * len(rows)


def goal(text: str, number: str) -> list[str]:
    """The words of a goal, from its heading to the next."""
    (section,) = [part for part in text.split("\f") if part.startswith((f" {number} ", f" {number}. "))]
    return words(section)


@pytest.mark.parametrize(("name", "number", "start", "end"), [(name, *goal) for name in GOALS for goal in GOALS[name]])
def test_words_of_a_goal_are_read_in_their_order(
    name: str, number: str, start: str, end: str | None, plans: dict[str, Pdf]
) -> None:
    remaining = iter(goal(plans[PLANS[name]].text, number))
    lost = [word for word in below(source(name), start, end) if not any(word == other for other in remaining)]
    assert lost == []


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("slug", PLANS.values())
def test_the_markdown_has_the_same_words(slug: str, stage: Stage, pandoc: Pandoc) -> None:
    """Nothing that another format says is not said in this one: the tables differ, the words do not."""
    workspace = Workspace(ROOT, True)
    checked = check_plan((ROOT / f"plans/{slug}.yaml").read_bytes(), f"{slug}.yaml", workspace)
    source = Source(checked, slug, ROOT / "plans", workspace)
    markdown, content = render_plan(source, Order(("md", "pdf"), None, stage), pandoc).documents
    shown = re.sub(r"!\[[^]]*\]\([^)]*\)|<[^>]*>|(?m:^\[//\]: # .*)", "", markdown.decode())  # nor what import asks for
    said = set(words(Pdf(content).text))
    assert set(words(shown)) - said == set()


def test_a_branch_s_own_colour_and_logo(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()  # a workspace
    (tmp_path / "b.png").write_bytes(PNG)
    look = '[document]\ncolor = "#1F4E79"\nlogo = "b.png"\nlogo-alt = "Merket"\n'
    (tmp_path / "hplan.toml").write_text(look, "utf-8")
    text = HEAD + "innledning: Hei\n"
    pdf = Pdf(made(text, pandoc, tmp_path))
    assert [tag.alt for tag in pdf.all("Figure")] == ["Merket"]
    colors = b"".join(page.get_contents().get_data() for page in pdf.reader.pages)
    assert b"0.12156863 0.30588236 0.4745098" in colors
    assert b"0.7019608 0.07058824 0.11372549" not in colors  # B3121D


def test_pictures_have_words_in_their_place(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(PNG)
    text = HEAD + "innledning: |\n  ![Et vedtak](b.png)\n\n  ![](b.png)\n\n  [![Lenke](b.png)](https://example.org)\n"
    pdf = Pdf(made(text, pandoc, tmp_path))
    assert [tag.alt for tag in pdf.all("Figure")] == ["Et vedtak", "Bilde", "Lenke"]
    assert Pdf(made(text + "språk: nn\n", pandoc, tmp_path)).all("Figure")[1].alt == "Bilete"


def test_numbered_points_are_a_list_by_their_numbers(pandoc: Pandoc, tmp_path: Path) -> None:
    plan = (
        "handlingsplan:\n  heltid:\n    pensjon:\n      tekst: |\n        Vi vil dette:\n\n        - en\n        - to\n"
        "      tiltak: [{tiltak: Verve, ansvarlig: Styret}, Møtes]\n"
        "    lokale_mål: [{mål: Fest, tiltak: [Bake]}]\n"
    )
    pdf = Pdf(made(HEAD + plan, pandoc, tmp_path, Stage.PROPOSAL))
    labels = [tag.text.strip() for tag in pdf.all("Lbl")]
    at = labels.index("2.4.1")
    assert labels[at : at + 7] == ["2.4.1", "•", "•", "2.4.2", "2.4.3", "2.5", "2.5.1"]
    bodies = {tag.text.split()[0]: " ".join(tag.text.split()) for tag in pdf.all("LI")}
    assert bodies["2.4.1"] == "2.4.1 Vi vil dette:"  # its own points are a list within the list
    assert "2.4.1 Vi vil dette: • en • to 2.4.2" in " ".join(pdf.text.split())
    assert bodies["2.4.2"] == "2.4.2 Verve Ansvarlig: Styret"
    assert "2.5 Fest 2.5.1 Bake" in " ".join(pdf.text.split())
    draft = Pdf(made(HEAD + plan, pandoc, tmp_path, Stage.DRAFT))
    assert "2.4.1" not in draft.text


def test_stages(pandoc: Pandoc) -> None:
    pdfs = {stage: Pdf(real("aas", pandoc, stage)) for stage in Stage}
    for stage, pdf in pdfs.items():
        assert ("UTKAST" in pdf.artifacts) == (stage is Stage.DRAFT)
        assert "UTKAST" not in pdf.text, "the stamp is not read aloud in the middle of a sentence"
    assert "hvite feltene" in pdfs[Stage.DRAFT].text
    form = pdfs[Stage.PROPOSAL].text.rpartition("Endringsforslag til styrets innstilling")[2]
    assert (
        words(form)[-13:]
        == words("Forslag fra Gjelder punkt nummer Stryke punktet Endre punktet Nytt punkt etter dette Ny tekst")[-13:]
    )
    assert pdfs[Stage.PROPOSAL].reader.pages[-1].extract_text().count("Forslag fra") == 2
    assert pdfs[Stage.ADOPTED].text.rstrip().endswith("Protokollunderskriver")
    assert [tag.text.strip() for tag in pdfs[Stage.EVALUATION].all("TH")][:3] == ["Område", "Framdrift", "Tiltak"]


def test_a_nynorsk_plan_marks_what_is_in_bokmal(pandoc: Pandoc, tmp_path: Path) -> None:
    pdf = Pdf(made(HEAD + "språk: nn\nhandlingsplan: {heltid: {pensjon: Vi vil òg}}\n", pandoc, tmp_path))
    assert pdf.root["/Lang"] == "nn-NO"
    languages = {" ".join(tag.text.split()): tag.language for tag in pdf.all("H1", "H2", "P", "LBody")}
    assert languages["Innhald"] == "nn-NO"
    assert languages["Strategiplan 2026–2027"] == "nb-NO"
    tags = [tag for tag in pdf.tags if tag.text.strip().startswith("Forbedre og trygge medlemmenes")]
    assert tags
    assert tags[-1].language == "nb-NO"
    assert {tag.language for tag in pdf.tags} == {"nn-NO", "nb-NO"}


def test_what_markdown_can_say(pandoc: Pandoc, tmp_path: Path) -> None:
    text = (
        "**fet** *kursiv* ~~strøket~~ `kode` [lenke](https://example.org/?a=1&b=#c) fotnote[^1] Ŋŧđ 👍🏽 אברהם\n\n"
        "> sitat\n>\n> - i punkt\n\n1. en\n   - to\n     1. tre\n\n| A | B |\n|:-:|--:|\n| c | **d** |\n\n"
        "```python\nlinje = 1\n```\n\n---\n\nslutt\n\n[^1]: Noten med\n\n    - punkt\n"
    )
    pdf = Pdf(made(f"{HEAD}innledning: |\n" + "".join(f"  {line}\n" for line in text.split("\n")), pandoc, tmp_path))
    assert [tag.text.strip() for tag in pdf.all("Strong")][:2] == ["fet", "d"]
    assert "kursiv" in [tag.text for tag in pdf.all("Em")]
    assert [tag.text.strip() for tag in pdf.all("Code")] == ["kode", "linje = 1"]
    assert [" ".join(tag.text.split()) for tag in pdf.all("BlockQuote")] == ["sitat • i punkt"]
    assert [tag.text.strip() for tag in pdf.all("TH")] == ["A", "B"]
    assert [" ".join(tag.text.split()) for tag in pdf.all("Note")] == ["1 Noten med • punkt"]
    links = [a.get_object()["/A"]["/URI"] for page in pdf.reader.pages for a in page.get("/Annots", []) if "/A" in a.get_object() and "/URI" in a.get_object()["/A"]]  # fmt: skip
    assert links == ["https://example.org/?a=1&b=#c"]
    for word in ("strøket", "Ŋŧđ", "👍🏽", "אברהם", "slutt", "tre"):
        assert word in pdf.text, word


def test_a_link_with_a_line_through_it(pandoc: Pandoc, tmp_path: Path) -> None:
    """Typst makes no PDF/UA where words have a line through them and one below."""
    texts = (
        "~~gammel [en](https://a.no)~~",
        "[to *~~borte~~*](https://a.no)",
        "~~[tre ~~fire~~](https://a.no)~~ [fem](https://b.no)",
    )
    pdf = Pdf(made(f"{HEAD}innledning: |\n" + "".join(f"  {text}\n\n" for text in texts), pandoc, tmp_path))
    for word in ("gammel en", "to borte", "tre fire fem"):
        assert word in " ".join(pdf.text.split())
    annotations = [a.get_object().get("/A", {}) for page in pdf.reader.pages for a in page.get("/Annots", [])]
    assert [action["/URI"] for action in annotations if "/URI" in action] == ["https://b.no"]


HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    '#panic("au")',
    "#(1 + 1) og #{2} og #[3]",
    "`#read` ``` x ``` `kode`(1+1).at(0)[x]",
    "```typ\n#panic()\n```",
    "```{=typst}\n#panic()\n```",
    "`#panic()`{=typst}",
    "$x^2$ og $ \\pi $",
    "// ikke en merknad /* heller ikke */ https://example.org//x",
    "\\ \\# \\u{41} ~ -- --- ... <slutt> <a:b> @ref @innledning",
    '] ) } ], "] #panic() [" (',
    "= ikke overskrift\n\n== heller ikke",
    "- = i liste\n- + to\n- 1. tre\n- / ord: betydning\n-\n  = fire",
    "1. = fem\n2. - seks",
    '**fet**(read("/etc/passwd")) **fet**.at(0) **fet**[x] *k*(1) ~~s~~(2) [l](https://a.no)(3).x',
    'x[^1](read("/etc/passwd")).y\n\n[^1]: note',
    "![a\"](b.png)(1+1).at(0)[x]",
    '[lenke](https://example.org/"a\\b#c[d]e)',
    "+ pluss\n+ pluss",
    "*stjerne* _strek_ 'hei' \"nei\"",
    "# Overskrift <label>",
    "| #a | `b` |\n|---|---|\n| ] | #panic() |",
]  # fmt: skip


def test_text_of_a_plan_stays_text(pandoc: Pandoc, tmp_path: Path) -> None:
    """Every hostile text, in every place that a plan has for one; what stands around it is not moved."""
    (tmp_path / "b.png").write_bytes(PNG)
    rows = "".join(f"  - {entry('nå', text, 0).strip()}\n".replace("\n", "\n    ").rstrip() + "\n" for text in HOSTILE)
    actions = "".join(f"      - |\n{indented(text, 8)}\n" for text in HOSTILE)
    texts = "\n\n".join(HOSTILE)
    names = " ".join(text for text in HOSTILE if "\n" not in text and "b.png" not in text).replace("'", "''")
    plan = (
        f'strategiplan: "2026-2027"\nfase: evaluering\nårsmøte: |-\n{indented(HOSTILE[0], 2)}\n'
        f"fagforening: {{navn: '{names}', fylkeskrets: '{names}'}}\n"
        f"innledning: |\n{indented(texts, 2)}\nnåsituasjon:\n{rows}"
        f"handlingsplan:\n  heltid:\n    pensjon:\n{actions}"
        f"    heltidskultur:\n      ordlyd: '{names}'\n      tiltak: [{{tiltak: '{names}', resultat: '{names}'}}]\n"
    )
    for portrait in (False, True):
        pdf = Pdf(made(plan, pandoc, tmp_path, portrait=portrait))
        said = pdf.text
        assert "root:" not in said
        for word in words(re.sub(r"_strek_|https?:[^\s)]*|\{=typst\}|\[\^1\]|\w*`\w*|b\.png", " ", texts)):
            assert word in said, word
        for text in ('#read("/etc/passwd")', "#panic", "#import", "// ikke en merknad", "<slutt>", "@ref", "$x^2$"):
            assert said.count(text) > 3, text
        plain = Pdf(
            made(
                HEAD.replace("vedtatt", "evaluering") + "handlingsplan: {heltid: {pensjon: [a], heltidskultur: [b]}}\n",
                pandoc,
                tmp_path,
            )
        )
        assert len(pdf.all("H1", "H2", "H3")) == len(plain.all("H1", "H2", "H3"))


def indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))


def test_signs_stay_as_they_were_written(pandoc: Pandoc, tmp_path: Path) -> None:
    """Neither Pandoc nor Typst makes other quotation marks, dashes or dots of what somebody wrote."""
    lines = [
        "a -- b --- c ... d -? e – f — g … h",
        "\"f\" 'g' h’i ’80 “j” ‘k’",
        "2026-02-12 -5 (-5) x...y *a*-5",
        "\\\\--x \\\\...",
        "~j~ k~l m\u00a0n",
        "o_p r@s.no t@u",
        "3 - 4 = 7 + 0 / 2; 50 % § 5 & co.",
    ]
    pdf = Pdf(made(f"{HEAD}innledning: |\n" + "".join(f"  {line}\n\n" for line in lines), pandoc, tmp_path))
    said = " ".join(pdf.text.split())
    for line in lines:
        assert " ".join(line.replace("*", "").replace("\\\\", "\\").split()) in said, line


@pytest.mark.parametrize("sign", ["漢", "\ue000", "क"])
def test_a_sign_that_no_font_has_is_named_with_its_place(
    sign: str, english: None, pandoc: Pandoc, tmp_path: Path
) -> None:
    plan = f"{HEAD}handlingsplan:\n  heltid:\n    pensjon:\n      - Møte\n      - Lære {sign} i år\n"
    with pytest.raises(RefusedError) as caught:
        made(plan, pandoc, tmp_path)
    assert f"(U+{ord(sign):04X}, p.yaml:9:9)" in str(caught.value)
    assert made(HEAD, pandoc, tmp_path).startswith(b"%PDF-1.7"), "the next one is made"


def test_fonts_have_the_letters_of_the_languages_of_norway() -> None:
    letters = "æøåÆØÅ àéèêóòôüöä «»–—…’“”„ áčđŋšŧžÁČĐŊŠŦŽ ïñńǥǧǩʒǯ ÂÕŐ łżę ğış ѐдж αβγ € § ½ ² ≥ → ☐ ☑ ✓ • ·"
    fonts = Path(module.__file__).parents[2] / "fonts"
    import typst

    book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    assert book.families() == ["Noto Emoji", "Noto Sans Arabic", "Noto Sans Hebrew", "Source Sans 3"]
    template = (ROOT / "templates/plan.typ").read_text("utf-8")
    assert re.findall(r'"([^"]*)"', re.findall(r"#let fonts = \((.*)\)", template)[0]) == [
        "Source Sans 3", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Emoji",
    ]  # fmt: skip
    style = f'#set document(title: "x")\n#set text(font: ("Source Sans 3", "Noto Emoji"), {{}})\n{letters}'
    for look in ("", 'weight: "bold"', 'style: "italic"', 'weight: "bold", style: "italic"'):
        typst.Compiler(font_paths=book).compile(input=style.format(look).encode(), root=str(fonts), format="pdf", pdf_standards=["ua-1"])  # fmt: skip
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text("utf-8")
    assert sum(path.stat().st_size for path in fonts.iterdir()) < 3_000_000


def test_the_same_plan_gives_the_same_bytes(run: Run, pandoc: Pandoc, tmp_path: Path) -> None:
    assert real("sor_varanger", pandoc) == real("sor_varanger", pandoc)
    assert (
        run("render", "plans/sor_varanger.yaml", "--to", "pdf", "--output-dir", str(tmp_path), cwd=ROOT).returncode == 0
    )
    shown = (tmp_path / "sor_varanger.pdf").read_bytes()
    assert shown == real("sor_varanger", pandoc)
    assert b"hplan-" not in shown, "the scratch folder is not named"


def test_for_archives_it_is_pdf_a_too(pandoc: Pandoc, tmp_path: Path) -> None:
    pdf = Pdf(made(HEAD, pandoc, tmp_path, archive=True))
    assert "<pdfuaid:part>1<" in pdf.xmp
    assert "<pdfaid:part>2<" in pdf.xmp
    assert "<pdfaid:conformance>A<" in pdf.xmp


def own(folder: Path, template: str) -> None:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "plans").mkdir(exist_ok=True)
    shipped = (ROOT / "templates/plan.typ").read_text("utf-8")
    (folder / "templates/plan.typ").write_text(template.replace("SHIPPED", shipped), "utf-8")


def test_a_template_of_ones_own(pandoc: Pandoc, tmp_path: Path) -> None:
    own(
        tmp_path,
        '#import "hplan.typ": *\n#import "farger.typ": blue\n#let note(body) = text(fill: blue, body) + image("logo.png", alt: "Merket")\n',
    )
    (tmp_path / "templates/farger.typ").write_text("#let blue = rgb(0, 0, 200)\n", "utf-8")
    (tmp_path / "templates/logo.png").write_bytes(PNG)
    pdf = Pdf(made(HEAD, pandoc, tmp_path))
    assert "Merket" in [tag.alt for tag in pdf.all("Figure")]


HARMFUL = [
    ('#let x = read("/etc/passwd")', 1, "file not found"),
    ('#let x = read("../../../../../etc/passwd")', 1, "would escape the project root"),
    ("\n#let x = (1 +\n", 2, "unclosed delimiter"),
    ('#import "@preview/cetz:0.3.0": *', 1, "failed to download package"),
    ('#let p = "@pre" + "view/cetz:0.3.0"\n#import p: *', 2, "failed to download package"),
    ("#let f(x) = f(x)\n#f(1)", 1, "maximum function call depth exceeded"),
    ("#let x = plugin(\"/etc/passwd\")", 1, "file not found"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "line", "problem"), HARMFUL)
def test_a_harmful_template_is_stopped_and_named(
    template: str, line: int, problem: str, english: None, pandoc: Pandoc, tmp_path: Path
) -> None:
    own(tmp_path, template)
    with pytest.raises(StopError) as caught:
        made(HEAD, pandoc, tmp_path)
    assert f"templates/plan.typ:{line}: " in str(caught.value)
    assert problem in str(caught.value)


def test_a_template_that_is_a_link_is_not_read(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "secret.typ").write_text("hemmelig", "utf-8")
    own(tmp_path, "SHIPPED")
    try:
        (tmp_path / "templates/mer.typ").symlink_to(tmp_path / "secret.typ")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(StopError, match="is a link out of its folder"):
        made(HEAD, pandoc, tmp_path)


def test_a_font_that_is_not_there_is_missed(pandoc: Pandoc, tmp_path: Path) -> None:
    own(tmp_path, 'SHIPPED\n#let note(body) = text(font: "Papyrus", fallback: false, body)\n')
    with pytest.raises(StopError, match="wants a font that does not come with hplan"):
        made(HEAD, pandoc, tmp_path)


@pytest.mark.parametrize("template", [
    "#for a in range(100000) { for b in range(100000) { } }",
    '#let x = "a" * 1000000\n#let y = range(5000).map(i => x + str(i))',
])  # fmt: skip
def test_a_template_without_end_is_stopped(
    template: str, english: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "SECONDS", 3)
    own(tmp_path, template)
    with Pandoc() as ours:
        with pytest.raises(
            StopError, match=r"took more than 3 seconds|stopped by something else|could not make the PDF"
        ):
            made(HEAD, ours, tmp_path)
        monkeypatch.setattr(module, "SECONDS", 60)
        own(tmp_path, "SHIPPED")
        assert made(HEAD, ours, tmp_path).startswith(b"%PDF"), "it starts again"


def test_without_the_wheel_it_says_what_to_install(
    english: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with Pandoc() as ours, pytest.raises(StopError) as caught:
        made(HEAD, ours, tmp_path)
    assert 'pip install "hplan[pdf]"' in str(caught.value)


def test_pdf_is_made_when_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/a.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "plans/b.yaml").write_text(HEAD + "innledning: 漢\n", "utf-8")
    assert run("render", "plans/a.yaml").stdout.split() == ["build/a.docx", "build/a.md"]
    result = run("render", "--to", "pdf", "--to", "md", "--portrait", "--archive")
    assert result.stdout.split() == ["build/a.pdf", "build/a.md"]
    assert result.returncode == 1
    assert "“漢” (U+6F22, plans/b.yaml:5:13)" in result.stderr
    assert "Traceback" not in result.stderr
    pdf = Pdf((tmp_path / "build/a.pdf").read_bytes())
    assert float(pdf.reader.pages[0].mediabox.width) < 600
    assert "pdfaid" in pdf.xmp


def test_what_a_skeleton_of_ones_own_may_lack_or_have_wrong(pandoc: Pandoc, tmp_path: Path) -> None:
    """No title, levels passed over, names twice, links to nowhere, attributes meant for Pandoc's writer."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "logo.png").write_bytes(PNG)
    skeleton = (
        "## Først { #a }\n\n#### Så { #a typst:text:fill=red }\n\n[x](#a) [y](#b-5) [z](#nei) [](https://a.no) [tom]()\n\n"
        "[rød]{typst:text:fill=panic()} {{ plan.name }}\n\n"
        '::: {.ukjent typst:fill="panic()" lang="xxxx-(1)"}\nd\n:::\n\n# Ny { #b-5 .new-page }\n\n![](logo.png){width=2cm}\n'
    )
    (tmp_path / "templates/handlingsplan.md.j2").write_text(skeleton, "utf-8")
    pdf = Pdf(made(HEAD, pandoc, tmp_path))
    assert [(tag.name, tag.text.strip()) for tag in pdf.all("H1", "H2", "H3")] == [
        ("H1", "Først"),
        ("H2", "Så"),
        ("H1", "Ny"),
    ]
    assert pdf.reader.metadata
    assert pdf.reader.metadata.title == "Først"
    assert len(pdf.reader.pages) == 2
    assert " ".join(pdf.text.split()) == "Først Så x y z https://a.no tom rød Ås d Ny"
    assert [tag.alt for tag in pdf.all("Figure")] == ["Bilde"]
    assert len([tag for tag in pdf.all("Link") if "a.no" not in tag.text]) == 2
