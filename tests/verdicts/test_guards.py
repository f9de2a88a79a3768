"""The database keeps what was said and decided of a verdict, whoever asks it, in plain SQL."""

import pytest

from tests.builders import Newsroom, open_newsroom
from tests.history.refusing import all_are_refused
from tests.verdicts.second_readers import ask_for_second_readers, read_twice
from tests.verdicts.test_ballots import vote, vote_all
from workbench.db import Database
from workbench.policies.rules import Balloting
from workbench.verdicts.allowed import OPENED, WHICH, WRITTEN
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.models import (
    Ballot,
    Review,
    SettledReading,
    Verdict,
    VerdictRevision,
    Vote,
)
from workbench.verdicts.service import return_verdict

ACTS = (
    "UPDATE verdict_revisions SET summary = 'Quite another'",
    "UPDATE verdict_revisions SET revision = revision + 1000",
    "DELETE FROM verdict_revisions",
    "UPDATE reviews SET decision = 'approved'",
    "UPDATE reviews SET comment = 'Fine.'",
    "UPDATE reviews SET by_id = NULL",
    "DELETE FROM reviews",
    "UPDATE settled_readings SET why = 'So it is.'",
    "UPDATE settled_readings SET verdict_id = dissent_id",
    "DELETE FROM settled_readings",
    "UPDATE votes SET verdict_id = NULL, reason = 'None.'",
    "UPDATE votes SET ballot_id = ballot_id",
    "DELETE FROM votes",
    "UPDATE verdicts SET summary = 'Quite another' WHERE state = 'approved'",
    "UPDATE verdicts SET rating_id = rating_id + 1 WHERE state = 'returned'",
    "UPDATE verdicts SET by_id = NULL WHERE state = 'approved'",
    "UPDATE verdicts SET number = number + 1000",
    "UPDATE verdicts SET id = id + 1000 WHERE state = 'proposed'",
    "DELETE FROM verdicts",
    "UPDATE ballots SET outcome = 'no majority' WHERE closed_at IS NOT NULL",
    """UPDATE ballots SET closed_at = NULL, outcome = NULL, verdict_id = NULL
       WHERE closed_at IS NOT NULL""",
    "UPDATE ballots SET round_id = 1 WHERE closed_at IS NULL",
    "DELETE FROM ballots WHERE closed_at IS NULL",
)
MODELS = (VerdictRevision, Review, SettledReading, Vote, Verdict, Ballot)
TABLES = [model.__table__ for model in MODELS]
NAMES = [model.__tablename__ for model in MODELS]
OWN_WAYS = {
    "postgresql": (
        *(f"TRUNCATE {name} CASCADE" for name in NAMES),
        "TRUNCATE people CASCADE",
    ),
    # It deletes what it replaces, and fires no trigger that looks at deletions.
    "sqlite": (
        *(f"REPLACE INTO {name} SELECT * FROM {name}" for name in NAMES),  # noqa: S608
        """REPLACE INTO reviews (verdict_id, decision, comment, by_id, at)
           SELECT verdict_id, 'approved', '', by_id, at FROM reviews""",
        """REPLACE INTO votes (ballot_id, verdict_id, reason, by_id, at)
           SELECT ballot_id, NULL, 'None.', by_id, at FROM votes""",
        """REPLACE INTO verdict_revisions
           (rowid, verdict_id, revision, rating_id, summary, rationale, by_id, at)
           SELECT rowid, verdict_id, revision + 1000, rating_id, '', '', by_id, at
           FROM verdict_revisions""",
        """REPLACE INTO verdicts (claim_id, number, rating_id, summary, rationale, state, current,
           by_id, at, revision, reading, blind)
           SELECT claim_id, 1000, rating_id, '', '', state, current, by_id, at, 1, 'first', 0
           FROM verdicts WHERE state = 'approved'""",
        "UPDATE OR REPLACE verdicts SET current = 1 WHERE state = 'dissenting'",
        "UPDATE OR REPLACE verdicts SET state = 'approved', current = 0 WHERE state = 'dissenting'",
        """REPLACE INTO ballots (round_id, opened_at)
           SELECT round_id, opened_at FROM ballots WHERE closed_at IS NULL""",
    ),
}  # fmt: skip


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """A desk that returned a verdict, voted on three and settled one of them; a vote goes on."""
    with database.writing() as session:
        room = open_newsroom(session)
        room.propose(room.claim())
        return_verdict(session, claim=room.again(1), revision=1, comment="Why?", by=room.ed)
        ask_for_second_readers(room, Balloting.ON_DISAGREEMENT)
        undecided, decided, waiting = (read_twice(room, room.claim()) for _each in range(3))
        vote_all(room, undecided, "first", "second", "neither")
        settle_readings(
            session, claim=undecided.first.claim, verdict_id=undecided.first.id,
            why="The minutes.", by=room.ed,
        )  # fmt: skip
        vote_all(room, decided, "first", "first", "second")
        vote(room, waiting, room.ed, "first")
    return room


@pytest.mark.usefixtures("desk")
def test_what_would_change_a_decision_is_refused(database: Database) -> None:
    own_ways = OWN_WAYS[database.engine.dialect.name]
    all_are_refused(database, (*ACTS, *own_ways), TABLES)


def test_every_column_of_what_was_decided_is_guarded() -> None:
    """The triggers name each; how a verdict stands changes with the next decision."""
    stands = {"state", "current", "revision", "stale_since", "blind"}
    assert {*WHICH, *WRITTEN, *stands} == {column.name for column in Verdict.__table__.columns}
    closed = {"closed_at", "outcome", "verdict_id"}
    assert {*OPENED, *closed} == {column.name for column in Ballot.__table__.columns}
