"""Everything of an article, read in a fixed number of queries however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, select, union
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
    """The rows of an article, each kind in its order."""

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

    return Gathered(
        article=article,
        versions=rows(_versions(article)),
        blocks=rows(_blocks(article)),
        sentences=rows(_sentences(article)),
        claims=rows(_claims(article)),
        passages=rows(_passages(article)),
        evidence=rows(_evidence(article)),
        verdicts=rows(select(Verdict).where(_rated(article)).order_by(Verdict.number)),
        reviews=rows(select(Review).join(Review.verdict).where(_rated(article))),
        scales=rows(_scales(article)),
        ratings=rows(_ratings(article)),
        dispositions=rows(_dispositions(article)),
        editions=rows(_editions(article)),
        events=rows(_events(article)),
        people=rows(_people(article)),
    )


def _versions(article: Article) -> Select[Version]:
    chosen = select(Version).where(Version.article_id == article.id).order_by(Version.number)
    return chosen.options(undefer(Version.text))


def _blocks(article: Article) -> Select[Block]:
    chosen = select(Block).join(Version, Version.id == Block.version_id)
    return chosen.where(Version.article_id == article.id).order_by(Block.position)


def _sentences(article: Article) -> Select[Sentence]:
    chosen = select(Sentence).join(Version, Version.id == Sentence.version_id)
    return chosen.where(Version.article_id == article.id).order_by(Sentence.position)


def _claims(article: Article) -> Select[Claim]:
    chosen = select(Claim).where(Claim.article_id == article.id).order_by(Claim.number)
    return chosen.options(joinedload(Claim.claimant))


def _passages(article: Article) -> Select[Passage]:
    """In the order of the text, which no two passages of a claim share."""
    chosen = select(Passage).join(Passage.version).where(Version.article_id == article.id)
    return chosen.order_by(Version.number, Passage.start, Passage.end)


def _evidence(article: Article) -> Select[Evidence]:
    """Evidence that was removed is there too."""
    chosen = select(Evidence).join(Evidence.claim).where(Claim.article_id == article.id)
    return chosen.options(joinedload(Evidence.source)).order_by(Evidence.id)


def _rated(article: Article) -> ColumnElement[bool]:
    return Verdict.claim_id.in_(select(Claim.id).where(Claim.article_id == article.id))


def _used(article: Article) -> Select[int]:
    """Ids of the scales that verdicts of the article use."""
    return (
        select(Rating.scale_id).join(Verdict, Verdict.rating_id == Rating.id).where(_rated(article))
    )


def _scales(article: Article) -> Select[Scale]:
    chosen = select(Scale).where(Scale.id.in_(_used(article)))
    return chosen.order_by(Scale.name, Scale.version)


def _ratings(article: Article) -> Select[Rating]:
    return select(Rating).where(Rating.scale_id.in_(_used(article))).order_by(Rating.position)


def _dispositions(article: Article) -> Select[Disposition]:
    chosen = select(Disposition).join(Disposition.sentence)
    return (
        chosen.join(Version, Version.id == Disposition.version_id)
        .where(Version.article_id == article.id)
        .order_by(Version.number, Sentence.position)
    )


def _editions(article: Article) -> Select[Edition]:
    chosen = select(Edition).join(Edition.report).where(Report.article_id == article.id)
    whole = (joinedload(Edition.report), undefer(Edition.content))
    return chosen.options(*whole).order_by(Edition.number)


def _events(article: Article) -> Select[Event]:
    """The whole record but what tells of a loading."""
    chosen = select(Event).where(Event.article_id == article.id, Event.kind != LOADED)
    return chosen.order_by(Event.id)


def _people(article: Article) -> Select[Person]:
    """Everybody who did something here."""
    reports = select(Report.id).where(Report.article_id == article.id)
    versions = select(Version.id).where(Version.article_id == article.id)
    named = union(
        select(Claim.taken_by_id).where(Claim.article_id == article.id),
        select(Verdict.by_id).where(_rated(article)),
        select(Review.by_id).join(Review.verdict).where(_rated(article)),
        select(Disposition.by_id).where(Disposition.version_id.in_(versions)),
        select(Edition.by_id).where(Edition.report_id.in_(reports)),
        select(Event.by_id).where(Event.article_id == article.id),
    )
    return select(Person).where(Person.id.in_(named))
