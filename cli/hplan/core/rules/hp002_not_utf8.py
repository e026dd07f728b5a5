"""HP002: the bytes are not UTF-8; what they most likely are instead."""

from hplan.i18n import N_, Message
from hplan.model.finding import Finding, Fix, Rule, Severity
from hplan.model.place import Place

RULE = Rule(
    code="HP002",
    name="not-utf8",
    severity=Severity.UNREADABLE,
    message=N_("The file is not UTF-8 text: {problem}"),
    advice=N_("Save it again as UTF-8. Notepad: File, Save as, Encoding. VS Code: click the encoding below."),
    why=N_("YAML is UTF-8 (YAML 1.2, 5.2). Other encodings turn å, æ and ø into other letters."),
    failing="""\
# lagret som Windows-1252
innledning: Vi skal øke organisasjonsgraden.
""",
    passing="""\
# lagret som UTF-8
innledning: Vi skal øke organisasjonsgraden.
""",
)

_LOOKS_LIKE = N_("it looks like {encoding}")
_BROKEN = N_("the rest of it is, but the letter here is not")
_UNKNOWN = N_("this letter is written otherwise")
_ANEW = N_("Write the letter anew; it most likely came along from a file in another encoding.")

# Python's name of an encoding, and the one that people know.
_ONE_BYTE = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "MS-DOS 850"))
_LETTERS = frozenset("æøåÆØÅéèêëóòôöäüáàâíïúñçÉÈÓÒÔÖÄÜÁÀŠšŽž–—“”‘’«»…•§°½€\xa0´·×")
_SIGNS = frozenset("\t\n\r\ufeff")


def explain(content: bytes, place: Place) -> Finding:
    """Make the finding, with the encoding that gives plausible text."""
    for codec, name in _candidates(content):
        if _plausible(content, codec):
            problem = Message.of(_LOOKS_LIKE, encoding=name)
            place = Place(place.path) if codec.startswith("utf") else place  # the whole of it, not one letter
            return RULE.at(place, problem=problem, fix=Fix(encoding=codec) if _sure(content, codec) else None)
    broken = _mostly_utf8(content)
    return RULE.at(place, problem=Message(_BROKEN if broken else _UNKNOWN), advice=_ANEW if broken else None)


def _candidates(content: bytes) -> list[tuple[str, str]]:
    """The encodings to try, the likeliest first."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [("utf-16", "UTF-16")]
    zeros = content[:2000].count(0)
    if zeros > len(content[:2000]) // 4:
        return [("utf-16-be" if content[:2000:2].count(0) > zeros // 2 else "utf-16-le", "UTF-16")]
    if _mostly_utf8(content):
        return []
    # Each turns the same bytes into other letters: the one that makes letters of the language of most of them.
    return sorted(_ONE_BYTE, key=lambda each: -sum(sign in _LETTERS for sign in _foreign(content, each[0])))


def _foreign(content: bytes, codec: str) -> str:
    """What the bytes that are not ASCII mean in an encoding of one byte a letter."""
    return bytes(byte for byte in content if byte > 127).decode(codec, "ignore")


def _plausible(content: bytes, codec: str) -> bool:
    """Whether the bytes are text in this encoding: without signs that no text has, and nearly all letters are ours."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return False
    if any(not sign.isprintable() and sign not in _SIGNS and sign != "\xa0" for sign in set(text)):
        return False
    foreign = [sign for sign in text if sign > "\x7f" and sign != "\ufeff"]
    # Of UTF-16, the sum of it being text at all is proof enough.
    return codec.startswith("utf") or sum(sign in _LETTERS for sign in foreign) >= 0.8 * len(foreign)


def _sure(content: bytes, codec: str) -> bool:
    """Whether every letter is one of ours in this encoding, and not in any other: letters once changed are lost."""
    if codec.startswith("utf"):
        return True
    count = sum(byte > 127 for byte in content)
    ours = {each: sum(sign in _LETTERS for sign in _foreign(content, each)) for each, _ in _ONE_BYTE}
    return ours[codec] == count and all(score < count for each, score in ours.items() if each != codec)


def _mostly_utf8(content: bytes) -> bool:
    """Whether more letters are right than wrong as UTF-8."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) > 2 * wrong
