"""The pages of the site: lists of reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.publishing.index.models import Facet, PublicChange, PublicReport
from workbench.publishing.pages.dress import Dress
from workbench.searching import searched
from workbench.site.changes import CHANGES, ChangeKey, address_behind
from workbench.site.environment import environment
from workbench.site.highlighting import parts_of
from workbench.site.passages import passage_in
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
    changes: Sequence[tuple[PublicChange, str]]
    can_search: bool

    @property
    def years(self) -> Sequence[str]:
        """The years in which reports first appeared, newest first."""
        return list(dict.fromkeys(month[:4] for month, _number in self.months))


def list_page(listed: Listed, overview: Overview | None, *, dress: Dress) -> bytes:
    """A page of reports; with an overview it has everything to choose by beside it."""
    words = searched(listed.wanted.words)
    return _render(
        "site/list.html",
        {
            "listed": listed,
            "wanted": listed.wanted,
            "overview": overview,
            "dress": dress,
            "parts": partial(parts_of, words=words),
            "passage": partial(passage_in, words=words),
        },
    )


def names_page(folder: str, names: Sequence[Offered], *, dress: Dress) -> bytes:
    """Everything of a facet that reports can be chosen by, in the order of the alphabet."""
    ordered = names if folder == FOLDERS[Facet.VERDICT] else sorted(names, key=lambda n: n.slug)
    return _render("site/names.html", {"folder": folder, "names": ordered, "dress": dress})


def corrections_page(
    changes: Sequence[tuple[PublicChange, str]],
    *,
    behind: ChangeKey | None,
    following: ChangeKey | None,
    dress: Dress,
) -> bytes:
    """A page of what was changed, that of those `behind` a key; `following` begins the next one."""
    return _render(
        "site/corrections.html",
        {
            "changes": changes,
            "older": behind is not None,
            "here": address_behind(behind) if behind else CHANGES,
            "next_url": address_behind(following) if following else None,
            "dress": dress,
        },
    )


def _render(name: str, context: dict[str, Any]) -> bytes:
    shared = {"Facet": Facet, "FOLDERS": FOLDERS, "Wanted": Wanted}
    return environment().get_template(name).render(context | shared).encode()
