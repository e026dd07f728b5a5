"""HP101: a key that the format does not know."""

from collections.abc import Callable

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity

RULE = Rule(
    code="HP101",
    name="unknown-key",
    severity=Severity.ERROR,
    message=N_("“{key}” is not a key that can stand here"),
    advice=N_("Possible keys: {known}."),
    why=N_("A key that is not known would not be printed; most often it is a slip of the pen."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Kartlegge pensjonsordningene
        ansvarlege: Styret
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Kartlegge pensjonsordningene
        ansvarlig: Styret
""",
)

# Keys are the template's words, which are bokmål; whoever writes the plan in nynorsk easily writes these. And one that
# is what many call a plan of actions.
OTHER_WORDS = {
    "ansvarleg": "ansvarlig",
    "fagforeining": "fagforening",
    "innleiing": "innledning",
    "namn": "navn",
    "nosituasjon": "nåsituasjon",
    "tiltaksplan": "handlingsplan",
    "utelate": "utelatt",
    "utelaten": "utelatt",
}
AREA_AT_TOP = N_(
    "If it is an area of the action plan, put two spaces in front of it and of all the lines under it, so that it "
    "stands under handlingsplan:. Possible keys: {known}."
)
TEXT_WITH_COLON = N_("If it is a text with a colon in it, put the whole text in quotes. Possible keys: {known}.")


def quoting(found: list[Finding], source: Callable[[], str]) -> list[Finding]:
    """Return the findings, those of a text with a colon with the fix that puts it in quotes; `source` is the file's."""
    if not any(finding.advice.id == TEXT_WITH_COLON for finding in found):
        return found
    from hplan.core.reading.yaml_mistakes import Lines

    lines = Lines(source(), found[0].at.path)
    return [
        finding._replace(fix=lines.quoting(finding.at.line - 1, finding.at.column - 1))
        if finding.advice.id == TEXT_WITH_COLON
        else finding
        for finding in found
    ]
