"""What has been changed in a returned document so far: the plan file's tree, conflicts, and what has no place in it.

A part that the document does not change is not touched. One that the plan has changed since stays as it is there, if
the document has not changed it too: then the two are in conflict, and nothing is written.
"""

from collections.abc import Sequence
from copy import deepcopy

from hplan.core.document import identity
from hplan.core.document.identity import Identity, digest
from hplan.core.document.labels import Labels
from hplan.core.incoming.returned.notes import Noted
from hplan.core.incoming.returned.sections import Names
from hplan.core.incoming.returned.units import Unit, align, numbered, words
from hplan.core.incoming.returned.yaml_spans import Tree, key_in
from hplan.model.plan import Plan, Stage
from hplan.model.strategy import Strategy


class Changes:
    """The changes of one document. `tree` is the plan file's, changed; `conflicts` are parts by their numbers."""

    def __init__(self, plan: Plan, strategy: Strategy, tree: Tree, stage: Stage, base: Identity | None) -> None:
        self.plan, self.strategy, self.labels = plan, strategy, Labels(plan.written_language)
        self.names = Names(strategy, self.labels)
        self.tree: dict[str, Tree] = deepcopy(tree) if isinstance(tree, dict) else {}
        self.stage, self.base = stage, base
        self.ours = {name: digest(texts) for name, texts in identity.parts(plan, strategy, self.labels).items()}
        self.conflicts: list[str] = []
        self.noted: list[Noted] = []
        self.unplaced: list[str] = []
        self.listed: tuple[list[Tree], set[str]] = [], set()  # the list that goals were last added to, and what it says
        self.front: tuple[Unit, ...] = ()  # what stands above the introduction of the document
        self.printed: set[str] = set()  # the national text of areas, which is nobody's answer where its heading is gone

    def open(self, part: str, name: str, theirs: Sequence[str]) -> bool:
        """Whether the document may change a part: the plan has not changed it since.

        Where both have, they are in conflict, but for a change that the plan has from this very document.
        """
        ours, nothing = self.ours.get(part, digest([])), digest([])
        base = ours if self.base is None else self.base.parts.get(part, nothing)
        if base != ours and digest(theirs) not in (base, ours):
            self.conflicts.append(name)
        return base == ours

    @property
    def whole(self) -> bool:
        """Whether the document was made of the plan as it is, and not of one that has been changed since."""
        return self.base is None or {**self.base.parts} == self.ours

    def left(self, new: Sequence[Unit], old: Sequence[Unit]) -> None:
        """Keep what was written where the plan file has no place for it."""
        was = align(old, new)
        for unit, at in zip(new, was, strict=True):
            if unit.key and (at is None or (words(old[at].text) or old[at].key) != (words(unit.text) or unit.key)):
                self.unplaced.append(unit.key)

    def raw(self, *path: str) -> Tree:
        """Return what the file has at a path."""
        here: Tree = self.tree
        for name in path:
            key = key_in(here, name)
            here = here.get(key) if isinstance(here, dict) else None
        return here

    def put(self, value: Tree, *path: str, order: Sequence[str] = ()) -> None:
        """Put a value in the file's tree, in the place of what is there."""
        here = self.tree
        for name in path[:-1]:
            key = key_in(here, name)
            if not isinstance(inner := here.get(key), dict):
                inner = here[key] = {}
            here = inner
        key = key_in(here, path[-1])
        if key in here or not order:
            here[key] = value
            return
        after = set(order[order.index(path[-1]) + 1 :])
        rest = {name: here.pop(name) for name in list(here) if name in after}
        here[key] = value
        here |= rest

    def take(self, *path: str) -> None:
        """Take a key out of the tree."""
        holder = self.raw(*path[:-1])
        if isinstance(holder, dict):
            holder.pop(key_in(holder, path[-1]), None)

    def answered(self, units: Sequence[Unit], before: Sequence[Unit]) -> list[Unit]:
        """Units without the national text that came under another heading when its own was lost."""
        known = {unit.key for unit in before}
        return [unit for unit in units if unit.key in known or unit.key not in self.printed]

    def points(self, units: Sequence[Unit], number: str) -> list[Unit]:
        """Units with the numbers of points set apart, that only a reader needs."""
        if self.stage is Stage.DRAFT:
            return list(units)
        made = []
        for unit in units:
            apart = numbered(unit)
            made.append(apart if apart.number.startswith(f"{number}.") else unit)
        return made
