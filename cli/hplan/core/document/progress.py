"""How far the actions have come, in figures and as a bar, for the evaluation."""

from collections import Counter
from collections.abc import Iterable

from hplan.core.document.fields import Field
from hplan.core.document.labels import Labels
from hplan.core.document.view import Count, ProgressView
from hplan.i18n import N_
from hplan.model.plan import Answer, Status

_WIDTH = 30  # signs of a bar
_SIGN = "\N{NO-BREAK SPACE}"  # of which a bar is made: it is coloured, and screen readers pass over it
_KINDS: tuple[tuple[str, Status | None], ...] = (
    ("done", Status.DONE),
    ("under-way", Status.UNDER_WAY),
    ("not-started", Status.NOT_STARTED),
    ("dropped", Status.DROPPED),
    ("unknown", None),
)


def progress(title: Field, answers: Iterable[Answer], labels: Labels) -> ProgressView:
    """Return how many of the actions have come how far."""
    found = Counter(
        action.status.value if action.status else None for answer in answers for action in answer.actions if action.text
    )
    total = found.total()
    ends = [round(_WIDTH * sum(found[status] for _, status in _KINDS[:n]) / (total or 1)) for n in range(6)]
    counts = tuple(
        Count(
            kind,
            labels.status(status) if status else labels.text(N_("without status")),
            found[status],
            _SIGN * (ends[n + 1] - ends[n]),
        )
        for n, (kind, status) in enumerate(_KINDS)
    )
    return ProgressView(title, total, counts, "" if total else _SIGN * _WIDTH)
