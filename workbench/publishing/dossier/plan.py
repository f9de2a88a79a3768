"""A dossier that was read and found whole: what is about to be written, in plain data.

People and sources go by their ids in the dossier, versions and claims by their numbers.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbench.articles.anchoring import Quote
from workbench.articles.sentences import PlacedSentence
from workbench.articles.text import CanonicalText
from workbench.claims.rules import Reason, Status
from workbench.claims.service import ClaimFields
from workbench.evidence.service import EvidenceFields
from workbench.sources.service import SourceFields
from workbench.verdicts.rules import RatingPreset, VerdictState


@dataclass(frozen=True)
class PlannedArticle:
    """The article itself."""

    title: str
    outlet: str
    authors: tuple[str, ...]
    url: str
    published: str
    language: str
    claims_numbered: int
    created_at: datetime


@dataclass(frozen=True)
class PlannedVersion:
    """A version with its blocks and sentences."""

    number: int
    text: CanonicalText
    sentences: tuple[PlacedSentence, ...]
    original_name: str
    original_sha256: str | None
    created_at: datetime


@dataclass(frozen=True)
class PlannedSource:
    """A source."""

    id: str
    fields: SourceFields
    created_at: datetime


@dataclass(frozen=True)
class PlannedScale:
    """A scale of the dossier, or, with `row_id`, one that the desk has."""

    name: str
    version: int
    ratings: tuple[RatingPreset, ...]
    row_id: int | None = None


@dataclass(frozen=True)
class PlannedRating:
    """A step of a scale, counted from 0."""

    scale: PlannedScale
    index: int


@dataclass(frozen=True)
class PlannedPassage:
    """Where a claim stands."""

    version: int
    quote: Quote


@dataclass(frozen=True)
class PlannedEvidence:
    """A use of a source."""

    source: str
    fields: EvidenceFields
    created_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class PlannedDecision:
    """What an editor decided, which the verdict's state tells, and why."""

    comment: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedVerdict:
    """A version of a verdict."""

    rating: PlannedRating | None
    summary: str
    rationale: str
    state: VerdictState
    by: str | None
    at: datetime
    decision: PlannedDecision | None


@dataclass(frozen=True)
class PlannedClaim:
    """A claim with everything attached to it."""

    number: int
    position: int
    fields: ClaimFields
    status: Status
    status_since: datetime
    taken_by: str | None
    merged_into: int | None
    created_at: datetime
    passages: tuple[PlannedPassage, ...]
    evidence: tuple[PlannedEvidence, ...]
    verdicts: tuple[PlannedVerdict, ...]


@dataclass(frozen=True)
class PlannedDisposition:
    """A sentence, counted from 0, that was set aside."""

    version: int
    sentence: int
    reason: Reason
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedEdition:
    """An edition as readers got it."""

    number: int
    title: str
    summary: str
    note: str
    whole_text: bool
    content: dict[str, Any]
    sha256: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedEvent:
    """A line of the record. `undoes` is the index, from 0, of the one it took back."""

    kind: str
    at: datetime
    by: str | None
    by_name: str
    claim: int | None
    details: dict[str, Any]
    undoes: int | None


@dataclass(frozen=True)
class Plan:
    """Everything of a dossier. `people` maps the ids of those it names to their names."""

    article: PlannedArticle
    versions: tuple[PlannedVersion, ...]
    people: dict[str, str]
    sources: tuple[PlannedSource, ...] = ()
    scales: tuple[PlannedScale, ...] = ()
    claims: tuple[PlannedClaim, ...] = ()
    dispositions: tuple[PlannedDisposition, ...] = ()
    slug: str | None = None
    editions: tuple[PlannedEdition, ...] = ()
    events: tuple[PlannedEvent, ...] = field(default=())
