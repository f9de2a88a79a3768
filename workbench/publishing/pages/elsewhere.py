"""What a page tells of the same claim in other reports, which is live and in no edition."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class CheckedElsewhere:
    """The same claim in another report: its words, its verdict there, and since when (ISO 8601)."""

    slug: str
    title: str
    number: int
    statement: str
    label: str
    token: str
    icon: str
    at: str


@dataclass(frozen=True)
class ChangedElsewhere:
    """That the same claim was changed in another report: its claim there, how and when."""

    slug: str
    number: int
    kind: str
    at: str


@dataclass(frozen=True)
class Elsewhere:
    """The same claim in other reports: what was changed there, and what stands there."""

    changed: Sequence[ChangedElsewhere] = ()
    checked: Sequence[CheckedElsewhere] = ()


NOWHERE = Elsewhere()
