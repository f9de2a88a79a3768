"""Words about evidence."""

from enum import StrEnum


class Stance(StrEnum):
    """What a source does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"
