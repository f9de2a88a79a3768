"""Figures: the numbers of a claim beside those of what it is quoted, and the arithmetic of it.

Pure functions over strings, and a hint for people, never a verdict.
"""

from workbench.evidence.figures.comparing import Change, Comparison, change_between, compare
from workbench.evidence.figures.reading import Figure, figures_in, steps_in

__all__ = ["Change", "Comparison", "Figure", "change_between", "compare", "figures_in", "steps_in"]
