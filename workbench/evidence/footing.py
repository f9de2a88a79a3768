"""What the evidence of a claim stands on: how many sources tell it on their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.sources.models import Source
from workbench.sources.origins import ultimate_origins
from workbench.sources.rules import Closeness


@dataclass(frozen=True)
class Together:
    """Sources that go back to one origin, and so count once. The origin may be none of them."""

    origin: Source
    sources: Sequence[Source]

    @property
    def copies(self) -> Sequence[Source]:
        """Those that repeat the origin."""
        return [source for source in self.sources if source is not self.origin]


@dataclass(frozen=True)
class Footing:
    """How many sources there are, of which kinds, and which of them go together."""

    sources: int
    independent: int
    primary: int
    supporting: int
    refuting: int
    together: Sequence[Together]

    @property
    def one_origin(self) -> bool:
        """Whether several sources tell what only one knows."""
        return self.sources > 1 and self.independent == 1

    @property
    def one_sided(self) -> bool:
        """Whether something speaks for the claim, and nothing against it."""
        return self.supporting > 0 and self.refuting == 0


def footing_of(session: Session, evidence: Sequence[Evidence]) -> Footing:
    """What these pieces of evidence stand on. In one query at most."""
    sources = {piece.source_id: piece.source for piece in evidence}
    return weigh(evidence, ultimate_origins(session, sources.values()))


def weigh(evidence: Sequence[Evidence], origins: Mapping[int, Source]) -> Footing:
    """What evidence stands on, told from what each source goes back to in the end."""
    sources = {piece.source_id: piece.source for piece in evidence}
    groups: dict[Source, list[Source]] = {}
    for source_id, source in sources.items():
        groups.setdefault(origins[source_id], []).append(source)
    return Footing(
        sources=len(sources),
        independent=len(groups),
        primary=sum(source.closeness is Closeness.PRIMARY for source in sources.values()),
        supporting=_with_stance(evidence, Stance.SUPPORTS),
        refuting=_with_stance(evidence, Stance.REFUTES),
        together=[Together(*group) for group in groups.items() if len(group[1]) > 1],
    )


def _with_stance(evidence: Sequence[Evidence], stance: Stance) -> int:
    return len({piece.source_id for piece in evidence if piece.stance is stance})
