"""From a preview to an article: what is kept, what is refused, and what two people may do."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor, command_line
from workbench.accounts.service import make_desk
from workbench.articles.errors import AlreadyImported, ImportDiscarded, NothingToCheck
from workbench.articles.incoming import ReadFile
from workbench.articles.making import prepare
from workbench.articles.models import Article, Block, Import, Sentence, Version
from workbench.articles.service import (
    confirm_import,
    discard_import,
    draft_from_json,
    draft_to_json,
    edit_import,
    file_of,
    keep_import,
    restore_import,
)
from workbench.articles.text import sha256
from workbench.errors import EditedMeanwhile
from workbench.history.models import Event
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind

DRAFT = Draft(
    title="A mill",
    outlet="The Ledger",
    authors=("Rosa Blum", "Ida Berg"),
    published="2022-05",
    language="en",
    url="https://news.example/mill",
    blocks=(
        DraftBlock(BlockKind.CAPTION, "The mill in 2020"),
        DraftBlock(BlockKind.HEADLINE, "A mill 🌾 stands still"),
        DraftBlock(BlockKind.PARAGRAPH, "It stopped in March. Nobody knows why."),
    ),
)


@pytest.fixture
def by(session: Session) -> Actor:
    return command_line(make_desk(session, name="Desk", time_zone="UTC").id)


@pytest.fixture
def kept(session: Session, by: Actor) -> Import:
    return keep_import(session, file=ReadFile(DRAFT, "0" * 64, "mill.txt"), by=by)


def confirm(session: Session, kept: Import, by: Actor) -> Article:
    return confirm_import(session, kept=kept, prepared=prepare(file_of(kept)), by=by)


def test_a_draft_is_kept_whole() -> None:
    assert draft_from_json(draft_to_json(DRAFT)) == DRAFT


def test_an_edit_counts_the_revision(session: Session, kept: Import) -> None:
    edit_import(session, kept=kept, draft=DRAFT, revision=1)
    assert kept.revision == 2


def test_an_edit_of_an_older_revision_is_refused(session: Session, kept: Import) -> None:
    edit_import(session, kept=kept, draft=DRAFT, revision=1)
    with pytest.raises(EditedMeanwhile):
        edit_import(session, kept=kept, draft=DRAFT, revision=1)


def test_confirming_stores_the_canonical_text_with_its_places(
    session: Session, kept: Import, by: Actor
) -> None:
    article = confirm(session, kept, by)
    version = session.scalars(select(Version)).one()
    assert version.text == (
        "A mill 🌾 stands still\n\nThe mill in 2020\n\nIt stopped in March. Nobody knows why."
    )
    assert version.sha256 == sha256(version.text)
    assert (version.original_sha256, version.original_name) == ("0" * 64, "mill.txt")
    sentences = session.scalars(select(Sentence).order_by(Sentence.position)).all()
    assert [version.text[s.start : s.end] for s in sentences if s.body] == [
        "A mill 🌾 stands still",
        "It stopped in March.",
        "Nobody knows why.",
    ]
    assert version.body_sentences == 3
    assert [b.kind for b in session.scalars(select(Block).order_by(Block.position))] == [
        BlockKind.HEADLINE,
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
    ]
    assert (article.authors, article.published) == (["Rosa Blum", "Ida Berg"], "2022-05")


def test_confirming_leaves_an_event(session: Session, kept: Import, by: Actor) -> None:
    article = confirm(session, kept, by)
    event = session.scalars(select(Event)).one()
    assert event.article_id == article.id
    assert event.details["title"] == "A mill"


def test_a_second_confirmation_is_refused(session: Session, kept: Import, by: Actor) -> None:
    confirm(session, kept, by)
    with pytest.raises(AlreadyImported):
        confirm(session, kept, by)
    with pytest.raises(AlreadyImported):
        edit_import(session, kept=kept, draft=DRAFT, revision=kept.revision)
    with pytest.raises(AlreadyImported):
        discard_import(session, kept=kept)
    assert len(session.scalars(select(Article)).all()) == 1


def test_a_discarded_preview_is_neither_edited_nor_confirmed(
    session: Session, kept: Import, by: Actor
) -> None:
    discard_import(session, kept=kept)
    with pytest.raises(ImportDiscarded):
        edit_import(session, kept=kept, draft=DRAFT, revision=1)
    with pytest.raises(ImportDiscarded):
        confirm(session, kept, by)
    restore_import(session, kept=kept)
    confirm(session, kept, by)


def test_an_article_without_a_body_is_refused(session: Session, by: Actor) -> None:
    blocks = (DraftBlock(BlockKind.BOILERPLATE, "Share this."),)
    draft = Draft("A mill", "", (), "", "en", "", blocks)
    kept = keep_import(session, file=ReadFile(draft, "0" * 64), by=by)
    with pytest.raises(NothingToCheck):
        confirm(session, kept, by)
