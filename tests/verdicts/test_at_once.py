"""Two people in the very same moment, each in a unit of work of their own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import databases
from tests.builders import Newsroom, open_newsroom
from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim, Claimant
from workbench.claims.queries import get_claim
from workbench.claims.service import ClaimFields, edit_claim, mark_claim
from workbench.db import Database, lock
from workbench.errors import EditedMeanwhile, WorkbenchError
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.history.models import Event
from workbench.verdicts.errors import VerdictDecided
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_scale
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import approve_verdict, save_draft
from workbench.verdicts.undo import undo_last
from workbench.verdicts.writing import VerdictFields

Act = Callable[[Session], Any]


def at_once(database: Database, *acts: Act) -> list[Any]:
    """What each act gave, or the error it ended with; all begin together."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int, act: Act) -> None:
        barrier.wait()
        try:
            with database.writing() as session:
                results[index] = act(session)
        except WorkbenchError as error:
            results[index] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return results


@pytest.fixture
def opened(database: Database) -> Newsroom:
    """A newsroom that is committed: everybody may come in. It has two claims."""
    with database.writing() as session:
        made = open_newsroom(session)
        made.claim("The quay cost 41 million")
        made.claim("The mayor was ill")
    return made


def claim_in(session: Session, room: Newsroom, number: int) -> Claim:
    return get_claim(session, session.get_one(Article, room.article.id), number)


def marking(room: Newsroom, words: str, by: Actor) -> Act:
    place = room.place(words)

    def act(session: Session) -> int:
        article = session.get_one(Article, room.article.id)
        version = current_version(session, article)
        return mark_claim(session, article=article, version=version, by=by, **place).number

    return act


def test_claims_marked_at_once_get_numbers_and_positions_of_their_own(
    database: Database, opened: Newsroom
) -> None:
    words = ("Nobody", "It opened in May", "His deputy", "The quay that", "Share this")
    acts = [marking(opened, w, by) for w in words for by in (opened.ana, opened.bo)]
    numbers = at_once(database, *acts)
    assert sorted(numbers) == list(range(3, 13))
    with database.reading() as session:
        placed = select(Claim.position).where(Claim.article_id == opened.article.id)
        assert sorted(session.scalars(placed)) == list(range(1, 13))


def test_of_two_editors_who_approve_at_once_one_does(database: Database, opened: Newsroom) -> None:
    with database.writing() as session:
        opened.session = session
        seen = opened.propose(claim_in(session, opened, 1)).revision

    def approving(by: Actor) -> Act:
        return lambda session: approve_verdict(
            session, claim=claim_in(session, opened, 1), revision=seen, by=by
        )

    results = at_once(database, approving(opened.ed), approving(opened.eve))
    assert sorted(isinstance(r, VerdictDecided | MoveRefused) for r in results) == [False, True]
    with database.reading() as session:
        counts = [
            session.scalar(select(func.count()).where(Verdict.state == VerdictState.APPROVED)),
            session.scalar(select(func.count()).where(Event.kind == "verdict approved")),
        ]
    assert counts == [1, 1]


def test_of_two_who_save_a_claim_at_once_the_second_is_told(
    database: Database, opened: Newsroom
) -> None:
    def saving(words: str, by: Actor) -> Act:
        return lambda session: edit_claim(
            session, claim=claim_in(session, opened, 1), fields=ClaimFields(words), revision=1,
            by=by,
        )  # fmt: skip

    results = at_once(database, saving("Ana's.", opened.ana), saving("Bo's.", opened.bo))
    told = [isinstance(result, EditedMeanwhile) for result in results]
    assert sorted(told) == [False, True]
    with database.reading() as session:
        stands = claim_in(session, opened, 1).statement
    assert stands == ("Ana's." if told[1] else "Bo's.")


def test_of_two_who_begin_a_verdict_at_once_the_second_is_told(
    database: Database, opened: Newsroom
) -> None:
    def drafting(words: str, by: Actor) -> Act:
        def act(session: Session) -> None:
            rating = current_scale(session, opened.desk_id).ratings[0]
            save_draft(
                session, claim=claim_in(session, opened, 1), revision=0,
                fields=VerdictFields(rating, words), by=by,
            )  # fmt: skip

        return act

    results = at_once(database, drafting("Ana's.", opened.ana), drafting("Bo's.", opened.bo))
    assert sorted(isinstance(result, EditedMeanwhile) for result in results) == [False, True]
    with database.reading() as session:
        assert len(session.scalars(select(Verdict)).all()) == 1


def test_two_who_name_the_same_new_claimant_at_once_both_succeed(
    database: Database, opened: Newsroom
) -> None:
    def naming(number: int, by: Actor) -> Act:
        fields = ClaimFields("Said.", claimant_name="M. Brandt", claimant_url="https://m.example")
        return lambda session: edit_claim(
            session, claim=claim_in(session, opened, number), fields=fields, revision=1, by=by
        )

    assert at_once(database, naming(1, opened.ana), naming(2, opened.bo)) == [None, None]
    with database.reading() as session:
        [brandt] = session.scalars(select(Claimant))
        claimants = {claim_in(session, opened, n).claimant_id for n in (1, 2)}
    assert claimants == {brandt.id}


def test_an_act_is_taken_back_once_by_two_tabs_at_once(
    database: Database, opened: Newsroom
) -> None:
    def undoing(session: Session) -> int:
        article = session.get_one(Article, opened.article.id)
        return undo_last(session, article=article, by=opened.ana).id

    undone = at_once(database, undoing, undoing)
    assert len(set(undone)) == 2, "the second takes back the act before"
    with database.reading() as session:
        taken_back = session.scalars(select(Event.undoes_id).where(Event.undoes_id.is_not(None)))
        assert set(taken_back) == set(undone)


def test_marking_splitting_and_merging_at_once_do_not_wait_for_each_other_for_ever(
    database: Database, opened: Newsroom
) -> None:
    def splitting(session: Session) -> int:
        return split_claim(
            session, claim=claim_in(session, opened, 1), statement="Two.", passage_ids=[],
            attached={}, by=opened.bo,
        ).number  # fmt: skip

    acts = [splitting, marking(opened, "The quay that", opened.ana)] * 3
    assert sorted(at_once(database, *acts)) == list(range(3, 9))


def test_of_two_opposite_merges_at_once_one_happens(database: Database, opened: Newsroom) -> None:
    def merging(number: int, into: int) -> Act:
        return lambda session: merge_claims(
            session, claim=claim_in(session, opened, number), into=claim_in(session, opened, into),
            by=opened.ana,
        )  # fmt: skip

    results = at_once(database, merging(1, 2), merging(2, 1))
    assert sorted(isinstance(result, WorkbenchError) for result in results) == [False, True]
    with database.reading() as session:
        live = [n for n in (1, 2) if claim_in(session, opened, n).live]
        assert len(live) == 1
        assert len(claim_in(session, opened, live[0]).passages) == 2


# On PostgreSQL both may have read before either writes; there the order is made certain.


@pytest.fixture
def postgresql(postgresql_database: Database) -> Database:
    """Only PostgreSQL: on SQLite a second writer has to wait before it reads."""
    databases.empty(postgresql_database)
    return postgresql_database


def test_who_read_before_somebody_wrote_does_not_write_over_it(postgresql: Database) -> None:
    with postgresql.writing() as session:
        room = open_newsroom(session)
        room.claim()
    with postgresql.writing() as late:
        claim = claim_in(late, room, 1)
        with postgresql.writing() as early:
            fields = ClaimFields("First.")
            edit_claim(early, claim=claim_in(early, room, 1), fields=fields, revision=1, by=room.bo)
        with pytest.raises(EditedMeanwhile):
            edit_claim(late, claim=claim, fields=ClaimFields("Mine."), revision=1, by=room.ana)
        assert claim.statement == "First."


def test_who_read_before_somebody_approved_does_not_approve_again(postgresql: Database) -> None:
    with postgresql.writing() as session:
        room = open_newsroom(session)
        seen = room.propose(room.claim()).revision
    with postgresql.writing() as late:
        claim = claim_in(late, room, 1)
        with postgresql.writing() as early:
            approve_verdict(early, claim=claim_in(early, room, 1), revision=seen, by=room.ed)
        with pytest.raises(VerdictDecided):
            approve_verdict(late, claim=claim, revision=seen, by=room.eve)


def waiting_shortly(session: Session) -> None:
    """Fail instead of waiting for whoever holds a row."""
    session.execute(text("SET LOCAL lock_timeout = '500ms'"))


def test_nobody_who_holds_a_claim_waits_for_who_holds_its_article(postgresql: Database) -> None:
    with postgresql.writing() as session:
        room = open_newsroom(session)
        room.claim()
    with postgresql.writing() as making, postgresql.writing() as proposing:
        lock(making, making.get_one(Article, room.article.id))
        waiting_shortly(proposing)
        room.session = proposing
        room.propose(claim_in(proposing, room, 1))  # taken and proposed: the row changes twice


def test_who_holds_several_claims_holds_their_article(postgresql: Database) -> None:
    with postgresql.writing() as session:
        room = open_newsroom(session)
        room.claim("Nobody")
        room.claim("The mayor")
    with postgresql.writing() as making, postgresql.writing() as merging:
        lock(making, making.get_one(Article, room.article.id))
        waiting_shortly(merging)
        one, two = claim_in(merging, room, 1), claim_in(merging, room, 2)
        with pytest.raises(OperationalError):
            merge_claims(merging, claim=one, into=two, by=room.bo)
        merging.rollback()
