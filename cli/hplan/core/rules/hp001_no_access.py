"""HP001: the file is not there, or cannot be opened."""

from errno import EDQUOT, ENAMETOOLONG, ENOSPC, EROFS

from hplan.i18n import N_, Message
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP001",
    name="no-access",
    severity=Severity.UNREADABLE,
    message=N_("The file cannot be read: {reason}"),
    advice=N_("Check the name, and that the file is in this folder and open to you."),
    why=N_("Nothing can be said of a file that cannot be opened."),
    failing="""\
hplan check plans/ås.yaml

# plans/aas.yaml
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
""",
    passing="""\
hplan check plans/aas.yaml

# plans/aas.yaml
strategiplan: "2026-2027"
fagforening: {navn: Fagforbundet Ås, fylkeskrets: Akershus}
""",
)

NOT_A_FILE = N_("it is not a file with text in it")
OTHER_PLAN = N_("it does not exist. Did you mean {plan}?")
REASONS = (
    (FileNotFoundError, N_("it does not exist")),
    (IsADirectoryError, N_("it is a folder")),
    (PermissionError, N_("you are not allowed to open it")),
    (NotADirectoryError, N_("a file stands where a folder should be")),
    (FileExistsError, N_("a file stands where a folder should be")),
)
_BY_NUMBER = {
    EROFS: N_("nothing can be written on that disk or in that folder"),
    ENOSPC: N_("the disk is full"),
    EDQUOT: N_("the disk is full"),
    ENAMETOOLONG: N_("the name is too long"),
}


def reason(error: OSError) -> str | Message:
    """Say in the user's language why a file could not be opened; the system's own words for what is rare."""
    for kind, message in REASONS:
        if isinstance(error, kind):
            return Message(message)
    if error.errno in _BY_NUMBER:
        return Message(_BY_NUMBER[error.errno])
    return error.strerror or str(error)
