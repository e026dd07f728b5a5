"""The fields of an action, as documents have them and as plan files do: dates, amounts, how far it has come."""

from hplan.core.reading.shape import meant_day
from hplan.core.rules.hp104_unknown_choice import meant
from hplan.core.rules.hp105_not_an_amount import kroner
from hplan.core.writing.yaml_plain import Data
from hplan.model.plan import Status


def day(text: str) -> Data:
    """Return the date that a deadline is; its words where it is none."""
    try:
        return meant_day(text.strip().rstrip(".").lower()) or text
    except ValueError:  # on no calendar
        return text


def amount(text: str) -> Data:
    """Return the whole kroner that a cost is; its words where it is none."""
    digits = kroner(text.strip().rstrip("."))
    return int(digits) if digits else text


def status(text: str) -> str | None:
    """Return how far an action has come; None where the words say something else."""
    return meant(text, Status)
