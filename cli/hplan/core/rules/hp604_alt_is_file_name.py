"""HP604: a picture that is described with its file name."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from hplan.core.references import pictures
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


@cache
def _name_of_a_file() -> re.Pattern[str]:
    """A name with a picture's ending; or what cameras and programs call a picture."""
    programs = "img|dscn?|pxl|image|bilde|picture|scan|skann|skjermbilde|skjermdump|screenshot"
    return re.compile(rf"\S+\.(?:png|jpe?g|gif)|(?:{programs})[\W\d_]*", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures whose words are the name of a file."""
    for picture in pictures(subject):
        words = picture.words.strip()
        same = words == PurePosixPath(picture.target).stem and any(sign in "_0123456789" for sign in words)
        if words and (same or _name_of_a_file().fullmatch(words)):
            yield RULE.at(picture.at, width=len(picture.written), text=words)


RULE = Rule(
    code="HP604",
    name="alt-is-file-name",
    severity=Severity.WARNING,
    message=N_("“{text}” does not say what the picture shows"),
    advice=N_("Write in a few words what one sees, between the square brackets: ![what the picture shows](…)"),
    why=N_("Screen readers read it aloud in place of the picture; a file name tells nothing (WCAG 2.1, 1.1.1)."),
    failing="""\
innledning: |
  ![IMG_2031.jpg](https://example.org/IMG_2031.jpg)
""",
    passing="""\
innledning: |
  ![Streikevakter foran rådhuset](https://example.org/IMG_2031.jpg)
""",
    check=check,
)
