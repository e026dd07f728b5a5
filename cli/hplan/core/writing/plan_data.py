"""The model as plain data, in the shapes of the plan file: the shortest that says everything."""

from hplan.core.writing.yaml_plain import Data
from hplan.model.place import bare
from hplan.model.plan import Action, Answer, SituationRow, Unplaced


def filled(fields: dict[str, Data]) -> dict[str, Data]:
    """Return the fields that have something in them."""
    return {key: value for key, value in fields.items() if value is not None}


def action_data(action: Action) -> Data:
    """Return an action: its text, or a mapping where more is known of it."""
    text = bare(action.text)
    more = filled(
        {
            "ansvarlig": bare(action.responsible),
            "frist": bare(action.deadline),
            "indikator": bare(action.indicator),
            "kostnad": bare(action.cost),
            "status": action.status.value.value if action.status else None,
            "resultat": bare(action.result),
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
            "mål" if local else "ordlyd": bare(answer.wording),
            "utelatt": (bare(answer.omitted.reason) or True) if answer.omitted else None,
            "tekst": bare(answer.text),
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
        "nå": bare(row.now),
        "kort_sikt": bare(row.short_term),
        "lang_sikt": bare(row.long_term),
    }


def unplaced_data(one: Unplaced) -> dict[str, Data]:
    """Return a text without a place, with its neighbours in the document that it came with."""
    return filled({"tekst": bare(one.text), "etter": bare(one.after), "før": bare(one.before)})
