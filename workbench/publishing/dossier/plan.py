"""A dossier that was read and found whole: what is about to be written, in plain data.

People and sources go by their ids in the dossier, versions and claims by their numbers, passages by
the claim, the version and the place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from workbench.articles.anchoring import Quote
from workbench.articles.draft_blocks import Blocks
from workbench.articles.marks import Span
from workbench.articles.reanchoring import Outcome
from workbench.articles.rules import Origin, RemarkState
from workbench.articles.sentences import PlacedSentence
from workbench.articles.text import CanonicalText
from workbench.claims.rules import Decided, Reason, Status
from workbench.claims.rules import Outcome as BallotOutcome
from workbench.claims.service import ClaimFields
from workbench.discussion.rules import About
from workbench.evidence.contacts import AnswerFile, ContactFields
from workbench.evidence.searches import SearchFields
from workbench.evidence.service import EvidenceFields
from workbench.intake.remarks import RemarkKind
from workbench.policies.rules import Check, PolicyFields
from workbench.sources.rules import Way
from workbench.sources.service import SourceFields
from workbench.verdicts.rules import About as PointAbout
from workbench.verdicts.rules import Decision, RatingPreset, Seat, VerdictState


@dataclass(frozen=True)
class PlannedArticle:
    """The article itself."""

    title: str
    outlet: str
    authors: tuple[str, ...]
    url: str
    published: str
    language: str
    topics: tuple[str, ...]
    claims_numbered: int
    created_at: datetime


@dataclass(frozen=True)
class PlannedAmendment:
    """What the outlet changed, first seen in a version."""

    made_on: str
    notice: str
    note: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedVersion:
    """A version with its blocks and sentences.

    `follows`: of which sentence of the version before each sentence is the same, by index.
    """

    number: int
    text: CanonicalText
    sentences: tuple[PlacedSentence, ...]
    follows: Mapping[int, int]
    amendment: PlannedAmendment | None
    original_name: str
    original_sha256: str | None
    created_at: datetime


@dataclass(frozen=True)
class PlannedSource:
    """A source with its tags; `origin` is the one that it repeats.

    Of a confidential one the title is how its desk worded it, and nothing else is told.
    """

    id: str
    fields: SourceFields
    origin: str | None
    tags: tuple[str, ...]
    created_at: datetime
    confidential: bool = False


@dataclass(frozen=True)
class PlannedSnapshot:
    """What was kept of a source, without the file."""

    id: str
    source: str
    sha256: str
    name: str
    media_type: str
    size: int
    way: Way
    url: str
    headers: dict[str, str]
    by: str | None
    taken_at: datetime
    unchanged_at: datetime | None
    unreadable: str
    said: dict[str, Any]
    licence: str
    text: str
    marks: list[dict[str, Any]]


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


class PassageKey(NamedTuple):
    """What names a passage: a claim stands at a place of a version once."""

    claim: int
    version: int
    start: int
    end: int


@dataclass(frozen=True)
class PlannedPassage:
    """Where a claim stands, and which passage of the version before that was."""

    key: PassageKey
    quote: Quote
    follows: PassageKey | None


@dataclass(frozen=True)
class PlannedEvidence:
    """A use of a source, and perhaps the snapshot that its words were read in."""

    source: str
    snapshot: str | None
    fields: EvidenceFields
    created_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class PlannedSearch:
    """What was looked for in vain."""

    fields: SearchFields
    created_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class PlannedContact:
    """Whom the desk asked, who asked, and the file of the answer."""

    fields: ContactFields
    asked_by: str | None
    file: AnswerFile
    created_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True)
class PlannedComment:
    """What a member said."""

    text: str
    by: str | None
    at: datetime
    edited_at: datetime | None
    removed_at: datetime | None
    mentions: tuple[str, ...] = ()


class EvidenceKey(NamedTuple):
    """A piece of evidence: its claim's number, and its place in that claim's list, from 0."""

    claim: int
    place: int


@dataclass(frozen=True)
class PlannedThread:
    """Comments about a claim, a piece of evidence, or a verdict of the claim, counted from 0."""

    about: About
    evidence: EvidenceKey | None
    verdict: int | None
    created_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    comments: tuple[PlannedComment, ...]


@dataclass(frozen=True)
class PlannedPoint:
    """One thing that a return asks for, and what became of it."""

    about: PointAbout
    evidence: EvidenceKey | None
    comment: str
    answer: str
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True)
class PlannedDecision:
    """What an editor decided of a verdict, and why."""

    decision: Decision
    comment: str
    by: str | None
    at: datetime
    points: tuple[PlannedPoint, ...] = ()
    taken_back: bool = False


@dataclass(frozen=True)
class PlannedVerdict:
    """A version of a verdict. `round` is counted from 0; `stood_on`: evidence, when proposed."""

    rating: PlannedRating | None
    summary: str
    rationale: str
    state: VerdictState
    by: str | None
    at: datetime
    stale_since: datetime | None
    reading: Seat
    round: int | None
    stood_on: tuple[EvidenceKey, ...]
    decisions: tuple[PlannedDecision, ...]


@dataclass(frozen=True)
class PlannedReading:
    """That somebody had a seat in a round."""

    seat: Seat
    by: str
    taken_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class PlannedVote:
    """A vote for a verdict, counted from 0, or for none."""

    verdict: int | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class PlannedBallot:
    """A ballot that is closed. `verdict`, counted from 0: what stood since."""

    opened_at: datetime
    closed_at: datetime
    outcome: BallotOutcome
    verdict: int | None
    votes: tuple[PlannedVote, ...]


@dataclass(frozen=True)
class PlannedSettling:
    """Which of two readers' verdicts, counted from 0, was to go on, and why."""

    verdict: int
    dissent: int
    why: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedRound:
    """A round of reading that is opened to everybody."""

    policy: PolicyFields
    opened_at: datetime
    ended_at: datetime | None
    shown: bool
    readings: tuple[PlannedReading, ...]
    ballots: tuple[PlannedBallot, ...]
    settled: tuple[PlannedSettling, ...]


@dataclass(frozen=True)
class PlannedReason:
    """Why a check need not hold for a claim."""

    check: Check
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedClaim:
    """A claim with everything attached to it. `current`: which verdict is, counted from 0."""

    number: int
    position: int
    fields: ClaimFields
    status: Status
    status_since: datetime
    taken_by: str | None
    due_on: str
    recheck_on: str
    tags: tuple[str, ...]
    merged_into: int | None
    created_at: datetime
    passages: tuple[PlannedPassage, ...]
    evidence: tuple[PlannedEvidence, ...]
    searches: tuple[PlannedSearch, ...]
    contacts: tuple[PlannedContact, ...]
    rounds: tuple[PlannedRound, ...]
    verdicts: tuple[PlannedVerdict, ...]
    current: int | None
    check_reasons: tuple[PlannedReason, ...]
    threads: tuple[PlannedThread, ...] = ()


@dataclass(frozen=True)
class PlannedDisposition:
    """A sentence, counted from 0, that was set aside."""

    version: int
    sentence: int
    reason: Reason
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedSettlement:
    """What somebody decided about a passage; it has no `place` where it was left behind."""

    passage: PassageKey
    was: Span
    outcome: Outcome
    decided: Decided
    place: Span | None
    by: str | None
    at: datetime


@dataclass(frozen=True)
class PlannedDraft:
    """A draft of the version after `base`; `version` is the one that was made of it."""

    base: int
    version: int | None
    origin: Origin
    blocks: Blocks
    original_name: str
    original_sha256: str | None
    by: str | None
    created_at: datetime
    discarded_at: datetime | None
    settlements: tuple[PlannedSettlement, ...]


@dataclass(frozen=True)
class PlannedRemark:
    """What came beside the words of a manuscript; one without a `place` stands nowhere.

    `claim`: the one it was accepted for. `at`: when it was settled, none while it waits.
    """

    version: int
    kind: RemarkKind
    text: str
    proposed: str
    author: str
    said_at: str
    url: str
    exact: str
    place: Span | None
    state: RemarkState
    claim: int | None
    by: str | None
    at: datetime | None


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
class PlannedWithdrawal:
    """That an edition, or with it the `whole` report, was withdrawn."""

    number: int
    whole: bool
    why: str
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
    snapshots: tuple[PlannedSnapshot, ...] = ()
    scales: tuple[PlannedScale, ...] = ()
    claims: tuple[PlannedClaim, ...] = ()
    dispositions: tuple[PlannedDisposition, ...] = ()
    drafts: tuple[PlannedDraft, ...] = ()
    remarks: tuple[PlannedRemark, ...] = ()
    slug: str | None = None
    editions: tuple[PlannedEdition, ...] = ()
    withdrawals: tuple[PlannedWithdrawal, ...] = ()
    events: tuple[PlannedEvent, ...] = field(default=())
