"""HP504: a sign that only a font such as Symbol or Wingdings has; in Word, most often a bullet."""

from collections.abc import Iterator

from hplan.core.texts.prose import Hit, fix, hits, pattern
from hplan.i18n import N_
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_WORD = "\uf0b7"  # Word's own bullet, which is printed as one at the start of a line
_SIGNS = r"(?<![^\W\d_])[\ue000-\uf8ff][ \t\xa0]*|[\ue000-\uf8ff](?![^\W\d_])[ \t\xa0]*"


def check(subject: Subject) -> Iterator[Finding]:
    """Find signs of the private use area that do not stand inside a word; the bullets of one text at its first."""
    if not any("\ue000" <= sign <= "\uf8ff" for sign in subject.signs):
        return
    bullets: list[Hit] = []
    for hit in hits(subject, pattern(_SIGNS)):
        if bullets and bullets[-1].text is not hit.text:
            yield _list(subject, bullets)
            bullets = []
        if _first(hit):
            bullets.append(hit)
        else:
            yield RULE.at(hit.at, width=1, code=f"U+{ord(hit.match[0][0]):04X}")
    if bullets:
        yield _list(subject, bullets)


def _first(hit: Hit) -> bool:
    """Whether nothing stands before it on its line, and something after it."""
    value, (start, end) = hit.text.value, hit.match.span()
    return not value[max(0, start - 100) : start].rpartition("\n")[2].strip() and bool(value[end : end + 1].strip())


def _list(subject: Subject, bullets: list[Hit]) -> Finding:
    printed = all(hit.match[0][0] == _WORD and len(hit.match[0]) > 1 for hit in bullets)
    new, advice = _instead(subject, bullets[0])
    mended = fix(hit.edit(new) for hit in bullets) if new is not None else None
    severity, code = Severity.HINT if printed else None, f"U+{ord(bullets[0].match[0][0]):04X}"
    return RULE.at(bullets[0].at, width=1, fix=mended, advice=advice, severity=severity, code=code)


def _instead(subject: Subject, hit: Hit) -> tuple[str | None, str | None]:
    """What to write in the place of a bullet at the start of a line, where that is sure; and the advice."""
    offset = subject.offset(hit.text.at)
    written = subject.source[offset : offset + 2]
    if written[:1] == "|":
        return "- ", POINT
    alone = "\n" not in hit.text.value and not hit.match.start()
    follows = hit.text.value[hit.match.end() : hit.match.end() + 1]
    if alone and follows.isalnum() and hit.match[0][0] in (written[0], written[1:]):
        return "", DELETE
    return None, POINT


POINT = N_("Write a dash and a space in its place: - Møte")
DELETE = N_("Delete it; the point has a bullet of its own in the document.")
RULE = Rule(
    code="HP504",
    name="private-use-bullet",
    severity=Severity.WARNING,
    message=N_("The sign {code} is only in special fonts such as Symbol and Wingdings"),
    advice=N_("Write an ordinary sign or a word in its place."),
    why=N_(
        "Word’s bullets come along when text is copied. The sign has no meaning outside its font: readers see a box, "
        "and a screen reader says nothing."
    ),
    failing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive: |
      \uf0a7 Møte i april
      \uf0a7 Møte i november
""",
    passing="""\
handlingsplan:
  tariffmakt:
    yrkesaktive: |
      - Møte i april
      - Møte i november
""",
    check=check,
)
