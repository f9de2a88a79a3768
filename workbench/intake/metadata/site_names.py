"""The name of a site in the title of its page, which is no part of the title."""

import re
from collections.abc import Collection

from workbench.intake.structure.prose import same_words

_BETWEEN = re.compile(r"\s+[|¦·•»:–—-]+\s+")


def without_site(title: str, headlines: Collection[str], sites: Collection[str]) -> str:
    """Cut “ - Eurostat” off, if a headline of the page is left, or what goes is its site’s name.

    A dash stands in many a title: nothing is cut that the page itself does not bear out.
    """
    own, names = set(map(same_words, headlines)), set(map(same_words, sites))
    for found in _BETWEEN.finditer(title):
        before, behind = title[: found.start()], title[found.end() :]
        if same_words(before) in own or same_words(behind) in names:
            return before
        if same_words(behind) in own or same_words(before) in names:
            return behind
    return title
