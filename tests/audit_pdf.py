"""A small PDF that has what PDF/UA-1 asks, object by object, and the ways to break it."""

import io
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Handlingsplan</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"""


def held(values: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in values.items()})


def stream(content: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content)
    return made


def tag(kind: str, *inside: DictionaryObject, **values: Any) -> DictionaryObject:
    facts = {f"/{name}": TextStringObject(value) for name, value in values.items()}
    return held({"/S": NameObject(f"/{kind}"), "/K": ArrayObject(inside)} | facts)


class Parts:
    """The objects of the small PDF, to be changed before they are written."""

    def __init__(self) -> None:
        self.font = held({"/FontFile2": stream(b"font")})
        self.headings = [tag("H1"), tag("Overskrift"), tag("H1")]
        self.picture = tag("Figure", Alt="Et vedtak")
        self.head = tag("TH")
        row = [tag("TR", self.head, tag("TD"))]
        everything = tag("Document", *self.headings, tag("P"), self.picture, tag("Table", *row))
        self.tree = held({"/K": everything, "/RoleMap": held({"/Overskrift": NameObject("/H2")})})
        self.link = held({"/Subtype": NameObject("/Link"), "/Contents": TextStringObject("Rapporten")})
        self.metadata = XMP
        self.root: dict[str, Any] = {
            "/Lang": TextStringObject("nb-NO"),
            "/MarkInfo": held({"/Marked": BooleanObject(True)}),
            "/ViewerPreferences": held({"/DisplayDocTitle": BooleanObject(True)}),
            "/StructTreeRoot": self.tree,
        }
        self.page: dict[str, Any] = {"/StructParents": NumberObject(0), "/Tabs": NameObject("/S")}
        self.pages = 2

    def written(self) -> bytes:
        writer = PdfWriter()
        font = {"/Subtype": NameObject("/TrueType"), "/BaseFont": NameObject("/Sans"), "/FontDescriptor": self.font}
        drawn = held({"/Font": held({"/F1": held(font)})})
        for _ in range(self.pages):
            page = writer.add_blank_page(595, 842)
            form = held({"/Resources": drawn})
            page.update(
                held({"/Resources": held({"/XObject": held({"/X1": form})}), "/Annots": ArrayObject([self.link])})
            )
            page.update(held(self.page))
        root = writer.root_object
        root.update(held(self.root))
        root[NameObject("/Metadata")] = writer._add_object(stream(self.metadata.encode()))
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()


def pdf(change: Callable[[Parts], Any] = lambda parts: None) -> bytes:
    parts = Parts()
    change(parts)
    return parts.written()


def without(parts: Parts, text: str, other: str = "") -> None:
    assert text in parts.metadata
    parts.metadata = parts.metadata.replace(text, other)


PDF_CASES: list[tuple[str, Callable[[Parts], Any]]] = [
    ("tags", lambda parts: parts.root.pop("/MarkInfo")),
    ("tags", lambda parts: parts.root.pop("/StructTreeRoot")),
    ("tags", lambda parts: parts.page.pop("/StructParents")),
    ("language", lambda parts: parts.root.pop("/Lang")),
    ("language", lambda parts: parts.root.update({"/Lang": TextStringObject("en")})),
    ("title", lambda parts: parts.root.pop("/ViewerPreferences")),
    ("title", lambda parts: without(parts, ">Handlingsplan<", "> <")),
    ("identifier", lambda parts: without(parts, "<pdfuaid:part>1</pdfuaid:part>")),
    ("identifier", lambda parts: without(parts, ">1<", ">2<")),
    ("headings", lambda parts: parts.headings[0].update(held({"/S": NameObject("/H2")}))),
    ("headings", lambda parts: parts.headings[1].update(held({"/S": NameObject("/H3")}))),
    ("headings", lambda parts: [one.update(held({"/S": NameObject("/P")})) for one in parts.headings]),
    ("picture-alt", lambda parts: parts.picture.pop("/Alt")),
    ("tables", lambda parts: parts.head.update(held({"/S": NameObject("/TD")}))),
    ("links", lambda parts: parts.page.pop("/Tabs")),
    ("links", lambda parts: parts.link.pop("/Contents")),
    ("pages", lambda parts: setattr(parts, "pages", 0)),
    ("fonts", lambda parts: parts.font.pop("/FontFile2")),
    ("runs-nothing", lambda parts: parts.root.update({"/OpenAction": held({"/S": NameObject("/JavaScript")})})),
]  # fmt: skip
