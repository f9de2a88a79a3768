"""Which web addresses lead to the same page.

Pure. What is worked out here is compared, never shown: the address stays as it was given.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

LONGEST_KEY = 1_000  # bytes; a longer one goes by its digest, for an index has its limits

# What counts clicks and says nothing of the page: by their vendors' own documentation.
_COUNTING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|at_(medium|campaign)\w*|mc_[ce]id|_ga|_gl|__twitter_impression|amp"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igsh|igshid|twclid|ttclid|li_fat_id"
    r"|ref_src|cmpid|ncid|ocid|smid|s_cid|spm"
)
_NARROW_HOST = re.compile(r"(?:(?:www\d?|m|mobile|touch|amp)\.)+(?=.+\..)")
_NARROW_LABEL = re.compile(r"(?<=[a-z])\.m(?=\.[^.]+\.[^.]+$)")  # en.m.wikipedia.org
_AMP_PATH = re.compile(r"(?:/amp|\.amp(?P<ending>\.html)?)/?$")
_AMP_CACHE = re.compile(
    r"(?:(?:www\.)?google\.[a-z.]+/amp|[^/]+\.cdn\.ampproject\.org/[cv])/(?:s/)?", re.IGNORECASE
)


def page_key(url: str) -> str:
    """What addresses of the same page have in common; empty for what is no web address.

    Left out are the scheme, `www.`, mobile and AMP variants, the default port, the fragment, a
    final slash and what only counts clicks; the rest of the query is put in order.
    """
    try:
        parts = urlsplit(_out_of_cache(url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    query = urlencode(_telling(parts))
    at = _host(host) + (f":{port}" if port not in (None, 80, 443) else "")
    key = at + _path(parts.path) + (f"?{query}" if query else "") + _fragment(parts.fragment)
    return key if len(key.encode()) <= LONGEST_KEY else sha256(key.encode()).hexdigest()


def same_page(url: str, other: str) -> bool:
    """Whether both addresses lead to the same page."""
    return url == other or "" != page_key(url) == page_key(other)


def _out_of_cache(url: str) -> str:
    """The address of the page that a cache of AMP pages shows."""
    scheme, _separator, rest = url.partition("://")
    cached = _AMP_CACHE.match(rest)
    return f"{scheme}://{rest[cached.end() :]}" if cached else url


def _telling(parts: SplitResult) -> Sequence[tuple[str, str]]:
    """The parameters of the query that tell which page it is."""
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    return sorted(pair for pair in pairs if not _COUNTING.fullmatch(pair[0]))


def _host(host: str) -> str:
    return _NARROW_LABEL.sub("", _NARROW_HOST.sub("", host, count=1))


def _path(path: str) -> str:
    return _AMP_PATH.sub(lambda found: found["ending"] or "", path).rstrip("/")


def _fragment(fragment: str) -> str:
    """Only what pages made by scripts are told apart by."""
    return f"#{fragment}" if fragment.startswith(("!", "/")) else ""
