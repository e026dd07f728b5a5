"""For build servers: JUnit XML, as Jenkins and most others read it. A file is a suite, a finding a test that failed."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from hplan.core.checking.outcome import Outcome, Said
from hplan.model.finding import Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Sequence[Outcome], width: int) -> str:
    """Return the suites; `width` is not used.

    A file that could not be read is an error, other findings are failures. Hints fail nothing: they stand in the
    suite's output. A file with nothing else passes.
    """
    root = ET.Element("testsuites", name="hplan")
    suites = [_suite(root, result) for result in results]
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, result: Outcome) -> ET.Element:
    hints = [found for found in result.findings if found.severity is Severity.HINT]
    failed = [found for found in result.findings if found.severity is not Severity.HINT]
    errors = sum(found.severity is Severity.UNREADABLE for found in failed)
    path = _clean(result.path)
    suite = ET.SubElement(
        root,
        "testsuite",
        name=path,
        tests=str(len(failed) or 1),
        failures=str(len(failed) - errors),
        errors=str(errors),
        file=path,
    )
    for found in failed:
        kind = "error" if found.severity is Severity.UNREADABLE else "failure"
        name = _clean(f"{found.code} {found.line}:{found.column} {found.message}")
        case = ET.SubElement(suite, "testcase", name=name, classname=path, file=path, line=str(found.line))
        problem = ET.SubElement(case, kind, message=_clean(found.message), type=found.code)
        problem.text = _said(path, found)
    if not failed:
        ET.SubElement(suite, "testcase", name=path, classname=path, file=path)
    if hints:
        ET.SubElement(suite, "system-out").text = "\n".join(_said(path, found) for found in hints)
    return suite


def _said(path: str, found: Said) -> str:
    """A finding as the text reports have it."""
    place = f"{path}:{found.line}:{found.column}"
    return _clean(f"{place}: {found.severity.word} {found.code} {found.message}\n{found.advice}".strip())


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("", text)
