"""What the rules are about, in the user's language: for `hplan rule`, the pages in docs/rules and SARIF."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from hplan.core.rules import CHECKING, OPTIONAL, READING, rule
from hplan.core.suggest import no_such_rule
from hplan.i18n import N_, _
from hplan.model.finding import Rule, Severity

# By the hundred of the number.
_FAMILIES = (
    N_("The file itself"),
    N_("Keyed to the strategy"),
    N_("Not filled in"),
    N_("Wording"),
    N_("Follow-up and stage"),
    N_("Text"),
    N_("Pictures and links"),
    N_("Language"),
)


class Explained(NamedTuple):
    """A rule in words. `says` and `advice` have … where a finding has a name or a number.

    `example` is what hplan says of `failing`: the message and the advice; both are empty where it lacks what it takes.
    Where the advice says little without its names, it is empty and stands in the example only. `mends` says whether
    hplan can put it right by itself, at least sometimes.
    """

    code: str
    name: str
    severity: Severity
    says: str
    why: str
    advice: str
    failing: str
    passing: str
    example: tuple[str, str]
    mends: bool

    @property
    def family(self) -> str:
        """What the rule has in common with those whose number has the same hundred."""
        return _(_FAMILIES[int(self.code[2])])


class _Blank(dict[str, str]):
    """Values for a message of which only the form is wanted."""

    def __missing__(self, name: str) -> str:
        return "…"


def explain(code: str) -> Explained:
    """Explain the rule with this code."""
    module = _modules()[code]
    found = rule(module)
    said, what_to_do, mended = _example(found)
    advice = _form(found.advice)
    return Explained(
        found.code,
        found.name,
        found.severity,
        _form(found.message),
        _(found.why),
        "" if said and "…" in advice else advice,
        found.failing.rstrip("\n"),
        found.passing.rstrip("\n"),
        (said, what_to_do),
        mended or _mends(module),
    )


def explain_all() -> Iterator[Explained]:
    """Explain every rule, by code."""
    return (explain(code) for code in _modules())


def find(word: str) -> str:
    """Return the code of the rule that a user means by its code, the number in it, or its name."""
    wanted = word.strip().upper()
    if (code := wanted if wanted.startswith("HP") else f"HP{wanted}") in _modules():
        return code
    names = {rule(module).name: code for code, module in _modules().items()}
    if (name := wanted.lower().replace("_", "-")) in names:
        return names[name]
    raise no_such_rule(word, (*_modules(), *names))


def comment(found: Explained) -> str:
    """Return the comment that silences the rule on a line; empty where the document would lack something."""
    return "" if found.severity.grave else f"# hplan: ignore[{found.code}] " + _("the reason")


@cache
def _modules() -> dict[str, str]:
    """The module of each rule by its code, in the order of the codes."""
    return {name[:5].upper(): name for name in sorted((*READING, *CHECKING, *OPTIONAL))}


def _form(message_id: str) -> str:
    """A message without its values."""
    return _(message_id).format_map(_Blank()).replace("….", "…")


def _example(found: Rule) -> tuple[str, str, bool]:
    """What the check says of the example that fails, what to do, and whether it can do so itself.

    It is the last finding if there is more: the first goals missing are those of areas that the example leaves out.
    """
    from tempfile import TemporaryDirectory

    from hplan.core.checking.check import check_file
    from hplan.core.checking.examples import lay_out
    from hplan.core.workspace import Workspace, display

    with TemporaryDirectory() as name:
        folder = Path(name)
        findings = check_file(lay_out(found.failing, folder), Workspace(folder, False)).findings
    for finding in reversed(findings):
        if finding.code == found.code:
            said, advice = (str(text).replace(f"{display(folder)}/", "") for text in (finding.message, finding.advice))
            return said, advice, bool(finding.fix)
    return "", "", False


def _mends(module: str) -> bool:
    """Whether a rule has what it takes to make a fix."""
    return hasattr(import_module(f"hplan.core.rules.{module}"), "Fix")
