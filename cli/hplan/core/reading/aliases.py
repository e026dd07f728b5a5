"""Texts that stand in a file once and count in several places: `&name` and `*name`. No fix is made to them."""

import re
from bisect import bisect_right
from collections import Counter

from hplan.core.reading.nodes import Field, Mapping, Node, Scalar
from hplan.core.reading.yaml_nodes import UnreadableError, parse
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
    uses: Counter[Place] = Counter()
    _note(node, uses)
    places = sorted(place[1:] for place in uses)
    shared = {place[1:] for place, times in uses.items() if times > 1}

    def mends_shared(finding: Finding) -> bool:
        edits = finding.fix.edits if finding.fix else ()
        ends = (bisect_right(places, (edit.at.line, edit.at.column)) for edit in edits)
        return any(places[end - 1] in shared for end in ends if end)

    return [finding._replace(fix=None) if mends_shared(finding) else finding for finding in findings]


def _note(node: Node, uses: Counter[Place]) -> None:
    """Count how many times the file comes to every text."""
    if isinstance(node, Scalar):
        uses[node.at] += 1
        return
    for item in node.items.values() if isinstance(node, Mapping) else node.items:
        if isinstance(item, Field):
            uses[item.at] += 1
        _note(item.node if isinstance(item, Field) else item, uses)
