"""HP017: a key in which å is written as an a with a ring, two characters."""

from hplan.core.reading.nodes import Scalar
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix, Rule, Severity


def decomposed(key: Scalar, name: str) -> Finding:
    """Make the finding for a key that is `name` when composed."""
    fix = Fix((Edit(key.at, key.text, name),)) if key.plain else None
    return RULE.at(key.at, key=name, width=len(key.text), fix=fix)


RULE = Rule(
    code="HP017",
    name="decomposed-key",
    severity=Severity.HINT,
    message=N_("A letter in “{key}” is written as two characters, a letter and its mark"),
    advice=N_("Type the key anew; this comes along from file names and PDF files, above all on a Mac."),
    why=N_("It looks the same and hplan reads it, but searches miss it. W3C asks for composed letters (NFC)."),
    failing="spra\u030ak: nb\n",
    passing="språk: nb\n",
)
