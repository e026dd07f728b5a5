"""HP208: something national that is left out and answered at once."""

from collections.abc import Iterator

from hplan.core.national import answered, heading
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find utelatt: beside a text, actions or a wording of the branch's own."""
    language = subject.plan.written_language
    for national, answer in answered(subject):
        if answer.omitted and (answer.filled or answer.wording):
            said = (("ordlyd", answer.wording), ("tekst", answer.text), ("tiltak", answer.actions))
            fields = ", ".join(name for name, value in said if value)
            yield RULE.at(answer.omitted.at, text=heading(national, language), fields=fields)


RULE = Rule(
    code="HP208",
    name="omitted-and-answered",
    severity=Severity.WARNING,
    message=N_("“{text}” is left out, but also has {fields}"),
    advice=N_("Delete utelatt: if the branch will do it. If it is left out, delete the rest, or make it the reason."),
    why=N_(
        "The document would say that the goal is left out, and what is done about it: the meeting cannot adopt both."
    ),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      utelatt: Ingen medlemmer i privat sektor
      tiltak:
        - Arrangere et pensjonskurs
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      utelatt: Ingen medlemmer i privat sektor
""",
    check=check,
)
