"""HP401: an action that nobody is responsible for."""

from collections.abc import Iterator

from hplan.core.texts.follow_up import actions, lacking, over, said_for_all, stage
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.plan import Action, Stage
from hplan.model.subject import Subject

SEVERITIES = {Stage.PROPOSAL: Severity.HINT, Stage.ADOPTED: Severity.WARNING}
# Whoever an action begins with is responsible for it: “Hovedtillitsvalgte følger opp …”.
_ACTORS = (
    *("styret", "leder", "lederen", "ledere", "lederne", "leiar", "leiaren", "leiarar", "leiarane"),
    *("tillitsvalgt", "tillitsvalgte", "tillitsvald", "tillitsvalde", "verneombud", "verneombudet", "verneombodet"),
    *("utvalg", "utvalget", "utval", "utvalet", "kasserer", "kassereren", "kasserar", "kasseraren", "sekretær"),
    *("ansvarlig", "ansvarlige", "ansvarleg", "ansvarlege", "htv", "ptv", "ftv", "hvo", "ververe", "ververne"),
    *("komite", "komité", "komiteen", "komitéen", "klubben", "klubbene", "klubbane", "gruppen", "gruppa", "nemnda"),
    *("seksjonen", "seksjonene", "seksjonane", "kontakten", "kontaktene", "kontaktane"),
)
_BEFORE = frozenset(("de", "dei", "alle", "våre", "vår", "begge", "hver", "kvar", "samtlige", "den", "det"))


def check(subject: Subject) -> Iterator[Finding]:
    """Find actions without anybody responsible in a plan where most have somebody; or say once that most have none."""
    if stage(subject.plan) in SEVERITIES and not said_for_all(subject.plan, "ansvar"):
        among = [action for action in actions(subject.plan) if not over(action)]
        each, most = (RULE, SEVERITIES), (MOST, Stage.ADOPTED)
        yield from lacking(subject, among, lambda action: bool(action.responsible), _in_words, each, most)


def _in_words(action: Action) -> bool:
    said = action.text.value.lower() if action.text else ""
    if "ansvar" in said or "v/" in said:
        return True
    words = said.split(maxsplit=2)[:2]
    actor = words[1] if len(words) > 1 and words[0] in _BEFORE else said.partition(" ")[0]
    last = said.rpartition("(")[2]
    return actor.endswith(_ACTORS) or (said.endswith(")") and last.rstrip(")").endswith(_ACTORS))


RULE = Rule(
    code="HP401",
    name="nobody-responsible",
    severity=Severity.WARNING,
    message=N_("Nobody is responsible for “{text}”"),
    advice=N_("Write who after ansvarlig:, below tiltak:, in the same point."),
    why=N_("What nobody in particular is to do is seldom done, and nobody can be asked how far it has come."),
    failing="""\
strategiplan: "2026-2027"
fase: vedtatt
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        ansvarlig: Opplæringsansvarlig
      - Lage en brosjyre om pensjon
""",
    passing="""\
strategiplan: "2026-2027"
fase: vedtatt
handlingsplan:
  heltid:
    pensjon:
      - tiltak: Arrangere et pensjonskurs
        ansvarlig: Opplæringsansvarlig
      - Hovedtillitsvalgte tar pensjon opp i drøftingsmøtene
""",
    check=check,
)
MOST = RULE._replace(
    severity=Severity.HINT,
    message=N_("Most of the actions do not say who is responsible for them"),
    advice=N_("Write each action after tiltak:, and who it is after ansvarlig: on a line below."),
)
