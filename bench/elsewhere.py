"""What was measured on two other annotation tools, doing the same with as much data."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Elsewhere:
    """Milliseconds, or MB of memory."""

    doccano: float
    label_studio: float

    @property
    def better(self) -> float:
        """The one to beat."""
        return min(self.doccano, self.label_studio)


FIGURES: Mapping[str, Elsewhere] = {
    "import 100": Elsewhere(622, 68),
    "list 50": Elsewhere(86, 72),
    "list the last 50": Elsewhere(199, 76),
    "open one": Elsewhere(12, 49),
    "create a claim": Elsewhere(10, 55),
    "export 5,000": Elsewhere(13_000, 9_000),
    "idle memory": Elsewhere(404, 431),
    "cold start": Elsewhere(1_900, 3_100),
}
