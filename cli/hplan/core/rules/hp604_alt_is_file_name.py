"""HP604: a picture that is described with its file name."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from hplan.core.texts.references import pictures
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# What Word adds to what it has guessed.
_BY_WORD = ("utomatisk generert beskrivelse", "utomatisk generert skildring", "escription automatically generated")


@cache
def _nothing() -> re.Pattern[str]:
    """A name with a picture's ending; what cameras and programs call a picture, with a date and a time; its kind."""
    programs = (
        "img|dscn?|pxl|image|bilde|bilete|picture|photo|scan|skann|skjermbilde|skjermbilete|skjermdump|screenshot"
    )
    kinds = "bilde|bilete|bildet|biletet|foto|fotografi|illustrasjon|alt[ -]?te(?:ks|x)t"
    return re.compile(
        rf"\S+\.(?:png|jpe?g|gif)|(?:{programs})(?:[\W\d_]|(?<=\W)(?:kl|at|am|pm)(?=\W|$))*"
        rf"|(?:(?:et|eit) )?(?:{kinds})\.?",
        re.IGNORECASE,
    )


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures whose words are the name of a file."""
    for picture in pictures(subject):
        words = picture.words.strip()
        same = words == PurePosixPath(picture.target).stem and any(sign in "_0123456789" for sign in words)
        if words and (same or _nothing().fullmatch(words) or any(said in words for said in _BY_WORD)):
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
