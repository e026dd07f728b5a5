"""How alike two wordings are, whatever the spelling, the written language or the ending of a word."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

# What one written language writes otherwise than the other, compared as if it were bokmål; endings fall away anyway.
_BOKMAL = {
    "ikkje": "ikke", "ein": "en", "eit": "et", "eitt": "et", "dei": "de", "frå": "fra", "auke": "øke",
    "auka": "øke", "meir": "mer", "fleire": "flere", "vere": "være", "vert": "blir", "verte": "bli", "kva": "hva",
    "korleis": "hvordan", "kven": "hvem", "deira": "deres", "sjå": "se", "gjere": "gjøre", "gjer": "gjør",
    "høgare": "høyere", "løn": "lønn", "noko": "noe", "nokon": "noen", "eigen": "egen", "eige": "egne",
    "eigne": "egne", "berre": "bare", "no": "nå", "saman": "sammen", "medverknad": "medvirkning",
    "verkemiddel": "virkemiddel", "sjuk": "syk", "skilnader": "forskjeller", "skilnad": "forskjell",
    "talet": "tallet", "røysterett": "stemmerett", "røysteretten": "stemmeretten", "bruker": "bruke",
    "brukar": "bruke", "heiltid": "heltid", "heile": "hele", "føresetnader": "forutsetninger", "leiing": "ledelse",
    "byggjer": "bygger", "tryggje": "trygge", "arbeidar": "arbeider", "tenester": "tjenester",
    "tenestene": "tjenestene", "sjukelønn": "sykelønn",
}  # fmt: skip
_PARTS = (
    ("heiltid", "heltid"), ("sjuke", "syke"), ("teneste", "tjeneste"), ("løns", "lønns"), ("leiing", "ledelse"),
    ("skilnad", "forskjell"), ("røyste", "stemme"), ("eigen", "egen"), ("utan", "uten"),
)  # fmt: skip
# Words that carry no meaning of their own; «ikke», «uten» and «eller» do.
FUNCTION = frozenset(
    re.findall(
        r"\w+",
        "og i på av til for med en et ei den det de som å at er blir være har skal ved fra om seg sin sitt sine samt "
        "også der dette disse våre vår vårt jf jfr m dei ein eit frå vere",
    )
)
_ENDINGS = re.compile(r"(?:enes|anes|ene|ane|ens|ets|ers|er|ar|en|et|a|e|s|t)$")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_LEAD = re.compile(
    r"^(?:(?:mål|punkt|område|pkt|strategi)\.?\s+)?(?:[(]?[a-z]?\d{1,2}(?:\.\d{1,2})*[.):]?|[a-z][.):])(?:\s*[-–:])?\s+",
    re.IGNORECASE,
)
_LEAD_WORD = re.compile(
    r"^(?:nasjonalt mål|hovedmål|hovudmål|delmål|mål|område|prioritert område)\s*(?:(?:\d{1,2}|[a-z])\s*)?[:–-]\s*",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return _WORD.findall(text.lower())


def without_number(text: str) -> str:
    """Return a text without the number, or the word for what it is, in front."""
    bare = _LEAD.sub("", text, count=1) or text
    return _LEAD_WORD.sub("", bare, count=1) or text


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what of a word is the same in both written languages and in every form of it."""
    word = _BOKMAL.get(word, word)
    for nynorsk, bokmal in _PARTS:
        word = word.replace(nynorsk, bokmal)
    return _ENDINGS.sub("", word) if len(word) > 4 else word


def same_word(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip of the keys. Numbers never are."""
    if one == other:
        return True
    apart = len(one) - len(other)
    if apart > 2 or apart < -2 or len(one) < 4 or len(other) < 4 or one[0].isdigit() or other[0].isdigit():
        return False
    return _slip(one, other)


@lru_cache(maxsize=200_000)
def _slip(one: str, other: str) -> bool:
    most = 2 if max(len(one), len(other)) >= 10 else 1
    return bool(_distance()(one, other, score_cutoff=most) <= most)


@cache
def _distance() -> Callable[..., int]:
    """Loaded when the first two words are compared, and not by other commands."""
    from rapidfuzz.distance import OSA

    return OSA.distance


def differing(text: str, wording: str) -> tuple[list[str], list[str]]:
    """Return the words that carry meaning and are only in the one, and only in the other."""
    more, fewer = [], [word for word in words(wording) if word not in FUNCTION]
    unlike = set[str]()  # what is like none of them, is like none of those that are left
    for word in words(text):
        if word in FUNCTION:
            continue
        match = word if word in fewer else None
        if match is None and word not in unlike:
            match = next((other for other in fewer if same_word(word, other)), None)
        if match is None:
            more.append(word)
            unlike.add(word)
        else:
            fewer.remove(match)
    # «fram» and «framover», joined or apart: «verve konkurranse», «vervekonkurranse»
    if "".join(more) == "".join(fewer):
        return [], []
    return more, fewer


def slips(text: str, wording: str) -> bool:
    """Whether a text has words that the wording does not have just so."""
    return sorted(words(text)) != sorted(words(wording))
