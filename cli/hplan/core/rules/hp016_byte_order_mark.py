"""HP016: a byte order mark before the first line."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP016",
    name="byte-order-mark",
    severity=Severity.HINT,
    message=N_("The file begins with an invisible sign (a byte order mark)"),
    advice=N_("Save it as “UTF-8”, not as “UTF-8 with BOM”. Notepad: File, Save as, Encoding."),
    why=N_("UTF-8 needs no such mark (Unicode, 2.6); hplan skips it, but other programs take it for part of the text."),
    failing="""\
# lagret som UTF-8 med BOM
innledning: Vi skal øke organisasjonsgraden.
""",
    passing="""\
# lagret som UTF-8
innledning: Vi skal øke organisasjonsgraden.
""",
)
