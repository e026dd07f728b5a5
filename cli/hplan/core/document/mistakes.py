"""What is wrong in a template, said to its author: in their language where that is common, else in Jinja's words."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from hplan.core.suggest import closest
from hplan.i18n import N_, Message

_MEANT = N_("there is no “{name}” here. Did you mean “{suggestion}”?")
_THERE_IS = N_("there is no “{name}” here. There is: {known}")
_NO_SUCH = N_("there is no “{name}” here")
_TAGS = ("block", "call", "do", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro")
_MANY = 20  # names that are listed: more would hide the mistake


class UnknownError(UndefinedError):
    """A template names what is not there: `name`, of `obj` or, where that is `missing`, of the template itself."""

    def __init__(self, obj: Any, name: str, message: str | None = None) -> None:
        super().__init__(message)
        self.obj, self.name = obj, name


class Unknown(StrictUndefined):
    """What Jinja puts in the place of a name that is not there: no use of it goes without an error."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        if hint is None and name is not None:
            exc = partial(UnknownError, obj, name)
        super().__init__(hint, obj, name, exc)


def problem(error: Exception, environment: Environment, variables: Mapping[str, object]) -> object:
    """Return what an exception out of a template comes to, for its author: a message, or words of Jinja's."""
    match error:
        case UnknownError():
            return _unknown(error.name, _names(error.obj, variables))
        case TemplateNotFound():
            return Message.of(N_("there is no template {name}"), name=error.name)
        case TemplateSyntaxError():
            return _syntax(error.message or "", environment)
        case MemoryError():
            return Message(N_("this takes too much memory"))
        case RecursionError():
            return Message(N_("this goes on without end, or is nested too deeply"))
        case TypeError() | AttributeError() if "Field" in str(error):
            return Message(N_("a text of the plan can only be printed, or asked whether it is there"))
        case SyntaxError():  # of Python, of what Jinja made
            return error.msg
    said = error.message if isinstance(error, TemplateError) else None
    return said or str(error) or type(error).__name__


def _unknown(name: str, known: Iterable[str]) -> Message:
    names = list(known)
    if suggestion := closest(name, names):
        return Message.of(_MEANT, name=name, suggestion=suggestion)
    if 0 < len(names) <= _MANY:
        return Message.of(_THERE_IS, name=name, known=", ".join(names))
    return Message.of(_NO_SUCH, name=name)


def _names(obj: Any, variables: Mapping[str, object]) -> list[str]:
    """The names that a template could have meant."""
    if obj is missing:
        return [name for name in variables if name != "_"]
    if isinstance(obj, Mapping):
        return [name for name in obj if isinstance(name, str)]
    return list(getattr(obj, "_fields", ()))


def _syntax(said: str, environment: Environment) -> object:
    """What a mistake in Jinja's own language comes to; its messages are all that tells one from another."""
    if found := re.search(r"innermost block that needs to be closed is '(\w+)'", said):
        tag = found[1]
        return Message.of(
            N_("{opened} is not closed, {closing} is missing"), opened=f"{{% {tag} %}}", closing=f"{{% end{tag} %}}"
        )
    if found := re.search(r"^Encountered unknown tag '(\w+)'", said):
        return _unknown(found[1], (*_TAGS, *(f"end{tag}" for tag in _TAGS)))
    if found := re.search(r"^No (filter|test) named '(\w+)'", said):
        return _unknown(found[2], environment.filters if found[1] == "filter" else environment.tests)
    return said
