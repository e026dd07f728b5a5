"""Typer in the user's language. It has a catalogue for part of what it says (hplan.i18n.speak); this is the rest."""

from collections.abc import Iterable
from copy import copy
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from hplan.i18n import _


class _Speaking:
    """Overrides the places of a command's help where the words are fixed."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option, with its help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, without what an argument is to Python (`<str>`)."""
        for parameter in self.params:  # type: ignore[attr-defined]
            if isinstance(parameter, TyperArgument):
                parameter.type = copy(parameter.type)
                parameter.type.get_metavar = lambda **_: ""  # type: ignore[method-assign]
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line of usage."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces).replace("{", "").replace("}", ""), prefix=_("Usage: "))


class Command(_Speaking, TyperCommand):
    """A command."""


class Group(_Speaking, TyperGroup):
    """The commands together."""


def chosen(option: str, value: str, choices: Iterable[str]) -> str:
    """Return what an option was given. Raises BadParameter unless it is one of its choices."""
    if value not in (listed := list(choices)):
        message = _("“{value}” cannot be used for {option}; choose one of {choices}.")
        raise typer.BadParameter(message.format(value=value, option=option, choices=", ".join(listed)))
    return value


def usage_error(error: Any) -> str:
    """Say what is wrong with the options and arguments that were given, and where to read about them."""
    said = _problem(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return said
    hint = _("Read about it with: {command} --help").format(command=context.command_path)
    return f"{said}\n{hint}"


def _problem(error: Any) -> str:
    kind, parameter = type(error).__name__, _name(getattr(error, "param", None))
    if kind == "NoSuchOption":
        said = _("there is no option {name}").format(name=error.option_name)
        if error.possibilities:
            said += ". " + _("Possible options: {names}").format(names=", ".join(sorted(error.possibilities)))
        return said
    if kind == "MissingParameter":
        return _("{name} must be given").format(name=parameter)
    if kind == "BadOptionUsage":
        said = _("something must stand after {name}")
        if "does not take" in error.message:
            said = _("{name} stands alone, without = and what follows")
        return said.format(name=error.option_name)
    if kind == "BadParameter" and parameter:
        return _("{name}: {problem}").format(name=parameter, problem=error.message)
    if "unexpected extra argument" in error.message:
        return _("there is more on the line than the command takes")
    return str(error.message).replace("Did you mean", _("Did you mean"))


def _name(parameter: Any) -> str:
    if isinstance(parameter, TyperArgument):
        return str(parameter.metavar or parameter.name)
    return "/".join(parameter.opts) if isinstance(parameter, TyperOption) else ""
