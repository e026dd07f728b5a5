"""What Pandoc has read of one plan's skeleton is used for the next: it must be what reading it anew would give."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hplan.core.checking.check import check_plan
from hplan.core.document.pandoc import Document, Output, Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.workspace import Workspace
from hplan.model.plan import Stage
from tests.conftest import ROOT

# Each reaches over a heading, or looks as if: the second part is not the same when it is read alone.
SKELETONS = {
    "two headings": "før\n\n# A { #a }\n\n- x\n\n# B { #b .new-page }\n\n::: national\n- y *z*\n:::\n",
    "the first of another": "før\n\n# A { #a }\n\n- x\n\n# C { #c }\n\n::: national\n- y *z*\n:::\n",
    "a text of the plan's": "# A { #a }\n\n[]{t=1}\n\n# B { #b .new-page }\n\n- []{t=2}\n",
    "in a div": "::: note\n\n# A { #a }\n\nx\n\n:::\n\n# B { #b .new-page }\n\n- []{t=2}\n",
    "in an open div": "::: note\nx\n\n# B { #b .new-page }\n\n::: national\n- y *z*\n:::\n",
    "in code": "~~~\nkode\n\n# B { #b .new-page }\n\n::: national\n- y *z*\n:::\n",
    "in HTML": "<!-- a\n\n# B { #b .new-page }\n\n::: national\n- y *z*\n:::\n",
    "a link's address": "# A { #a }\n\n[x]\n\n# B { #b }\n\n[x]: https://a.no\n",
    "the same link without": "# A { #a }\n\n[x]\n\n# B { #b }\n\ny\n",
    "underlined": "# A { #a }\n\nx\n\nB\n---\n\n####### C\n\n# D\n\ny\n",
    "attributes before a heading": "# K\n\n{ .new-page }\n\n# L\n\nz\n",
    "the same heading without": "# L\n\nz\n",
    "a div that ends in a quote": "# M\n\n::: note\nx\n> :::\n\n",
    "what comes after it": "# M\n\n::: note\nx\n> :::\n\n# L\n\nz\n",
    "a marker with blanks": "# N\n\n[]{ t=1 }\n\n# O\n\n[]{ .own t=2 }\n",
    "three times the same": "# A { #a }\n\n- x\n\n" * 3 + "# B { #b }\n\ny\n\n# C { #c }\n\nz\n",
    "three times, of itself": "# A\n\n- x\n\n" * 3 + "# B\n\ny\n",
    "no heading": "x\n\n::: contents\nInnhold\n:::\n",
    "nothing": "",
}


def made(pandoc: Pandoc, folder: Path, markdown: str, texts: tuple[str, ...]) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    outputs = [Output(to, str(folder / to), str(ROOT / "templates/reference.docx")) for to in ("md", "typst")]
    pandoc.make(Document(markdown, texts, "nb-NO", 0, outputs), lambda names: {})
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_read_before_is_what_is_read_anew(tmp_path: Path) -> None:
    texts = [(f"Verve {n}", f"- Møte *{n}*") for n in range(4)]
    anew = {}
    for name, markdown in SKELETONS.items():
        with Pandoc() as alone:
            anew[name] = [made(alone, tmp_path / "a", markdown, these) for these in texts]
    with Pandoc() as one:
        for n, these in enumerate(texts):
            for name, markdown in SKELETONS.items():
                assert made(one, tmp_path / "a", markdown, these) == anew[name][n], (name, n)


PARTS = [
    "før\n\n",
    "# A { #a }\n\n- x\n\n",
    "# A { #a }\n\n- y\n\n",
    "## B\n\n::: national\n- y *z*\n:::\n\n",
    "### B { .new-page }\n\n",
    "# A\n\n[]{t=1}\n\n",
    "## B\n\nx\n\n{ .new-page }\n\n",
    "# A\n\n::: note\nx\n> :::\n\n",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=6).map("".join), min_size=1, max_size=4))
def test_parts_in_any_order_however_often(tmp_path: Path, skeletons: list[str]) -> None:
    texts = ("Verve", "- Møte")
    with Pandoc() as one:
        after_others = [made(one, tmp_path / "a", markdown, texts) for markdown in skeletons]
    for markdown, document in zip(skeletons, after_others, strict=True):
        with Pandoc() as alone:
            assert document == made(alone, tmp_path / "a", markdown, texts), skeletons


@pytest.mark.parametrize("stage", Stage)
def test_a_plan_is_the_same_after_others(stage: Stage, tmp_path: Path) -> None:
    workspace = Workspace(ROOT, True)

    def documents(slug: str, pandoc: Pandoc) -> list[bytes]:
        checked = check_plan((ROOT / f"plans/{slug}.yaml").read_bytes(), f"{slug}.yaml", workspace)
        return render_plan(
            Source(checked, slug, ROOT / "plans", workspace), Order(("docx", "md", "html"), tmp_path, stage), pandoc
        ).documents

    slugs = ("aas", "sor_varanger")
    anew = {}
    for slug in slugs:
        with Pandoc() as alone:
            anew[slug] = documents(slug, alone)
    with Pandoc() as one:
        for slug in slugs * 3:
            assert documents(slug, one) == anew[slug], slug
