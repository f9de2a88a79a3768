"""The desk: what is mine, what waits for me, how the articles are coming on."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.history.behind import unguarded
from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_desk,
    new_proposal,
)
from workbench.accounts.rules import Role
from workbench.claims.assigning import set_due_day
from workbench.claims.models import Claim
from workbench.claims.rules import Priority
from workbench.db import Database
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.screens.desk import feed
from workbench.screens.record import SENTENCES, event_words
from workbench.verdicts.holding import take_claim
from workbench.verdicts.second import take_second_seat
from workbench.verdicts.service import return_verdict


def page(client: FlaskClient) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.text


def test_an_empty_desk_offers_one_thing_to_do(enter: Enter) -> None:
    html = page(enter())
    assert "A clear desk" in html
    assert html.count("Import an article") == 1


def test_an_empty_desk_offers_a_viewer_nothing_that_would_be_refused(enter: Enter) -> None:
    html = page(enter(Role.VIEWER))
    assert "A clear desk" in html
    assert "Import an article" not in html


def test_a_stranger_is_sent_to_sign_in(client: FlaskClient, desk: Desk) -> None:
    assert client.get("/").status_code in {302, 303}


def test_returned_claims_come_first_with_the_editors_comment(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        returned = new_claim(session, desk, article, statement="The returned one.")
        verdict = new_proposal(session, desk, returned)
        return_verdict(
            session, claim=returned, revision=verdict.revision, comment="Read page 13 too.",
            by=desk.actor(Role.EDITOR),
        )  # fmt: skip
        taken = new_claim(session, desk, article, "The quay was late", "The one taken later.")
        take_claim(session, claim=taken, by=desk.actor())
    html = page(enter())
    assert html.index("The returned one.") < html.index("The one taken later.")
    assert "Read page 13 too." in html
    assert "1 claim came back to you." in html


def test_what_others_work_on_is_not_mine(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        take_claim(session, claim=claim, by=desk.actor(Role.EDITOR))
    assert "Nothing is yours yet" in page(enter())


def test_a_fact_checker_sees_open_claims_the_most_important_first(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        new_claim(session, desk, article, statement="The ordinary one.")
        urgent = new_claim(session, desk, article, "The quay was late", "The urgent one.")
        urgent.priority = Priority.HIGH
    html = page(enter())
    assert html.index("The urgent one.") < html.index("The ordinary one.")
    assert "Waiting for a decision" not in html


def test_an_editor_sees_the_head_of_the_queue(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        verdict = new_proposal(session, desk, claim)
    html = page(enter(Role.EDITOR))
    assert f"/review/{verdict.id}" in html
    assert "Free to take" not in html


def test_a_claim_that_waits_for_a_second_reader_is_offered_to_all_but_the_first(
    enter: Enter, database: Database, desk: Desk
) -> None:
    read_once(database, desk)
    assert "To be read second" not in page(enter())
    html = page(enter(Role.EDITOR))
    assert "The one read once." in html.partition("To be read second")[2]
    assert "It cost 32 million." not in html


def test_what_somebody_reads_second_is_their_work_and_offered_to_nobody(
    enter: Enter, database: Database, desk: Desk
) -> None:
    claim_id = read_once(database, desk)
    with database.writing() as session:
        claim = session.get_one(Claim, claim_id)
        take_second_seat(session, claim=claim, by=desk.actor(Role.EDITOR))
    html = page(enter(Role.EDITOR))
    assert "The one read once." in html.partition("Your work")[2]
    assert "You are working on 1 claim." in html
    assert "To be read second" not in html + page(enter(Role.ADMIN))


def read_once(database: Database, desk: Desk) -> int:
    """A claim whose first verdict waits for a second reader; its id."""
    with database.writing() as session:
        policy = PolicyFields(second_for=frozenset(Priority))
        set_policy(session, seen=0, fields=policy, by=desk.actor(Role.ADMIN))
        claim = new_claim(session, desk, new_article(session, desk), statement="The one read once.")
        new_proposal(session, desk, claim)
        return claim.id


def test_how_many_claims_are_late_is_said_first(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        new_claim(session, desk, new_article(session, desk)).due_on = "2019-05-15"
    html = page(enter())
    assert "1 claim is late." in html
    assert "/claims?view=late" in html


def test_another_desk_sees_nothing_of_it(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        other = new_desk(session, "Another desk")
        new_claim(session, other, new_article(session, other, "A secret article"))
    assert "A secret article" not in page(enter())


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.VIEWER])
def test_more_work_does_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries, role: Role
) -> None:
    def work(title: str) -> None:
        with database.writing() as session:
            article = new_article(session, desk, title)
            proposed = new_claim(session, desk, article, "The quay was late")
            new_proposal(session, desk, proposed)
            take_claim(session, claim=new_claim(session, desk, article), by=desk.actor(role))
            new_claim(session, desk, article, "Nobody asked why")

    if role is Role.VIEWER:
        role = Role.FACT_CHECKER
        client = enter(Role.VIEWER)
    else:
        client = enter(role)
    work("First")
    with count_queries() as at_one:
        page(client)
    work("Second")
    work("Third")
    with count_queries() as at_three:
        page(client)
    assert len(at_three) == len(at_one)


def test_of_acts_in_a_row_on_one_claim_the_feed_tells_the_last() -> None:
    def act(number: int, claim: int | None, by: int = 1) -> Event:
        return Event(id=number, article_id=7, claim_id=claim, by_id=by, kind=f"act {number}")

    acts = [act(6, 1), act(5, 1), act(4, 1, by=2), act(3, 1), act(2, None), act(1, None)]
    [(article_id, told)] = feed(acts)
    assert article_id == 7
    assert [event.id for event in told] == [6, 4, 3, 2, 1]


def test_the_feed_tells_the_time_once_for_what_was_done_in_one_minute(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        for words in ("One.", "Two."):
            new_claim(session, desk, article, statement=words)
        ids = session.scalars(select(Event.id)).all()
    with unguarded(database) as connection:
        for second, event_id in enumerate(ids):
            at = datetime(2019, 5, 20, 9, 5, second, tzinfo=UTC)
            connection.execute(update(Event).where(Event.id == event_id).values(at=at))
    lately = page(enter()).split('id="lately"')[1]
    assert lately.count("<li>") > lately.count("feed-title") == lately.count("<time")


def test_the_feed_names_claims_and_articles(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        claim: Claim = new_claim(session, desk, new_article(session, desk))
    html = page(enter())
    assert f'/articles/{claim.article_id}/claims/1">marked claim 1</a>' in html


def test_every_kind_of_act_is_said_in_a_sentence() -> None:
    assert set(SENTENCES) == set(EventKind) - {EventKind.TAKEN_BACK}


@pytest.mark.parametrize("details", [{}, {"what": ["nothing", "known"]}, {"what": "odd %(act)s"}])
def test_a_loaded_record_may_tell_anything(details: dict[str, object]) -> None:
    assert event_words(Event(kind="taken back", details=details)).startswith("took back: ")


def test_ones_own_work_says_what_is_due_and_late(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        take_claim(session, claim=claim, by=desk.actor())
        set_due_day(session, claim=claim, due_on="2020-01-02", by=desk.actor())
    html = " ".join(enter().get("/").text.split())
    assert re.search(r"due [^<]*<time[^>]*>2 January 2020</time>\s*<strong>late", html)
