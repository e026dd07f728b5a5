"""Write docs/audit.md, which lists the checks of `hplan render --audit`: `python scripts/audit_page.py`.

In bokmål, as the pages of the rules are. A test fails as long as it is out of date.
"""

import os
from pathlib import Path

from hplan import i18n
from hplan.core.audit.page import page

TARGET = Path(__file__).parents[1] / "docs/audit.md"
TITLE = "Kontrollen av dokumentene"
INTRODUCTION = """\
`hplan render --audit` leser hvert dokument tilbake fra filen, og ser etter om alle kan bruke det: også den som hører
det lest opp av en skjermleser, ikke ser forskjell på farger eller bruker bare tastaturet. Det som er galt, skrives ut
med fil, kontroll, hva det er og hva du kan gjøre, og programmet slutter med koden 1. Er alt i orden, står det hvor
mange kontroller som er bestått, og koden er 0.

Kildene er WCAG 2.2, PDF/UA-1 (ISO 14289-1) og EN 301 549. Den norske forskriften om universell utforming av
IKT-løsninger viser til WCAG.

PDF leses med pypdf, som følger med når hplan installeres slik: `pip install "hplan[audit]"`. Det som bare en
nettleser kan se, som alle fargene på en HTML-side og om den er bredere enn vinduet, er ikke med her; det prøves i
Chromium, med axe-core, i prosjektets egne tester."""


def text() -> str:
    """Return the page as it is to be."""
    os.environ["HPLAN_LANG"] = "nb"
    i18n.user_language.cache_clear()
    return page(TITLE, INTRODUCTION)


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8", newline="\n")
