"""Build ``tests/forms/hostile``: files that an importer must refuse, or read without being harmed.

``python scripts/hostile.py`` writes the small ones, the same bytes every time. What would be large is made when a test
asks for it: ``LARGE["zipbombe.docx"]()``. ``hostile.yaml`` says of each, small and large, what is wrong and what is to
come of it. Nothing here does any harm by itself: there is no program in any of them, only its first bytes.
"""

import random
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from hostile_parts import (
    LINES,
    PADDING,
    body,
    container,
    drawing,
    md5,
    pages,
    pdf,
    png,
    rc4,
    stream,
    text_on_page,
    word,
    zipped,
)  # fmt: skip

FOLDER = Path(__file__).resolve().parent.parent / "tests/forms/hostile"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
PASSWORD = b"hemmelig"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PICTURE_NAMES = (
    "CON.png", "..\\..\\evil.png", "$(touch evil).png", "a b;c&d.png", "-rf.png", "bilde\u202egnp.exe",
    "x" * 230 + ".png", "Bilde.png", "bilde.png", "linje\nskift.png", "../../../evil.png",
)  # fmt: skip
PLAIN = "\n\n".join(text for _, text in LINES)


def encrypted_word() -> bytes:
    """What Word saves under a password: a container with how it is locked, and the locked package."""
    locked = (
        '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16" blockSize="16" '
        'keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"/>'
        "</encryption>"
    )
    noise = random.Random(5).randbytes(6000)  # noqa: S311 - what a locked package looks like
    return container(
        {
            "EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40) + locked.encode(),
            "EncryptedPackage": struct.pack("<Q", len(noise) - 8) + noise,
        }
    )


def old_word() -> bytes:
    """A Word 97 document as far as its first bytes go."""
    text = PLAIN.encode("cp1252")
    return container({"WordDocument": struct.pack("<HH", 0xA5EC, 0xC1) + bytes(1532) + text, "1Table": bytes(4096)})


def encrypted_pdf() -> bytes:
    """A PDF under a password, in the oldest way, which every reader knows."""
    owner, permissions, ident = (
        rc4(md5((b"eier" + PADDING)[:32])[:5], (PASSWORD + PADDING)[:32]),
        struct.pack("<i", -4),
        bytes(range(16)),
    )
    key = md5((PASSWORD + PADDING)[:32] + owner + permissions + ident)[:5]
    drawn = text_on_page(text for _, text in LINES)
    locked = rc4(md5(key + struct.pack("<I", 5)[:3] + b"\0\0")[:10], drawn)
    content = b"<< /Length %d >>\nstream\n" % len(locked) + locked + b"\nendstream"
    objects = pages([content], b"/Font << /F1 3 0 R >>", [FONT])
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
    objects.append(lock % (owner.hex().encode(), rc4(key, PADDING).hex().encode()))
    return pdf(
        objects, b"/Encrypt %d 0 R /ID [<%s> <%s>] " % (len(objects), ident.hex().encode(), ident.hex().encode())
    )


def scanned(*, with_text: bool) -> bytes:
    """Pages that are pictures of text; one of three has text too, if asked for."""
    picture = stream(
        bytes(0x55 if column % 3 else 0xFF for row in range(200) for column in range(150)),
        b"/Type /XObject /Subtype /Image /Width 150 /Height 200 /ColorSpace /DeviceGray /BitsPerComponent 8 ",
    )
    shown = stream(b"q 475 0 0 700 60 70 cm /Im1 Do Q")
    text = stream(text_on_page(text for _, text in LINES))
    contents = [text, shown, text] if with_text else [shown, shown]
    return pdf(pages(contents, b"/Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >>", [FONT, picture]))


def ring() -> bytes:
    """A page tree that has itself among its branches."""
    tree = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2147483647 >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"])


def billion_laughs() -> bytes:
    """Ten entities, each ten times the one before."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word(body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f"<!DOCTYPE w:document [{entities}]>"))


def external_word() -> bytes:
    """Entities that are other files, and a picture that is a file of this machine."""
    doctype = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY n SYSTEM "http://127.0.0.1:9/x">]>'
    inside = "<w:p><w:r><w:t>Før &e; og &n; etter</w:t></w:r></w:p>" + drawing(1, "rId7")
    return word(body(inside, doctype), {"rId7": "file:///etc/hostname"}, external=True)


def external_odt() -> bytes:
    """The same in an ODT."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    lines = "".join(f"<text:p>{text}</text:p>" for _, text in LINES)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        f"<office:document-content {names}><office:body><office:text>{lines}<text:p>&e;</text:p></office:text>"
        "</office:body></office:document-content>"
    )
    return zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())])


def pictures_with_names() -> bytes:
    """A good document but for what its pictures are called."""
    relations = {f"rId{n}": f"media/{quote(name, safe='')}" for n, name in enumerate(PICTURE_NAMES, 10)}
    drawn = "".join(drawing(n, f"rId{n}") for n in range(10, 10 + len(PICTURE_NAMES)))
    return word(body(drawn), relations, [(f"word/media/{name}", png(8, 8)) for name in PICTURE_NAMES])


def out_of_the_package() -> bytes:
    """A picture whose path leads out of the package, and files in it that would unpack outside."""
    relations = {"rId7": "../../evil.png", "rId8": "/../../../../tmp/evil.png"}
    drawn = drawing(1, "rId7") + drawing(2, "rId8")
    names = ("../../evil.png", "word/../../../evil.png", "/tmp/evil.png")  # noqa: S108 - that is the point
    return word(body(drawn), relations, [(name, png(8, 8)) for name in names])


SMALL: dict[str, Callable[[], bytes]] = {
    "avkuttet.docx": lambda: word(body())[:700],
    "avkuttet.pdf": lambda: scanned(with_text=True)[:900],
    "passord.docx": encrypted_word,
    "passord.pdf": encrypted_pdf,
    "gammel.doc": old_word,
    "gammel.docx": old_word,
    "milliard.docx": billion_laughs,
    "ekstern.docx": external_word,
    "ekstern.odt": external_odt,
    "ekstern.html": lambda: (
        f'<html><body><h1>{LINES[0][1]}</h1><h2>{LINES[1][1]}</h2><p>{LINES[2][1]}<img src="file:///etc/passwd">'
        '<img src="http://127.0.0.1:9/x.png"><img src="../../../evil.png"></p><iframe src="/etc/passwd"></iframe>'
        "<script>document.title = 1</script></body></html>\n"
    ).encode(),
    "ekstern.md": lambda: (
        f"# {PLAIN}\n\n![a](/etc/passwd) ![b](../../../evil.png)\n\n```{{=openxml}}\n<w:p/>\n```\n"
    ).encode(),
    "zip.docx": lambda: zipped([("les meg.txt", PLAIN.encode()), ("bilder/a.png", png(8, 8))]),
    "uten-dokument.docx": lambda: zipped([("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<x/>")]),
    "ugyldig-xml.docx": lambda: word(body()[:-30]),
    "dobbel.docx": lambda: word(body(), parts=[("word/document.xml", body("<w:p/>"))]),
    "program.docx": lambda: b"MZ\x90\0\x03\0\0\0\x04\0\0\0" + bytes(48) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0",
    "makro.docm": lambda: word(
        body(), parts=[("word/vbaProject.bin", container({"dir": b"x", "ThisDocument": b"Sub AutoOpen()"}))], main=MACRO
    ),
    "skannet.pdf": lambda: scanned(with_text=False),
    "blandet.pdf": lambda: scanned(with_text=True),
    "ring.pdf": ring,
    "sti.docx": out_of_the_package,
    "bildenavn.docx": pictures_with_names,
    "stort-bilde.docx": lambda: word(
        body(drawing(1, "rId7")), {"rId7": "media/image1.png"}, [("word/media/image1.png", png(60_000, 60_000, 3))]
    ),
    "tom.docx": lambda: b"",
    "tom.pdf": lambda: b"",
    "tom.txt": lambda: b"",
    "mappe.docx/inni.txt": lambda: b"Mappen heter som en fil.\n",
    "null.txt": lambda: PLAIN.replace(" ", "\0").encode() + bytes(range(256)) * 4,
    "latin1.txt": lambda: PLAIN.encode("cp1252"),
    "utf16.txt": lambda: b"\xff\xfe" + PLAIN.encode("utf-16-le"),
    "dyp.md": lambda: f"{PLAIN}\n\n{'> ' * 3000}dypt\n".encode(),
}  # fmt: skip


def zip_bomb(megabytes: int = 300) -> bytes:
    """A document of well-formed empty paragraphs that is a thousand times its size when unpacked."""
    start, end = body().split(b"</w:body>")
    piece, result = b"<w:p/>" * 174_762, BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word(body()))) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in old.namelist():
            if name != "word/document.xml":
                package.writestr(name, old.read(name))
        with package.open("word/document.xml", "w") as part:
            for content in (start, *[piece] * megabytes, b"</w:body>" + end):
                part.write(content)
    return result.getvalue()


def long_pdf(count: int = 200) -> bytes:
    """A PDF of many pages of text, no plan among them but the few lines on the first."""
    filling = [f"Linje {n} i et vedlegg som ikke har noe med handlingsplanen å gjøre." for n in range(1, 50)]
    first = text_on_page(text for _, text in LINES)
    contents = [stream(first), *(stream(text_on_page([f"Side {n}", *filling])) for n in range(2, count + 1))]
    return pdf(pages(contents, b"/Font << /F1 3 0 R >>", [FONT]))


def bomb_in_pdf(megabytes: int = 300) -> bytes:
    """A page whose content is a thousand times its size when unpacked."""
    packer, piece = zlib.compressobj(9), b" " * (1 << 20)
    packed = b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    return pdf(pages([content], b"/Font << /F1 3 0 R >>", [FONT]))


def large_picture() -> bytes:
    """A picture of 60 000 × 60 000 that is really there: 450 MB of rows in less than one."""
    return word(
        body(drawing(1, "rId7")), {"rId7": "media/image1.png"}, [("word/media/image1.png", png(60_000, 60_000))]
    )


def deep_tables(depth: int = 2000) -> bytes:
    """Tables in tables in tables."""
    inside = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return word(body(inside))


LARGE: dict[str, Callable[[], bytes]] = {
    "zipbombe.docx": zip_bomb,
    "200-sider.pdf": long_pdf,
    "strombombe.pdf": bomb_in_pdf,
    "svaert-bilde.docx": large_picture,
    "dype-tabeller.docx": deep_tables,
    "dyp.html": lambda: ("<div>" * 50_000 + f"<p>{LINES[2][1]}</p>" + "</div>" * 50_000).encode(),
    "en-linje.txt": lambda: (PLAIN + " ord" * 5_000_000).encode(),
}


def main() -> None:
    """Write the small ones."""
    for name, made in SMALL.items():
        path = FOLDER / name
        if path.parent != FOLDER:
            shutil.rmtree(path.parent, ignore_errors=True)
            path.parent.mkdir()
        path.write_bytes(made())


if __name__ == "__main__":
    main()
