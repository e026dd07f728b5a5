"""HP605: a picture of more megabytes or pixels than a document should have."""

from collections.abc import Iterator

from hplan.core.document.pictures import MAX_BYTES, Trouble
from hplan.core.texts.references import looked_at
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_MEGABYTE = 1024 * 1024
_MUCH = 5 * _MEGABYTE
_WIDE = 6000  # pixels: twice what print shows over the whole width of the page; phones take some 4000
_MEMORY = 100_000_000  # pixels, of four bytes each where somebody looks at them, however small the file


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures that are over the bound, those that are hard to mail, and those that print has no use for."""
    for picture, trouble, size, (across, down) in looked_at(subject):
        at, width, name = picture.at, len(picture.written), picture.target
        if trouble is Trouble.TOO_LARGE or size > _MUCH:
            over, severity = (MAX_BYTES, Severity.ERROR) if trouble else (_MUCH, Severity.WARNING)
            yield RULE.at(at, width=width, severity=severity, name=name, megabytes=over // _MEGABYTE)
        elif across > _WIDE or down > _WIDE:
            severity = Severity.WARNING if across * down > _MEMORY else Severity.HINT
            yield PIXELS.at(at, width=width, severity=severity, name=name, across=across, down=down)


RULE = Rule(
    code="HP605",
    name="picture-too-large",
    severity=Severity.ERROR,
    message=N_("The picture “{name}” is larger than {megabytes} MB"),
    advice=N_("Make it smaller: 2000 pixels across are enough for print, and JPEG for photos."),
    why=N_(
        "The document is mailed to everybody who meets, and mail takes some 10 to 25 MB. Over 20 MB none is made. The"
        " page is 26 cm wide inside its margins: 3000 pixels there are 300 to the inch, and print shows no more. Twice"
        " as many only make the document heavy; 100 million in all take 400 MB of memory, however small the file is."
    ),
    passing="""\
innledning: "![Verving på torget](torget.jpg)"

# torget.jpg
JPEG, 2000 × 1500 piksler
""",
    failing="""\
innledning: "![Verving på torget](torget.jpg)"

# torget.jpg
JPEG, 8000 × 6000 piksler
""",
    check=check,
)
PIXELS = RULE._replace(
    message=N_("The picture “{name}” is {across} × {down} pixels, more than a document has use for"),
)
