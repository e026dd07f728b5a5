"""The language that hplan speaks to its user, and messages that wait to be put into it.

Message ids are English; `locale/` holds the catalogues of bokmål (nb) and nynorsk (nn). A message is kept as
a `Message` (its id and its values) until it is shown, so that what the core finds is the same in every language.
"""

import gettext
import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("nb", "nn", "en")
LOCALE_DIR = Path(__file__).parent / "locale"
# The Sámi languages of Norway have no catalogue; those who read them read bokmål.
_SPOKEN = {"nb": "nb", "no": "nb", "nn": "nn", "se": "nb", "smj": "nb", "sma": "nb", "en": "en"}


def N_(message_id: str) -> str:  # noqa: N802 (gettext's own name)
    """Mark a message id for extraction, without translating it."""
    return message_id


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of `language` (nb, nn; anything else is English)."""
    return gettext.translation("hplan", str(LOCALE_DIR), [language], fallback=True)


@cache
def user_language() -> str:
    """Return nb, nn or en: what `HPLAN_LANG` says, or else the user's locale."""
    for name in ("HPLAN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "").split(":")[0].split(".")[0].split("_")[0].lower()
        if code in _SPOKEN:
            return _SPOKEN[code]
        if code and name != "HPLAN_LANG":
            return "en"
    return _system_language()


def _system_language() -> str:
    """Windows tells the language of its menus by a number, not by the environment."""
    if sys.platform == "win32":
        import ctypes
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return _SPOKEN.get(locale.windows_locale.get(number, "en").split("_")[0], "en")
    return "en"


def speak() -> None:
    """Let the libraries beneath us (typer's "Usage", "Options" …) find their words in our catalogue too."""
    os.environ["LANGUAGE"] = user_language()
    gettext.bindtextdomain("hplan", str(LOCALE_DIR))
    gettext.textdomain("hplan")


def _(message_id: str) -> str:
    """Return a message in the user's language."""
    return _translated(message_id, user_language())


@cache
def _translated(message_id: str, language: str) -> str:
    return translations(language).gettext(message_id)


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return the message for `count` things in the user's language, with `{count}` and other values filled in."""
    return translations(user_language()).ngettext(one, many, count).format(count=count, **values)


class Message(NamedTuple):
    """A message id with the values of its `{names}`; `str()` puts it into the user's language.

    A value that is itself a message is translated along with it.
    """

    id: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, message_id: str, **values: object) -> "Message":
        """Build a message from keyword values; `message_id` must be marked with `N_` where it is written."""
        return cls(message_id, tuple(values.items()))

    def __str__(self) -> str:
        said = _(self.id)
        if "{" not in said:  # as in most advice; whoever keeps the words keeps one text, not as many as there are
            return said
        return said.format_map({name: visible(str(value)) for name, value in self.values})


def visible(text: str) -> str:
    """Return a text of a plan's as it can stand in a message: on one line, without signs that steer a terminal."""
    if not text.isprintable():
        text = "".join(
            sign if sign.isprintable() else " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}" for sign in text
        )
    return text if len(text) <= 400 else f"{text[:400]}…"
