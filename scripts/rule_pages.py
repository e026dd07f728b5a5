"""Write a page for each rule, and an index, into docs/rules: `python scripts/rule_pages.py`.

They say the same as `hplan rule`, in bokmål, the language of most of those who read them. A test fails as long as a
page is out of date.
"""

import os
import sys
from pathlib import Path

from hplan import i18n
from hplan.core.checking.explain import explain_all
from hplan.core.report.rule_markdown import index, page

FOLDER = Path(__file__).parents[1] / "docs/rules"
TITLE = "Reglene"
INTRODUCTION = """\
Dette ser `hplan check` etter. Hver regel har en kode, som står i meldingen, og en side som sier hva den betyr, hvorfor
den finnes, og hva du kan gjøre. Det samme får du i terminalen med `hplan rule HP201`.

Alvor sier hvor viktig det er:

- **uleselig**: hplan kan ikke lese filen fra dette stedet og ned
- **feil**: noe ville falt ut av dokumentet, så hplan lager det ikke før feilen er rettet
- **advarsel**: noe mangler eller er feil, men dokumentet kan lages
- **tips**: noe kunne vært bedre"""


def pages() -> dict[str, str]:
    """Return the content of every page by the name of its file."""
    os.environ["HPLAN_LANG"] = "nb"
    i18n.user_language.cache_clear()
    rules = list(explain_all())
    return {"README.md": index(rules, TITLE, INTRODUCTION)} | {f"{rule.code}.md": page(rule) for rule in rules}


def main() -> None:
    """Write the pages, and take away those of rules that are gone."""
    written = pages()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
    print(f"{FOLDER}: {len(written)} pages", file=sys.stderr)


if __name__ == "__main__":
    main()
