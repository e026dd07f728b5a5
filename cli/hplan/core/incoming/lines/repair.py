"""Sets letters right that a PDF's fonts or a text extractor have turned into others."""

import re
import unicodedata

from hplan.model.broken_letters import LETTERS

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f"))
_CONTROL = dict.fromkeys({*range(32), *range(0x7F, 0xA0)} - {9, 10, 11, 12, 13, 28, 29, 30, 31, 0x85})
_SIGNS = "".join(LETTERS)
# Signs that are no letters of Norwegian, next to small letters; at the start of a word only where no name has them.
_SMALL = "a-zæøåéòôäö"
_BROKEN = re.compile(
    f"(?<=[A-ZÆØÅ{_SMALL}{_SIGNS}])[{_SIGNS}]|[{_SIGNS}](?=[{_SMALL}{_SIGNS}])(?<!ł(?=[a-z]))(?<!\\bŌ)(?<!\\bƯ)"
    f"|\\bł(?=ern|ell|ord|or\\b|øs|ær|ør)"
)
BULLETS = "•·●○▪■□◦‣⁃∙–—\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0a8\uf071\u25b6►➢➤➔➜→⇒▸✓✔❖-*o"
_PRIVATE = re.compile("^[\ue000-\uf8ff]\\s*")


def repaired(text: str) -> str:
    """Return a text with its letters as they should be, and one kind of space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
        if not LETTERS.keys().isdisjoint(text):
            text = _BROKEN.sub(lambda found: LETTERS[found[0]], text)
        text = text.translate(_LIGATURES)
    return " ".join(text.translate(_CONTROL).split())
