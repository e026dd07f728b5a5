"""The page: accessible by axe-core in a browser, whole in one file, and deaf to what a plan or template would have it do."""

import base64
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from hplan.core.checking.check import check_plan
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.model.plan import Stage
from tests.conftest import ROOT, Run

HEAD = 'strategiplan: "2026-2027"\nfagforening: {navn: Ås, fylkeskrets: Akershus}\nfase: innstilling\nårsmøte: 2026-02-12\n'
PNG = (ROOT / "plans/sor_varanger/amu-vedtak.png").read_bytes()
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium (apt-get install chromium)")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
NYNORSK = """\
språk: nn
handlingsplan:
  heltid:
    redusere_deltid:
      - {tiltak: Verve, ansvarlig: Styret, frist: 2026-10-01, status: gjennomført, resultat: "[Sjå her](https://example.org)"}
      - {tiltak: Møtast, status: pågår}
    pensjon: {utelatt: Ikkje hos oss}
  digitalisering:
    strategier:
      digitalt_utenforskap: {ordlyd: Hjelpe alle}
"""
EVERYTHING = """\
nåsituasjon:
  - {område: heltid, nå: "- ett\\n- to", kort_sikt: , lang_sikt: x}
handlingsplan:
  heltid:
    redusere_deltid: |
      Tekst med fotnote[^1] og `kode`.

      | a | b |
      |---|--:|
      | c | d |

      1. en
      2. to

      > sitat

      ```html
      <b>en lang linje som ikke får plass på en telefon, og som derfor må brytes et sted</b>
      ```

      ![Et vedtak](p.png) [lenke](https://example.org/en-svaert-lang-adresse-som-ikke-kan-brytes-noe-sted-uten-videre)

      [^1]: Noten.
    pensjon:
      ordlyd: Annen ordlyd
      tiltak: [{tiltak: Verve, frist: 2026-10-01}]
lokale_mål:
  - {mål: Eget mål, tekst: Fri tekst, tiltak: [Ett, To]}
"""


class Page(HTMLParser):
    """A page's elements with their attributes, in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM)
        yield running
        running.close()


def render(source: str, pandoc: Pandoc, folder: Path, stage: str | None = None) -> str:
    (folder / "p.png").write_bytes(PNG)
    workspace = Workspace(folder, (folder / "templates").is_dir())
    checked = check_plan((HEAD + source).encode(), "p.yaml", workspace)
    order = Order(("html",), folder / "build", Stage(stage) if stage else None)
    return render_plan(Source(checked, "p", folder, workspace), order, pandoc).documents[0].decode()


def real(slug: str, stage: str, pandoc: Pandoc) -> str:
    workspace = Workspace(ROOT, True)
    checked = check_plan((ROOT / f"plans/{slug}.yaml").read_bytes(), slug, workspace)
    order = Order(("html",), ROOT / "build", Stage(stage))
    return render_plan(Source(checked, slug, ROOT / "plans", workspace), order, pandoc).documents[0].decode()


def look(browser: Any, page: str, folder: Path, width: int = 1280, scheme: str = "light") -> dict[str, Any]:
    """What axe-core says of a page in the browser, how wide it is, what it asked the net for, what it complained of."""
    from axe_playwright_python.sync_playwright import Axe

    file = folder / "page.html"
    file.write_text(page, "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    try:
        tab = context.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(file.as_uri())
        found = Axe().run(tab, options=RULES).response
        return {
            "violations": {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found["violations"]},
            "undecided": {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found["incomplete"]},
            "asked": [url for url in asked if not url.startswith(("file:", "data:"))],
            "wide": tab.evaluate("document.documentElement.scrollWidth"),
            "ground": tab.evaluate("getComputedStyle(document.body).backgroundColor"),
            "title": tab.title(),
        }
    finally:
        context.close()


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("slug", ["aas", "sor_varanger"])
def test_axe_finds_nothing(slug: str, stage: str, scheme: str, pandoc: Pandoc, browser: Any, tmp_path: Path) -> None:
    seen = look(browser, real(slug, stage, pandoc), tmp_path, scheme=scheme)
    assert seen["violations"] == {}
    assert "color-contrast" not in seen["undecided"], "every contrast could be measured"
    assert seen["asked"] == []
    assert (seen["ground"] == "rgb(255, 255, 255)") == (scheme == "light")


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("stage", list(Stage))
def test_axe_finds_nothing_on_a_telephone(
    stage: str, scheme: str, pandoc: Pandoc, browser: Any, tmp_path: Path
) -> None:
    for source in (NYNORSK, EVERYTHING):
        seen = look(browser, render(source, pandoc, tmp_path, stage), tmp_path, 320, scheme)
        assert seen["violations"] == {}
        assert seen["wide"] <= 320, "nothing but a table of the plan's own scrolls sideways"


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("color", ["#1F4E79", "#767676", "#000000", "#C8102E"])
def test_axe_finds_nothing_in_a_colour_of_ones_own(
    color: str, scheme: str, pandoc: Pandoc, browser: Any, tmp_path: Path
) -> None:
    (tmp_path / "hplan.toml").write_text(
        f'[document]\ncolor = "{color}"\nlogo = "p.png"\nlogo-alt = "Merket"\n', "utf-8"
    )
    (tmp_path / "templates").mkdir()
    page = render(EVERYTHING, pandoc, tmp_path)
    assert f"--red: {color.lower()};" in page
    assert 'alt="Merket"' in page.partition("<h1>")[0]
    seen = look(browser, page, tmp_path, scheme=scheme)
    assert seen["violations"] == {}
    assert "color-contrast" not in seen["undecided"]


FAULTS = [
    ("html-has-lang", r'<html lang="[^"]*">', "<html>"),
    ("document-title", r"<title>[^<]*</title>", "<title></title>"),
    ("color-contrast", r"--quiet: #5c5350", "--quiet: #bbb"),
    ("image-alt", r' alt="Et vedtak"', ""),
    ("heading-order", r"<h3([^>]*)>(.*?)</h3>", r"<h5\1>\2</h5>"),
    ("page-has-heading-one", r"<h1>(.*?)</h1>", r"<p>\1</p>"),
    ("label", r'<label for="felt-1">(.*?)</label>', r"\1"),
    ("region", r"<main([^>]*)>", r"<div\1>"),
    ("valid-lang", r'lang="nb-NO">', r'lang="norsk!">'),
    ("scrollable-region-focusable", r' tabindex="0"', ""),
    ("target-size", r"nav a \{ display: block; padding: .3rem .5rem; min-height: 1.5rem; line-height: 1.35;", "nav li, nav ul { margin: 0 } nav a { display: block; font-size: 6px; line-height: 1;"),
]  # fmt: skip


@needs_chromium
@pytest.mark.parametrize(("rule", "pattern", "fault"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_axe_finds_a_fault(rule: str, pattern: str, fault: str, pandoc: Pandoc, browser: Any, tmp_path: Path) -> None:
    """What is tested above can fail: each of these pages has one fault, and axe-core names it."""
    wide = EVERYTHING.replace("| c | d |", "| " + "c" * 300 + " | d |")
    page = render(wide, pandoc, tmp_path) if rule != "valid-lang" else render(NYNORSK, pandoc, tmp_path)
    faulty = re.sub(pattern, fault, page, flags=re.DOTALL)
    assert faulty != page
    assert look(browser, page, tmp_path)["violations"] == {}
    assert rule in look(browser, faulty, tmp_path)["violations"]


# Where the columns of tables end, and the navigation stands beside the text, and on both sides of these.
WIDTHS = (320, 360, 480, 768, 800, 831, 832, 900, 1024, 1100, 1183, 1184, 1280, 1440)
TORN = """() => {
  const found = [], words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  for (let text; text = words.nextNode();) {
    if (!text.parentElement.closest(".situation, .progress") || text.parentElement.closest("td")) continue
    if (text.parentElement.closest("thead")?.offsetWidth < 2) continue  // only read aloud
    for (const word of text.data.matchAll(/\\p{L}+/gu)) {
      const range = document.createRange()
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word[0])
    }
  }
  return found
}"""


def laid_out(browser: Any, page: str, folder: Path) -> tuple[dict[int, int], dict[int, list[str]]]:
    """How wide a page is at the widths of windows where it is wider than them, and the words torn in heads of tables."""
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    tab = browser.new_page()
    wide, torn = {}, {}
    try:
        tab.goto(file.as_uri())
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            wide[width] = tab.evaluate("document.documentElement.scrollWidth")
            torn[width] = tab.evaluate(TORN)
    finally:
        tab.close()
    return {width: it for width, it in wide.items() if it > width}, {width: it for width, it in torn.items() if it}


@needs_chromium
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("slug", ["aas", "sor_varanger"])
def test_no_page_is_wider_than_its_window(slug: str, stage: str, pandoc: Pandoc, browser: Any, tmp_path: Path) -> None:
    """WCAG 2.2: 1.4.10. And no word of a table's heads is torn in two, from a small window to a large."""
    assert laid_out(browser, real(slug, stage, pandoc), tmp_path) == ({}, {})
    if slug == "aas":
        assert laid_out(browser, render(NYNORSK, pandoc, tmp_path, stage), tmp_path)[0] == {}
        assert laid_out(browser, render(EVERYTHING, pandoc, tmp_path, stage), tmp_path)[0] == {}


@needs_chromium
def test_a_page_that_is_too_wide_or_tears_words_is_found(pandoc: Pandoc, browser: Any, tmp_path: Path) -> None:
    """What is tested above can fail: the first is as the page was, with a table where there is no room for one."""
    page = real("aas", "evaluering", pandoc)
    faulty = page.replace("(max-width: 51.99rem)", "(max-width: 30rem)")
    assert faulty != page
    wide, _ = laid_out(browser, faulty, tmp_path)
    assert {320, 480} & set(wide) == set()
    assert {768} <= set(wide)
    faulty = page.replace("th:first-child { width: 14.5rem; }", "th:first-child { width: 15%; }")
    assert faulty != page
    wide, torn = laid_out(browser, faulty, tmp_path)
    assert wide == {}
    assert "organisasjonsbygging" in torn[900]


def test_a_page_has_its_parts(pandoc: Pandoc) -> None:
    page = Page(real("aas", "innstilling", pandoc))
    for part in ("header", "nav", "main", "footer", "h1"):
        assert len(page.all(part)) == 1, part
    assert page.all("html") == [{"lang": "nb-NO"}]
    assert page.all("nav") == [{"aria-label": "Innhold"}]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for attributes in page.all("a")]
    assert links[0] == "#innhold"
    assert {"#innledning", "#handlingsplan", "#tariffmakt", "#lokale_mal", "#endringsforslag"} <= set(links)
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert "punkt-1.1.1" in ids
    assert {cell["scope"] for cell in page.all("th")} == {"col", "row"}
    assert "Handlingsplan 2026–2027" in page.text


def test_a_form_has_a_label_for_each_field(pandoc: Pandoc) -> None:
    page = Page(real("aas", "innstilling", pandoc))
    named = {label["for"] for label in page.all("label") if "for" in label}
    assert named == {field["id"] for field in page.all("input", "textarea") if field.get("type") != "checkbox"}
    assert len(named) == 6
    groups = [attributes["aria-label"] for attributes in page.all("div") if attributes.get("role") == "group"]
    assert groups == ["Endringsforslag til styrets innstilling 1", "Endringsforslag til styrets innstilling 2"]
    assert page.all("form") == [], "nothing is sent"


def test_progress_is_in_figures_and_the_bar_is_left_out_for_screen_readers(pandoc: Pandoc, tmp_path: Path) -> None:
    made = render(NYNORSK, pandoc, tmp_path, "evaluering")
    page = Page(made)
    bars = [attributes for attributes in page.all("div") if attributes.get("class") == "bar"]
    assert bars == [{"class": "bar", "aria-hidden": "true"}] * 6
    parts = [(part["class"], part["style"]) for part in page.all("span") if part.get("class", "").startswith("bar-")]
    empty = ("bar-empty", "flex-grow: 30")
    assert parts == [empty, ("bar-done", "flex-grow: 15"), ("bar-under-way", "flex-grow: 15"), *[empty] * 4]
    cells = re.findall(r'data-label="([^"]*)">([^<]*)</td>', made)
    assert cells[:3] == [("Tiltak", "0"), ("Gjennomført", "0"), ("Pågår", "0")]
    assert cells[6:9] == [("Tiltak", "2"), ("Gjennomført", "1"), ("Pågår", "1")]


def test_dots_to_write_on_are_for_paper(pandoc: Pandoc, tmp_path: Path) -> None:
    without = HEAD.replace("årsmøte: 2026-02-12\n", "").replace("navn: Ås", "navn: Ås … og omegn")
    source = Source(
        check_plan(without.encode(), "p.yaml", Workspace(tmp_path, False)), "p", tmp_path, Workspace(tmp_path, False)
    )
    html, md = render_plan(source, Order(("html", "md"), tmp_path), pandoc).documents
    assert "Årsmøte ……" in md.decode()
    assert "……" not in html.decode()
    assert "Ås … og omegn" in html.decode(), "what somebody wrote stays"


def test_nynorsk_marks_what_is_in_bokmaal(pandoc: Pandoc, tmp_path: Path) -> None:
    page = Page(render(NYNORSK, pandoc, tmp_path))
    assert page.all("html") == [{"lang": "nn-NO"}]
    assert {attributes["lang"] for _, attributes in page.elements[1:] if "lang" in attributes} == {"nb-NO"}
    assert "Innleiing" in page.text
    assert "Utelate." in page.text


def test_a_picture_is_in_the_page(pandoc: Pandoc, tmp_path: Path) -> None:
    page = Page(render("innledning: '![Et vedtak](p.png)'\n", pandoc, tmp_path))
    data = "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert page.all("img") == [{"src": data, "alt": "Et vedtak"}]
    titled = HEAD.replace("navn: Ås", "navn: '![Merke](p.png) Ås'")
    workspace = Workspace(tmp_path, False)
    source = Source(check_plan(titled.encode(), "p.yaml", workspace), "p", tmp_path, workspace)
    page = Page(render_plan(source, Order(("html",), tmp_path), pandoc).documents[0].decode())
    assert {image["src"] for image in page.all("img")} == {data}


@pytest.mark.parametrize("slug", ["aas", "sor_varanger"])
@pytest.mark.parametrize("stage", list(Stage))
def test_a_page_needs_nothing_beside_it(slug: str, stage: str, pandoc: Pandoc) -> None:
    made = real(slug, stage, pandoc)
    page = Page(made)
    assert all(image["src"].startswith("data:image/") for image in page.all("img"))
    assert len(page.all("img")) == (slug == "sor_varanger")
    for tag in ("script", "link", "iframe", "object", "embed", "base", "form"):
        assert page.all(tag) == [], tag
    assert not re.search(r"url\(|@import", made)
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in page.all("meta")
    assert all(link["href"].startswith("#") for link in page.all("a")), "the plans have no links of their own"


def test_the_same_plan_gives_the_same_page(pandoc: Pandoc) -> None:
    with Pandoc() as another:
        assert real("sor_varanger", "evaluering", pandoc) == real("sor_varanger", "evaluering", another)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</main></body><iframe src=https://evil.example></iframe>",
    "`<script>alert(1)</script>`{=html}",
    "```{=html}\n<script>alert(1)</script>\n```",
    "```{.html onclick=alert(1)}\nkode\n```",
    "``` onclick=alert(1)\nkode\n```",
    "[x](javascript:alert(1))",
    "[x](<\tjavascript:alert(1)>)",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#1;javascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    '[x](https://example.org "tittel\\" onclick=\\"alert(1)")',
    '![a" onerror="alert(1)](p.png "b\\" onload=\\"alert(1)")',
    "[x]{onclick=alert(1) style=color:red}",
    "::: {onclick=alert(1)}\nx\n:::",
    "# x {onclick=alert(1)}",
    "| a | b |\n|---|---|\n| <script>alert(1)</script> | </td></table> |",
    "fot[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
    "$$\\unicode{<script>}$$ $meta$ ${ /etc/passwd() }",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


def is_harmless(page: Page) -> None:
    assert {tag for tag, _ in page.elements} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "nav",
            "main",
            "footer",
            "section",
            "div",
            "span",
        ),
        *("h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong"),
        *("em", "del", "blockquote", "pre", "code", "img", "br", "hr", "sup", "label", "input", "textarea"),
        *("colgroup", "col"),
    }
    assert len(page.all("style")) == 1
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith(("on", "data-on"))], (tag, attributes)
        assert re.fullmatch(r"(text-align: \w+;|width: [\d.]+%|)", attributes.get("style", "")), (tag, attributes)
        if "src" in attributes:
            assert attributes["src"].startswith("data:image/png;base64,")
        if "href" in attributes:
            assert re.match("#|https://example.org", attributes["href"]), attributes


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_plan_says_is_only_said(text: str, pandoc: Pandoc, tmp_path: Path) -> None:
    from hplan.core.writing.yaml_write import entry

    source = f"{entry('innledning', text, 0)}\nhandlingsplan:\n  heltid:\n{entry('pensjon', text, 4)}\n"
    page = Page(render(source, pandoc, tmp_path))
    is_harmless(page)
    assert page.text.count("Flere arbeidsgivere har startet") == 1, "the page goes on"
    if "alert" in text and not text.startswith("``` onclick") and "onerror" not in text and "tittel" not in text:
        assert page.text.count("alert(1)") >= 2, "what was written is shown"


def test_what_a_name_says_is_only_said(pandoc: Pandoc, tmp_path: Path) -> None:
    names = HEAD.replace("navn: Ås", "navn: '</title></h1><script>alert(1)</script>\" onload=\"x'")
    workspace = Workspace(tmp_path, False)
    source = Source(check_plan(names.encode(), "p.yaml", workspace), "p", tmp_path, workspace)
    page = Page(render_plan(source, Order(("html",), tmp_path), pandoc).documents[0].decode())
    is_harmless(page)
    assert "<script>alert(1)</script>" in page.text


TEMPLATE = """\
::: {.title onclick=alert(1)}
T <script>alert(1)</script>
:::

::: {.stage .utkast}
"><script>alert(1)</script>
:::

# Del { #del onclick=alert(1) style="background: url(https://evil.example/a)" }

[x]{onclick=alert(1) style="color:red" src="https://evil.example"} [x]{lang="nn' onload='x"} [y](javascript:alert(1)) [z](<\tjavascript:alert(1)>)

::: {.line onclick=alert(1)}
</label><script>alert(1)</script>
:::

::: {.national onmouseover=alert(1) role=button}
```{=html}
<script>alert(1)</script>
```
:::

![x](../p.png){width="1px;background:url(https://evil.example)" onerror=alert(1)}
"""
STYLE = "@import url({0}/b.css); body {{ background: url({0}/c.png) }} </style><script>document.title = 'evil'</script>"


def test_what_a_template_says_is_only_said(pandoc: Pandoc, tmp_path: Path) -> None:
    for folder in ("templates", "plans"):
        (tmp_path / folder).mkdir()
    (tmp_path / "templates/handlingsplan.md.j2").write_text(TEMPLATE.replace("../p.png", "p.png"), "utf-8")
    made = render("", pandoc, tmp_path)
    is_harmless(Page(made))
    assert "evil.example" not in re.sub(r"<code>.*?</code>", "", made)


@needs_chromium
def test_a_stylesheet_of_a_strangers_reaches_nothing(pandoc: Pandoc, browser: Any, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    asked: list[str] = []

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        style = STYLE.format(f"http://127.0.0.1:{server.server_port}")
        (tmp_path / "templates/handlingsplan.css").write_text(style, "utf-8")
        made = render("", pandoc, tmp_path)
        is_harmless(Page(made))
        seen = look(browser, made, tmp_path)
        assert seen["title"] == "Ås · Akershus: Handlingsplan 2026–2027"
        assert asked == [], "the page's policy lets the browser ask for nothing"
        look(browser, re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made), tmp_path)
        assert set(asked) == {"/b.css", "/c.png"}, "without the policy it would have asked"
        server.shutdown()


def test_the_command_makes_a_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aas.yaml").write_text(HEAD, "utf-8")
    result = run("render", "aas.yaml", "--to", "html")
    assert result.stdout == "build/aas.html\n", result.stderr
    assert (tmp_path / "build/aas.html").read_text("utf-8").startswith("<!DOCTYPE html>\n")
    assert run("render", "aas.yaml").stdout.split() == ["build/aas.docx", "build/aas.md"]
