"""Words and small decisions about articles."""

import re
from datetime import date

# A date as far as it is known: a year, a month or a day.
PARTIAL_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\Z")

LONGEST_TITLE = 500  # code points


def is_partial_date(value: str) -> bool:
    """Whether a value is `2019`, `2019-05` or `2019-05-15`, and in the calendar."""
    if PARTIAL_DATE.match(value) is None:
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True
