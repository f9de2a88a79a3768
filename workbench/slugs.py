"""Names as readable parts of addresses."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from workbench.searching import folded

LONGEST_SLUG = 60  # characters


def slug_of(name: str, otherwise: str = "report") -> str:
    """A name as a part of an address: ASCII letters, digits and single hyphens.

    `otherwise` is what a name without any such letter becomes.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words or otherwise


def slugs_for(name: str, otherwise: str = "report") -> Iterator[str]:
    """The slug of a name and, for when it is taken, `-2`, `-3` and so on behind it."""
    slug = slug_of(name, otherwise)
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def own_slug(name: str) -> str:
    """A name as a part of an address, in the letters of its own language.

    “Città  vecchia” is “citta-vecchia”; what has neither letter nor digit goes by its digest.
    """
    slug = re.sub(r"[\W_]+", "-", folded(name)).strip("-")[:LONGEST_SLUG].strip("-")
    return slug or hashlib.sha256(name.encode()).hexdigest()[:12]
