"""The rules, each in a module of its own; a rule that is not in this list does not exist."""

from hplan.core.rules.hp001_no_access import RULE as NO_ACCESS
from hplan.core.rules.hp002_not_utf8 import RULE as NOT_UTF8
from hplan.core.rules.hp003_control_character import RULE as CONTROL_CHARACTER
from hplan.core.rules.hp004_yaml_syntax import RULE as YAML_SYNTAX
from hplan.core.rules.hp005_too_large import RULE as TOO_LARGE
from hplan.core.rules.hp006_too_deep import RULE as TOO_DEEP
from hplan.core.rules.hp007_too_many import RULE as TOO_MANY
from hplan.core.rules.hp008_unknown_alias import RULE as UNKNOWN_ALIAS
from hplan.core.rules.hp009_several_documents import RULE as SEVERAL_DOCUMENTS
from hplan.core.rules.hp010_tag import RULE as TAG
from hplan.core.rules.hp011_key_not_text import RULE as KEY_NOT_TEXT
from hplan.core.rules.hp012_duplicate_key import RULE as DUPLICATE_KEY
from hplan.core.rules.hp101_unknown_key import RULE as UNKNOWN_KEY
from hplan.core.rules.hp102_wrong_shape import RULE as WRONG_SHAPE
from hplan.core.rules.hp103_not_a_date import RULE as NOT_A_DATE
from hplan.core.rules.hp104_unknown_choice import RULE as UNKNOWN_CHOICE
from hplan.core.rules.hp105_not_an_amount import RULE as NOT_AN_AMOUNT
from hplan.core.rules.hp106_unknown_period import RULE as UNKNOWN_PERIOD
from hplan.core.rules.hp107_unknown_area import RULE as UNKNOWN_AREA
from hplan.core.rules.hp108_unknown_goal import RULE as UNKNOWN_GOAL
from hplan.core.rules.hp109_unknown_strategy import RULE as UNKNOWN_STRATEGY
from hplan.core.rules.hp110_goal_missing import RULE as GOAL_MISSING
from hplan.core.rules.hp111_bad_id import RULE as BAD_ID
from hplan.core.rules.hp112_strategy_incomplete import RULE as STRATEGY_INCOMPLETE
from hplan.core.rules.hp113_broken_strategy import RULE as BROKEN_STRATEGY
from hplan.core.rules.hp201_goal_unfilled import RULE as GOAL_UNFILLED
from hplan.core.rules.hp202_field_unfilled import RULE as FIELD_UNFILLED
from hplan.core.rules.hp203_omitted_without_reason import RULE as OMITTED_WITHOUT_REASON
from hplan.core.rules.hp204_item_unfilled import RULE as ITEM_UNFILLED

ALL = (
    NO_ACCESS,
    NOT_UTF8,
    CONTROL_CHARACTER,
    YAML_SYNTAX,
    TOO_LARGE,
    TOO_DEEP,
    TOO_MANY,
    UNKNOWN_ALIAS,
    SEVERAL_DOCUMENTS,
    TAG,
    KEY_NOT_TEXT,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    WRONG_SHAPE,
    NOT_A_DATE,
    UNKNOWN_CHOICE,
    NOT_AN_AMOUNT,
    UNKNOWN_PERIOD,
    UNKNOWN_AREA,
    UNKNOWN_GOAL,
    UNKNOWN_STRATEGY,
    GOAL_MISSING,
    BAD_ID,
    STRATEGY_INCOMPLETE,
    BROKEN_STRATEGY,
    GOAL_UNFILLED,
    FIELD_UNFILLED,
    OMITTED_WITHOUT_REASON,
    ITEM_UNFILLED,
)
