"""HP605: a picture of more megabytes than a document should have."""

from collections.abc import Iterator

from hplan.core.document.pictures import MAX_BYTES, Trouble
from hplan.core.references import looked_at
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_MEGABYTE = 1024 * 1024
_MUCH = 5 * _MEGABYTE


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures that are over the bound, and those that are hard to mail."""
    for picture, trouble, size in looked_at(subject):
        if trouble is Trouble.TOO_LARGE or size > _MUCH:
            over, severity = (MAX_BYTES, Severity.ERROR) if trouble else (_MUCH, Severity.WARNING)
            megabytes, width = over // _MEGABYTE, len(picture.written)
            yield RULE.at(picture.at, width=width, severity=severity, name=picture.target, megabytes=megabytes)


RULE = Rule(
    code="HP605",
    name="picture-too-large",
    severity=Severity.ERROR,
    message=N_("The picture “{name}” is larger than {megabytes} MB"),
    advice=N_("Make it smaller: 2000 pixels across are enough for print, and JPEG for photos."),
    why=N_("The document is mailed to everybody who meets, and mail takes some 10 to 25 MB. Over 20 MB none is made."),
    failing="""\
innledning: "![Verving på torget](torget.jpg)"

# torget.jpg
JPEG, 4000 × 3000 piksler … 9 MB …
""",
    passing="""\
innledning: "![Verving på torget](torget.jpg)"

# torget.jpg
JPEG, 2000 × 1500 piksler
""",
    check=check,
)
