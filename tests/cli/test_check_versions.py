"""The check finds what does not fit the versions of an article, and says where."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.cli.shell import Shell
from tests.cli.test_check import faults
from tests.several_versions import several_versions
from workbench.articles.models import Sentence, Version, VersionDraft
from workbench.articles.rules import Origin
from workbench.claims.models import Claim, Passage, Settlement
from workbench.db import Database, now

Change = Callable[[Session], None]


@pytest.fixture
def rewritten(shell: Shell, database: Database) -> Shell:
    """An instance with an article in three versions, and drafts of a fourth."""
    with database.writing() as session:
        several_versions(session)
    return shell


def passage(session: Session, claim: int, version: int) -> Passage:
    """The first passage of a claim in a version."""
    stands = Claim.number == claim, Version.number == version
    chosen = select(Passage).join(Passage.claim).join(Passage.version).where(*stands)
    found = session.scalars(chosen.order_by(Passage.start)).first()
    assert found is not None
    return found


def sentence(session: Session, version: int, position: int) -> Sentence:
    joined = select(Sentence).join(Version, Version.id == Sentence.version_id)
    stands = Version.number == version, Sentence.position == position
    return session.scalars(joined.where(*stands)).one()


def version(session: Session, number: int) -> Version:
    return session.scalars(select(Version).where(Version.number == number)).one()


def drafts(session: Session) -> list[VersionDraft]:
    """What versions 2 and 3 were made of, one that was discarded, and one that waits."""
    return list(session.scalars(select(VersionDraft).order_by(VersionDraft.id)))


def settlements(session: Session) -> list[Settlement]:
    return list(session.scalars(select(Settlement).order_by(Settlement.id)))


def an_older_passage_is_current(session: Session) -> None:
    passage(session, 1, 2).current = True


def one_in_the_newest_is_not_current(session: Session) -> None:
    passage(session, 1, 3).current = False


def a_passage_follows_one_of_its_own_version(session: Session) -> None:
    passage(session, 1, 2).follows = passage(session, 3, 2)


def a_passage_follows_one_two_versions_before(session: Session) -> None:
    passage(session, 1, 3).follows = passage(session, 1, 1)


def a_first_passage_follows_one(session: Session) -> None:
    passage(session, 1, 1).follows = passage(session, 1, 2)


def a_sentence_follows_one_two_versions_before(session: Session) -> None:
    sentence(session, 3, 1).follows_id = sentence(session, 1, 1).id


def a_sentence_follows_another(session: Session) -> None:
    sentence(session, 3, 1).follows_id = sentence(session, 2, 2).id


def a_draft_became_a_version_that_is_not_the_next(session: Session) -> None:
    session.delete(settlements(session)[1])  # of a passage that stands in version 2
    drafts(session)[1].base = version(session, 1)


def a_version_was_discarded(session: Session) -> None:
    drafts(session)[0].discarded_at = now()


def a_version_has_other_words(session: Session) -> None:
    draft = drafts(session)[0]
    draft.blocks = [*draft.blocks[:-1], {**draft.blocks[-1], "text": "Share."}]


def a_block_of_a_version_is_of_another_kind(session: Session) -> None:
    draft = drafts(session)[0]
    draft.blocks = [*draft.blocks[:-1], {**draft.blocks[-1], "kind": "paragraph"}]


def blocks_cannot_be_told_apart(session: Session) -> None:
    draft = drafts(session)[2]
    draft.blocks = [{**block, "key": 1} for block in draft.blocks]


def a_block_is_of_no_kind(session: Session) -> None:
    draft = drafts(session)[2]
    draft.blocks = [{**block, "kind": "box"} for block in draft.blocks]


def a_passage_of_an_older_version_is_settled(session: Session) -> None:
    settlements(session)[-1].passage = passage(session, 3, 2)


def a_place_is_beyond_the_text(session: Session) -> None:
    settlement = settlements(session)[-1]
    settlement.start, settlement.end = 109, 112


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (an_older_passage_is_current, "version 2, claim 1: its passage at 79 is current in an"),
        (one_in_the_newest_is_not_current, "version 3, claim 1: its passage at 81 is not current"),
        (
            a_passage_follows_one_of_its_own_version,
            "version 2, claim 1: its passage at 79 follows one that is not in the version before",
        ),
        (a_passage_follows_one_two_versions_before, "version 3, claim 1: its passage at 81"),
        (a_first_passage_follows_one, "version 1, claim 1: its passage at 29 follows one"),
        (
            a_sentence_follows_one_two_versions_before,
            "version 3, sentence 1: it follows one that is not in the version before",
        ),
        (
            a_sentence_follows_another,
            "version 3, sentence 1: it follows sentence 2, which has other words",
        ),
        (a_draft_became_a_version_that_is_not_the_next, "it became version 3, but follows version"),
        (a_version_was_discarded, "it became version 2, but was discarded"),
        (a_version_has_other_words, "its blocks are not those of version 2"),
        (a_block_of_a_version_is_of_another_kind, "its blocks are not those of version 2"),
        (blocks_cannot_be_told_apart, "two of its blocks have the same key"),
        (a_block_is_of_no_kind, "its blocks cannot be read"),
        (
            a_passage_of_an_older_version_is_settled,
            "claim 3 was settled in a version that it does not follow",
        ),
        (a_place_is_beyond_the_text, "claim 3 was settled at 109–112, where its text has no words"),
    ],
)
def test_what_does_not_fit_is_found(
    rewritten: Shell, database: Database, change: Change, told: str
) -> None:
    assert rewritten.said("check") == "Everything is in order.\n"
    with database.writing() as session:
        change(session)
    (line,) = faults(rewritten)
    assert told in line


def test_a_passage_that_follows_one_of_another_article_is_found(
    rewritten: Shell, database: Database
) -> None:
    with database.writing() as session:
        earlier, later = passage(session, 1, 1), passage(session, 1, 2)
        elsewhere = several_versions(session).article
        (stray,) = session.scalars(
            select(Passage)
            .join(Passage.version)
            .where(Version.article_id == elsewhere.id, Passage.follows_id.is_(None))
            .where(Version.number == 1, Passage.start == earlier.start)
        )
        later.follows_id = stray.id
    (line,) = faults(rewritten)
    assert "its passage at 79 follows one that is not in the version before" in line


def test_a_draft_on_another_article_is_found(rewritten: Shell, database: Database) -> None:
    with database.writing() as session:
        elsewhere = several_versions(session).version
        drafts(session)[2].base_id = elsewhere.id
    (line,) = faults(rewritten)
    assert line.endswith("it follows a version of another article")


def test_the_file_of_a_draft_that_is_missing_is_found(rewritten: Shell, database: Database) -> None:
    with database.writing() as session:
        drafts(session)[3].original_sha256 = "0" * 64
    assert faults(rewritten) == [f"File {'0' * 64}: it is missing"]


def test_files_that_came_in_after_a_dossier_was_loaded_are_missed(
    shell: Shell, article: str, database: Database
) -> None:
    """Those that the dossier names are not: it did not bring them."""
    with database.writing() as session:
        first = session.scalars(select(Version)).one()
        first.original_sha256 = "1" * 64
        session.add(
            VersionDraft(
                article_id=int(article), base_id=first.id, origin=Origin.UPLOADED, blocks=[],
                original_sha256="2" * 64, created_at=now() + timedelta(seconds=1),
            )
        )  # fmt: skip
    assert faults(shell) == [f"File {'2' * 64}: it is missing"]
