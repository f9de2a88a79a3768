"""Which web addresses lead to the same page.

Pure. What is worked out here is compared, never shown: the address stays as it was given.
"""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

LONGEST_KEY = 1_000  # bytes; a longer one goes by its digest, for an index has its limits

# What counts clicks and says nothing of the page: by their vendors' own documentation.
_COUNTING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|at_(medium|campaign)\w*|mc_[ce]id|_ga|_gl|__twitter_impression|amp"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igsh|igshid|twclid|ttclid|li_fat_id"
    r"|ref_src|cmpid|(?-i:CMP)|ncid|ocid|smid|s_cid|spm|mkt_tok|_hsenc|_hsmi|guccounter"
    r"|guce_referrer(_sig)?|srsltid|wt_z?mc(_\w+)?",
    re.IGNORECASE,
)
_COUNTING_THERE = (  # elsewhere these may tell pages apart
    (re.compile(r"(youtube|youtube-nocookie)\.com/|youtu\.be/"), {"feature", "si"}),
    (re.compile(r"open\.spotify\.com/"), {"si"}),
    (re.compile(r"(twitter|x)\.com/[^/]+/status/"), {"s", "t"}),
)
_NARROW_HOST = re.compile(r"(?:(?:www\d?|m|mobile|touch|amp)\.)+(?=.+\..)")
_NARROW_LABEL = re.compile(r"(?<=[a-z])\.m(?=\.[^.]+\.[^.]+$)")  # en.m.wikipedia.org
# Within a path only where a story's number, or the many words of its title, come behind it.
_AMP_PATH = re.compile(
    r"^/amp(?=/.)|/amp(?=/(?:.*\d|[^/]*-[^/]*-[^/]*$))|(?:/amp|\.amp(?P<ending>\.html)?)$"
)
_AMP_CACHE = re.compile(
    r"(?:(?:www\.)?google\.[a-z.]+/amp|[^/]+\.cdn\.ampproject\.org/[cv])/(?:s/)?", re.IGNORECASE
)
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_MEANS_NOTHING = frozenset("-._~!'()*,:@")  # as well as letters and digits: escaped it is the same


def page_key(url: str) -> str:
    """What addresses of the same page have in common; empty for what is no web address.

    Left out are the scheme, `www.`, mobile and AMP variants, the default port, the fragment, a
    final slash and what only counts clicks; the rest of the query is put in order. What can be
    spelled with escapes or without is spelled in one way.
    """
    try:
        parts = urlsplit(_out_of_cache(url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    page = _host(host) + (f":{port}" if port not in (None, 80, 443) else "") + _path(parts.path)
    query = urlencode(_telling(page, parts), errors="surrogateescape")
    key = page + (f"?{query}" if query else "") + _fragment(parts.fragment)
    return key if len(key.encode()) <= LONGEST_KEY else sha256(key.encode()).hexdigest()


def same_page(url: str, other: str) -> bool:
    """Whether both addresses lead to the same page."""
    return url == other or "" != page_key(url) == page_key(other)


def _out_of_cache(url: str) -> str:
    """The address of the page that a cache of AMP pages shows."""
    scheme, _separator, rest = url.partition("://")
    cached = _AMP_CACHE.match(rest)
    return f"{scheme}://{rest[cached.end() :]}" if cached else url


def _telling(page: str, parts: SplitResult) -> Sequence[tuple[str, str]]:
    """The parameters of the query that tell which page it is."""
    there = set[str]().union(*(names for at, names in _COUNTING_THERE if at.match(page)))
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    return sorted(
        (name, value)
        for name, value in pairs
        if not _COUNTING.fullmatch(name)
        and name not in there
        and (name.lower(), value.lower()) != ("outputtype", "amp")
    )


def _host(host: str) -> str:
    labels = ".".join(map(_label, host.split(".")))
    return _NARROW_LABEL.sub("", _NARROW_HOST.sub("", labels, count=1))


def _label(label: str) -> str:
    """A part of a name as it is looked up: of other letters than these, in Punycode."""
    if label.isascii():
        return label
    return "xn--" + unicodedata.normalize("NFKC", label).lower().encode("punycode").decode()


def _path(path: str) -> str:
    plain = _AMP_PATH.sub(lambda found: found["ending"] or "", path.rstrip("/"))
    return _spelled(plain.rstrip("/"))


def _spelled(part: str) -> str:
    """With escapes for whatever is no letter of ASCII, and for nothing that needs none."""
    return _ESCAPE.sub(_unescaped, quote(part, safe="/%;=&+$?#[]!'()*,:@"))


def _unescaped(escape: re.Match[str]) -> str:
    sign = chr(int(escape[0][1:], 16))
    means_nothing = sign.isascii() and (sign.isalnum() or sign in _MEANS_NOTHING)
    return sign if means_nothing else escape[0].upper()


def _fragment(fragment: str) -> str:
    """Only what pages made by scripts are told apart by."""
    return f"#{_spelled(fragment)}" if fragment.startswith(("!", "/")) else ""
