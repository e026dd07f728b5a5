"""HP606: a picture whose name has a space in it, so that it is taken for words."""

from collections.abc import Iterator

from hplan.core.texts.prose import fix as mend
from hplan.core.texts.prose import hits, pattern
from hplan.core.texts.references import references
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix, Rule, Severity
from hplan.model.subject import Subject

# A picture but for the space between its brackets: what stands in the round ones is a picture's name.
_APART = r"(?i)(?<!\\)!\[([^\[\]\n]{0,200})\] +(\([^\s()<>]+\.(?:png|jpe?g|gif)\))"


def check(subject: Subject) -> Iterator[Finding]:
    """Find what was meant as a picture, and will be printed as it stands."""
    for picture in references(subject):
        if picture.broken:
            name = picture.written
            fix = Fix((Edit(picture.at, name, f"<{name}>"),))
            yield RULE.at(picture.at, width=len(name), fix=fix, name=name)
    for hit in hits(subject, pattern(r"!\["), pattern(_APART)) if "![" in subject.prose else ():
        written = f"![{hit.match[1]}]{hit.match[2]}"
        mended = mend([hit.edit(written)]) if "\n" not in hit.match[0] else None
        yield APART.at(hit.at, width=len(hit.match[0]), fix=mended, written=written)


RULE = Rule(
    code="HP606",
    name="picture-name-with-space",
    severity=Severity.ERROR,
    message=N_("The picture is not shown, because its name “{name}” has a space in it"),
    advice=N_("Put the name in angle brackets: <{name}>; or give the file a name without spaces."),
    why=N_("In Markdown a space ends the name (CommonMark, 6.3): the line would be printed with its signs."),
    failing="""\
innledning: |
  ![Vedtaket fra årsmøtet](aas/vedtak fra årsmøtet.png)
""",
    passing="""\
innledning: |
  ![Vedtaket fra årsmøtet](<aas/vedtak fra årsmøtet.png>)
""",
    check=check,
)
APART = RULE._replace(
    message=N_("The picture is not shown, because a space stands between its brackets"),
    advice=N_("Write {written}, without the space."),
)
