"""What is in each of the forms in ``tests/forms``: the key that an import is held against, word by word.

``keys/*.yaml`` has a plan for each of the four branches, ``forms.yaml`` says which of them a form is and what it has
otherwise. ``said`` puts a plan into words under the place where they belong; give it a key and what was imported, and
compare.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests/forms"
FIELDS = ("ansvarlig", "frist", "indikator", "kostnad", "status", "resultat")
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
# Letters that a PDF's broken font table turned into others, ligatures, and what stands in a text without being read.
BROKEN = {"Ɵ": "ti", "Ʃ": "tt", "Ư": "ff", "ƫ": "tti", "Ō": "ft", "ƞ": "tf", "ł": "fj"}
SIGNS = BROKEN | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "\u00ad": "", "\u200b": "", "\uf0b7": " "}

PICTURE = re.compile(r"!\[[^]]*\]\([^)]*\)")

Plan = dict[str, Any]


@cache
def strategy() -> Plan:
    """The national text."""
    return _load(ROOT / "strategiplan-2026-2027.yaml")


@cache
def nynorsk() -> Plan:
    """The national goals as a branch has put them into nynorsk."""
    return _load(FOLDER / "nasjonalt_nn.yaml")


@cache
def forms() -> dict[str, Plan]:
    """What ``forms.yaml`` says of each form, by its file name."""
    return {form["file"]: form for form in _load(FOLDER / "forms.yaml")["forms"]}


def key(name: str) -> Plan:
    """The plan that a perfect import of a form gives."""
    form = forms()[name]
    plan = deepcopy(_load(FOLDER / f"keys/{form['plan']}.yaml"))
    if "fields" in form:
        _keep_fields(plan, form["fields"])
    if not form.get("pictures", True):
        _without_pictures(plan["handlingsplan"])
    for path in form.get("without", ()):
        _remove(plan, path)
    for path, value in form.get("with", {}).items():
        _put(plan, path.split("."), value)
    return plan


def said(plan: Plan) -> dict[str, list[str]]:
    """The words of a plan by the place where they belong: ``tariffmakt.organisasjonsgrad``, ``nåsituasjon.0.nå`` …

    A goal that is there with nothing under it has an empty list. Wording, text and actions of a goal are together, in
    the order in which the plan file has them.
    """
    found = {"innledning": words(plan.get("innledning") or "")}
    for number, row in enumerate(plan.get("nåsituasjon") or ()):
        found |= {
            f"nåsituasjon.{number}.{cell}": words(row.get(cell) or "") for cell in ("nå", "kort_sikt", "lang_sikt")
        }
    for area, goals in (plan.get("handlingsplan") or {}).items():
        for goal, answer in (goals or {}).items():
            if goal == "strategier":
                found |= {f"{area}.strategier.{name}": _answer(text) for name, text in answer.items()}
            else:
                found[f"{area}.{goal}"] = _answer(answer)
    found["lokale_mål"] = _answer(plan.get("lokale_mål"))
    return {place: text for place, text in found.items() if text or "." in place}


def texts(value: object) -> Iterator[str]:
    """Every text in some data, keys left out; days and amounts as they are written."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def words(text: str) -> list[str]:
    """The words of a text, in small letters; days as 2026-10-15 and amounts without spaces, however they are written.

    A picture has none: what it is called and what its alternative text says is not the branch's to be held to.
    """
    for sign, right in SIGNS.items():
        text = text.replace(sign, right)
    text = PICTURE.sub("", text)
    text = re.sub(r"(?<!\d)(\d{1,3})[ .\u00a0](\d{3})(?!\d)", r"\1\2", text)
    text = re.sub(rf"\b(\d\d?)\.\s+({'|'.join(MONTHS)})\s+(20\d\d)\b", _month, text, flags=re.I)
    text = re.sub(r"\b(\d\d?)\.(\d\d?)\.(20)?(\d\d)\b", lambda m: f"20{m[4]}-{m[2]:0>2}-{m[1]:0>2}", text)
    return re.findall(r"\d{4}-\d\d-\d\d|\w+", text.casefold())


def _month(found: re.Match[str]) -> str:
    return f"{found[3]}-{MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"


def _answer(answer: object) -> list[str]:
    return [word for text in texts(answer) for word in words(text)]


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _keep_fields(value: object, fields: list[str]) -> None:
    """Leave out of every action the follow-up fields that a form has no column for."""
    if isinstance(value, dict):
        for name in set(FIELDS) - set(fields):
            value.pop(name, None)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _keep_fields(inner, fields)


def _without_pictures(value: Plan) -> None:
    for name, inner in value.items():
        if isinstance(inner, dict):
            _without_pictures(inner)
        elif isinstance(inner, str):
            value[name] = PICTURE.sub("", inner).strip() + "\n"


def _remove(plan: Plan, path: str) -> None:
    if path == "strategier":
        for area in plan["handlingsplan"].values():
            area.pop("strategier", None)
        return
    *way, last = path.split(".")
    place = plan
    for step in way:
        place = place[step]
    del place[last]


def _put(place: Plan, path: list[str], value: object) -> None:
    """Set a value, below a goal that is a list or a text too."""
    step, *rest = path
    if not rest:
        place[step] = value
        return
    inner = place[step]
    if not isinstance(inner, dict):
        inner = {"tiltak": inner} if isinstance(inner, list) else {"tekst": inner} if inner else {}
        # What stands above the answer in the file stands first in the mapping.
        place[step] = {rest[0]: value, **inner} if len(rest) == 1 else inner
    _put(place[step], rest, value)
