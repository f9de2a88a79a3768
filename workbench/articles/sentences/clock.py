"""Whether a sentence ends after a time of day, as in `He left at 9 p.m. Police came`."""

import re

_TIME = re.compile(r"(?:\b(?P<article>the|an?) )?\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.m\Z", re.I)
_BEGINS_WITH_TIME = re.compile(
    r"\W*(?:At|On|By|Around|About|Until|From|Since|Before|After|Shortly|Between)\b[^,]{0,40}\Z"
)
_DAY_OR_ZONE = re.compile(
    r"\W*(?:"
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d"
    r"|(?:[A-Z]{1,3}T|UTC|Eastern|Central|Mountain|Pacific|\w+ [Tt]ime)\b"
    r"|\d)"
)


def ends_after_time(before: str, after: str) -> bool | None:
    """Tell it from the words before the full stop and behind; None where a time tells nothing.

    A time of day ends a sentence unless a day or a zone follows. `At 9 p.m. Ann left` and
    `the 9 p.m. News` are not for this rule.
    """
    if not before.endswith((".m", ".M")):
        return None
    time = _TIME.search(before)
    if time is None or time["article"] or _BEGINS_WITH_TIME.match(before):
        return None
    return not _DAY_OR_ZONE.match(after)
