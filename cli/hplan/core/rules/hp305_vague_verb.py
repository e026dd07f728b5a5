"""HP305: words that promise nothing alone, with nothing to measure beside them."""

from collections.abc import Iterator

from hplan.core.texts.measure import unmeasured
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions and goals that only contribute, follow up, focus and the like, with nothing measurable in them."""
    for text, words, start in unmeasured(subject):
        if words:
            place = subject.place(text, start, words)
            yield RULE.at(place, width=len(words.partition("\n")[0]), words=" ".join(words.split()))


RULE = Rule(
    code="HP305",
    name="vague-verb",
    severity=Severity.HINT,
    message=N_("“{words}” alone does not say what the branch will do"),
    advice=N_("Write what will be done, how many times or by when. Or add frist: or indikator: to the action."),
    why=N_(
        "The template asks for goals that can be measured. Words such as “bidra til” and “følge opp” are right beside "
        "something that can be counted; alone, anything or nothing fulfils them."
    ),
    failing="""\
handlingsplan:
  heltid:
    redusere_deltid:
      - Jobbe aktivt for flere hele stillinger
""",
    passing="""\
handlingsplan:
  heltid:
    redusere_deltid:
      - Jobbe for flere hele stillinger i drøftingsmøter to ganger i året
""",
    check=check,
)
