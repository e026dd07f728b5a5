"""HP603: a picture with no words for those who cannot see it."""

from collections.abc import Iterator

from hplan.core.texts.references import pictures
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures with nothing between their brackets."""
    for picture in pictures(subject):
        if not picture.words.strip():
            yield RULE.at(picture.at, width=len(picture.written), name=picture.target)


RULE = Rule(
    code="HP603",
    name="picture-without-alt",
    severity=Severity.WARNING,
    message=N_("The picture “{name}” has no text that says what it shows"),
    advice=N_("Write it between the square brackets: ![what the picture shows](…)"),
    why=N_("Screen readers read it aloud; those who cannot see the picture have nothing else (WCAG 2.1, 1.1.1)."),
    failing="""\
innledning: |
  ![](https://example.org/streik.jpg)
""",
    passing="""\
innledning: |
  ![Streikevakter foran rådhuset](https://example.org/streik.jpg)
""",
    check=check,
)
