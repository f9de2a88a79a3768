"""The pages of the site: lists of reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from jinja2 import Environment

from workbench.publishing.index.models import Facet, PublicReport
from workbench.publishing.pages.dress import Dress
from workbench.publishing.pages.environment import make_environment, static_address
from workbench.searching import searched
from workbench.site.highlighting import parts_of
from workbench.site.queries import Hits, Offered
from workbench.site.rules import FOLDERS, Wanted


@dataclass(frozen=True)
class Listed:
    """A page of reports: those on it, what was found in them, and where the next one begins."""

    wanted: Wanted
    reports: Sequence[PublicReport]
    hits: Mapping[int, Hits]
    next: Wanted | None
    named: Mapping[Facet, Offered]


@dataclass(frozen=True)
class Overview:
    """What the front page says of the whole site."""

    reports: int
    claims: int
    facets: Mapping[Facet, Sequence[Offered]]
    months: Sequence[tuple[str, int]]
    changes: Sequence[Any]

    @property
    def years(self) -> Sequence[str]:
        """The years in which reports first appeared, newest first."""
        return list(dict.fromkeys(month[:4] for month, _number in self.months))


def list_page(listed: Listed, overview: Overview | None, *, dress: Dress) -> bytes:
    """A page of reports; with an overview it has everything to choose by beside it."""
    return _render(
        "site/list.html",
        {
            "listed": listed,
            "wanted": listed.wanted,
            "overview": overview,
            "dress": dress,
            "parts": partial(parts_of, words=searched(listed.wanted.words)),
        },
    )


def _render(name: str, context: dict[str, Any]) -> bytes:
    shared = {"Facet": Facet, "FOLDERS": FOLDERS, "Wanted": Wanted}
    return environment().get_template(name).render(context | shared).encode()


@cache
def environment() -> Environment:
    """The environment of the site's pages."""
    return make_environment(static_address)
