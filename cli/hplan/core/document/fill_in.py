"""Fills in a template: here if it ships with hplan, and else in a process that can be stopped."""

from collections.abc import Mapping

from hplan.core.document.templates import Templates


def fill_in(templates: Templates, name: str, variables: Mapping[str, object]) -> str:
    """Fill in a template. Raises StopError with its file and line where it is wrong, or takes too long or too much."""
    if templates.ship:
        return templates.render(name, variables)
    from hplan.core.document.template_process import render

    return render(templates, name, variables)
