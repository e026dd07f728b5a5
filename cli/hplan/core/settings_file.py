"""A workspace's `hplan.toml`: what it says, and where it is wrong."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from hplan.errors import StopError
from hplan.i18n import N_

FILE = "hplan.toml"
_NO_SUCH = N_("{file}: there is no setting {key}; there are {known}")
_MEANT = N_("{file}: there is no setting {key}. Did you mean {suggestion}?")
_FORM = N_("{file}: {key} has the wrong form. Write it so: {example}")
_NOT_TOML = N_(
    '{file}: this is not TOML. Write it as in this example, with [check] on a line above: ignore = ["HP304"]'
)
_TWICE = N_("{file}: this name is used already above; keep one of the two")
_YES = ("true", "1", "ja", "yes", "på", "on")


class SettingsFile(NamedTuple):
    """A `hplan.toml`, as the user names it, and its text."""

    name: str
    text: str

    @classmethod
    def read(cls, content: bytes, name: str) -> "SettingsFile":
        """Return the file with these bytes. Raises StopError where they are no text."""
        try:
            return cls(name, content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            place = f"{name}:{line}"
            raise StopError(N_("{file} is not saved as UTF-8; save it so in the editor"), file=place) from None

    def tables(self) -> dict[str, Any]:
        """Return what it says."""
        import tomllib

        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:  # not TOML, or figures and brackets without end
            said = str(error)
        twice = any(word in said for word in ("twice", "overwrite", "Duplicate", "mutate"))
        place = ""
        if found := re.search(r"at line (\d+), column (\d+)", said):
            place = f":{found[1]}:{found[2]}"
        elif "end of document" in said:
            lines = self.text.rstrip().split("\n")
            place = f":{len(lines)}:{len(lines[-1]) + 1}"
        raise StopError(_TWICE if twice else _NOT_TOML, file=self.name + place)

    def wrong(self, message_id: str, key: str, /, **values: object) -> StopError:
        """Return what stops a check where `key` is written, as far as that is easily found."""
        before = r"""^[ \t]*\[?[ \t]*(?:(?:check|document)[ \t]*\.[ \t]*)?["']?"""
        found = re.search(rf"{before}{re.escape(key)}(?![\w-])", self.text, re.MULTILINE)
        line = f":{self.text.count(chr(10), 0, found.end()) + 1}" if found else ""
        return StopError(message_id, file=f"{self.name}{line}", **{"key": key, **values})

    def demand_table(self, name: str, table: Any, keys: dict[str, type]) -> None:
        """Raise StopError unless this is a table of no other settings than `keys`, each of its kind."""
        if not isinstance(table, dict):
            raise self.wrong(_FORM, name, example=f"[{name}]")
        for key, value in table.items():
            self.demand_known(key, keys)
            self.demand(key, value, keys[key])

    def demand_known(self, key: str, known: Iterable[str], form: str = "{}") -> None:
        """Raise StopError unless a setting is one of those `known`, which are told in a `form`."""
        if key in (known := list(known)):
            return
        from hplan.core.suggest import closest

        if meant := closest(key, known):
            raise self.wrong(_MEANT, key, suggestion=form.format(meant))
        raise self.wrong(_NO_SUCH, key, known=", ".join(map(form.format, known)))

    def demand(self, key: str, value: Any, kind: type, called: str = "") -> None:
        """Raise StopError unless a setting's value is of its kind, and a list one of texts."""
        texts = not isinstance(value, list) or all(isinstance(item, str) for item in value)
        if not (isinstance(value, kind) and texts):
            example = _written(f'"{key}"' if called else key, value, kind)
            raise self.wrong(_FORM, key, key=called or key, example=example)


def _written(key: str, value: Any, kind: type) -> str:
    """How a setting is written, with what was meant as its value as far as that can be told."""
    if kind is dict:
        return f"[check.{key}]"
    if kind is bool:
        return f"{key} = {'true' if str(value).lower() in _YES else 'false'}"
    items = value if isinstance(value, list) else [value]
    texts = [f'"{item}"' for item in items if isinstance(item, str)] or ['"…"']
    return f"{key} = [{', '.join(texts)}]" if kind is list else f"{key} = {texts[0]}"
