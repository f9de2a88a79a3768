"""The quote check: whether a source says what it is quoted for.

Pure functions over strings. Offsets are Unicode code points, `end` exclusive.
"""

from workbench.evidence.quotes.checking import check_quote
from workbench.evidence.quotes.outcomes import Checked, Outcome, Stretch
from workbench.evidence.quotes.practice import has_desk_signs
from workbench.evidence.quotes.searching import find_words
from workbench.evidence.quotes.source_text import SourceText

__all__ = [
    "Checked",
    "Outcome",
    "SourceText",
    "Stretch",
    "check_quote",
    "find_words",
    "has_desk_signs",
]
