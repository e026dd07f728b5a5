"""What a workspace's `hplan.toml` and the command line ask of a check: which rules, where, with which words."""

from collections.abc import Iterable
from typing import NamedTuple

from hplan.core.settings_file import FILE, SettingsFile
from hplan.core.workspace import Workspace, display
from hplan.errors import StopError
from hplan.i18n import N_
from hplan.model.lexicon import Lexicon

_KEYS: dict[str, type] = {
    "select": list,
    "ignore": list,
    "words": list,
    "dictionaries": str,
    "strict": bool,
    "per-file-ignores": dict,
}

_NONE = N_(
    "{file}: {key} is empty, so that nothing would be checked. Delete the line to check everything, or write for "
    'example: {key} = ["HP1", "HP2"]'
)


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
    content = path.read_bytes()
    settings = parse_settings(content, display(path))
    if b"logo" in content:
        from hplan.core.document.look import read_look  # which finds it, or says that it is not there

        read_look(workspace)
    return settings


def parse_settings(content: bytes, name: str = FILE) -> Settings:
    """Return the settings in the bytes of a `hplan.toml`. Raises StopError, with the place, where it is wrong."""
    file = SettingsFile.read(content, name)
    tables = file.tables()
    for key in tables:
        file.demand_known(key, ("check", "document"), "[{}]")
    if "document" in tables:
        from hplan.core.document.look import parse_look  # which knows pictures

        parse_look(tables["document"], file)
    table = tables.get("check", {})
    file.demand_table("check", table, _KEYS)
    per_file: dict[str, list[str]] = table.get("per-file-ignores", {})
    for pattern, codes in per_file.items():
        file.demand(pattern, codes, list, f"per-file-ignores.{pattern}")
    select = _codes(file, "select", table.get("select", ["HP"]))
    if not select:
        raise file.wrong(_NONE, "select")
    return Settings(
        select=select,
        ignore=_codes(file, "ignore", table.get("ignore", [])),
        per_file=tuple((pattern, _codes(file, pattern, codes)) for pattern, codes in per_file.items()),
        words=frozenset(word.lower() for word in table.get("words", [])),
        dictionaries=table.get("dictionaries", ""),
        strict=table.get("strict", False),
    )


def _codes(file: SettingsFile, key: str, written: list[str]) -> tuple[str, ...]:
    try:
        return codes_of(written)
    except StopError as error:
        raise file.wrong(N_("{file}: {problem}"), key, problem=error.message) from None


def codes_of(written: Iterable[str]) -> tuple[str, ...]:
    """Return codes and beginnings of codes in capitals; a comma parts them too. Raises StopError for one of no rule."""
    from hplan.core.rules import CODES

    codes = tuple(code.strip().upper() for item in written for code in item.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            from hplan.core.suggest import no_such_rule

            raise no_such_rule(code, CODES)
    return codes
