"""Pure decisions about reports: addresses, and the words of a default summary."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from urllib.parse import quote, urlsplit

from workbench.errors import message as _
from workbench.slugs import slugs_for

# What stands below /reports/ besides the reports: no report may have such an address.
RESERVED_SLUGS = frozenset(
    {"topics", "verdicts", "claimants", "outlets", "desks", "older", "corrections"}
)
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_ASCII = re.compile(r"[\x00-\x9f]+")  # and the control characters after it
_LEFT_ALONE = "%/:?#@!$&'()*+,;=~"

# How a desk checks that does not say so itself.
METHOD = _(
    "What can be checked in the article became a claim, worded so that it can be read alone. Each "
    "claim was compared with sources, which are named and linked. A verdict appears here once it "
    "is approved; nobody approves their own."
)


class ChangeKind(StrEnum):
    """What a change of a published claim is to readers."""

    CORRECTION = _("correction")  # we were wrong
    CLARIFICATION = _("clarification")  # what we meant, told more clearly; the rating stays
    UPDATE = _("update")  # the world or the evidence changed since
    WITHDRAWAL = _("withdrawal")


class Part(StrEnum):
    """What of a published claim an edition changes."""

    RATING = _("verdict")
    REASONS = _("explanation")
    STATEMENT = _("statement")
    EVIDENCE = _("sources")
    CLAIM = _("claim withdrawn")


def web_address(value: str | None) -> str:
    """An http or https address that can be linked and is a valid IRI, else nothing."""
    value = (value or "").strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return ""
    begins = value.index(parts.netloc) + len(parts.netloc)
    site, rest = value[:begins], value[begins:]
    return site + _ASCII.sub(lambda found: quote(found[0], safe=_LEFT_ALONE), rest)


def report_slugs(title: str) -> Iterator[str]:
    """The slug of a report by its title, and others for when it is taken."""
    return (slug for slug in slugs_for(title) if not is_reserved(slug))


def is_reserved(slug: str) -> bool:
    """Whether an address is one of a list of reports: a word, or a year."""
    return slug in RESERVED_SLUGS or (len(slug) == len("2019") and slug.isdigit())


def default_title(article_title: str) -> str:
    """A report's title for those who give none."""
    if article_title.rstrip().endswith(("?", "!", ".", "…")):
        return f"{article_title.rstrip()} What holds and what does not"
    return f"{article_title.strip()}: what holds and what does not"


def default_summary(counts: Sequence[tuple[str, int]]) -> str:
    """“Nine claims checked: four true, five half true.” from labels and how often each is given."""
    total = sum(number for _label, number in counts)
    given = [f"{in_words(number)} {_inside(label)}" for label, number in counts if number]
    if not given:
        return "No claim is checked yet."
    noun = "claim" if total == 1 else "claims"
    return f"{_capital(in_words(total))} {noun} checked: {', '.join(given)}."


def numbers_told(values: Iterable[int | None]) -> Mapping[int | None, int]:
    """A scale's values to the numbers that ClaimReview is told: the worst 1 at least.

    A scale of one step has none: ClaimReview wants the worst below the best.
    """
    steps = {value for value in values if value is not None}
    if len(steps) < 2:
        return {}
    lifted = max(0, 1 - min(steps))
    return {value: value + lifted for value in steps}


def in_words(number: int) -> str:
    """Small numbers as words, larger ones as figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def shortened(words: str, longest: int) -> str:
    """Words cut at a space, with an ellipsis, where they are longer than that (code points)."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    cut = words[:longest].rpartition(" ")[0] or words[: longest - 1]
    return cut.rstrip(" ,;:–-") + "…"


def names_shortened(names: Iterable[str], longest: int) -> str:
    """Names in a row, as many as fit whole: “CBS News, TASS, …”. A first one too long is cut.

    A name that has a comma, as an office and its ministry, may lose what is behind it.
    """
    names = list(names)
    heads = [name.split(", ")[0] for name in names]
    for number in range(len(names), 0, -1):
        rest = "" if number == len(names) else ", …"
        for row in (", ".join(names[:number]), ", ".join(heads[:number])):
            if len(row) <= longest:
                return row + rest
    return shortened(heads[0], longest) if heads else ""


def names_of(names: Iterable[str]) -> list[str]:
    """Each name once, in order; nobody is left out but those without a name."""
    return list(dict.fromkeys(name for name in names if name))


def is_day(partial_date: str) -> bool:
    """Whether a date names a day: something happens on a day, but in a month or a year."""
    return partial_date.count("-") == 2


def _inside(label: str) -> str:
    """A label in the middle of a sentence; one that is all capitals stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
