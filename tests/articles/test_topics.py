"""An article is about topics, each spelled in one way by a desk."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import make_article
from tests.publishing.desk import make_news_desk
from workbench.articles.topics import set_topics, topics_of, topics_of_desk
from workbench.errors import EditedMeanwhile
from workbench.history.models import Event
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind

DRAFT = Draft(
    title="Another", outlet="", authors=(), published="", language="en", url="",
    blocks=(DraftBlock(BlockKind.PARAGRAPH, "It was so."),),
)  # fmt: skip


def test_topics_are_spelled_as_the_desk_spells_them_and_told_in_the_record(
    session: Session,
) -> None:
    desk = make_news_desk(session)
    other = make_article(session, draft=DRAFT, by=desk.checker)
    set_topics(session, article=other, topics=["Health"], revision=1, by=desk.checker)
    set_topics(
        session, article=desk.article, topics=["HEALTH", "Águeda"], revision=1, by=desk.checker
    )
    assert topics_of(session, desk.article) == ("Águeda", "Health")
    assert topics_of_desk(session, desk.article.desk_id) == ["Health", "Águeda"]
    told = session.scalars(select(Event.details).where(Event.kind == "topics set")).all()
    assert told[-1] == {"topics": "Águeda, Health"}


def test_the_second_of_two_people_is_told(session: Session) -> None:
    desk = make_news_desk(session)
    set_topics(session, article=desk.article, topics=["Health"], revision=1, by=desk.checker)
    with pytest.raises(EditedMeanwhile):
        set_topics(session, article=desk.article, topics=["Money"], revision=1, by=desk.editor)
    assert topics_of(session, desk.article) == ("Health",)
