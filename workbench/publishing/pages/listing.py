"""The list of a site's reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.publishing.pages.context import Links
from workbench.publishing.pages.report import environment


@dataclass(frozen=True)
class Listed:
    """A report's newest edition, in short."""

    slug: str
    title: str
    summary: str
    number: int
    at: datetime

    @property
    def address(self) -> str:
        """Where it can be read."""
        return Links("", self.slug).report


def reports_page(items: Sequence[Listed], *, next_key: str | None, older: bool) -> bytes:
    """A page of the list. `next_key` begins the next one; `older`: this is not the first."""
    next_url = f"/reports/?before={next_key}" if next_key else None
    template = environment().get_template("publishing/reports.html")
    return template.render(items=items, next_url=next_url, older=older).encode()
