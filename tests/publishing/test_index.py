"""The index tells of each report what its newest edition does, and of nothing else."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from workbench.articles.topics import set_topics
from workbench.cli.checks.index import index_faults
from workbench.publishing.index.models import PublicChange, PublicClaim, PublicFacet, SiteState
from workbench.publishing.index.writing import index_everything, take_out
from workbench.publishing.rules import is_reserved, report_slugs
from workbench.slugs import own_slug
from workbench.verdicts.service import reopen_claim


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


def faults(session: Session) -> list[str]:
    return list(index_faults(session, lambda _done: None))


def test_publishing_indexes_what_stands_now(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million", claimant_name="Jane"), "False")
    desk.publish()
    before = desk.session.scalars(select(SiteState.revision)).one()
    desk.reload(claim.number)
    reopen_claim(desk.session, claim=claim, by=desk.editor)
    desk.approve(claim, "True")
    desk.publish()
    rows = desk.session.execute(select(PublicClaim.label, PublicClaim.claimant_slug)).all()
    assert [tuple(row) for row in rows] == [("True", "jane")]
    changes = desk.session.scalars(select(PublicChange)).all()
    assert [(c.kind, c.told["old"]["label"], c.told["why"]) for c in changes] == [
        ("correction", "False", "A note.")
    ]
    assert desk.session.scalars(select(SiteState.revision)).one() != before
    assert faults(desk.session) == []


def test_what_waits_is_not_in_the_index(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    desk.propose(desk.claim("Nobody came"), "False", "A secret reason.")
    desk.publish()
    assert desk.session.scalars(select(PublicClaim.statement)).all() == ["It cost nine million"]


def test_a_topic_is_told_from_the_next_edition_on_and_is_news(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    assert content_of(desk.publish()).article.topics == ()
    set_topics(
        desk.session, article=desk.article, topics=["Money", "bridges"], revision=1, by=desk.editor
    )
    second = desk.publish(note="")
    assert content_of(second).article.topics == ("bridges", "Money")
    topics = select(PublicFacet.slug).where(PublicFacet.facet == "topic").order_by(PublicFacet.slug)
    assert desk.session.scalars(topics).all() == ["bridges", "money"]


def test_the_check_finds_an_index_that_tells_otherwise_and_it_is_made_anew(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    edition = desk.publish()
    desk.session.execute(text("UPDATE public_claims SET label = 'True, they say'"))
    assert faults(desk.session) == [
        "Report the-bridge-checked: the index tells of it otherwise than its edition"
    ]
    take_out(desk.session, edition.report)
    assert len(faults(desk.session)) == 1
    assert index_everything(desk.session) == 1
    assert faults(desk.session) == []


@pytest.mark.parametrize("title", ["Topics", "2019", "Corrections!", "older"])
def test_no_report_has_the_address_of_a_list(title: str) -> None:
    slug = next(report_slugs(title))
    assert slug.endswith("-2")
    assert not is_reserved(slug)


def test_a_facets_address_is_readable_in_every_script() -> None:
    assert own_slug("Città  vecchia, 2019!") == "citta-vecchia-2019"
    assert own_slug("Здоровье") == "здоровье"
    assert len(own_slug("?!")) == 12
