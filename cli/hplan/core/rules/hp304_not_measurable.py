"""HP304: an action or a goal of the branch's own with nothing to measure it by."""

from collections.abc import Iterator

from hplan.core.texts.measure import unmeasured
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find what has neither number, frequency, time, whole nor thing to bring about; HP305 has what is also vague."""
    for text, vague, _ in unmeasured(subject):
        if not vague:
            line = text.value.partition("\n")[0]
            yield RULE.at(subject.place(text, 0, line), width=len(line))


RULE = Rule(
    code="HP304",
    name="not-measurable",
    severity=Severity.HINT,
    message=N_("Nothing here can be measured: no number, no frequency, no date and no indicator"),
    advice=N_("Write how many, how often or by when in the text. Or add frist: or indikator: to the action."),
    why=N_(
        "The template asks for goals “formulated so that it is possible to measure” whether they were reached. When "
        "the period ends, the annual meeting should be able to see what came of the plan."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    organisasjonsgrad:
      - Styrke samarbeidet mellom klubbene
""",
    passing="""\
handlingsplan:
  tariffmakt:
    organisasjonsgrad:
      - Styrke samarbeidet mellom klubbene med to felles møter i året
      - {tiltak: Styrke samarbeidet med skolene, indikator: Ti nye elevmedlemmer}
      - Utarbeide verveplan
""",
    check=check,
)
