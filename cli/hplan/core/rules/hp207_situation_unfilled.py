"""HP207: holes in the table of the present situation and its challenges."""

from collections.abc import Iterator

from hplan.i18n import N_, Message
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import SituationRow
from hplan.model.subject import Subject

_COLUMNS = ("område", "nå", "kort_sikt", "lang_sikt")


def check(subject: Subject) -> Iterator[Finding]:
    """Find a table with nothing in it; or else its rows with empty cells, and areas without a row."""
    plan = subject.plan
    if not any(any(row[2:]) for row in plan.situation):
        if plan.situation or "nåsituasjon" not in plan.written:
            yield RULE.at(plan.place("nåsituasjon"), what=Message(N_("nothing is written in it")))
        return
    for row in plan.situation:
        if not (row.garbled or all(row[1:5])):
            yield RULE.at(row.at, what=_lacks(subject, row))
    if missing := _without_row(subject):
        what = Message.of(N_("no row for {areas}"), areas=", ".join(missing))
        yield RULE.at(plan.place("nåsituasjon"), what=what)


def _lacks(subject: Subject, row: SituationRow) -> Message:
    columns = ", ".join(name for name, cell in zip(_COLUMNS, row[1:5], strict=True) if not cell)
    if row.area is None:
        return Message.of(N_("a row lacks {columns}"), columns=columns)
    area = subject.strategy.areas.get(row.area.value)
    name = area.title.written(subject.plan.written_language) if area else row.area
    return Message.of(N_("the row “{row}” lacks {columns}"), row=name, columns=columns)


def _without_row(subject: Subject) -> list[str]:
    """The areas without a row, if the rows are the areas; a row of another name can be about any of them."""
    plan, areas = subject.plan, subject.strategy.areas
    named = {row.area.value if row.area else "" for row in plan.situation}
    if named - areas.keys():
        ids = {_plain(title.value): area.id for area in areas.values() for title in area.title if title}
        named = {name if name in areas else ids.get(_plain(name), name) for name in named}
    if named - areas.keys():
        return []
    return [area.title.written(plan.written_language).value for area in areas.values() if area.id not in named]


def _plain(title: str) -> str:
    """A title in small letters, without the number in front."""
    return title.lower().lstrip("0123456789. ").strip()


RULE = Rule(
    code="HP207",
    name="situation-unfilled",
    severity=Severity.HINT,
    message=N_("The table of the present situation has holes: {what}"),
    advice=N_("Write a sentence or two under nå:, kort_sikt: and lang_sikt:. A row that is not needed can be deleted."),
    why=N_("The template asks for the table: whoever reads the goals should know what they are the answer to."),
    failing="""\
nåsituasjon:
  - område: heltid
    nå: Deltid er utbredt.
    kort_sikt:
    lang_sikt: Varig heltidskultur.
""",
    passing="""\
nåsituasjon:
  - område: Alle områdene
    nå: Deltid er utbredt.
    kort_sikt: Følge opp i partssamarbeidet.
    lang_sikt: Varig heltidskultur.
""",
    check=check,
)
