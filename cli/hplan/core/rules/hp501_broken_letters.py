"""HP501: letters that the font of a PDF turned into others."""

from collections.abc import Iterator

from hplan.core.texts.prose import by_line, fix, hits, pattern, words
from hplan.i18n import N_
from hplan.model.broken_letters import LETTERS
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_PRIVATE = "\U00100142\U0010014c\U0010019e\U0010019f\U001001a9\U001001ab\U001001af"
_SMALL = f"a-zæøåéòô{_PRIVATE}Ɵ-ƫ"
# Ư and Ō begin names in Vietnamese and Japanese, and ł stands in Polish ones.
_SURE = (
    f"(?P<sure>[{_PRIVATE}](?=[{_SMALL}])|(?<=[A-ZÆØÅ{_SMALL}])[{_PRIVATE}ƩƫƞƟ]|Ɵ(?=[{_SMALL}ƩƯ])"
    f"|(?<=[{_SMALL}])[ƯŌ]|(?<=\\b[A-ZÆØÅ])[ƯŌ](?=[{_SMALL}])|ł(?=ern|ell|ord|or\\b|øs|ær|ør))"
)
_UNSURE = r"[ƟƩƫƞ]|(?<=[^\W\d_])[\ue000-\uf8ff\U000f0000-\U0010fffd]+(?=[^\W\d_])"


def check(subject: Subject) -> Iterator[Finding]:
    """Find letters that no Norwegian word has, of which a few have one sure meaning."""
    if not any(sign in LETTERS or sign >= "\ue000" for sign in subject.signs):
        return
    for line in by_line(hits(subject, pattern(f"{_SURE}|{_UNSURE}"))):
        sure = [hit for hit in line if hit.match["sure"]]
        for found in filter(None, (sure, [hit for hit in line if not hit.match["sure"]])):
            mended = fix(hit.edit(LETTERS[hit.match[0]]) for hit in sure) if found is sure else None
            yield RULE.at(found[0].at, width=len(found[0].match[0]), fix=mended, words=words(found))


RULE = Rule(
    code="HP501",
    name="broken-letters",
    severity=Severity.WARNING,
    message=N_("Letters have been replaced by others in: {words}"),
    advice=N_("Write the words as they should be; it happens when text is copied from a PDF."),
    why=N_(
        "Fonts join letters such as ti, tt and ft into one sign, and some PDFs do not say which letters it is. "
        "Readers stumble, and a screen reader or a search cannot make out the word."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve fem nye Ɵllitsvalgte og uƞorme en plan
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive:
      - Verve fem nye tillitsvalgte og utforme en plan med Michał og Łucja
""",
    check=check,
)
