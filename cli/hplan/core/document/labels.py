"""The words of the document itself, in the plan's written language (not the user's)."""

from datetime import date

from hplan.core.reading.shape import MONTHS
from hplan.i18n import N_, translations
from hplan.model.plan import Stage, Status

_STAGES = {
    Stage.DRAFT: N_("Draft"),
    Stage.PROPOSAL: N_("The board’s proposal"),
    Stage.ADOPTED: N_("Adopted"),
    Stage.EVALUATION: N_("Evaluation"),
}
# What is known of an action beside its text, in the order in which a reader asks: the plan file's key, the label, the
# name of the field.
FOLLOW_UP = (
    ("ansvarlig", N_("Responsible"), "responsible"),
    ("frist", N_("Deadline"), "deadline"),
    ("indikator", N_("Indicator"), "indicator"),
    ("kostnad", N_("Cost"), "cost"),
    ("status", N_("Status"), "status"),
    ("resultat", N_("Result"), "result"),
)
_STATUSES = {
    Status.NOT_STARTED: N_("not started"),
    Status.UNDER_WAY: N_("under way"),
    Status.DONE: N_("done"),
    Status.DROPPED: N_("dropped"),
}


class Labels:
    """Words, dates and amounts in bokmål (nb) or nynorsk (nn)."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, message_id: str) -> str:
        """Return a label."""
        return translations(self.language).gettext(message_id)

    def words(self) -> dict[str, str]:
        """Return what a format itself says in a document, whatever its template: names of parts of a page."""
        return {
            "skip": self.text(N_("Skip to the content")),
            "contents": self.text(N_("Contents")),
            "table": self.text(N_("Table")),
            "back": self.text(N_("Back to the text")),
        }

    def stage(self, stage: Stage) -> str:
        """Return a stage as it stands under the title."""
        return self.text(_STAGES[stage])

    def status(self, status: Status) -> str:
        """Return how far an action has come."""
        return self.text(_STATUSES[status])

    def date(self, day: date) -> str:
        """Return a date in full; both languages name the months alike."""
        return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"

    def amount(self, kroner: int) -> str:
        """Return whole kroner, the thousands set apart by a space that does not break."""
        return f"{kroner:,} kr".replace(",", "\N{NO-BREAK SPACE}").replace(" kr", "\N{NO-BREAK SPACE}kr")
