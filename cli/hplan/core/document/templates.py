"""Jinja makes Markdown: in its sandbox, since a workspace's templates come from strangers too.

What ships with hplan runs here. Where a workspace has a template of its own, a process with bounds on time and memory
runs it: no guard inside Python stops a multiplication, a comparison or a filter that has begun.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from traceback import extract_tb
from types import CodeType, TracebackType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, Template, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hplan.core.document.mistakes import Unknown, problem
from hplan.core.workspace import display, shipped
from hplan.errors import StopError
from hplan.i18n import N_

MAX_LENGTH = 5_000_000
Filters = Mapping[str, Callable[..., Any]]
Lines = list[tuple[int, int]]  # of a template, and of the Python that Jinja makes of it


class Templates:
    """The templates of a workspace: its own file by file before the ones that come with hplan."""

    def __init__(self, folders: Iterable[Path], filters: Filters | None = None) -> None:
        self.folders, self.filters = tuple(dict.fromkeys(folders)), dict(filters or {})

    def find(self, name: str) -> Path:
        """Return the file that serves as `name`."""
        path = next(path for folder in self.folders if (path := folder / name).is_file())
        _stay_inside(path)
        return path

    @property
    def ship(self) -> bool:
        """Whether all of them came with hplan."""
        return not any(_has_templates(folder) for folder in self.folders if folder != shipped() / "templates")

    def render(self, name: str, variables: Mapping[str, object]) -> str:
        """Fill in a template, in this process, whatever time and memory that may take: `fill_in` sets bounds.

        Raises StopError with the template's file and line where it is wrong.
        """
        environment = environment_of(self.folders)
        environment.filters.update(self.filters)
        try:
            parts, length = [], 0
            for part in environment.get_template(name).generate(variables):
                parts.append(part)
                length += len(part)
                if length > MAX_LENGTH:
                    place = self.place(name)
                    raise StopError(N_("the template {place} makes a document that is too long"), place=place)
            text = "".join(parts)
            text.encode()  # halves of signs, which JSON and Pandoc cannot take, are a mistake here
            return text
        except StopError:
            raise
        except Exception as error:  # whatever a template's own expressions bring about
            file, line = _innermost(error, name)
            said = problem(error, environment, variables)
        raise StopError(
            N_("error in the template {place}:{line}: {problem}"), place=self.place(file), line=line, problem=said
        )

    def place(self, name: str) -> str:
        """Return a template's file, or the one that serves as `name`, as its user would name it."""
        path = Path(name)
        return display(path if path.is_absolute() else self.find(name))


def _has_templates(folder: Path) -> bool:
    return any(path.name.lower().endswith(".j2") for path in folder.iterdir())


class _Generator(CodeGenerator):
    """Makes Python of templates, and reckons nothing out beforehand: where that ends badly, no line is known yet."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class _Template(Template):
    """A template that has told its environment which of its lines became which of Python's."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template that is this code."""
        template = super().from_code(environment, code, globals, uptodate)
        if isinstance(environment, Sandbox) and template.filename:
            environment.loaded(template.filename, template.debug_info)
        return template


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja as hplan's templates know it. `loaded` is told the lines of each template that is read."""

    code_generator_class = _Generator
    template_class = _Template

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(
            loader=_Loader(folders),
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            optimized=False,  # see _Generator
        )
        self.loaded: Callable[[str, Lines], None] = lambda file, lines: None


@cache
def environment_of(folders: tuple[Path, ...]) -> Sandbox:
    """Return the environment that reads templates in these folders; it reads again those that have changed.

    What Jinja makes of those that ship is kept with the user: to make it takes as long as all else before Pandoc.
    """
    environment = Sandbox(folders)
    if folders == (shipped() / "templates",):
        from hplan.core.cache import folder, own_files

        with suppress(OSError, RuntimeError):  # then it is made each time
            caches = folder()
            caches.mkdir(mode=0o700, parents=True, exist_ok=True)
            if os.access(caches, os.W_OK):
                pattern = f"templates-{own_files().hex()}-%s.cache"
                environment.bytecode_cache = FileSystemBytecodeCache(str(caches), pattern)
    return environment


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
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    trace: TracebackType | None = error.__traceback__ or sys.exc_info()[2]
    for frame in reversed(extract_tb(trace)):
        if frame.filename.endswith((".j2", name)):
            return frame.filename, frame.lineno or 1
    return name, 1
