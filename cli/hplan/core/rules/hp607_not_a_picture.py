"""HP607: a picture of a kind that Word and browsers do not show."""

from collections.abc import Iterator

from hplan.core.document.pictures import Trouble
from hplan.core.texts.references import looked_at
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures whose file begins otherwise than PNG, JPEG and GIF do."""
    for picture, trouble, *_ in looked_at(subject):
        if trouble is Trouble.NOT_A_PICTURE:
            yield RULE.at(picture.at, width=len(picture.written), name=picture.target)


RULE = Rule(
    code="HP607",
    name="not-a-picture",
    severity=Severity.ERROR,
    message=N_("“{name}” is not a picture of a kind that Word and browsers show"),
    advice=N_("Open it in a picture program and save it as PNG or JPEG; a new ending to the name is not enough."),
    why=N_("PNG, JPEG and GIF are shown everywhere; the pictures of phones (HEIC), PDF, SVG and WebP are not."),
    failing="""\
innledning: "![Kart over arbeidsplassene](kart.svg)"

# kart.svg
<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>
""",
    passing="""\
innledning: "![Kart over arbeidsplassene](kart.png)"

# kart.png
PNG, 1200 × 800 piksler
""",
    check=check,
)
