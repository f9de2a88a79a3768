"""What rows are called in a dossier."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from workbench.evidence.models import Evidence
from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.sources.models import Source
from workbench.verdicts.models import Scale

R = TypeVar("R")
K = TypeVar("K")
Record = dict[str, Any]


class Names:
    """What rows are called; people and sources are numbered as they first come up.

    By id, `versions` and `claims` are their numbers, `sentences` their positions, `scales` name and
    version, `ratings` the rows themselves.
    """

    def __init__(self, found: Gathered) -> None:
        self._called = {person.id: person.name for person in found.people}
        self._people: dict[int, str] = {}
        self.sources: dict[Source, str] = {}
        self.snapshots = {row.id: f"n{place}" for place, row in enumerate(found.snapshots, 1)}
        self._passages = {passage.id: passage for passage in found.passages}
        self.versions = {version.id: version.number for version in found.versions}
        self.sentences = {sentence.id: sentence.position for sentence in found.sentences}
        self.claims = {claim.id: claim.number for claim in found.claims}
        self.evidence = self._evidence_names(found.evidence)
        self.scales = _scale_names(found.scales)
        self.ratings = {rating.id: rating for rating in found.ratings}

    def _evidence_names(self, evidence: Sequence[Evidence]) -> dict[int, str]:
        """What pieces of evidence are called: claim by claim, since they may go to another."""
        in_order = sorted(evidence, key=lambda row: self.claims[row.claim_id])
        return {row.id: f"e{place}" for place, row in enumerate(in_order, start=1)}

    def person(self, person_id: int | None) -> str | None:
        """The id of a person in the dossier; None for the command line."""
        if person_id is None:
            return None
        return self._people.setdefault(person_id, f"p{len(self._people) + 1}")

    def people(self) -> list[Record]:
        """Everybody who came up."""
        return [{"id": local, "name": self._called[row]} for row, local in self._people.items()]

    def source(self, source: Source) -> str:
        """The id of a source in the dossier."""
        return self.sources.setdefault(source, f"s{len(self.sources) + 1}")

    def each_source(self) -> Iterator[Source]:
        """Everything that came up, and what comes up meanwhile."""
        told = 0
        while told < len(self.sources):
            yield list(self.sources)[told]
            told += 1

    def passage(self, passage_id: int) -> Record:
        """A passage by its claim and its place, to be understood of one version."""
        passage = self._passages[passage_id]
        claim = self.claims[passage.claim_id]
        return {"claim": claim, "start": passage.start, "end": passage.end}


def _scale_names(scales: Sequence[Scale]) -> dict[int, Record]:
    """What each scale is called here: its name, and which of the versions used it is."""
    by_name = grouped(scales, lambda scale: scale.name)
    return {
        scale.id: {"name": scale.name, "version": version}
        for group in by_name.values()
        for version, scale in enumerate(group, start=1)
    }


def grouped(rows: Sequence[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    """Rows by what they share, in their order."""
    groups: dict[K, list[R]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def moment(value: datetime) -> str:
    """A moment as a dossier has it."""
    return value.isoformat().replace("+00:00", "Z")
