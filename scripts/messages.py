"""Bring the message catalogues up to date with the code: `python scripts/messages.py`, then translate what is empty.

New messages come in without a translation, messages that are gone go out, none is guessed. A test fails as long as a
catalogue is incomplete or out of date.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "cli/hplan/locale"
METHODS = [("cli/hplan/**.py", "python"), ("templates/**.j2", "jinja2")]
OPTIONS = {"templates/**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
# What typer says by itself, through the same catalogue (hplan.i18n.speak).
OF_TYPER = ("Arguments", "Commands", "Options", "No such command {name!r}.", "[default: {}]", "[required]")


def extract() -> Catalog:
    """Return every message of the code and the templates, sorted, without line numbers that would always change."""
    catalogue = Catalog(project="hplan", charset="utf-8")
    for path, _line, message, comments, context in extract_from_dir(
        ROOT, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=()
    ):
        catalogue.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    for message in OF_TYPER:
        catalogue.add(message, locations=[("typer", 0)])
    return catalogue


def update(po: Path, template: Catalog) -> Catalog:
    """Return a catalogue with the template's messages and the translations that it has of them."""
    with po.open("rb") as file:
        catalogue = read_po(file)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def text_of(catalogue: Catalog) -> bytes:
    """Return a catalogue as the bytes of a .po file, without the dates and names that change by themselves."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    noise = (b'"POT-', b'"PO-', b'"Last-', b'"Report-', b'"Language-Team', b'"Generated-')
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(noise))


def main() -> None:
    """Update every catalogue in place."""
    template = extract()
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/hplan.po")):
        catalogue = update(po, template)
        po.write_bytes(text_of(catalogue))
        empty = sum(not message.string for message in catalogue if message.id)
        print(f"{po.relative_to(ROOT)}: {len(catalogue)} messages, {empty} to translate", file=sys.stderr)


if __name__ == "__main__":
    main()
