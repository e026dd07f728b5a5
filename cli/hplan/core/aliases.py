"""Texts that stand in a file once and count in several places: `&name` and `*name`. No fix is made to them."""

import re
from bisect import bisect_right

from hplan.core.yaml_nodes import Mapping, Node, Scalar, UnreadableError, parse
from hplan.model.finding import Finding
from hplan.model.place import Place

_ANCHOR = re.compile(r"(?:^|[\s\[{,])&[^\s&]")


def unshared(findings: list[Finding], source: str) -> list[Finding]:
    """Return the findings, without the fixes that would change a text which is used in other places too."""
    if not _ANCHOR.search(source):
        return findings
    try:
        node, _ = parse(source.encode(), "")
    except UnreadableError:
        return findings
    uses: dict[int, list[Place]] = {}
    _note(node, uses)
    places = sorted({found[0][1:] for found in uses.values()})
    shared = {found[0][1:] for found in uses.values() if len(found) > 1}

    def mends_shared(finding: Finding) -> bool:
        edits = finding.fix.edits if finding.fix else ()
        ends = (bisect_right(places, (edit.at.line, edit.at.column)) for edit in edits)
        return any(places[end - 1] in shared for end in ends if end)

    return [finding._replace(fix=None) if mends_shared(finding) else finding for finding in findings]


def _note(node: Node, uses: dict[int, list[Place]]) -> None:
    """Note every text as many times as the file comes to it."""
    if isinstance(node, Scalar):
        uses.setdefault(id(node), []).append(node.at)
        return
    for item in node.items.values() if isinstance(node, Mapping) else ((item,) for item in node.items):
        for part in item:
            _note(part, uses)
