"""Small signs of a page, set right before anything is seen from where they stand: bullets, and hyphens at the end."""

from bisect import bisect_left
from collections.abc import Sequence

from hplan.core.incoming.lines.line import Printed
from hplan.core.incoming.lines.repair import BULLETS

_HYPHENS = frozenset("\x02\xad\ufffe-‐")  # the first is PDFium's own, for one that parts a word
_FROM_BULLET, _TO_HYPHEN = 48.0, 4.0  # points


def settled(pieces: Sequence[Printed]) -> list[Printed]:
    """Return pieces of text with each bullet at the beginning of its line, and each hyphen at the end."""
    words = [piece for piece in pieces if piece.text not in _HYPHENS and not _bullet(piece)]
    signs = [piece for piece in pieces if piece.text in _HYPHENS or _bullet(piece)]
    if not signs:
        return [_hyphened(piece) for piece in words]
    words.sort(key=lambda piece: piece.top)
    tops = [piece.top for piece in words]
    highest = max((piece.height for piece in words), default=0)
    at = {id(piece): number for number, piece in enumerate(words)}
    found = list(words)
    for sign in signs:
        middle = sign.top + sign.height / 2
        near = words[bisect_left(tops, middle - highest - 1) : bisect_left(tops, middle + 1)]
        beside = [piece for piece in near if piece.top - 1 <= middle <= piece.top + piece.height + 2]
        if sign.text in _HYPHENS:
            parted = [piece for piece in beside if abs(sign.left - piece.right) <= _TO_HYPHEN]
        else:
            parted = [piece for piece in beside if -1 <= piece.left - sign.right <= _FROM_BULLET]
        if parted:
            number = at[id(min(parted, key=lambda piece: piece.left))]
            found[number] = _joined(found[number], sign)
        elif sign.text.isprintable():
            found.append(sign)
    return [_hyphened(piece) for piece in found]


def _joined(piece: Printed, sign: Printed) -> Printed:
    if sign.text in _HYPHENS and sign.left > piece.left:
        return piece._replace(text=f"{piece.text.rstrip()}-", right=sign.right)
    return piece._replace(text=f"{sign.text} {piece.text}", left=sign.left)


def _bullet(piece: Printed) -> bool:
    return len(piece.text) == 1 and piece.text in BULLETS


def _hyphened(piece: Printed) -> Printed:
    last = piece.text[-1:]
    return piece._replace(text=f"{piece.text[:-1]}-") if last in _HYPHENS and len(piece.text) > 1 else piece
