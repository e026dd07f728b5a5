"""Packages, PDFs, pictures and old Office containers by hand: what no library writes the way it is needed here."""

import hashlib
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# A plan of a few lines, so that it can be seen what was read.
LINES = (
    ("Heading1", "1. Tariffmakt og organisasjonsbygging"),
    ("Heading2", "Øke organisasjonsgraden i kommunal sektor og i Spekter helse"),
    ("", "Verve ti nye medlemmer innen utgangen av 2026"),
)
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of these parts, in this order, under exactly these names, more than once too."""
    result = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2026, 1, 20, 12, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return result.getvalue()


def body(extra: str = "", doctype: str = "") -> bytes:
    """A document of the few lines, with something after them."""
    lines = "".join(
        f"<w:p>{f'<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>' if style else ''}"
        f"<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        for style, text in LINES
    )
    root = f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{lines}{extra}</w:body></w:document>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{doctype}{root}'.encode()


def drawing(number: int, relation: str) -> str:
    """A paragraph with a picture."""
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    place = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{place}"><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="{number}" name="Bilde {number}" descr="Bilde {number}"/><a:graphic xmlns:a="{drawn}">'
        f'<a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}"><pic:nvPicPr><pic:cNvPr id="{number}" name=""/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def word(
    document: bytes,
    relations: dict[str, str] | None = None,
    parts: Iterable[tuple[str, bytes]] = (),
    main: str = MAIN,
    external: bool = False,
) -> bytes:
    """A DOCX of the fewest parts, with pictures by `relations` (id to target) and whatever else."""
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" '
        'ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    mode = ' TargetMode="External"' if external else ""
    links = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/image" Target={quoteattr(target)}{mode}/>'
        for key, target in (relations or {}).items()
    )
    top = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    wrap = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    return zipped(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", wrap.format(top).encode()),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", wrap.format(links).encode()),
            *parts,
        ]
    )


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A white picture in black and white; with `rows`, one that says it is larger than what it holds."""
    data = zlib.compressobj(9)
    line = b"\0" + b"\xff" * ((width + 7) // 8)
    packed = b"".join(data.compress(line) for _ in range(height if rows is None else rows)) + data.flush()

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file (version 3): what old Office files are, and encrypted new ones."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    chain, entries, data, at = [FAT, END], [], b"", 2
    for name, content in padded.items():
        count = -(-len(content) // SECTOR)
        entries.append(_entry(name, 2, at, len(content), right=len(entries) + 2))
        chain += [*range(at + 1, at + count), END]
        data += content.ljust(count * SECTOR, b"\0")
        at += count
    entries[-1] = entries[-1][:72] + struct.pack("<I", FREE) + entries[-1][76:]
    entries.insert(0, _entry("Root Entry", 5, END, 0, child=1))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    assert len(entries) <= 4
    assert len(chain) <= 128
    fat = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0, 0)[: SECTOR - len(head)]
    return head.ljust(SECTOR, b"\xff") + fat + directory + data


def _entry(name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, right, child)
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them the catalog."""
    result, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(result))
        result += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    end = b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, len(result))
    return result + head + rows + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream, packed."""
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s>>\nstream\n" % (len(packed), entries) + packed + b"\nendstream"


def pages(contents: list[bytes], resources: bytes, more: list[bytes]) -> list[bytes]:
    """The objects of pages with these contents; `more` come first after the page tree, as objects 3, 4 …"""
    first = 3 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(contents)))
    result = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        *more,
    ]
    for number, content in enumerate(contents):
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>"
        result += [page % (first + 2 * number + 1, resources), content]
    return result


def text_on_page(lines: Iterable[str]) -> bytes:
    """What draws these lines in Helvetica."""
    drawn = "".join(f"({line.translate({40: 91, 41: 93, 92: 47})}) Tj T*\n" for line in lines)
    return f"BT /F1 11 Tf 14 TL 60 780 Td\n{drawn}ET".encode("cp1252")


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of the oldest protected PDFs."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    result, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(result)


def md5(data: bytes) -> bytes:
    """The digest that goes with it."""
    return hashlib.md5(data, usedforsecurity=False).digest()
