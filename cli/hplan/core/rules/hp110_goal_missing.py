"""HP110: a national goal of which the plan says nothing at all."""

from collections.abc import Iterable, Iterator

from hplan.core.national import called
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.strategy import Area, Goal
from hplan.model.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Find national goals without a key in the plan; the place is the area's, or the nearest around it."""
    plan, areas = subject.plan, subject.strategy.areas.values()
    language = plan.written_language
    misspelled = _meant(plan.areas, areas)
    for area in () if plan.garbled else areas:
        said = plan.areas.get(area.id)
        if said.garbled if said else area.id in misspelled or area.id in plan.keys:
            continue  # it has a finding already
        misspelled_goals = _meant(said.goals, area.goals) if said else set()
        place = said.at if said else plan.place("handlingsplan")
        for goal in area.goals:
            # A key that stands in another place has a finding there.
            if goal.id not in plan.keys and goal.id not in misspelled_goals:
                heading = goal.heading(language)
                yield RULE.at(place, number=goal.number, goal=heading, key=goal.id, area=area.id)


def _meant(written: Iterable[str], nationals: Iterable[Area | Goal]) -> set[str | None]:
    """The ids that were most likely meant by words that are none; they have a finding already."""
    known = {national.id for national in nationals}
    return {called(word, nationals) for word in written if word not in known}


RULE = Rule(
    code="HP110",
    name="goal-missing",
    severity=Severity.WARNING,
    message=N_("Goal {number} “{goal}” is not in the plan"),
    advice=N_("Add {key}: under {area}:. To leave it out, put utelatt: and the reason on a line below, two spaces in."),
    why=N_("The annual meeting should see that a national goal was left out, and why."),
    failing="""\
handlingsplan:
  heltid:
    heltidskultur:
      - Kreve hele stillinger i utlysningene
""",
    passing="""\
handlingsplan:
  tariffmakt: {organisasjonsgrad: [Verve 40 medlemmer], yrkesaktive: [Ringe 90], tillitsvalgte_privat: [Velge 3]}
  heltid:
    heltidskultur: [Kreve hele stillinger i utlysningene]
    redusere_deltid: [Drøfte deltid i mars]
    lonnsforskjeller: [Kartlegge lønn i mai]
    pensjon: {utelatt: Ingen medlemmer i privat sektor}
  offentlige_tjenester: {egne_ansatte: [Skrive 2 leserbrev], konkurranseutsetting: [Følge anbud], tillit: [Ha 4 møter]}
  arbeidsliv:
    sykelonn: [Stå på stand 1. mai]
    arbeidstid: [Gå gjennom turnusene]
    redusert_arbeidsevne: [Møte NAV 2 ganger]
    yrkesskade: [Holde 1 kurs]
    ia_avtale: [Lære opp 6 verneombud]
  alliansebygging: {stemmerett: [Ringe de unge], samarbeidsavtaler: [Fornye 2 avtaler], laereplasser: [Kreve 5 til]}
  digitalisering: {digitale_verktoy: [Holde 2 kurs], oppfolging: [Ringe nye], omstilling: [Drøfte], ki: [Holde 1 kurs]}
""",
    check=check,
)
