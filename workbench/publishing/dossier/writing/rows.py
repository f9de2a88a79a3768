"""The rows that others refer to."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from workbench.articles.models import Sentence, Version
from workbench.claims.models import Claim, Passage
from workbench.evidence.models import Evidence
from workbench.policies.models import Policy
from workbench.policies.rules import PolicyFields
from workbench.publishing.dossier.plan import EvidenceKey, PassageKey
from workbench.publishing.dossier.sharing import ScaleKey
from workbench.sources.models import Snapshot, Source
from workbench.verdicts.models import Rating, Round, Verdict


@dataclass
class Rows:
    """Rows by what the plan calls them; each kind is there once it was written."""

    people: dict[str, int]
    of_snapshots: Set[str]  # digests of files
    sources: Mapping[str, Source] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    ratings: Mapping[ScaleKey, Sequence[Rating]] = field(default_factory=dict)
    versions: Mapping[int, Version] = field(default_factory=dict)
    sentences: Mapping[int, Sequence[Sentence]] = field(default_factory=dict)
    policies: Mapping[PolicyFields, Policy] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    rounds: dict[int, Sequence[Round]] = field(default_factory=dict)  # by the claim’s number
    verdicts: dict[int, Sequence[Verdict]] = field(default_factory=dict)  # likewise
    evidence: dict[EvidenceKey, Evidence] = field(default_factory=dict)
    passages: Mapping[PassageKey, Passage] = field(default_factory=dict)

    def person(self, local_id: str | None) -> int | None:
        """The row of a person."""
        return None if local_id is None else self.people[local_id]

    def original(self, digest: str | None) -> str | None:
        """The file that the dossier says an article came from, unless it is one of a source.

        Editions tell the digests of snapshots, and who knows one is no member of their desk, nor a
        confidant of a source that has become confidential.
        """
        return None if digest in self.of_snapshots else digest
