"""What can be wrong with a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import Invalid


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where: a JSON path such as `$.claims[3].status`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class BadDossier(Invalid):
    """A dossier that was refused whole: nothing of it was written. It names all its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        named = "; ".join(map(str, self.faults))
        super().__init__(f"The dossier has {count}, so nothing of it was loaded. {named}")
