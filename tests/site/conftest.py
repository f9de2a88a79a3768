"""A site with three reports: of two topics, two claimants, three verdicts and two years."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from tests.publishing.desk import NewsDesk, make_news_desk
from tests.screens.conftest import count_queries
from workbench.articles.topics import set_topics
from workbench.db import Database
from workbench.publishing.edition.model import moment
from workbench.publishing.edition.stored import from_json, to_json
from workbench.publishing.index.writing import index_report
from workbench.publishing.models import Edition

__all__ = ["count_queries"]

REPORTS = (
    ("The bridge, checked", ("Bridges", "Città vecchia"), "Jane Miller", "True", 2019),
    ("Nine million", ("Money",), "A. Novak", "False", 2020),
    ("The rain", ("Bridges",), "A. Novak", "Half true", 2020),
)


@pytest.fixture
def site(database: Database) -> None:
    """The three reports, published."""
    with database.writing() as session:
        for number, (title, topics, claimant, label, year) in enumerate(REPORTS, start=1):
            desk = make_news_desk(session)
            about(desk, *topics)
            claim = desk.claim(
                "It cost nine million", f"Statement {number}", claimant_name=claimant
            )
            desk.approve(claim, label, f"Summary {number}.")
            publish_in(session, desk, title, datetime(year, 5, number, 23, tzinfo=UTC))


def about(desk: NewsDesk, *topics: str) -> None:
    """Say what the desk's article is about."""
    revision = desk.article.revision
    set_topics(desk.session, article=desk.article, topics=topics, revision=revision, by=desk.editor)


def publish_in(session: Session, desk: NewsDesk, title: str, at: datetime) -> None:
    """Publish an edition as if it had been at another time."""
    edition = desk.publish(title)
    content = replace(from_json(edition.content), at=moment(at))
    found = session.scalars(
        select(Edition).where(Edition.id == edition.id).options(undefer(Edition.content))
    ).one()
    found.content, found.at = to_json(content), at
    session.flush()
    index_report(session, edition.report)
