"""The list of a site's reports."""

from collections.abc import Sequence

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.pages.context import Links, places_of
from workbench.publishing.pages.dress import PLAIN, Dress
from workbench.publishing.pages.report import environment


def listed(content: EditionContent) -> bytes:
    """A report's newest edition, in short: a line of the list."""
    template = environment().get_template("publishing/_listed.html")
    return template.render(
        edition=content,
        links=Links("", content.site.slug),
        places=places_of(content),
        counts=verdict_counts(content.claims, content.scales),
    ).encode()


def reports_page(
    lines: Sequence[bytes], *, next_key: str | None, older: bool, dress: Dress = PLAIN
) -> bytes:
    """A page of the list. `next_key` begins the next one; `older`: this is not the first."""
    items = [line.decode() for line in lines]
    next_url = f"/reports/?before={next_key}" if next_key else None
    template = environment().get_template("publishing/reports.html")
    return template.render(items=items, next_url=next_url, older=older, dress=dress).encode()
