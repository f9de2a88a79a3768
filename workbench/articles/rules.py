"""Words and small decisions about articles."""

import re
from datetime import date
from enum import StrEnum

from workbench.errors import message as _


class Origin(StrEnum):
    """How the text of a version after the first came about."""

    CORRECTED = _("corrected")  # by the desk, which had it otherwise than the outlet
    PASTED = _("pasted")
    UPLOADED = _("uploaded")
    FETCHED = _("fetched")

    @property
    def from_outlet(self) -> bool:
        """Whether it is what the outlet says now, and so may differ by what the outlet changed."""
        return self in (Origin.PASTED, Origin.UPLOADED, Origin.FETCHED)


class RemarkState(StrEnum):
    """What became of a remark that came with a manuscript."""

    WAITS = _("waits")
    ACCEPTED = _("accepted")
    DISMISSED = _("dismissed")


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
