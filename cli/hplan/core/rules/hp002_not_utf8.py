"""HP002: the bytes are not UTF-8."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP002",
    name="not-utf8",
    severity=Severity.UNREADABLE,
    message=N_("The file is not UTF-8 text"),
    advice=N_("Save it again as UTF-8. Notepad: File, Save as, Encoding. VS Code: click the encoding below."),
    why=N_("YAML is UTF-8 (YAML 1.2, 5.2). Other encodings turn å, æ and ø into other letters."),
)
