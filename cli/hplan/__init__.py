"""hplan: the action plans of a federation's branches, as code."""

__version__ = "0.1.0"
