"""How two versions of an article differ, block by block and word by word.

Pure functions over strings. Offsets are Unicode code points, `end` exclusive.
"""

from workbench.articles.differences.rows import Row, RowChange, rows_between
from workbench.articles.differences.sides import Side

__all__ = ["Row", "RowChange", "Side", "rows_between"]
