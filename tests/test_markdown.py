"""The Markdown: says the same when it is read again, and has no sign that it could do without."""

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hplan.core.document.pandoc import Pandoc, binary
from hplan.core.writing.yaml_write import entry
from tests.conftest import Run
from tests.test_render import HEAD, render


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Pandoc() as running:
        yield running


def read(text: str, form: str) -> str:
    """What Pandoc understands of a text; lines may break elsewhere, and a list be tight or not."""
    command = [binary(), "-f", form, "-t", "native"]
    said = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True, timeout=60).stdout
    said = re.sub(r"\s+", " ", said.replace("SoftBreak", "Space").replace("Plain", "Para"))
    said = re.sub(r'RawInline \(Format "html"\)', "Str", said)  # what is raw in a plan is words in every document
    return said.replace('" , Str "', "")


def shown(text: str, pandoc: Pandoc, folder: Path) -> str:
    """The Markdown of a plan's answer."""
    source = f"handlingsplan:\n  heltid:\n{entry('pensjon', text, 4)}\n"
    made = render(source, pandoc, folder, "md").decode()
    answer = re.search(r"(?s)\n#### 2\.4 [^\n]*\n\n2\.4\.1 (.*?)\n###", made)
    assert answer
    return answer[1].strip() + "".join(re.findall(r"\n\n\[\^1\]: .*", made))


TEXTS = [
    "Ja:\n\n1. en\n2. to\n3. tre",
    "Ja:\n\n1. en\n\n2. to\n\n   Mer om to.\n\n3. tre",
    "Ja:\n\n9. ni\n10. ti\n    - under\n    - under\n11. elleve",
    "Ja:\n\n1) en\n2) to",
    "Ja:\n\n1. en\n   1. under\n   2. under\n      - dypere\n        1. dypest\n        2. dypest\n2. to",
    "Ja:\n\n- a\n  1. b\n  2. c\n- d\n\n  1. e\n  2. f\n\n- g",
    "Ja:\n\n- a\n  5. b\n  6. c\n- d",
    "Ja:\n\n> 1. sitat\n> 2. sitat\n>\n>    Mer.\n>\n> Slutt",
    "Ja:\n\n1. en\n\n   > sitat\n\n   ```\n   kode\n     mer\n\n   slutt\n   ```\n\n2. to",
    "Ja:\n\n1. " + "et langt punkt som må brytes over flere linjer " * 6 + "\n2. to",
    "Ja:\n\n1. a[^1]\n2. b\n\n[^1]: Noten.",
    "Ja #fagforbundet og #likelønn, C#, nr. #4, # alene, ## to, #",
    "#x først\n#y",
    "Under 5 < 6, <5 og <= 7, 3<4, a<b, <b>fet</b>, <, <<1",
    "Fet **<** 5 og *<*b og <5@x.no> #**x** #",
    "Ja:\n\n1. #x\n2. 1. mai\n3. - a",
    "Dager:\n1. mai\n8. mars\n17. mai",
    "Slik\\\n\\- to\\\n+5 grader\\\n1) nei\\\n\\---\\\n\\===\\\n\\# nei\\\n\\> nei\\\n.5",
    "Epost a_b@c.no, * stjerne, [Styret] og `kode # <x>` \\# \\< \\*x\\*",
]


@pytest.mark.parametrize("text", TEXTS)
def test_it_says_the_same_when_it_is_read_again(text: str, pandoc: Pandoc, tmp_path: Path) -> None:
    from hplan.core.document.as_written import as_written

    again = shown(text, pandoc, tmp_path)
    written = read(as_written(text), "commonmark+footnotes+strikeout")
    assert read(again, "gfm-raw_html+footnotes-autolink_bare_uris") == written


def test_brackets_without_end_are_read_once() -> None:
    from hplan.core.document.as_written import as_written

    start = time.process_time()
    assert as_written("[" * 300_000) == "[" * 300_000
    assert time.process_time() - start < 5  # seconds; it takes a hundredth, and took minutes


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ja:\n\n1. en\n2. to", ["1. en", "2. to"]),
        ("Se #handlingsplan26 og C#, <50 %, under < 50 %", ["Se #handlingsplan26 og C#, <50 %, under < 50 %"]),
        ("Slik\\\n+5 grader\\\n-3", ["Slik\\", "+5 grader\\", "-3"]),
        ("Ja:\n\n9. ni\n10. ti\n    - under", ["9. ni", "10. ti", "    - under"]),
    ],
)
def test_it_has_no_sign_that_it_could_do_without(text: str, lines: list[str], pandoc: Pandoc, tmp_path: Path) -> None:
    assert "\n".join(lines) in shown(text, pandoc, tmp_path)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Vi vil\na) kartlegge\nb) møte", ["Vi vil\\", "a) kartlegge\\", "b) møte"]),
        ("-Kartlegge\n-Møte", ["-Kartlegge\\", "-Møte"]),
        ("o Kartlegge\no Møte\n\n– Kurs\n– Fest", ["o Kartlegge\\", "o Møte", "", "– Kurs\\", "– Fest"]),
        ("Vi vil\n→ kartlegge\nordninger", ["Vi vil\\", "→ kartlegge ordninger"]),
        ("Ja:\n\n■ Kartlegge\n■ Møte", ["- Kartlegge", "- Møte"]),
        ("Møtet i\n1. kvartal\n– og feste\n-sted", ["Møtet i\\", "1\\. kvartal – og feste -sted"]),
        ("Ja:\n\n```\na) x\nb) y\n```", ["    a) x", "    b) y"]),
        ("Vi vil:\\\n– Møte\\\n– Fest", ["Vi vil:\\", "– Møte\\", "– Fest"]),
    ],
)
def test_points_stay_on_lines_of_their_own(text: str, lines: list[str], pandoc: Pandoc, tmp_path: Path) -> None:
    assert "\n".join(lines) in shown(text, pandoc, tmp_path)


def test_a_form_can_be_filled_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD, "utf-8")
    made = run("render", "a.yaml", "--to", "md", "--output-dir", "-").stdout
    dots = ": " + "…" * 20
    one = f"Forslag fra{dots}\n\nGjelder punkt nummer{dots}\n\n- [ ] Stryke punktet\n- [ ] Endre punktet\n- [ ] Nytt punkt etter dette\n\nNy tekst{dots}"
    assert made.partition("\n[//]")[0].endswith(f"{one}\n\n---\n\n{one}\n")


def test_progress_is_a_bar_and_what_it_stands_for(run: Run, tmp_path: Path) -> None:
    actions = "[{tiltak: A, status: gjennomført}, {tiltak: B, status: pågår}, {tiltak: C}]"
    (tmp_path / "a.yaml").write_text(HEAD + f"handlingsplan: {{heltid: {{pensjon: {actions}}}}}\n", "utf-8")
    made = run("render", "a.yaml", "--to", "md", "--stage", "evaluering", "--output-dir", "-").stdout
    assert (
        "- **Heltid, likelønn og kampen for mindre forskjeller**\\\n"
        f"  `{'█' * 10}{'▓' * 10}{'·' * 10}`\\\n"
        "  Tiltak 3 · █ Gjennomført 1 · ▓ Pågår 1 · · Uten status 1\n"
    ) in made
    assert "- **Tariffmakt og organisasjonsbygging**\\\n  Tiltak 0\n" in made, "an area without actions is there too"


def test_an_action_without_words_is_a_point_all_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        HEAD + "handlingsplan: {heltid: {pensjon: [{tiltak: , ansvarlig: Kari}, To]}}\n", "utf-8"
    )
    for stage, first, second in (("utkast", "\xa0", ""), ("vedtatt", "2.4.1", "2.4.2 ")):
        made = run("render", "a.yaml", "--to", "md", "--stage", stage, "--output-dir", "-").stdout
        assert f"\n- {first}\n\n  Ansvarlig: Kari\n\n- {second}To\n" in made
