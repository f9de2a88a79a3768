"""Tables of named columns, written as CSV, as a workbook, as JSON Lines and as Markdown.

Editions and screens make a `Table`; whatever it is written as has the same columns and rows.
"""

from workbench.publishing.tables.csv_rows import csv_pieces
from workbench.publishing.tables.json_lines import json_lines
from workbench.publishing.tables.markdown_rows import markdown_pieces
from workbench.publishing.tables.table import Cell, Column, Table, day_in, moment_in

__all__ = [
    "Cell",
    "Column",
    "Table",
    "csv_pieces",
    "day_in",
    "json_lines",
    "markdown_pieces",
    "moment_in",
]
