"""`hplan rule`: what a rule is about."""

from typing import Annotated

import typer

from hplan.commands.terminal import boundary, columns, out
from hplan.i18n import _

Codes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("[CODE]…"), help=_("Rules, by code or name; a list of all when none is named."), show_default=False
    ),
]


def rule(codes: Codes = None) -> None:
    """Explain rules: what is wrong, why it matters, and what to do."""
    with boundary():
        from hplan.core.checking.explain import explain, explain_all, find
        from hplan.core.report.rule_text import render_list, render_rules

        width = columns()
        named = dict.fromkeys(find(word) for word in codes or [])
        rules = [explain(code) for code in named]
        out(render_rules(rules, width) if rules else render_list(list(explain_all()), width))
