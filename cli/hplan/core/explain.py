"""What the rules are about, in the user's language: for `hplan rule`, the pages in docs/rules and SARIF."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from hplan.core.rules import CHECKING, OPTIONAL, READING, rule
from hplan.core.suggest import closest
from hplan.errors import StopError
from hplan.i18n import N_, _
from hplan.model.finding import Finding, Rule, Severity

# What the examples of the rules come after, so that they are a plan.
EXAMPLE_HEAD = """\
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
fase: utkast
årsmøte: 2026-02-12
"""
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

    `example` is what hplan says of `failing`: the message and the advice; both are empty where there is no example.
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
    example = _example(found)
    advice = _form(found.advice)
    return Explained(
        found.code,
        found.name,
        found.severity,
        _form(found.message),
        _(found.why),
        "" if example and "…" in advice else advice,
        found.failing.rstrip("\n"),
        found.passing.rstrip("\n"),
        (str(example.message), str(example.advice)) if example else ("", ""),
        _mends(module, example),
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
    if suggestion := closest(word, [*(code.lower() for code in _modules()), *names]):
        suggestion = suggestion.upper() if suggestion.upper() in _modules() else suggestion
        raise StopError(N_("there is no rule “{word}”. Did you mean “{suggestion}”?"), word=word, suggestion=suggestion)
    raise StopError(N_("there is no rule “{word}”. See all of them with: hplan rule"), word=word)


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


def _example(found: Rule) -> Finding | None:
    """What the check finds in the example that fails, the last if there is more (the first goals missing are those
    of areas that the example leaves out); with the strategy that ships with hplan.
    """
    if not found.failing:
        return None
    from hplan.core.check import check_plan
    from hplan.core.workspace import Workspace, shipped

    plan = f"{EXAMPLE_HEAD}{found.failing}\n".encode()
    folder = shipped()
    findings = check_plan(plan, "plan.yaml", Workspace(folder, False), folder).findings
    return next((finding for finding in reversed(findings) if finding.code == found.code), None)


def _mends(module: str, example: Finding | None) -> bool:
    """The example says it; a rule without one, by having what it takes to make a fix."""
    return bool(example and example.fix) or hasattr(import_module(f"hplan.core.rules.{module}"), "Fix")
