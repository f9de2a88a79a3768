"""Libraries of other programs: read from, and written in, CSL-JSON, BibTeX and RIS."""

from workbench.sources.exchange.formats import FORMATS, Format
from workbench.sources.exchange.items import Listed, Unread
from workbench.sources.exchange.reading import MOST_ITEMS, ReadLibrary, read_library
from workbench.sources.exchange.writing import write_items, write_library

__all__ = [
    "FORMATS",
    "MOST_ITEMS",
    "Format",
    "Listed",
    "ReadLibrary",
    "Unread",
    "read_library",
    "write_items",
    "write_library",
]
