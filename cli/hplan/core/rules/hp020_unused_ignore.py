"""HP020: a comment that silences a rule where it finds nothing."""

from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP020",
    name="unused-ignore",
    severity=Severity.WARNING,
    message=N_("{codes} finds nothing here to ignore"),
    advice=N_("Delete it from the comment, so that it does not hide something later."),
    why=N_("What was silenced has been mended, or the comment stands at another line than was meant."),
    failing="# hplan: ignore[HP203] vedtatt slik\ninnledning: Vi vil bli flere.",
    passing="handlingsplan:\n  heltid:\n    # hplan: ignore[HP203] sagt på årsmøtet\n    pensjon: {utelatt: true}",
)
