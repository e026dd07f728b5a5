"""HP302: a wording of the branch's own that differs from the national one in typography alone."""

from collections.abc import Callable, Iterator

from hplan.core.national import answered, fold, no_capitals, no_signs, no_spaces, no_stop, wordings
from hplan.i18n import N_, Message
from hplan.model.finding import Finding, Rule, Severity
from hplan.model.subject import Subject

_KINDS: tuple[tuple[Callable[[str], str], str], ...] = (
    (no_spaces, N_("spaces")),
    (no_signs, N_("dashes, quotation marks or emphasis")),
    (no_capitals, N_("capital letters")),
    (no_stop, N_("the punctuation at the end")),
)
SIGNS = 12  # more than typography adds to a text


def check(subject: Subject) -> Iterator[Finding]:
    """Find ordlyd: that is not the national text, but would be if nobody cared about typography."""
    language = subject.plan.written_language
    for national, answer in answered(subject):
        said = answer.wording
        if said is None:
            continue
        texts = [text.value for text in wordings(national, language)]
        alike = [text for text in texts if abs(len(text) - len(said.value)) <= SIGNS]
        same = [text for text in alike if fold(text) == fold(said.value)]
        if same and said.value not in texts:
            width = len(said.value.partition("\n")[0])
            yield RULE.at(said.at, width=width, text=said, kinds=_differences(said.value, same[0]))


def _differences(said: str, national: str) -> Message:
    """What they differ in: each kind without which they would not be the same."""
    kinds = {}
    for number, (_, name) in enumerate(_KINDS):
        first, second = said, national
        for other, (fold_one, _) in enumerate(_KINDS):
            if other != number:
                first, second = fold_one(first), fold_one(second)
        if first != second:
            kinds[f"kind{number}"] = Message(name)
    kinds = kinds or {"kind": Message(_KINDS[1][1])}
    return Message.of(", ".join(f"{{{name}}}" for name in kinds), **kinds)


RULE = Rule(
    code="HP302",
    name="adaptation-typography",
    severity=Severity.HINT,
    message=N_("“{text}” is the national wording but for {kinds}"),
    advice=N_("Delete ordlyd: with its text, unless the difference is meant."),
    why=N_("The document calls it a local adaptation, and delegates would look in vain for what has been adapted."),
    failing="""\
handlingsplan:
  heltid:
    pensjon:
      ordlyd: Forbedre og trygge medlemmenes pensjonsrettigheter.
      tekst: Vi arrangerer et pensjonskurs.
""",
    passing="""\
handlingsplan:
  heltid:
    pensjon:
      ordlyd: Forbedre og sikre medlemmenes pensjonsrettigheter
      tekst: Vi arrangerer et pensjonskurs.
""",
    check=check,
)
