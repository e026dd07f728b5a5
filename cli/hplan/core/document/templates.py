"""Jinja makes Markdown: in its sandbox, since a workspace's templates come from strangers too."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hplan.core.workspace import display
from hplan.errors import StopError
from hplan.i18n import N_

MAX_LENGTH = 5_000_000


class Templates:
    """The templates of a workspace: its own file by file before the ones that come with hplan."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self.environment = ImmutableSandboxedEnvironment(
            loader=_Loader(self.folders),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )

    def find(self, name: str) -> Path:
        """Return the file that serves as `name`."""
        path = next(path for folder in self.folders if (path := folder / name).is_file())
        _stay_inside(path)
        return path

    def render(self, name: str, variables: Mapping[str, object]) -> str:
        """Fill in a template. Raises StopError with the template's file and line where it is wrong."""
        try:
            parts, length = [], 0
            for part in self.environment.get_template(name).generate(variables):
                parts.append(part)
                length += len(part)
                if length > MAX_LENGTH:
                    raise StopError(
                        N_("the template {place} makes a document that is too long"), place=self._place(name)
                    )
            return "".join(parts)
        except StopError:
            raise
        except TemplateSyntaxError as error:
            raise self._stop(error.name or name, error.lineno, error) from None
        except Exception as error:  # whatever a template's own expressions bring about
            raise self._stop(*_innermost(error, name), error) from None

    def _stop(self, name: str, line: int, error: Exception) -> StopError:
        problem = (error.message if isinstance(error, TemplateError) else None) or str(error)
        if isinstance(error, TemplateNotFound):
            return StopError(N_("there is no template {name}"), name=error.name)
        return StopError(
            N_("error in the template {place}:{line}: {problem}"),
            place=self._place(name),
            line=line,
            problem=problem,
        )

    def _place(self, name: str) -> str:
        path = Path(name)
        return display(path if path.is_absolute() else self.find(name))


class _Loader(FileSystemLoader):
    """Loads templates that lie in their folder; one that is a link to elsewhere could be any file of the reader's."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the template's text, its file, and whether it is still the same."""
        source, path, unchanged = super().get_source(environment, template)
        _stay_inside(Path(path))
        return source, path, unchanged


def _stay_inside(path: Path) -> None:
    # Templates lie flat in their folder, or in folders below one named "templates".
    root = next((folder for folder in path.parents if folder.name == "templates"), path.parent)
    if not path.resolve().is_relative_to(root.resolve()):
        raise StopError(N_("the template {path} is a link out of its folder"), path=display(path))


def _innermost(error: Exception, name: str) -> tuple[str, int]:
    """Return the template and line in which an exception arose; Jinja gives its frames the template's own names."""
    trace: TracebackType | None = error.__traceback__ or sys.exc_info()[2]
    for frame in reversed(extract_tb(trace)):
        if frame.filename.endswith((".j2", name)):
            return frame.filename, frame.lineno or 1
    return name, 1
