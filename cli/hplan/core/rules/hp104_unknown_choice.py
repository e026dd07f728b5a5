"""HP104: a word where one of a few is asked for."""

from collections.abc import Iterable

from hplan.core.suggest import fold
from hplan.i18n import N_
from hplan.model.finding import Rule, Severity

RULE = Rule(
    code="HP104",
    name="unknown-choice",
    severity=Severity.ERROR,
    message=N_("“{text}” is not one of the possible values"),
    advice=N_("Choose one of: {known}."),
    why=N_("The field says one of a few things; another word cannot be counted or printed."),
    failing="""\
språk: engelsk
""",
    passing="""\
språk: nn
""",
)

MEANT = N_("Write {suggestion} instead.")
# Other words for the same, as `fold` writes them; only where there is no doubt.
_SAME = {
    **dict.fromkeys(("bokmal", "norsk_bokmal", "nob", "nb_no"), "nb"),
    **dict.fromkeys(("nynorsk", "norsk_nynorsk", "nno", "nn_no"), "nn"),
    **dict.fromkeys(("kladd", "draft"), "utkast"),
    **dict.fromkeys(("styrets_innstilling", "styrets_forslag", "innstilling_fra_styret"), "innstilling"),
    **dict.fromkeys(("vedteke", "vedteken", "vedtatt_av_arsmotet"), "vedtatt"),
    **dict.fromkeys(("evaluert",), "evaluering"),
    **dict.fromkeys(
        ("ikkje_starta", "ikke_begynt", "ikkje_byrja", "ikke_pabegynt", "ikke_startet_enna"), "ikke startet"
    ),
    **dict.fromkeys(("i_gang", "pabegynt", "pagande", "under_arbeid"), "pågår"),
    **dict.fromkeys(("ferdig", "utfort", "fullfort", "gjennomfort", "gjennomforte"), "gjennomført"),
    **dict.fromkeys(("utgatt", "gar_ut"), "utgår"),
}


def meant(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a word means without a doubt: itself, typed otherwise, or another word for the same."""
    folded = fold(word.strip(" ."))
    known = {fold(choice): choice for choice in choices}
    same = _SAME.get(folded)
    return known.get(folded) or (same if same in known.values() else None)
