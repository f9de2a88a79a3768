"""Two who decide, or vote, in the very same moment, each in a unit of work of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from tests.verdicts.second_readers import another_editor, ask_for_second_readers, read_twice
from tests.verdicts.test_at_once import at_once
from workbench.accounts.rules import Actor
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.db import Database
from workbench.policies.rules import Balloting
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.models import Ballot, SettledReading, Verdict, Vote

Act = Callable[[Session], Any]


@dataclass(frozen=True)
class Held:
    """A claim that was read twice, and who may decide on it."""

    claim_id: int
    first_id: int
    second_id: int
    editors: tuple[Actor, ...]

    def settling(self, verdict_id: int, by: Actor) -> Act:
        return lambda session: settle_readings(
            session, claim=session.get_one(Claim, self.claim_id), verdict_id=verdict_id,
            why="It is newer.", by=by,
        )  # fmt: skip

    def voting(self, verdict_id: int, by: Actor) -> Act:
        return lambda session: cast_vote(
            session, claim=session.get_one(Claim, self.claim_id), verdict_id=verdict_id,
            reason="", by=by,
        )  # fmt: skip


def held(database: Database, ballot: Balloting) -> Held:
    with database.writing() as session:
        room: Newsroom = open_newsroom(session)
        ask_for_second_readers(room, ballot)
        pair = read_twice(room, room.claim())
        editors = (room.ed, room.eve, room.adi, another_editor(room, "Flo"))
        return Held(pair.first.claim_id, pair.first.id, pair.second.id, editors)


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def refused(results: list[Any]) -> int:
    return sum(isinstance(each, MoveRefused) for each in results)


def test_of_two_who_decide_at_once_one_does(database: Database) -> None:
    on = held(database, Balloting.NEVER)
    ed, eve, *_others = on.editors
    results = at_once(database, on.settling(on.first_id, ed), on.settling(on.second_id, eve))
    assert refused(results) == 1
    with database.reading() as session:
        settled = session.scalars(select(SettledReading)).one()
        current = session.scalars(select(Verdict.id).where(Verdict.current)).one()
        assert settled.verdict_id == current


@pytest.mark.parametrize("tabs", [2, 4])
def test_a_vote_from_several_tabs_at_once_is_one(database: Database, tabs: int) -> None:
    on = held(database, Balloting.ON_DISAGREEMENT)
    ed = on.editors[0]
    results = at_once(database, *[on.voting(on.first_id, ed) for _ in range(tabs)])
    assert refused(results) == tabs - 1
    with database.reading() as session:
        assert (count(session, Ballot), count(session, Vote)) == (1, 1)


def test_of_four_who_vote_at_once_three_do_and_decide_once(database: Database) -> None:
    on = held(database, Balloting.ON_DISAGREEMENT)
    results = at_once(database, *[on.voting(on.second_id, by) for by in on.editors])
    assert refused(results) == 1
    with database.reading() as session:
        assert (count(session, Ballot), count(session, Vote)) == (1, 3)
        assert session.get_one(Claim, on.claim_id).status is Status.APPROVED
