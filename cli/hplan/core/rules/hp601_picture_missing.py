"""HP601: a picture whose file is not there, or cannot be opened."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from hplan.core.document.pictures import Trouble
from hplan.core.suggest import DID_YOU_MEAN, closest
from hplan.core.texts.references import Reference, looked_at
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_MANY = 50  # pictures that names are looked up for, and names that are compared
_ENDINGS = {".png", ".jpg", ".jpeg", ".gif"}


def check(subject: Subject) -> Iterator[Finding]:
    """Find pictures whose file is not there, with the name that is most like it."""
    missing = [each.picture for each in looked_at(subject) if each.trouble in (Trouble.MISSING, Trouble.UNOPENABLE)]
    for number, picture in enumerate(missing):
        near = closest(picture.target, _beside(subject, picture)) if number < _MANY else None
        advice, width = DID_YOU_MEAN if near else None, len(picture.written)
        yield RULE.at(picture.at, advice=advice, width=width, name=picture.target, suggestion=near)


def _beside(subject: Subject, picture: Reference) -> list[str]:
    """The pictures in the folder that one is named in, as they would be named."""
    if subject.folder is None:
        return []
    above = PurePosixPath(picture.target).parent
    try:
        folder = (subject.folder / above).resolve()
        if not folder.is_relative_to(subject.root.resolve()):
            return []
        names = [path.name for path in islice(folder.iterdir(), _MANY) if path.suffix.lower() in _ENDINGS]
    except (OSError, ValueError):
        return []
    return sorted((above / name).as_posix() for name in names)


RULE = Rule(
    code="HP601",
    name="picture-missing",
    severity=Severity.ERROR,
    message=N_("There is no picture “{name}”"),
    advice=N_("Put the file there, or correct the name. It is read from the folder that the plan lies in."),
    why=N_("The document would lack the picture, so that none is made."),
    failing="""\
innledning: |
  ![Vedtaket fra arbeidsmiljøutvalget](aas/vedtak.png)
""",
    passing="""\
innledning: |
  Slik setter man inn et bilde: `![Hva bildet viser](mappe/bilde.png)`
""",
    check=check,
)
