"""Whether a document that came back has come in whole: then `hplan render` may make it anew.

The plan is rendered as it is now, and both documents are read by the same reader. What somebody wrote that has no place
in it, or that no reader of ours sees (a chart, a text box, words in the header), is in the document alone: that one is
left as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from hplan.core.document.labels import Labels
from hplan.core.document.outputs import is_ours, may_be_replaced
from hplan.core.incoming.reading.begin import DOCX
from hplan.core.incoming.reading.packed import open_package, words_around
from hplan.core.incoming.returned.answers import EMPTY
from hplan.core.incoming.returned.kept import single, words_in
from hplan.core.incoming.returned.recognise import Document
from hplan.core.incoming.returned.rendered import Rendered
from hplan.core.incoming.returned.units import Unit, numbered
from hplan.core.incoming.returned.update import read_document
from hplan.core.workspace import Workspace
from hplan.errors import StopError

_OTHER = re.compile(r"\d+|!\[")  # of a text: a number, or a picture
# What is drawn in a text, but for pictures: nothing of it is in a plan.
_DRAWN = re.compile(rb"<w:(?:pict|object)\b|graphicData [^>]*uri=\"[^\"]*(?<!/picture)\"")


def take_in(document: Document, plan: Path, workspace: Workspace, track_changes: str) -> None:
    """Let `hplan render` replace a document that it made, where the plan says everything that stands in it now."""
    from hplan.core.document.pandoc import Pandoc

    if track_changes == "reject" or not is_ours(document.path):
        return
    try:
        with Pandoc() as pandoc:
            now = Rendered(document, plan, workspace, pandoc)
        language = now.checked.plan.written_language if now.checked.plan else "nb"
        if has_all(now.document, document, track_changes, Labels(language)):
            may_be_replaced(document.path, document.content)
    except (StopError, OSError):  # then it is refused as before
        return


def has_all(now: bytes, came: Document, track_changes: str, labels: Labels) -> bool:
    """Whether a document as it is made now has each word and each picture of one that came back."""
    if came.kind == DOCX:
        ours, theirs = (open_package(came.path, content) for content in (now, came.content))
        edges = [Counter(words_in(words_around(package, DOCX))) for package in (ours, theirs)]
        if _DRAWN.search(theirs.parts["word/document.xml"]) or edges[1] - edges[0]:
            return False
    counts = [
        _counted(read_document(came.path, came.kind, content, track_changes).units, labels)
        for content in (now, came.content)
    ]
    return not counts[1] - counts[0]


def _counted(units: Iterable[Unit], labels: Labels) -> Counter[str]:
    """How often each word, number and picture is in a document; not the numbers of points, and fields left empty."""
    texts = [numbered(unit).text for unit in single(units)]
    for said in map(labels.text, EMPTY):
        texts = [text.replace(said, "") for text in texts]
    return Counter(words_in(texts)) + Counter(sign for text in texts for sign in _OTHER.findall(text))
