"""Everything of an article, read in a fixed number of queries however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, and_, bindparam, exists, not_, select, union
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from workbench.accounts.models import Person
from workbench.articles.models import (
    Amendment,
    Article,
    ArticleTopic,
    Block,
    Remark,
    Sentence,
    Version,
    VersionDraft,
)
from workbench.claims.models import Claim, Disposition, Passage, Settlement
from workbench.discussion.models import Comment, CommentMention, Thread
from workbench.evidence.models import Contact, Evidence, Search
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.policies.models import Policy
from workbench.publishing.dossier.dumping.comments import COMMENTS
from workbench.publishing.dossier.dumping.told import TOLD
from workbench.publishing.models import Edition, Report, Withdrawal
from workbench.sources.models import Snapshot, Source
from workbench.verdicts.models import (
    Ballot,
    CheckReason,
    Point,
    Rating,
    Reading,
    Review,
    Round,
    Scale,
    SettledReading,
    UsedEvidence,
    Verdict,
    Vote,
)
from workbench.verdicts.points import PUT_AGAIN

R = TypeVar("R")


@dataclass(frozen=True)
class Gathered:
    """The rows of an article, each kind in its order."""

    article: Article
    topics: Sequence[ArticleTopic]
    versions: Sequence[Version]
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]
    amendments: Sequence[Amendment]
    drafts: Sequence[VersionDraft]
    remarks: Sequence[Remark]
    settlements: Sequence[Settlement]
    claims: Sequence[Claim]
    passages: Sequence[Passage]
    evidence: Sequence[Evidence]
    sources: Sequence[Source]
    snapshots: Sequence[Snapshot]
    searches: Sequence[Search]
    contacts: Sequence[Contact]
    rounds: Sequence[Round]
    readings: Sequence[Reading]
    settled: Sequence[SettledReading]
    ballots: Sequence[Ballot]
    verdicts: Sequence[Verdict]
    used: Sequence[UsedEvidence]
    reviews: Sequence[Review]
    taken_back: Sequence[int]  # ids of reviews
    reasons: Sequence[CheckReason]
    scales: Sequence[Scale]
    ratings: Sequence[Rating]
    comments: Sequence[Comment]
    dispositions: Sequence[Disposition]
    editions: Sequence[Edition]
    withdrawals: Sequence[Withdrawal]
    events: Sequence[Event]
    people: Sequence[Person]


def gather(session: Session, article: Article) -> Gathered:
    """Read an article's rows as they stand in the database."""
    session.flush()
    session.refresh(article)

    def rows(chosen: Select[R]) -> Sequence[R]:
        return session.scalars(chosen, {"article_id": article.id}, execution_options=_ANEW).all()

    return Gathered(
        article=article,
        topics=rows(_TOPICS),
        versions=rows(_VERSIONS),
        blocks=rows(_BLOCKS),
        sentences=rows(_SENTENCES),
        amendments=rows(_AMENDMENTS),
        drafts=rows(_DRAFTS),
        remarks=rows(_REMARKS),
        settlements=rows(_SETTLEMENTS),
        claims=rows(_CLAIMS),
        passages=rows(_PASSAGES),
        evidence=rows(_EVIDENCE),
        sources=rows(_SOURCES),
        snapshots=rows(_SNAPSHOTS),
        searches=rows(_SEARCHES),
        contacts=rows(_CONTACTS),
        rounds=rows(_ROUNDS),
        readings=rows(_READINGS),
        settled=rows(_SETTLED),
        ballots=rows(_BALLOTS),
        verdicts=rows(_VERDICTS),
        used=rows(_USED),
        reviews=rows(_REVIEWS),
        taken_back=rows(_TAKEN_BACK),
        reasons=rows(_REASONS),
        scales=rows(_SCALES),
        ratings=rows(_RATINGS),
        comments=rows(COMMENTS),
        dispositions=rows(_DISPOSITIONS),
        editions=rows(_EDITIONS),
        withdrawals=rows(_WITHDRAWALS),
        events=rows(_EVENTS),
        people=rows(_PEOPLE),
    )


_ANEW = {"populate_existing": True}
_TOPICS = (
    select(ArticleTopic)
    .where(ArticleTopic.article_id == bindparam("article_id"))
    .order_by(ArticleTopic.key)
)
_OF_ARTICLE = Version.article_id == bindparam("article_id")
_VERSIONS = (
    select(Version).where(_OF_ARTICLE).order_by(Version.number).options(undefer(Version.text))
)
_BLOCKS = (
    select(Block)
    .join(Version, Version.id == Block.version_id)
    .where(_OF_ARTICLE)
    .order_by(Block.position)
)
_SENTENCES = (
    select(Sentence)
    .join(Version, Version.id == Sentence.version_id)
    .where(_OF_ARTICLE)
    .order_by(Sentence.position)
)
_AMENDMENTS = select(Amendment).join(Amendment.version).where(_OF_ARTICLE)
_DRAFT_OF_ARTICLE = VersionDraft.article_id == bindparam("article_id")
_DRAFTS = select(VersionDraft).where(_DRAFT_OF_ARTICLE).order_by(VersionDraft.id)
_REMARK_OF_ARTICLE = Remark.article_id == bindparam("article_id")
_REMARKS = select(Remark).where(_REMARK_OF_ARTICLE).order_by(Remark.id)
_SETTLEMENTS = (
    select(Settlement).join(Settlement.draft).where(_DRAFT_OF_ARTICLE).order_by(Settlement.id)
)

_CLAIM_OF_ARTICLE = Claim.article_id == bindparam("article_id")
_CLAIMS = (
    select(Claim)
    .where(_CLAIM_OF_ARTICLE)
    .order_by(Claim.number)
    .options(joinedload(Claim.claimant), selectinload(Claim.tags))
)
# Those in older versions too, in the order of the text, which no two passages of a claim share.
_PASSAGES = (
    select(Passage)
    .join(Passage.version)
    .where(_OF_ARTICLE)
    .order_by(Version.number, Passage.start, Passage.end)
)
# What was removed is there too, as of all that hangs on a claim.
_EVIDENCE = (
    select(Evidence)
    .join(Evidence.claim)
    .where(_CLAIM_OF_ARTICLE)
    .options(joinedload(Evidence.source))
    .order_by(Evidence.id)
)
# Those that evidence uses, and what these go back to.
USED_SOURCES = (
    select(Source.id, Source.origin_id)
    .where(Source.id.in_(select(Evidence.source_id).join(Evidence.claim).where(_CLAIM_OF_ARTICLE)))
    .cte("used_sources", recursive=True)
)
USED_SOURCES = USED_SOURCES.union(
    select(Source.id, Source.origin_id).join(USED_SOURCES, USED_SOURCES.c.origin_id == Source.id)
)
_SOURCES = (
    select(Source)
    .where(Source.id.in_(select(USED_SOURCES.c.id)))
    .options(selectinload(Source.tags))
    .order_by(Source.id)
)
# Of all these sources, whether words were read in them or not; but of none that is confidential.
SNAPSHOT_OF_ARTICLE = Snapshot.source_id.in_(
    select(Source.id)
    .join(USED_SOURCES, USED_SOURCES.c.id == Source.id)
    .where(Source.confidential.is_(False))
)
_SNAPSHOTS = (
    select(Snapshot)
    .where(SNAPSHOT_OF_ARTICLE)
    .order_by(Snapshot.id)
    .options(undefer(Snapshot.marks), undefer(Snapshot.text))
)
_SEARCHES = select(Search).join(Search.claim).where(_CLAIM_OF_ARTICLE).order_by(Search.id)
_CONTACTS = select(Contact).join(Contact.claim).where(_CLAIM_OF_ARTICLE).order_by(Contact.id)
_DISPOSITIONS = (
    select(Disposition)
    .join(Disposition.sentence)
    .join(Version, Version.id == Disposition.version_id)
    .where(_OF_ARTICLE)
    .order_by(Version.number, Sentence.position)
)

_RATED = and_(Verdict.claim_id.in_(select(Claim.id).where(_CLAIM_OF_ARTICLE)), TOLD)
_VERDICTS = select(Verdict).where(_RATED).order_by(Verdict.number)
_USED = (
    select(UsedEvidence)
    .join(Verdict, Verdict.id == UsedEvidence.verdict_id)
    .where(_RATED)
    .order_by(UsedEvidence.evidence_id)
)
_REVIEWS = (
    select(Review)
    .join(Review.verdict)
    .where(_RATED)
    .options(selectinload(Review.points).joinedload(Point.evidence).joinedload(Evidence.source))
    .order_by(Review.id)
)
_TAKEN_BACK = select(Review.id).join(Review.verdict).where(_RATED, PUT_AGAIN)
# Rounds that everybody may see, and of their ballots those that are closed.
_ROUND_TOLD = and_(
    Round.claim_id.in_(select(Claim.id).where(_CLAIM_OF_ARTICLE)), Round.opened_at.is_not(None)
)
_OF_ROUNDS = select(Round.id).where(_ROUND_TOLD)
_ROUNDS = (
    select(Round)
    .where(_ROUND_TOLD)
    .options(
        joinedload(Round.policy).options(
            selectinload(Policy.priorities), selectinload(Policy.checks)
        )
    )
    .order_by(Round.number)
)
_READINGS = select(Reading).where(Reading.round_id.in_(_OF_ROUNDS)).order_by(Reading.id)
_SETTLED = (
    select(SettledReading)
    .where(SettledReading.round_id.in_(_OF_ROUNDS))
    .order_by(SettledReading.id)
)
_CLOSED = and_(Ballot.round_id.in_(_OF_ROUNDS), Ballot.closed_at.is_not(None))
_BALLOTS = select(Ballot).where(_CLOSED).options(selectinload(Ballot.votes)).order_by(Ballot.id)
# While a claim is read blind, reasons may argue for what is hidden.
_HIDDEN = exists().where(Verdict.claim_id == CheckReason.claim_id, Verdict.blind)
_REASON_TOLD = and_(_CLAIM_OF_ARTICLE, not_(_HIDDEN))
_REASONS = (
    select(CheckReason)
    .join(Claim, Claim.id == CheckReason.claim_id)
    .where(_REASON_TOLD)
    .order_by(CheckReason.check)
)
# Ids of the scales that verdicts of the article use.
_SCALES_USED = select(Rating.scale_id).join(Verdict, Verdict.rating_id == Rating.id).where(_RATED)
_SCALES = select(Scale).where(Scale.id.in_(_SCALES_USED)).order_by(Scale.name, Scale.version)
_RATINGS = select(Rating).where(Rating.scale_id.in_(_SCALES_USED)).order_by(Rating.position)

_REPORT_OF_ARTICLE = Report.article_id == bindparam("article_id")
_EDITIONS = (
    select(Edition)
    .join(Edition.report)
    .where(_REPORT_OF_ARTICLE)
    .options(joinedload(Edition.report), undefer(Edition.content))
    .order_by(Edition.number)
)
_WITHDRAWALS = (
    select(Withdrawal).join(Withdrawal.report).where(_REPORT_OF_ARTICLE).order_by(Withdrawal.id)
)
# The whole record but what tells of a loading.
_EVENTS = (
    select(Event)
    .where(Event.article_id == bindparam("article_id"), Event.kind != EventKind.DOSSIER_LOADED)
    .order_by(Event.id)
)
_SAID = select(Comment.id).join(Comment.thread).join(Thread.claim).where(_CLAIM_OF_ARTICLE)
# Everybody who did something here, or was called.
_PEOPLE = select(Person).where(
    Person.id.in_(
        union(
            select(Amendment.by_id).join(Amendment.version).where(_OF_ARTICLE),
            select(VersionDraft.by_id).where(_DRAFT_OF_ARTICLE),
            select(Remark.settled_by_id).where(_REMARK_OF_ARTICLE),
            select(Settlement.by_id).join(Settlement.draft).where(_DRAFT_OF_ARTICLE),
            select(Snapshot.by_id).where(SNAPSHOT_OF_ARTICLE),
            select(Claim.taken_by_id).where(_CLAIM_OF_ARTICLE),
            select(Contact.asked_by_id).join(Contact.claim).where(_CLAIM_OF_ARTICLE),
            select(Comment.by_id).join(Comment.thread).join(Thread.claim).where(_CLAIM_OF_ARTICLE),
            select(Thread.resolved_by_id).join(Thread.claim).where(_CLAIM_OF_ARTICLE),
            select(CommentMention.person_id).where(CommentMention.comment_id.in_(_SAID)),
            select(Verdict.by_id).where(_RATED),
            select(Review.by_id).join(Review.verdict).where(_RATED),
            select(Point.done_by_id).join(Point.review).join(Review.verdict).where(_RATED),
            select(Reading.person_id).where(Reading.round_id.in_(_OF_ROUNDS)),
            select(SettledReading.by_id).where(SettledReading.round_id.in_(_OF_ROUNDS)),
            select(Vote.by_id).join(Vote.ballot).where(_CLOSED),
            select(CheckReason.by_id)
            .join(Claim, Claim.id == CheckReason.claim_id)
            .where(_REASON_TOLD),
            select(Disposition.by_id).where(
                Disposition.version_id.in_(select(Version.id).where(_OF_ARTICLE))
            ),
            select(Edition.by_id).where(
                Edition.report_id.in_(select(Report.id).where(_REPORT_OF_ARTICLE))
            ),
            select(Withdrawal.by_id).join(Withdrawal.report).where(_REPORT_OF_ARTICLE),
            select(Event.by_id).where(Event.article_id == bindparam("article_id")),
        )
    )
)
