"""The desk's queue of readers' messages."""

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.screens.conftest import CountQueries, Desk, Enter, new_article
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.history.models import Event
from workbench.messages.rules import MessageKind
from workbench.messages.service import MessageFields, receive_message
from workbench.web.submissions import new_key


def write(database: Database, desk: Desk, words: str, key: str = "one") -> int:
    with database.writing() as session:
        fields = MessageFields(MessageKind.SUGGESTION, words, "R. Eader")
        made = receive_message(session, desk_id=desk.id, key=key, fields=fields, network="")
        return made.id


def settle(client: FlaskClient, number: int, state: str, note: str = "", revision: int = 1) -> int:
    data = {"submission_key": new_key(), "revision": str(revision), "state": state, "note": note}
    return client.post(f"/messages/{number}", data=data).status_code


def test_a_message_waits_until_it_is_settled(enter: Enter, database: Database, desk: Desk) -> None:
    number, ana = write(database, desk, "Is the quay safe?"), enter()
    assert "Is the quay safe?" in ana.get("/messages").text
    assert settle(ana, number, "answered", "Wrote back.") == 303
    assert "Is the quay safe?" not in ana.get("/messages").text
    assert "Is the quay safe?" in ana.get("/messages?state=answered").text
    assert "Wrote back." in ana.get(f"/messages/{number}").text


def test_the_desk_says_how_many_are_new(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        new_article(session, desk)
    for key in ("one", "two"):
        write(database, desk, "Is the quay safe?", key)
    assert "2 messages of readers are new" in enter().get("/").text
    assert "messages of readers" not in enter(Role.VIEWER).get("/").text


def test_a_message_is_dismissed_with_a_reason_only(
    enter: Enter, database: Database, desk: Desk
) -> None:
    number, ana = write(database, desk, "Buy this."), enter()
    assert settle(ana, number, "dismissed") == 422
    assert settle(ana, number, "dismissed", "An advertisement.") == 303


def test_the_second_of_two_members_chooses(enter: Enter, database: Database, desk: Desk) -> None:
    number, ana = write(database, desk, "Is the quay safe?"), enter()
    settle(ana, number, "answered", "Wrote back.")
    assert settle(ana, number, "dismissed", "No claim.") == 409


def test_the_record_tells_who_settled_it_and_no_word_of_it(
    enter: Enter, database: Database, desk: Desk
) -> None:
    number = write(database, desk, "Is the quay safe?")
    settle(enter(), number, "answered", "Wrote back.")
    with database.reading() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert (event.kind, event.details) == ("message answered", {"number": number})


def test_a_list_of_messages_takes_as_many_queries_as_one(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    ana = enter()
    write(database, desk, "One")
    with count_queries() as at_one:
        ana.get("/messages")
    for key in ("two", "three"):
        write(database, desk, "More", key)
    with count_queries() as at_three:
        ana.get("/messages")
    assert len(at_three) == len(at_one)
