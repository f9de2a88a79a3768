"""Where a visitor may be led: only ever to a path of this site."""

from urllib.parse import urlsplit

from flask import request


def own_path(value: str | None, otherwise: str = "/") -> str:
    """The value, if it is a path of this site, else another path.

    Browsers read a backslash as a slash, and drop tabs and line ends before they look.
    """
    if not value or not value.startswith("/") or not _plain(value):
        return otherwise
    try:
        parts = urlsplit(value)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc or value.startswith("//") else value


def _plain(value: str) -> bool:
    return all(character > " " and character not in "\\\x7f" for character in value)


def here() -> str:
    """The path that was asked for, with its query."""
    return request.full_path if request.query_string else request.path
