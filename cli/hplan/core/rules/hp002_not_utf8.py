"""HP002: the bytes are not UTF-8."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP002",
    name="not-utf8",
    severity=Severity.UNREADABLE,
    message=N_("The file is not UTF-8 text"),
    advice=N_(
        "Save it again with the encoding UTF-8; in VS Code: click the encoding at the bottom right, “Save"
        " with Encoding”."
    ),
    why=N_("YAML is UTF-8 (YAML 1.2, 5.2). Other encodings turn å, æ and ø into other letters."),
)
