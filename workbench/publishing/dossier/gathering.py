"""Everything of an article, read in a fixed number of queries however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, undefer

from workbench.accounts.models import Person
from workbench.articles.models import Article, Block, Sentence, Version
from workbench.claims.models import Claim, Disposition, Passage
from workbench.evidence.models import Evidence
from workbench.history.models import Event
from workbench.publishing.dossier.reading.events import LOADED
from workbench.publishing.models import Edition, Report
from workbench.verdicts.models import Rating, Review, Scale, Verdict

R = TypeVar("R")


@dataclass(frozen=True)
class Gathered:
    """The rows of an article, each kind in the order of the dossier."""

    article: Article
    versions: Sequence[Version]
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]
    claims: Sequence[Claim]
    passages: Sequence[Passage]
    evidence: Sequence[Evidence]
    verdicts: Sequence[Verdict]
    reviews: Sequence[Review]
    scales: Sequence[Scale]
    ratings: Sequence[Rating]
    dispositions: Sequence[Disposition]
    editions: Sequence[Edition]
    events: Sequence[Event]
    people: Sequence[Person]


def gather(session: Session, article: Article) -> Gathered:
    """Read an article's rows as they stand in the database."""
    session.flush()
    session.refresh(article)

    def rows(chosen: Select[R]) -> Sequence[R]:
        return session.scalars(chosen.execution_options(populate_existing=True)).all()

    versions = select(Version.id).where(Version.article_id == article.id)
    claims = select(Claim.id).where(Claim.article_id == article.id)
    verdicts = select(Verdict.id).where(Verdict.claim_id.in_(claims))
    ratings = select(Verdict.rating_id).where(Verdict.claim_id.in_(claims))
    scales = select(Rating.scale_id).where(Rating.id.in_(ratings))
    people = _ids_of_people(session, article)
    return Gathered(
        article=article,
        versions=rows(
            select(Version)
            .options(undefer(Version.text))
            .where(Version.article_id == article.id)
            .order_by(Version.number)
        ),
        blocks=rows(select(Block).where(Block.version_id.in_(versions)).order_by(Block.position)),
        sentences=rows(
            select(Sentence).where(Sentence.version_id.in_(versions)).order_by(Sentence.position)
        ),
        claims=rows(
            select(Claim)
            .options(joinedload(Claim.claimant))
            .where(Claim.article_id == article.id)
            .order_by(Claim.number)
        ),
        passages=rows(
            select(Passage)
            .join(Passage.version)
            .where(Passage.claim_id.in_(claims))
            .order_by(Version.number, Passage.start, Passage.end)
        ),
        evidence=rows(
            select(Evidence)
            .options(joinedload(Evidence.source))
            .where(Evidence.claim_id.in_(claims))
            .order_by(Evidence.id)
        ),
        verdicts=rows(
            select(Verdict).where(Verdict.claim_id.in_(claims)).order_by(Verdict.number)
        ),
        reviews=rows(select(Review).where(Review.verdict_id.in_(verdicts))),
        scales=rows(select(Scale).where(Scale.id.in_(scales)).order_by(Scale.name, Scale.version)),
        ratings=rows(select(Rating).where(Rating.scale_id.in_(scales)).order_by(Rating.position)),
        dispositions=rows(
            select(Disposition)
            .join(Disposition.sentence)
            .join(Version, Version.id == Disposition.version_id)
            .where(Disposition.version_id.in_(versions))
            .order_by(Version.number, Sentence.position)
        ),
        editions=rows(
            select(Edition)
            .join(Edition.report)
            .options(joinedload(Edition.report), undefer(Edition.content))
            .where(Report.article_id == article.id)
            .order_by(Edition.number)
        ),
        events=rows(
            select(Event)
            .where(Event.article_id == article.id, Event.kind != LOADED)
            .order_by(Event.id)
        ),
        people=rows(people),
    )
