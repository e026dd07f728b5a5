"""A plan's documents and findings are the same, byte for byte, alone and after others, whatever these are or fail by.

The plans share what can be mistaken for another's: names of pictures, labels of footnotes and links, titles, wordings.
"""

import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from hplan.commands.render import FORMATS
from hplan.core.checking.batch import check_files
from hplan.core.checking.check import check_bytes
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from hplan.model.plan import Stage
from tests.conftest import ROOT

STRATEGY = """strategiplan: "2030-2031"
organisasjon: Fagforbundet
periode: {{fra: 2030-01-01, til: 2031-12-31}}
tittel: {{nb: Strategiplan, nn: Strategiplanen}}
innledning: Felles *innledning* {0}
områder:
  en:
    tittel: {{nb: Mål, nn: Måla}}
    mål: {{a: {{tekst: {{nb: Samme tekst, nn: Same tekst}}}}, b: {{tekst: Samme tekst, radtittel: Rad}}}}
    strategier: {{s: Samme strategi, t: En *annen* {0}}}
  to:
    tittel: {{nb: Mål, nn: Måla}}
    mål: {{a: {{tekst: {{nb: Samme tekst, nn: Same tekst}}}}}}
    strategier: {{s: Samme strategi}}
"""
# In a template of a workspace's own: what comes more than once, and what reaches over a heading.
OWN = """
# Samme {{ #samme }}

- x

# Samme {{ #samme }}

- x

{{ .new-page }}

# Mål {{ #mål }}

{{{{ plan.name }}}}

![Fast {0}](bilde.png)

::: {{custom-style="Ny {0}"}}
Eget
:::

"""


class Written(NamedTuple):
    """A plan's file, and what is asked for of it."""

    path: Path
    order: Order


def picture(shade: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, shade, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def text(chance: random.Random, n: int) -> str:
    kinds = (
        "Verve medlemmer", "Mål", "Lokale mål", f"Tekst {n}[^1]\n\n[^1]: Note {n}", "Fast[^1]\n\n[^1]: Fast note",
        f"Se [her][a]\n\n[a]: https://a.no/{n}", "Se [her][a]\n\n[a]: https://a.no", "[mål](#en) [borte](#ingen)",
        "![Et bilde](bilde.png)", f"![Bilde {n}](bilde.png)", "```python\nprint(1)\n```", f"~~~\n# A {n}\n~~~",
        "| a | b |\n|---|---|\n| c | d |", "<b>rå</b> & «sitat»", "# Overskrift", "4) fire\n5) fem", "::: note\nx\n:::",
        "[]{t=1}", "{ .k }", "[Ansvarlig]: Kari", "a\n---", f"- punkt\n  - under {n}", "> sitat\n> mer",
    )  # fmt: skip
    return "\n\n".join(chance.choices(kinds, k=chance.choice((1, 1, 2))))


def goal(chance: random.Random, n: int) -> Any:
    actions = [
        chance.choice((text(chance, n), {"tiltak": text(chance, n), "ansvarlig": "Leder", "status": "pågår"}))
        for _ in range(chance.randrange(3))
    ]
    adapted = {"ordlyd": text(chance, n), "tekst": text(chance, n), "tiltak": actions}
    return chance.choice((None, {"utelatt": text(chance, n)}, text(chance, n), adapted, actions or None))


def plan(chance: random.Random, n: int) -> dict[str, Any]:
    own = [chance.choice(("Mål", {"mål": text(chance, n), "tekst": text(chance, n)})) for _ in range(3)]
    return {
        "strategiplan": "2030-2031",
        "fagforening": {"navn": chance.choice(("Ås", f"Gren {n}")), "fylkeskrets": "Agder"},
        "språk": "nn" if n % 2 else "nb",
        "fase": list(Stage)[n % 4].value,
        "årsmøte": chance.choice(("2030-02-12", "2030-03-01")),
        "innledning": text(chance, n),
        "nåsituasjon": [{"område": chance.choice(("en", "Eget")), "nå": text(chance, n)} for _ in range(2)],
        "handlingsplan": {
            "en": {"a": goal(chance, n), "b": goal(chance, n), "lokale_mål": own + own[:1]},
            "to": {"a": goal(chance, n), "strategier": {"s": {"ordlyd": text(chance, n)}}},
        },
        "lokale_mål": own,
    }


def workspace(root: Path, n: int, chance: random.Random) -> Iterator[Written]:
    """A workspace with plans: the first of all as it comes, the others with a look and templates of their own."""
    (root / "plans").mkdir(parents=True)
    (root / "strategiplan-2030-2031.yaml").write_text(STRATEGY.format(n), "utf-8")
    (root / "plans/bilde.png").write_bytes(picture(n))
    if n:
        (root / "logo.png").write_bytes(picture(100 + n))
        look = f'color = "#{n}F4E79"\nlogo = "logo.png"\nportrait = {str(n == 1).lower()}\n'
        (root / "hplan.toml").write_text(f"[document]\n{look}", "utf-8")
        (root / "templates").mkdir()
        for name, old, new in (
            ("handlingsplan.md.j2", "# {{ situation.title }}", OWN.format(n) + "# {{ situation.title }}"),
            ("plan.typ", "size: 11pt", f"size: 1{n}pt"),
        ):
            shipped = (ROOT / "templates" / name).read_text("utf-8")
            assert old in shipped
            (root / "templates" / name).write_text(shipped.replace(old, new), "utf-8")
    for number in range(1 if n == 2 else 2):
        path = root / f"plans/p{number}.yaml"
        path.write_text(yaml.safe_dump(plan(chance, 2 * n + number), allow_unicode=True, sort_keys=False), "utf-8")
        yield Written(path, Order(FORMATS, root / "build", chance.choice((None, *Stage)), portrait=number == 1))
    if n == 2:
        return
    path = root / "plans/feil.yaml"  # Pandoc makes what Typst does not, or is stopped for a picture that is on the net
    wrong = "漢" if n else "![Et bilde][]\n\n[Et bilde]: https://a.no/b.png"
    failing = plan(chance, n) | {"innledning": wrong}
    path.write_text(yaml.safe_dump(failing, allow_unicode=True, sort_keys=False), "utf-8")
    yield Written(path, Order(FORMATS, root / "build"))


@pytest.fixture
def plans(tmp_path: Path) -> list[Written]:
    chance = random.Random(7)  # noqa: S311
    return [one for n in range(3) for one in workspace(tmp_path / f"w{n}", n, chance)]


def made(written: Written, pandoc: Pandoc) -> list[bytes] | str:
    """The documents of a plan, or why there are none."""
    here = Workspace.around(written.path.parent)
    checked = check_bytes(written.path.read_bytes(), written.path, here, Settings(grave=True))
    try:
        return render_plan(
            Source(checked, written.path.stem, written.path.parent, here), written.order, pandoc
        ).documents
    except StopError as error:
        return str(error)


def test_documents(plans: list[Written]) -> None:
    alone = {}
    for written in plans:
        with Pandoc() as fresh:
            alone[written] = made(written, fresh)
    failed = {written.path: why for written, why in alone.items() if isinstance(why, str)}
    assert [path.stem for path in failed] == ["feil"] * 2, failed
    order = plans * 2
    random.Random(1).shuffle(order)  # noqa: S311
    with Pandoc() as one:
        for written in order:
            assert made(written, one) == alone[written], written


def test_findings(plans: list[Written]) -> None:
    paths = [written.path for written in plans]
    alone = [next(check_files([path], lambda _: Settings(), cached=False)) for path in paths]
    assert list(check_files(paths, lambda _: Settings(), cached=False)) == alone
    assert list(check_files(paths[::-1], lambda _: Settings(), cached=False)) == alone[::-1]
