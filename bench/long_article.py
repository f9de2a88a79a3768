"""The desk with the long article on it, and the article published."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import URL, select

from bench.drafts import draft
from bench.filling import STATES, Filled, desk_texts, fill, placed
from bench.instance import Instance, make_instance
from workbench.articles.models import Article
from workbench.claims.rules import Status
from workbench.db import Database
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.service import publish_edition
from workbench.verdicts.models import Rating

PUBLIC_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Size:
    """Sentences and claims of the long article, and claims of the whole desk."""

    sentences: int
    claims: int
    desk_claims: int

    def times(self, factor: int) -> "Size":
        """So many times as large."""
        return Size(self.sentences * factor, self.claims * factor, self.desk_claims * factor)

    def __str__(self) -> str:
        return (
            f"an article of {self.sentences:,} sentences and {self.claims:,} claims, "
            f"a desk of {self.desk_claims:,}"
        )


@dataclass(frozen=True)
class LongDesk:
    """What there is to measure on. `publishing` is how long it took to publish (ms)."""

    instance: Instance
    size: Size
    article: Filled
    others: Filled
    slug: str
    first_rating: int
    publishing: float

    @property
    def article_id(self) -> int:
        """The long article."""
        return self.article.article_ids[0]


def make_long_desk(
    folder: Path, size: Size, url: URL | None = None, states: Sequence[Status] = STATES
) -> LongDesk:
    """Fill a desk, the long article last, and publish what is approved of that."""
    instance, random = make_instance(folder, url), Random(size.sentences)
    texts = desk_texts(random)
    others = fill(instance, texts, articles=(size.desk_claims - size.claims) // 20, claims=20)
    text = placed(draft(random, sentences=size.sentences))
    article = fill(instance, [text], articles=1, claims=size.claims, states=states)
    slug, rating_id, took = _publish(instance, article.article_ids[0])
    return LongDesk(instance, size, article, others, slug, rating_id, took)


def published_desk(folder: Path, claims: int) -> LongDesk:
    """Nothing but one article, of five sentences a claim, all of whose claims are published."""
    return make_long_desk(folder, Size(5 * claims, claims, claims), states=(Status.APPROVED,))


def _publish(instance: Instance, article_id: int) -> tuple[str, int, float]:
    database = Database(instance.database_url)
    started = time.perf_counter()
    with database.writing() as session:
        edition = publish_edition(
            session, article=session.get_one(Article, article_id),
            fields=EditionFields("What holds", "Half of it.", "First edition.", whole_text=True),
            public_url=PUBLIC_URL, by=instance.editor,
        )  # fmt: skip
        slug = edition.report.slug
    took = (time.perf_counter() - started) * 1000
    with database.reading() as session:
        rating_id = session.scalars(select(Rating.id).order_by(Rating.id)).first() or 0
    database.close()
    return slug, rating_id, took
