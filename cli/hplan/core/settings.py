"""What a workspace's `hplan.toml` and the command line ask of a check: which rules, where, with which words."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from hplan.core.workspace import Workspace
from hplan.errors import StopError
from hplan.i18n import N_
from hplan.model.lexicon import Lexicon

FILE = "hplan.toml"
_KEYS: dict[str, type] = {
    "select": list,
    "ignore": list,
    "words": list,
    "dictionaries": str,
    "strict": bool,
    "per-file-ignores": dict,
}


class Settings(NamedTuple):
    """Codes and their beginnings ("HP2"): of two that fit a rule, the longer counts; of two as long, `ignore`.

    `per_file` are patterns of paths within the workspace (`plans/gamle/*.yaml`) with what is ignored in them. `words`
    are the workspace's own, in small letters, right however they look to a rule of spelling. `dictionaries` is the
    folder where that finds others than the machine's; `lexicons`, what it found, once somebody has looked. `grave`
    asks only the rules that find what the document would lack.
    """

    select: tuple[str, ...] = ("HP",)
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: frozenset[str] = frozenset()
    dictionaries: str = ""
    lexicons: tuple[Lexicon, ...] = ()
    strict: bool = False
    grave: bool = False

    def asked(self, select: Iterable[str], ignore: Iterable[str], strict: bool) -> "Settings":
        """Return the settings with the command line's: its `select` in place of the file's, its `ignore` besides."""
        chosen = tuple(select) or self.select
        return self._replace(select=chosen, ignore=(*self.ignore, *ignore), strict=strict or self.strict)

    def wants(self, code: str, path: str = "") -> bool:
        """Whether findings of a rule are to be shown, in the file `path` (named from the workspace)."""
        return self._selected(code) and not any(
            code.startswith(codes) and _fits(path, pattern) for pattern, codes in self.per_file
        )

    def _selected(self, code: str) -> bool:
        from hplan.core.rules import OPTIONAL_CODES

        chosen = max((len(part) for part in self.select if code.startswith(part)), default=-1)
        if code in OPTIONAL_CODES and chosen < len(code):
            return False
        ignored = max((len(part) for part in self.ignore if code.startswith(part)), default=-1)
        return chosen > ignored


def _fits(path: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    return fnmatchcase(path, pattern)


def read_settings(workspace: Workspace) -> Settings:
    """Return the settings of a workspace. Raises StopError, with the place, where its file is wrong."""
    path = workspace.root / FILE
    if not (workspace.found and path.is_file()):
        return Settings()
    return parse_settings(path.read_bytes())


def parse_settings(content: bytes) -> Settings:
    """Return the settings in the bytes of a `hplan.toml`. Raises StopError, with the place, where it is wrong."""
    import tomllib

    try:
        tables: dict[str, Any] = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not TOML, not UTF-8, or figures and brackets without end
        raise StopError(N_("{file} cannot be read: {problem}"), file=FILE, problem=error) from None
    if other := next((key for key in tables if key != "check"), None):
        raise StopError(
            N_("{file}: there is no setting {key}; there are {known}"), file=FILE, key=other, known="[check]"
        )
    table = tables.get("check", {})
    if not isinstance(table, dict):
        raise StopError(N_("{file}: {key} has the wrong form; see the user’s guide"), file=FILE, key="check")
    for key, value in table.items():
        if key not in _KEYS:
            raise StopError(
                N_("{file}: there is no setting {key}; there are {known}"), file=FILE, key=key, known=", ".join(_KEYS)
            )
        _form(key, value, _KEYS[key])
    per_file: dict[str, list[str]] = table.get("per-file-ignores", {})
    for pattern, codes in per_file.items():
        _form(f"per-file-ignores.{pattern}", codes, list)
    return Settings(
        select=codes_of(table.get("select", ["HP"])),
        ignore=codes_of(table.get("ignore", [])),
        per_file=tuple((pattern, codes_of(codes)) for pattern, codes in per_file.items()),
        words=frozenset(word.lower() for word in table.get("words", [])),
        dictionaries=table.get("dictionaries", ""),
        strict=table.get("strict", False),
    )


def _form(key: str, value: Any, kind: type) -> None:
    """Raise StopError unless a setting's value is of its kind, and a list one of texts."""
    if not isinstance(value, kind) or (isinstance(value, list) and not all(isinstance(item, str) for item in value)):
        raise StopError(N_("{file}: {key} has the wrong form; see the user’s guide"), file=FILE, key=key)


def codes_of(written: Iterable[str]) -> tuple[str, ...]:
    """Return codes and beginnings of codes in capitals; a comma parts them too. Raises StopError for one of no rule."""
    from hplan.core.rules import CODES

    codes = tuple(code.strip().upper() for item in written for code in item.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            raise StopError(N_("there is no rule {code}. All rules: hplan rule"), code=code)
    return codes
