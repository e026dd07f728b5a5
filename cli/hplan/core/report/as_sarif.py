"""For code scanning and editors: a SARIF 2.1.0 log, https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import hplan
from hplan.core.checking.explain import Explained, explain
from hplan.core.checking.outcome import Outcome, Said
from hplan.core.report.fingerprint import fingerprints
from hplan.core.report.rule_markdown import body
from hplan.i18n import user_language
from hplan.model.finding import Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.UNREADABLE: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_Json = dict[str, Any]


def render(results: Sequence[Outcome], width: int) -> str:
    """Return a log with one run: the rules that found something, and what they found; `width` is not used."""
    codes = sorted({found.code for result in results for found in result.findings})
    index = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "hplan",
        "version": hplan.__version__,
        "language": user_language(),
        "rules": [_rule(explain(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(result.path, found, index[found.code], fingerprint)
            for result, found, fingerprint in fingerprints(results)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Explained) -> _Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} {rule.advice}".strip(), "markdown": body(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(path: str, found: Said, index: int, fingerprint: str) -> _Json:
    where = {"uri": _uri(path)}
    region = {"startLine": found.line, "startColumn": found.column, "endColumn": found.end_column}
    result: _Json = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}. {found.advice}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
        "partialFingerprints": {"hplan/v1": fingerprint},
    }
    if found.edits:
        changes = [_replacement(*edit) for edit in found.edits]
        description = {"text": found.advice or found.message}
        change = {"artifactLocation": where, "replacements": changes}
        result["fixes"] = [{"description": description, "artifactChanges": [change]}]
    return result


def _replacement(line: int, column: int, old: str, new: str) -> _Json:
    """An edit, as the region to delete and the text to put there."""
    breaks, last = old.count("\n"), old.rpartition("\n")[2]
    deleted = {
        "startLine": line,
        "startColumn": column,
        "endLine": line + breaks,
        "endColumn": len(last) + (1 if breaks else column),
    }
    return {"deletedRegion": deleted, "insertedContent": {"text": new}}


def _uri(path: str) -> str:
    """A file's name as a URI: relative to where hplan ran, or whole if it lies elsewhere."""
    if PurePath(path).is_absolute():
        return PurePath(path).as_uri()
    return quote(path, errors="surrogatepass")
