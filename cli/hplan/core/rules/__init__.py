"""The rules, each in a module of its own; a rule that is not listed here does not exist.

A rule that is found while a file is read is imported where it is found, so that a clean plan costs nothing.
"""

from functools import cache
from importlib import import_module

from hplan.model.finding import Rule

READING = (
    "hp001_no_access",
    "hp002_not_utf8",
    "hp003_control_character",
    "hp004_yaml_syntax",
    "hp005_too_large",
    "hp006_too_deep",
    "hp007_too_many",
    "hp008_unknown_alias",
    "hp009_several_documents",
    "hp010_tag",
    "hp011_key_not_text",
    "hp012_duplicate_key",
    "hp013_text_after_hash",
    "hp014_lines_joined",
    "hp015_no_plan",
    "hp016_byte_order_mark",
    "hp017_decomposed_key",
    "hp018_number_after_hash",
    "hp019_null_is_empty",
    "hp020_unused_ignore",
    "hp021_unused_anchor",
    "hp101_unknown_key",
    "hp102_wrong_shape",
    "hp103_not_a_date",
    "hp104_unknown_choice",
    "hp105_not_an_amount",
    "hp106_unknown_period",
    "hp111_bad_id",
    "hp112_strategy_incomplete",
    "hp113_broken_strategy",
    "hp114_other_period",
)
CHECKING = (
    "hp107_unknown_area",
    "hp108_unknown_goal",
    "hp109_unknown_strategy",
    "hp110_goal_missing",
    "hp115_wording_changed",
    "hp201_goal_unfilled",
    "hp202_field_unfilled",
    "hp203_omitted_without_reason",
    "hp204_item_unfilled",
    "hp205_action_without_words",
    "hp206_placeholder",
    "hp207_situation_unfilled",
    "hp208_omitted_and_answered",
    "hp209_no_answer",
    "hp210_unplaced",
    "hp301_adaptation_same",
    "hp302_adaptation_typography",
    "hp303_national_wording_as_answer",
    "hp304_not_measurable",
    "hp305_vague_verb",
    "hp401_nobody_responsible",
    "hp402_no_deadline",
    "hp403_deadline_outside_period",
    "hp404_deadline_before_meeting",
    "hp405_done_without_result",
    "hp406_status_against_stage",
    "hp407_action_without_status",
    "hp408_meeting_outside_period",
    "hp501_broken_letters",
    "hp502_mojibake",
    "hp503_ligature",
    "hp504_private_use_bullet",
    "hp505_double_space",
    "hp506_hyphen_in_range",
    "hp507_glued_sentence",
    "hp508_heading_in_field",
    "hp509_raw_html",
    "hp510_same_action_twice",
    "hp511_invisible_sign",
    "hp512_points_run_together",
    "hp513_broken_word",
    "hp601_picture_missing",
    "hp602_picture_outside",
    "hp603_picture_without_alt",
    "hp604_alt_is_file_name",
    "hp605_picture_too_large",
    "hp606_picture_name_with_space",
    "hp607_not_a_picture",
    "hp608_link_broken",
    "hp701_other_written_language",
)
# Checking too, but only where settings select them by their whole code: they need what is not on every machine.
OPTIONAL = ("hp702_spelling",)


# Those of CHECKING that can find what the document would lack: all that rendering needs to know.
GRAVE = (
    "hp107_unknown_area",
    "hp108_unknown_goal",
    "hp109_unknown_strategy",
    "hp210_unplaced",
    "hp601_picture_missing",
    "hp602_picture_outside",
    "hp605_picture_too_large",
    "hp606_picture_name_with_space",
    "hp607_not_a_picture",
)
UNUSUAL = "any letter that Western European Windows does not have"
# A rule has nothing to look for unless the plan has one of these: a key, a stage, or signs in its texts. Without, it is
# not even loaded, which takes longer than to ask it.
NEEDS = {
    "hp109_unknown_strategy": ("strategier",),
    "hp203_omitted_without_reason": ("utelatt",),
    "hp208_omitted_and_answered": ("utelatt",),
    "hp210_unplaced": ("uplassert",),
    "hp301_adaptation_same": ("ordlyd",),
    "hp302_adaptation_typography": ("ordlyd",),
    "hp401_nobody_responsible": ("ansvarlig", "vedtatt"),
    "hp402_no_deadline": ("frist", "vedtatt"),
    "hp403_deadline_outside_period": ("frist",),
    "hp404_deadline_before_meeting": ("frist",),
    "hp405_done_without_result": ("evaluering",),
    "hp406_status_against_stage": ("status", "resultat"),
    "hp407_action_without_status": ("evaluering",),
    "hp501_broken_letters": (UNUSUAL,),
    "hp502_mojibake": (
        "\ufffd",
        "Ã",
        "Â",
        "â",
        "ï",
        "ð",
        "¡",
        "¾",
        "‹",
        "Å§",
        "Ä‘",
        "√",
        "=C3=",
        "=c3=",
        "†",
        "›",
        "&",
    ),
    "hp503_ligature": (UNUSUAL,),
    "hp504_private_use_bullet": (UNUSUAL,),
    "hp505_double_space": ("  ",),
    "hp508_heading_in_field": ("#", "\n-", "\n="),
    "hp509_raw_html": ("<",),
    "hp511_invisible_sign": ("\u00ad", "\u200b", "\u2060", "\ufeff"),
} | {name: ("](", "]:") for name in CHECKING if name.startswith("hp60")}
NEEDS["hp606_picture_name_with_space"] += ("![",)
# Those of them that are signs: looked for in the texts, where keys and stages are known already.
SIGNS = frozenset(sign for signs in NEEDS.values() for sign in signs if not (sign.isascii() and sign.isalpha())) - {
    UNUSUAL
}
OPTIONAL_CODES = {name.partition("_")[0].upper(): name for name in OPTIONAL}
CODES = frozenset(name.partition("_")[0].upper() for name in (*READING, *CHECKING, *OPTIONAL))


@cache
def rule(name: str) -> Rule:
    """Return the rule of a module, by the module's name: `rule("hp102_wrong_shape")`."""
    found: Rule = import_module(f"{__name__}.{name}").RULE
    return found
