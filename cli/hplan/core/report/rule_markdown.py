"""Rules explained in Markdown: the pages in docs/rules, and the help in SARIF."""

import re
from collections.abc import Sequence
from itertools import groupby

from hplan.core.checking.explain import Explained, comment
from hplan.i18n import _


def page(rule: Explained) -> str:
    """Return the page of a rule."""
    severity = _("Severity: {word}.").format(word=rule.severity.word)
    back = _("All the rules")
    head = f"# {rule.code} {rule.name}\n\n**{_escaped(rule.says)}**\n\n{severity}\n"
    return f"{head}\n{body(rule)}\n[← {back}](README.md)\n"


def index(rules: Sequence[Explained], title: str, introduction: str) -> str:
    """Return a page that leads to the pages of the rules, by family."""
    parts = [f"# {title}\n\n{introduction}\n"]
    columns = " | ".join((_("rule"), _("severity"), _("what hplan says")))
    for family, members in groupby(rules, key=lambda rule: rule.family):
        rows = [f"## {family}\n\n| {columns} |\n|---|---|---|\n"]
        for rule in members:
            says = _escaped(rule.says).replace("|", "\\|")
            rows.append(f"| [{rule.code}]({rule.code}.md) | {rule.severity.word} | {says} |\n")
        parts.append("".join(rows))
    return "\n".join(parts)


def body(rule: Explained) -> str:
    """Return all but the heading: why, what to do, the examples, and how to say that it is right as it stands."""
    advice = _escaped(rule.advice)
    if rule.mends:
        advice = f"{advice}\n\n".lstrip() + _("hplan check --fix puts it right, where that is safe.")
    parts = [_part(_("Why"), _escaped(rule.why))]
    if advice:
        parts.append(_part(_("What to do"), advice))
    said = "\n>\n".join(f"> {_escaped(text)}" for text in rule.example if text)
    says = "\n\n" + _("hplan says:") + f"\n\n{said}" if said else ""
    parts += [_part(_("Wrong"), _yaml(rule.failing) + says), _part(_("Right"), _yaml(rule.passing))]
    if line := comment(rule):
        asked = _("Then write this at the end of the line:")
        parts.append(_part(_("Is it right as it stands?"), f"{asked}\n\n{_yaml(line)}"))
    return "\n".join(parts)


def _part(title: str, text: str) -> str:
    return f"## {title}\n\n{text}\n"


def _yaml(code: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return f"{fence}yaml\n{code}\n{fence}"


def _escaped(text: str) -> str:
    """A text whose signs are none of Markdown's."""
    return re.sub(r"([\\*<`\[])", r"\\\1", text)
