"""Hunt for input that breaks the reader, the rules or --fix: `python scripts/fuzz.py [SECONDS]`.

With atheris installed (`pip install atheris`; Linux) the hunt is led by coverage; without it, the two real plans are
mutated blindly. What holds for every input: no exception, places that lie in the file, a --fix that
leaves the plan readable and finds nothing more to do the second time, and that loses no letter. An input that breaks
this is written to `build/fuzz-*`, and the exit code is 1.
"""

import random
import sys
import time
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "cli"))

from hplan.core.checking.check import Checked, check_plan  # noqa: E402
from hplan.core.checking.mend import mend  # noqa: E402
from hplan.core.checking.verdict import heard, outcome  # noqa: E402
from hplan.core.settings import Settings  # noqa: E402
from hplan.core.workspace import Workspace  # noqa: E402

WORKSPACE = Workspace(ROOT, True)
SEEDS = [path.read_bytes() for path in sorted((ROOT / "plans").glob("*.yaml"))]
PIECES = (
    *("\n", "  ", "\t", "- ", ": ", "#", " #", '"', "'", "|", ">", "&a ", "*a", "!", "{", "}", "[", "]", "---\n", "…"),
    *("\x00", "\x85", "\u2028", "\ufeff", "\r\n", "\r", "Ɵ", "Ã¥", "ﬁ", "\uf0b7 ", "  ", "2026-2027", "a\u030a", "<b>"),
    *(
        "![](a b.png)",
        "[x](javascript:a)",
        "# hplan: ignore[HP203] x\n",
        "# hplan: ignore[HP999]",
        "TODO",
        "utelatt: true",
    ),
    *(
        "frist: 1.10.2026",
        "kostnad: 15.000 kr",
        "språk: nynorsk",
        "fase: Vedtatt",
        "\ud7ff",
        "\U0001f600",
        "```\n",
        "~~~",
        "\n\n",
        "\n      -Møte\n      - Fest",
        "\n      1. a\n      2. b",
        "\n      ▪ a\n      ▪ b",
    ),
)


def check(content: bytes) -> Checked:
    """Check a plan that came through a pipe."""
    return check_plan(content, "p.yaml", WORKSPACE)


def examine(content: bytes) -> None:
    """Raise AssertionError, or whatever the fault raises, where hplan does not hold what it promises."""
    checked = check(content)
    said = outcome(checked, Settings())
    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in said.findings:
        assert 1 <= found.line <= len(lines), found
        assert 1 <= found.column <= len(lines[found.line - 1]) + 2, found
        assert found.message
    mended = mend(content, lambda read: heard(check(read), Settings()))
    if mended.findings:
        after = check(mended.content)
        assert after.plan is not None or checked.plan is None
        again = mend(mended.content, lambda read: heard(check(read), Settings()))
        assert again.content == mended.content, "a second --fix finds more to do"


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """Return a plan with a few things put in, taken out, doubled or moved."""
    content = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 2, 5, 20, 200)))
        piece = chance.choice(PIECES).encode("utf-8", "surrogatepass")
        if chance.random() < 0.3:
            piece = bytes(content[chance.randrange(len(content) + 1) :][: chance.choice((1, 10, 300))])
        content[start:end] = piece
    return bytes(content)


def keep(content: bytes) -> Path:
    """Write down an input that broke something."""
    (ROOT / "build").mkdir(exist_ok=True)
    path = ROOT / "build" / f"fuzz-{blake2b(content, digest_size=6).hexdigest()}.yaml"
    path.write_bytes(content)
    return path


def blind(seconds: float) -> int:
    """Mutate at random for a while; return the number of inputs that broke something."""
    chance, end, tried, broken = random.Random(), time.monotonic() + seconds, 0, 0  # noqa: S311
    while time.monotonic() < end:
        content = mutated(chance.choice(SEEDS), chance)
        tried += 1
        start = time.monotonic()
        try:
            examine(content)
            assert time.monotonic() - start < 10, "it takes too long"
        except Exception as error:
            broken += 1
            print(f"{keep(content)}: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"{tried} inputs, {broken} broke something")
    return broken


def main() -> None:
    """Hunt, with atheris where it is installed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    try:
        import atheris  # type: ignore[import-not-found]
    except ImportError:
        sys.exit(blind(seconds) > 0)
    atheris.instrument_all()

    def one(content: bytes) -> None:
        try:
            examine(content)
        except Exception:
            print(keep(content), file=sys.stderr)
            raise

    corpus = ROOT / "build/fuzz-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS):
        (corpus / f"seed{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds:.0f}", "-max_len=20000", "-timeout=20", str(corpus)]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
