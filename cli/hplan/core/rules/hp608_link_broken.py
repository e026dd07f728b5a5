"""HP608: a link that leads nowhere, or that the document leaves out for safety."""

import re
from collections.abc import Iterator
from functools import cache

from hplan.core.texts.references import Reference, references
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix, Rule, Severity
from hplan.model.subject import Subject

_SAFE = frozenset({"http", "https", "mailto", "tel"})
_WEB = N_("Write {prefix} in front of the address.")
_FILE = N_("Correct the name, or write the whole address: https://…")
_WITHIN = N_("Say in words where it stands: nothing within the document can be linked to.")
_UNSAFE = N_("Link to an address that begins with https:// or mailto:, or delete the link.")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):"),
        re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|se|dk|info)(?=[/?#:]|$)", re.IGNORECASE),
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    )


def check(subject: Subject) -> Iterator[Finding]:
    """Find links whose address lacks its beginning, whose file is not there, and whose kind is not printed."""
    for link in references(subject):
        if link.picture:
            continue
        if prefix := _missing_prefix(link.target):
            stands = subject.source.startswith(link.written, subject.offset(link.at))
            new = link.written.replace(link.target, prefix + link.target)
            fix = Fix((Edit(link.at, link.written, new),)) if stands else None
            yield RULE.at(link.at, advice=_WEB, width=len(link.written), fix=fix, target=link.target, prefix=prefix)
        elif advice := _wrong(subject, link):
            yield RULE.at(link.at, advice=advice, width=len(link.written) or 2, target=link.target or link.words)


def _missing_prefix(target: str) -> str:
    """What should stand before an address that begins with www, or is one of mail."""
    _, web, mail = _patterns()
    return "mailto:" if mail.fullmatch(target) else "https://" if web.match(target) else ""


def _wrong(subject: Subject, link: Reference) -> str | None:
    """The advice for a link that leads nowhere."""
    if scheme := _patterns()[0].match(link.target):
        slashes = scheme[1].lower() not in ("http", "https") or link.target.startswith("//", scheme.end())
        return _FILE if not slashes else None if scheme[1].lower() in _SAFE else _UNSAFE
    if link.target.startswith("#"):
        return _WITHIN
    name = re.split("[?#]", link.target)[0]
    return None if name and (subject.folder is None or _is_there(subject, name)) else _FILE


def _is_there(subject: Subject, name: str) -> bool:
    """Whether a file or a folder of this name lies in the workspace."""
    from urllib.parse import unquote

    assert subject.folder is not None  # noqa: S101
    try:
        path = (subject.folder / unquote(name)).resolve()
        return path.is_relative_to(subject.root.resolve()) and path.exists()
    except (OSError, ValueError):
        return False


RULE = Rule(
    code="HP608",
    name="link-broken",
    severity=Severity.WARNING,
    message=N_("The link to “{target}” will not work in the document"),
    advice=_FILE,
    why=N_("Only links to the net, to mail and to telephones are printed as links; others become words."),
    failing="""\
innledning: Les mer på [nettsiden vår](www.fagforbundet.no/aas)
""",
    passing="""\
innledning: Les mer på [nettsiden vår](https://www.fagforbundet.no/aas)
""",
    check=check,
)
