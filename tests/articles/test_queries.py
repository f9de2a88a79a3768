"""What is found of articles, their text and the previews that wait."""

import pytest
from sqlalchemy.orm import Session

from tests.articles.test_service import DRAFT, confirm
from tests.builders import make_article
from workbench.accounts.rules import Actor, command_line
from workbench.accounts.service import make_desk
from workbench.articles.batches import keep_batch
from workbench.articles.errors import ArticleUnknown
from workbench.articles.incoming import ReadFile
from workbench.articles.models import Import
from workbench.articles.queries import (
    articles_after,
    current_version,
    current_versions,
    get_article,
    get_import,
    imports_of,
    newest_articles,
    sentences_in,
    text_between,
    waiting_imports,
)
from workbench.articles.service import discard_import, keep_import


@pytest.fixture
def by(session: Session) -> Actor:
    return command_line(make_desk(session, name="Desk", time_zone="UTC").id)


@pytest.fixture
def stranger(session: Session) -> Actor:
    return command_line(make_desk(session, name="Another desk", time_zone="UTC").id)


def keep(session: Session, by: Actor) -> Import:
    return keep_import(session, file=ReadFile(DRAFT, "0" * 64), by=by)


def test_another_desks_article_and_preview_are_unknown(
    session: Session, by: Actor, stranger: Actor
) -> None:
    article, kept = make_article(session, draft=DRAFT, by=by), keep(session, by)
    assert get_article(session, by.desk_id, article.id) is article
    assert get_import(session, by.desk_id, kept.id) is kept
    with pytest.raises(ArticleUnknown):
        get_article(session, stranger.desk_id, article.id)
    with pytest.raises(ArticleUnknown):
        get_import(session, stranger.desk_id, kept.id)


def test_text_is_cut_by_code_points(session: Session, by: Actor) -> None:
    version = current_version(session, make_article(session, draft=DRAFT, by=by))
    at = version.text.index("🌾")
    assert text_between(session, version.id, at, at + 8) == "🌾 stands"


def test_sentences_of_a_span_are_those_that_overlap_it(session: Session, by: Actor) -> None:
    version = current_version(session, make_article(session, draft=DRAFT, by=by))
    at = version.text.index("March. Nobody")
    found = sentences_in(session, version.id, at, at + len("March. N"))
    assert [version.text[s.start : s.end] for s in found] == [
        "It stopped in March.",
        "Nobody knows why.",
    ]


def test_a_list_goes_on_from_an_article_in_both_directions(
    session: Session, by: Actor, stranger: Actor
) -> None:
    ids = [make_article(session, draft=DRAFT, by=by).id for _ in range(5)]
    make_article(session, draft=DRAFT, by=stranger)
    desk = by.desk_id
    assert [a.id for a in newest_articles(session, desk, limit=2)] == [ids[4], ids[3]]
    assert [a.id for a in newest_articles(session, desk, before=ids[2])] == [ids[1], ids[0]]
    assert [a.id for a in articles_after(session, desk, ids[1], limit=2)] == [ids[2], ids[3]]


def test_the_newest_version_of_each_article_is_found(session: Session, by: Actor) -> None:
    articles = [make_article(session, draft=DRAFT, by=by) for _ in range(2)]
    found = current_versions(session, [article.id for article in articles])
    assert found == {article.id: current_version(session, article) for article in articles}


def test_only_previews_that_wait_are_listed_newest_first(
    session: Session, by: Actor, stranger: Actor
) -> None:
    waiting, confirmed, discarded, newer = (keep(session, by) for _ in range(4))
    keep(session, stranger)
    confirm(session, confirmed, by)
    discard_import(session, kept=discarded)
    found = waiting_imports(session, by.desk_id)
    assert [(one.id, one.title, one.by) for one in found] == [
        (newer.id, "A mill", None),
        (waiting.id, "A mill", None),
    ]
    assert [one.id for one in waiting_imports(session, by.desk_id, before=newer.id)] == [waiting.id]


def test_the_previews_of_a_batch_that_wait_are_one_entry_among_the_others(
    session: Session, by: Actor
) -> None:
    older = keep(session, by)
    batch = keep_batch(session, read=[ReadFile(DRAFT, "0" * 64)] * 3, refused=(), by=by)
    newer, (first, *_others) = keep(session, by), imports_of(session, batch)
    confirm(session, first, by)
    entries = [(one.batch_id, one.number) for one in waiting_imports(session, by.desk_id)]
    assert entries == [(None, 1), (batch.id, 2), (None, 1)]
    two = waiting_imports(session, by.desk_id, limit=2)
    rest = waiting_imports(session, by.desk_id, before=two[-1].id)
    assert [two[0].id, *[one.id for one in rest]] == [newer.id, older.id]
