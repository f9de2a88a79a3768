"""What the readers of the formats give: items of CSL-JSON, and what could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unread:
    """An item that could not be read: what it is called in the file, and why."""

    name: str
    why: str
