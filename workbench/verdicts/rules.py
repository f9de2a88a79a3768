"""Words about verdicts, and the presets of rating scales."""

from dataclasses import dataclass
from enum import StrEnum


class VerdictState(StrEnum):
    """Where a verdict is on its way."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class Decision(StrEnum):
    """What an editor decided of a verdict."""

    APPROVED = "approved"
    RETURNED = "returned"


class Token(StrEnum):
    """The look of a rating: its colour and its underline in running text."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    HALF = "half"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    OFF = "off"


@dataclass(frozen=True)
class RatingPreset:
    """One step of a scale; no value means off the scale."""

    label: str
    value: int | None
    token: Token
    icon: str
    definition: str = ""
