"""The examples of rules as files: what `hplan rule` shows is what the check is asked about.

An example is a piece of a plan, which comes after HEAD; or a whole plan, which begins with `strategiplan:`. What a
piece of a plan cannot show, it says as one would to a reader:

- `# bilder/torget.jpg`, alone on a line, begins a file of that name; before the first of them stands the plan, if any.
- `hplan check plans/aas.yaml`, above all else, names the file that is checked; it is the first otherwise.
- `# lagret som Windows-1252` is the encoding.
- `… 3 MB …` stands for so much of anything.
- `JPEG, 4000 × 3000 piksler` is what a picture is.
"""

import re
from pathlib import Path
from struct import pack

HEAD = """\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
fase: utkast
årsmøte: 2026-02-12
"""


def lay_out(example: str, folder: Path) -> Path:
    """Write the files of an example to `folder`, and return the one that is checked."""
    asked = re.match(r"hplan check (\S+)\n+", example)
    plan, *others = re.split(r"^# ([\w/.-]+\.\w+)\n", example[asked.end() if asked else 0 :], flags=re.MULTILINE)
    files = dict(zip(others[::2], others[1::2], strict=True))
    if plan or not files:
        files = {"plan.yaml": plan if plan.startswith("strategiplan:") else f"{HEAD}{plan}\n"} | files
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(_bytes(text))
    return folder / (asked[1] if asked else next(iter(files)))


def _bytes(text: str) -> bytes:
    """What a file holds of which an example says `text`."""
    saved = re.search(r"# lagret som (\S+)( med BOM)?$", text, re.MULTILINE)
    content = re.sub(r"… (\d+) MB …", lambda found: "A" * (int(found[1]) << 20), text)
    if size := re.match(r"(PNG|JPEG|GIF), (\d+) × (\d+) piksler", content):
        return _picture(size[1], int(size[2]), int(size[3])) + content.encode()
    return content.encode(f"{saved[1]}-sig" if saved and saved[2] else saved[1] if saved else "utf-8")


def _picture(kind: str, width: int, height: int) -> bytes:
    """How a picture of this size begins."""
    if kind == "PNG":
        return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + pack(">II", width, height)
    if kind == "JPEG":
        return b"\xff\xd8\xff\xc0\0\x11\x08" + pack(">HH", height, width)
    return b"GIF89a" + pack("<HH", width, height)
