"""XML of a finished document. It is our own, or was once; it is read within bounds all the same."""

from xml.etree import ElementTree as ET

from hplan.core.audit.check import Unreadable
from hplan.i18n import N_

MAX_BYTES = 64 << 20
Element = ET.Element


def parse(content: bytes, name: str) -> Element:
    """Return the root of an XML document. Raises Unreadable.

    Entities, by which a few bytes become gigabytes, are declared in a DOCTYPE; neither OOXML nor XMP may have one.
    """
    try:
        text = content.decode("utf-8-sig")
        if len(content) <= MAX_BYTES and "<!DOCTYPE" not in text:
            return ET.fromstring(text)  # noqa: S314 (no DOCTYPE, so no entities)
    except (UnicodeDecodeError, ET.ParseError):
        pass
    raise Unreadable(N_("{part} in it is not the XML that it should be"), part=name)
