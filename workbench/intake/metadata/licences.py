"""What licences are called, of which a page gives the address."""

import re

_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<terms>by(?:-nc)?(?:-nd|-sa)?)"
    r"|publicdomain/(?P<public>zero|mark))/(?P<version>\d\.\d)(?:/(?P<place>[a-z]{2,3}))?(?:[/?#]|$)",
    re.I,
)
_PUBLIC = {"zero": "CC0", "mark": "Public Domain Mark"}


def licence_name(words: str) -> str:
    """“CC BY-SA 4.0” for its address; any other licence as it was given."""
    found = _CREATIVE_COMMONS.match(words)
    return _name(found) if found else words


def licence_in(words: str) -> str:
    """The licence whose address stands in a text; empty if none."""
    found = _CREATIVE_COMMONS.search(words)
    return _name(found) if found else ""


def _name(found: re.Match[str]) -> str:
    terms = found["terms"]
    name = f"CC {terms.upper()}" if terms else _PUBLIC[found["public"].lower()]
    place = (found["place"] or "").upper()
    return " ".join(filter(None, (name, found["version"], place)))
