"""The keys of a plan file: the template's own Norwegian words; and what strategy files are called."""

STRATEGY_FILE = "strategiplan-"  # the name begins so; then comes the period

PLAN_KEYS = (
    "strategiplan",
    "fagforening",
    "språk",
    "fase",
    "årsmøte",
    "innledning",
    "nåsituasjon",
    "handlingsplan",
    "lokale_mål",
    "uplassert",
)
OPENING = "strategiplan|fagforening|handlingsplan"  # of them, those by which a file is known for a plan
BRANCH_KEYS = ("navn", "fylkeskrets")
SITUATION_KEYS = ("område", "nå", "kort_sikt", "lang_sikt")
GOAL_KEYS = ("ordlyd", "utelatt", "tekst", "tiltak")
STRATEGY_KEYS = ("ordlyd", "utelatt")
LOCAL_GOAL_KEYS = ("mål", "tekst", "tiltak")
ACTION_KEYS = ("tiltak", "ansvarlig", "frist", "indikator", "kostnad", "status", "resultat")
UNPLACED_KEYS = ("tekst", "etter", "før")
STRATEGIES, LOCAL_GOALS = "strategier", "lokale_mål"
KEYS = frozenset(
    {
        *PLAN_KEYS,
        *BRANCH_KEYS,
        *SITUATION_KEYS,
        *GOAL_KEYS,
        *STRATEGY_KEYS,
        *LOCAL_GOAL_KEYS,
        *ACTION_KEYS,
        *UNPLACED_KEYS,
        STRATEGIES,
    }
)
RESERVED = frozenset({STRATEGIES, LOCAL_GOALS, *GOAL_KEYS, *LOCAL_GOAL_KEYS})
