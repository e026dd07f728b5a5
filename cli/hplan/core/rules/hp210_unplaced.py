"""HP210: a text of an imported document that has no place in the plan yet."""

from collections.abc import Iterator

from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_SHOWN = 60


def check(subject: Subject) -> Iterator[Finding]:
    """Find what `hplan import` has kept under uplassert."""
    for unplaced in subject.plan.unplaced:
        if unplaced.text:
            text = " ".join(unplaced.text.value.split())
            yield RULE.at(unplaced.at, text=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…")


RULE = Rule(
    code="HP210",
    name="unplaced",
    severity=Severity.ERROR,
    message=N_("“{text}” has no place in the plan yet"),
    advice=N_("Move it to the goal that it belongs to, or delete it; etter and før say what it stood between."),
    why=N_(
        "It came with an imported document. Nobody but you can tell where it belongs, "
        "and until it does, the document would lack it."
    ),
    failing="""\
uplassert:
  - tekst: Styret har møte den første mandagen i måneden.
    etter: 1.3 Øke tillitsvalgte innen private områder
    før: 2. Heltid, likelønn og kampen for mindre forskjeller
""",
    passing="""\
handlingsplan:
  tariffmakt:
    tillitsvalgte_privat:
      - Styret har møte den første mandagen i måneden.
""",
    check=check,
)
