"""Words as Markdown that shows them just so."""

import re

_SIGNS = re.compile(r"\\|`|(?<!\w)[*_]|[*_](?!\w)|\*|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<=\])\(|~~")
_START = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+*](?=\s)|\d+[.)](?=\s)|[-=~]{3,})")


def escaped(text: str) -> str:
    """Return words as Markdown that shows them just so."""
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text)


def at_start(markdown: str) -> str:
    """Return Markdown whose first signs begin no heading, list or quotation."""
    return _START.sub(
        lambda found: f"{found[0][:-1]}\\{found[0][-1]}" if found[0][0].isdigit() else f"\\{found[0]}", markdown
    )
