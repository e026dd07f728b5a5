"""Rules explained in the terminal: one with everything, or all of them as a list."""

from collections.abc import Sequence
from itertools import groupby

from hplan.core.checking.explain import Explained, comment
from hplan.core.report.paint import BLUE, BOLD, COLOURS, DIM, GREEN, RED, paint, readable, shortened, wrapped
from hplan.i18n import _
from hplan.model.finding import Severity


def render_rules(rules: Sequence[Explained], width: int) -> str:
    """Return what the rules are about, one after the other, in lines of at most `width` columns where words allow."""
    return "\n\n".join(_rule(rule, readable(width)) for rule in rules)


def render_list(rules: Sequence[Explained], width: int) -> str:
    """Return a line for each rule, by family."""
    width = readable(width)
    word_room = max(len(str(severity.word)) for severity in Severity)
    name_room = max(len(rule.name) for rule in rules)
    says_room = width - len("  HP000") - word_room - name_room - 6
    parts = []
    for family, members in groupby(rules, key=lambda rule: rule.family):
        lines = [f"{paint(family, BOLD)}\n"]
        for rule in members:
            severity = paint(f"{rule.severity.word!s:<{word_room}}", COLOURS[rule.severity])
            line = f"  {rule.code}  {severity}  {rule.name:<{name_room}}"
            if says_room >= 20:
                line += "  " + paint(shortened(rule.says, says_room), DIM)
            lines.append(f"{line.rstrip()}\n")
        parts.append("".join(lines))
    parts.append(wrapped(_("Read about one of them with: hplan rule CODE"), width))
    return "\n".join(parts)


def _rule(rule: Explained, width: int) -> str:
    severity = paint(f"({rule.severity.word})", COLOURS[rule.severity])
    head = paint(f"{rule.code} {rule.name}", BOLD)
    advice = wrapped(rule.advice, width, "    ", "    ") if rule.advice else ""
    if rule.mends:
        advice += wrapped(_("hplan check --fix puts it right, where that is safe."), width, "    ", "    ")
    parts = [
        f"{head} {severity}\n{wrapped(rule.says, width)}",
        _part(_("Why"), wrapped(rule.why, width, "    ", "    ")),
    ]
    if advice:
        parts.append(_part(_("What to do"), advice))
    message, what_to_do = rule.example
    said = wrapped(f"{rule.code} {message}", width, "    ", "      ") if message else ""
    said += wrapped(f"→ {what_to_do}", width, "    ", "      ") if what_to_do else ""
    parts.append(_part(_("Wrong"), _code(rule.failing) + said, RED))
    parts.append(_part(_("Right"), _code(rule.passing), GREEN))
    if line := comment(rule):
        asked = wrapped(_("Then write this at the end of the line:"), width, "    ", "    ")
        parts.append(_part(_("Is it right as it stands?"), asked + _code(line)))
    return "\n".join(parts)


def _part(title: str, text: str, *codes: str) -> str:
    return f"{paint(title, BOLD, *codes)}\n{text}"


def _code(text: str) -> str:
    edge = paint("│", BLUE)
    return "".join(f"    {edge} {line}".rstrip() + "\n" for line in text.splitlines())
