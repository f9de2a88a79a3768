"""Figures: the numbers of a claim beside those of what it is quoted, and the arithmetic of it.

Pure functions over strings, and a hint for people, never a verdict.
"""

from workbench.evidence.figures.comparing import Comparison, compare, unpaired
from workbench.evidence.figures.reading import Figure, figures_in
from workbench.evidence.figures.steps import Change, Step, change_between, steps_in

__all__ = [
    "Change", "Comparison", "Figure", "Step", "change_between", "compare", "figures_in", "steps_in",
    "unpaired",
]  # fmt: skip
