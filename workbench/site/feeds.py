"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the same entries. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from workbench.publishing.edition.model import moment
from workbench.publishing.exports.json_bytes import indented, without_blanks
from workbench.publishing.exports.xml_characters import for_xml
from workbench.site.environment import environment

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One thing that a feed tells: `key` names it for good, whatever the site's address.

    `content` is HTML.
    """

    key: str
    url: str
    title: str
    summary: str
    content: str
    author: str
    published: datetime
    updated: datetime
    tags: Sequence[str] = ()

    @property
    def id(self) -> str:
        """What readers of feeds know it by."""
        return uuid5(NAMESPACE_URL, self.key).urn


@dataclass(frozen=True)
class Feed:
    """Entries, the last changed first. `url` is the page they are from, `address` their own."""

    title: str
    url: str
    address: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime | None:
        """When something was told last; none while there is nothing."""
        return max((entry.updated for entry in self.entries), default=None)


def atom(feed: Feed) -> bytes:
    """The feed in Atom."""
    words: str = environment().get_template("site/feed.xml").render(feed=feed, moment=moment)
    return for_xml(words).encode()


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    return indented(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.url,
            "feed_url": f"{feed.address}.json",
            "language": "en",
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    return without_blanks(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "date_published": moment(entry.published),
            "date_modified": moment(entry.updated),
            "authors": [{"name": entry.author}],
            "tags": list(entry.tags),
        }
    )
