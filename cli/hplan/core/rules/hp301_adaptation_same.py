"""HP301: a wording of the branch's own that is the national one, word for word."""

from collections.abc import Iterator

from hplan.core.national import answered, wordings
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find ordlyd: with the national text, or the title of its row, in the language of the plan."""
    language = subject.plan.written_language
    for national, answer in answered(subject):
        said = answer.wording
        if said and said.value in [text.value for text in wordings(national, language)]:
            yield RULE.at(said.at, width=len(said.value.partition("\n")[0]), text=said)


RULE = Rule(
    code="HP301",
    name="adaptation-same",
    severity=Severity.WARNING,
    message=N_("“{text}” is the national wording, word for word"),
    advice=N_("Delete ordlyd: with its text, or write what the branch wants to word otherwise."),
    why=N_("The document calls it a local adaptation, and delegates would look in vain for what has been adapted."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      ordlyd: Forbedre og trygge medlemmenes pensjonsrettigheter
      tekst: Vi arrangerer et pensjonskurs.
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      ordlyd: Forbedre og trygge de yngste medlemmenes pensjonsrettigheter
      tekst: Vi arrangerer et pensjonskurs.
""",
    check=check,
)
