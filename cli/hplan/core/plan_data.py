"""The model as plain data, in the shapes of the plan file: the shortest that says everything."""

from hplan.core.yaml_write import Data
from hplan.model.plan import Action, Answer, SituationRow


def filled(fields: dict[str, Data]) -> dict[str, Data]:
    """Return the fields that have something in them."""
    return {key: value for key, value in fields.items() if value is not None}


def action_data(action: Action) -> Data:
    """Return an action: its text, or a mapping where more is known of it."""
    text = action.text.value if action.text else None
    more = filled(
        {
            "ansvarlig": action.responsible and action.responsible.value,
            "frist": action.deadline and action.deadline.value,
            "indikator": action.indicator and action.indicator.value,
            "kostnad": action.cost.value if action.cost else None,
            "status": action.status and action.status.value.value,
            "resultat": action.result and action.result.value,
        }
    )
    return {"tiltak": text, **more} if more else text


def answer_data(answer: Answer) -> Data:
    """Return what is said to a goal or a strategy: nothing, a text, a list of actions, or a mapping of it all.

    A local goal with nothing under it is its wording alone.
    """
    local = answer.id is None
    fields = filled(
        {
            "mål" if local else "ordlyd": answer.wording and answer.wording.value,
            "utelatt": (answer.omitted.reason.value if answer.omitted.reason else True) if answer.omitted else None,
            "tekst": answer.text and answer.text.value,
            "tiltak": [action_data(action) for action in answer.actions] or None,
        }
    )
    alone = {"mål"} if local else {"tekst", "tiltak"}
    if len(fields) == 1 and fields.keys() <= alone:
        return next(iter(fields.values()))
    return fields or None


def row_data(row: SituationRow, area: str | None) -> dict[str, Data]:
    """Return a row of the situation table under the name `area`; empty cells keep their key, to be filled."""
    return {
        "område": area,
        "nå": row.now and row.now.value,
        "kort_sikt": row.short_term and row.short_term.value,
        "lang_sikt": row.long_term and row.long_term.value,
    }
