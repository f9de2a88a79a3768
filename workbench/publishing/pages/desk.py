"""The pages of a desk: what it says of itself, and its scale."""

import hashlib
import json
from collections.abc import Sequence

from workbench.publishing.pages.dress import PAGES, Dress
from workbench.publishing.pages.report import environment
from workbench.publishing.rules import numbers_told
from workbench.verdicts.models import Rating


def text_page(page: str, text: str, *, dress: Dress) -> bytes:
    """A page of the desk's own words (Markdown)."""
    template = environment().get_template("publishing/desk_page.html")
    return template.render(page=page, title=PAGES[page], text=text, dress=dress).encode()


def ratings_page(ratings: Sequence[Rating], *, dress: Dress) -> bytes:
    """The steps of the scale, and the numbers that machines are told."""
    template = environment().get_template("publishing/ratings.html")
    numbers = numbers_told(rating.value for rating in ratings)
    return template.render(
        page="ratings",
        title=PAGES["ratings"],
        ratings=ratings,
        numbers=numbers,
        worst=min(numbers.values(), default=None),
        best=max(numbers.values(), default=None),
        dress=dress,
    ).encode()


def state_of_text(text: str) -> str:
    """The SHA-256 of what a page says."""
    return hashlib.sha256(text.encode()).hexdigest()


def state_of_ratings(ratings: Sequence[Rating]) -> str:
    """The SHA-256 of what a page tells of a scale."""
    told = [[r.label, r.value, r.definition, r.token, r.icon] for r in ratings]
    return state_of_text(json.dumps(told))
