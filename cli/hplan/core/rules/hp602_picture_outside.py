"""HP602: a picture on the net, or outside of the workspace."""

from collections.abc import Iterator

from hplan.core.document.pictures import Trouble
from hplan.core.texts.references import looked_at
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_ON_THE_NET = N_("Save the picture in a folder beside the plan, and write its name here in place of the address.")


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures that are no file of the workspace's."""
    for picture, trouble, *_ in looked_at(subject):
        if trouble in (Trouble.ON_THE_NET, Trouble.OUTSIDE):
            advice = _ON_THE_NET if trouble is Trouble.ON_THE_NET else None
            yield RULE.at(picture.at, advice=advice, width=len(picture.written), name=picture.target)


RULE = Rule(
    code="HP602",
    name="picture-outside",
    severity=Severity.ERROR,
    message=N_("The picture “{name}” does not lie together with the plan"),
    advice=N_("Copy the picture into a folder beside the plan, and write its name here."),
    why=N_("A document that fetches pictures from elsewhere changes with them, and tells others where it is read."),
    failing="""\
innledning: |
  ![Streikevakter foran rådhuset](https://example.org/streik.jpg)
""",
    passing="""\
innledning: |
  [Bilder fra streiken](https://example.org/streik.jpg)
""",
    check=check,
)
