"""What a template of the workspace’s own does not print of a document: it stands at the end; no word is lost."""

import re
from collections.abc import Iterable, Iterator, Mapping

from hplan.core.document.labels import Labels
from hplan.i18n import N_

_WORD = re.compile(r"[^\W_]+")


def with_all(text: str, parts: Iterable[object], labels: Labels) -> str:
    """Return a plan file with what it lacks of some parts of a document, as comments."""
    there = _words(text)
    lost = [said for said in dict.fromkeys(_texts(parts)) if not _words(said) <= there]
    if not lost:
        return text
    lead = labels.text(
        N_("This stood in the document, and the template import.yaml.j2 of this folder does not print it:")
    )
    lines = [line for said in (lead, *lost) for line in said.splitlines()]
    return f"{text.rstrip()}\n\n" + "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _texts(part: object) -> Iterator[str]:
    """The texts of data, whatever holds them."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from _texts(one)
    elif isinstance(part, Iterable):
        for one in part:
            yield from _texts(one)
    elif part is not None and not isinstance(part, bool):
        yield str(part)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
