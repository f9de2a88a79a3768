"""What a web archive answers when it is asked for a page, in the words of the Wayback Machine.

Pure functions. https://archive.org/help/wayback_api.php describes the question and its answer.
Whoever asks for a page to be kept is led to the copy, by `Location` or `Content-Location`.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from workbench.errors import message as _
from workbench.sources.errors import ArchiveUnreadable, NotArchived

LONGEST_ADDRESS = 2_000  # code points
_COPY = re.compile(r"/web/(\d{4})(\d{2})(\d{2})\d{0,6}(?:[a-z]{2}_)?/.")
_DOT = re.compile("%2e", re.I)
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})\d{0,6}")


@dataclass(frozen=True)
class Copy:
    """Where an archive has a copy of a page, and of which day, as a partial date."""

    url: str
    day: str


def question(archive: str, url: str, accessed: str) -> str:
    """The address that asks an archive for the copy closest to the day a page was seen.

    `accessed` is a partial date or empty: then the newest copy is asked for.
    """
    when = {"timestamp": accessed.replace("-", "")} if accessed else {}
    return f"{archive}/wayback/available?{urlencode({'url': url, **when})}"


def request_to_keep(archive: str, url: str) -> str:
    """The address that asks an archive to keep a page as it is now.

    It leads to nothing else on the archive's host: steps in the page's address, which lead upwards
    from wherever they stand, are taken within it.
    """
    page = urlsplit(url)
    return f"{archive}/save/{page._replace(path=_walked(page.path), fragment='').geturl()}"


def _walked(path: str) -> str:
    found: list[str] = []
    for step in path.split("/"):
        plain = _DOT.sub(".", step)
        if plain == "..":
            found = found[:1] + found[1:-1]
        elif plain != ".":
            found.append(step)
    return "/".join(found)


def kept_copy(location: str, archive: str) -> Copy:
    """The copy that an archive says it has just made. Raises `ArchiveUnreadable`.

    `location` is an address, perhaps without its host: `/web/20190517093000/https://…`.
    """
    try:
        url = urljoin(f"{archive}/", location)
    except ValueError as error:
        raise _unreadable() from error
    stamp = _COPY.match(urlsplit(url).path) if _lies_on(url, archive) else None
    if stamp is None:
        raise _unreadable()
    return Copy(url, _day(stamp))


def closest_copy(answer: bytes, archive: str) -> Copy:
    """The copy that an archive names. Raises `NotArchived` and `ArchiveUnreadable`.

    Whatever the answer says, a copy lies on the archive's own host, or on one below it.
    """
    closest = _closest(answer)
    if not closest or not closest.get("available"):
        raise NotArchived(_("The web archive has no copy of this page."))
    url, stamp = closest.get("url"), _STAMP.fullmatch(str(closest.get("timestamp")))
    if not isinstance(url, str) or not _lies_on(url, archive) or stamp is None:
        raise _unreadable()
    return Copy(url, _day(stamp))


def _day(stamp: re.Match[str]) -> str:
    try:
        return date(*map(int, stamp.groups())).isoformat()
    except ValueError as error:
        raise _unreadable() from error


def _closest(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)["archived_snapshots"].get("closest") or {}
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable() from error
    if not isinstance(found, dict):
        raise _unreadable()
    return found


def _lies_on(url: str, archive: str) -> bool:
    try:
        parts, own = urlsplit(url), urlsplit(archive).hostname or ""
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = "@" not in parts.netloc and url.isprintable() and " " not in url
    near = host == own or host.endswith(f".{own}")
    return parts.scheme in {"http", "https"} and near and plain and len(url) <= LONGEST_ADDRESS


def _unreadable() -> ArchiveUnreadable:
    words = _("The web archive sent an answer that makes no sense. Nothing was changed.")
    return ArchiveUnreadable(words)
