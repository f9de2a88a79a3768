"""Addresses in what somebody typed."""

import re

# Of the signs that may end an address those are left out that end a sentence.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']", re.IGNORECASE)


def address_in(words: str) -> str:
    """The first web address among words, or nothing."""
    found = _ADDRESS.search(words)
    return found[0] if found else ""
