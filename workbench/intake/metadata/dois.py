"""Digital object identifiers, wherever they stand in a text or an address."""

import re
from collections.abc import Iterator

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_AFTER_DOI = ".,;:)]}’'"


def doi_in(text: str) -> str:
    """The DOI in an address or a field, in small letters (DOI Handbook, 2.4); empty if none."""
    return next(dois_in(text), "")


def dois_in(text: str) -> Iterator[str]:
    """All DOIs in a text, in order."""
    return (found[0].rstrip(_AFTER_DOI).lower() for found in _DOI.finditer(text))
