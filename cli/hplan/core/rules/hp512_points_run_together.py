"""HP512: several points that become one text."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from hplan.core.texts.prose import pattern, unquoted
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

# Words after which a sentence goes on, on whatever line.
_ON = frozenset(
    """
    i på til for med av fra frå om og eller samt hos ved mellom som at å den det de dei en et ei ein eit vår vårt våre
    sin sitt sine både mot under over etter før innen innan per pr hver hvert kvar kvart alle lokale nye er har skal
    vil kan må blir bruke følge følgje sammen saman
    """.split()  # noqa: SIM905 (a list of words is read and mended as text)
)
_WIDE = 60  # a line that had room for the next word was ended on purpose
_BEGINNING = r"\n +(?=[A-ZÆØÅ][a-zæøå])"
# What begins in the middle of a line, after a dash: an infinitive, which few names and first words of sentences are.
_VERB = (
    r"(?!(?:Dette|Denne|Disse|Desse|Ikke|Ikkje|Noe|Alle|Mange|Flere|Fleire|Både|Ofte)\b)"
    r"(?:[A-ZÆØÅ][a-zæøå]{1,20}e|Gi|Få|Ha|Gå|Stå|Se|Sjå|Ta|Dra|Bli|Bidra)"
    r"(?= (?!(?:og|i|som|er|har|skal|fra|frå|vil) )[a-zæøå\d])"
)
_DASHES = rf" ([-–])(?= {_VERB})(?:(?<=[a-zæøå)][.!?] -)|(?<=\S [-–])(?=[^\n]{{1,200}}? [-–] {_VERB}))"
_CAPITAL = r"[A-ZÆØÅ][a-zæøå]"
Line = tuple[str, int]  # and where it begins in the text


def check(subject: Subject) -> Iterator[Finding]:
    """Find lines without an end before one with a capital, and points with a dash in the middle of a line."""
    source, prose = subject.source, subject.prose
    begun = [found.start() for found in pattern(_BEGINNING).finditer(source)]
    if begun := [offset for offset in begun if _open(source[max(0, offset - 2) : offset])]:
        texts = list(dict.fromkeys(subject.texts))
        starts = [subject.offset(text.at) for text in texts]
        for number in sorted({bisect_right(starts, offset) - 1 for offset in begun} - {-1}):
            for line, start in _run_together(_lines(source, texts[number].value, starts[number])):
                yield RULE.at(subject.place(texts[number], start, line), width=len(line))
    if " - " in prose or " – " in prose:
        likely = [text for text in subject.texts if " - " in text.value or text.value.count(" – ") > 1]
        for text in dict.fromkeys(likely):
            if pattern(_DASHES).search(text.value) and (found := pattern(_DASHES).search(unquoted(text.value))):
                yield RULE.at(subject.place(text, found.start(1), found[1]), width=1)


def _open(end: str) -> bool:
    """Whether what ends so, ends without a sign."""
    last = end.rstrip("\r")[-1:]
    return last.isalnum() or last in (")", "%")


def _lines(source: str, value: str, offset: int) -> Iterator[Line]:
    """The lines of a text as the file has them; none of one in quotes, or that is folded on purpose."""
    position = 0
    if source[offset] == "|":
        for line in value.split("\n"):
            yield line, position
            position += len(line) + 1
    elif source[offset] not in ">\"'":
        while position < len(value):
            end = source.find("\n", offset)
            end = end if end >= 0 else len(source)
            line = source[offset:end].strip()
            if not value.startswith(line, position):
                return
            yield line, position
            position, offset = position + len(line) + 1, end + 1


def _run_together(lines: Iterator[Line]) -> Iterator[Line]:
    """The first line in each paragraph that looks like a point of its own."""
    said = list(lines)
    if any(line.startswith("```") for line, _ in said):
        return
    room = max([_WIDE, *(len(line) for line, _ in said)])
    paragraph: list[Line] = []
    for line, start in [*said, ("", 0)]:
        structure = pattern(r" *(?:([>|#])|[-*+] |\d+[.)] )").match(line)
        if structure or not line.strip():
            yield from _points(paragraph, room)
            paragraph = []
        # Quotations, tables and headings have lines of their own.
        paragraph.append(("" if structure and structure[1] else line.strip(), start + len(line) - len(line.lstrip())))


def _points(paragraph: list[Line], room: int) -> Iterator[Line]:
    """The first line that is a point; if one begins with a small letter, the lines are those of a sentence."""
    lines = paragraph if paragraph and paragraph[0][0] else paragraph[1:]
    if not all(pattern(_CAPITAL).match(line) for line, _ in lines[1:]):
        return
    for (above, _), (line, start) in pairwise(lines):
        words = above.split()
        fits = len(above) + 1 + len(line.split(maxsplit=1)[0]) <= room
        if fits and _open(above) and words[-1].lower() not in _ON:
            yield line, start
            return


RULE = Rule(
    code="HP512",
    name="points-run-together",
    severity=Severity.HINT,
    message=N_("A new point seems to begin here, but becomes one text with the point before"),
    advice=N_("Give each point a line of its own with a dash and a space in front, or an empty line above."),
    why=N_("A new line is a space in the document, as in YAML and Markdown, and a dash inside a line is a dash."),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive: |
      Holde fire kurs for tillitsvalgte
      Lage en brosjyre
      Verve 20 medlemmer
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Holde fire kurs for tillitsvalgte
      - Lage en brosjyre
      - Verve 20 medlemmer
""",
    check=check,
)
