"""Lists of words, written as people write lists of words."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text, parted by white space."""
    return frozenset(text.split())
