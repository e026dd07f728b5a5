"""HP003: a character that YAML does not allow."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP003",
    name="control-character",
    severity=Severity.UNREADABLE,
    message=N_("The character {character} cannot stand in a YAML file"),
    advice=N_("Delete it; it is invisible and often comes along when text is pasted from Word or a PDF."),
    why=N_("YAML allows printable characters only (YAML 1.2, 5.1)."),
    failing="innledning: Møte\x0bi Ås\n",
    passing="innledning: Møte i Ås\n",
)
