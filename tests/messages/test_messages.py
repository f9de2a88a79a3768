"""What readers write, from the form without a cookie to the desk's queue."""

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.publishing.desk import make_news_desk
from workbench.accounts.rules import command_line
from workbench.articles.models import Article
from workbench.db import Database, now
from workbench.messages import tickets
from workbench.messages.errors import FormExpired, FormTooFast, TooManyMessages
from workbench.messages.limits import check_senders, forget_senders, note_sender
from workbench.messages.models import Message, MessageSender
from workbench.messages.rules import MOST_PER_DESK, MOST_PER_NETWORK, network_of
from workbench.messages.tickets import Tickets
from workbench.publishing.withdrawing import withdraw

FORM = "/desks/bridge-desk/message"
REPORT = "the-bridge-checked"


@pytest.fixture
def client(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A reader of a desk that has published, who types as fast as tests do."""
    monkeypatch.setattr(tickets, "SOONEST", 0)
    app.config["WTF_CSRF_ENABLED"] = True
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"))
        desk.publish()
    return app.test_client()


def ticket_on(page: TestResponse) -> str:
    (found,) = re.findall(r'name="ticket" value="([^"]+)"', page.text)
    return unescape(found)


def send(client: FlaskClient, **said: str) -> TestResponse:
    words = {"kind": "error", "words": "It cost eight.", "ticket": ticket_on(client.get(FORM))}
    return client.post(FORM, data=words | said)


def stored(database: Database) -> list[Message]:
    with database.reading() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def test_a_message_arrives_and_says_under_which_number(
    client: FlaskClient, database: Database
) -> None:
    answer = send(client, report=REPORT, claim="1", name="R. Eader", email="r@example.org")
    (message,) = stored(database)
    assert (message.words, message.claim_number, message.email) == (
        "It cost eight.", 1, "r@example.org",
    )  # fmt: skip
    assert message.report_id is not None
    assert f"number {message.id};" in client.get(answer.location).text


def test_no_page_of_it_sets_a_cookie(client: FlaskClient) -> None:
    answers = [client.get(FORM), send(client), client.get(f"{FORM}/thanks/1")]
    assert ["Set-Cookie" in answer.headers for answer in answers] == [False] * 3


def test_the_foot_of_a_report_and_of_a_claim_leads_there(client: FlaskClient) -> None:
    for page, about in ((REPORT, "About “The bridge"), (f"{REPORT}/claims/1", "About claim 1 of")):
        (link,) = re.findall(r'href="([^"]+/message[^"]*)"', client.get(f"/reports/{page}").text)
        assert about in client.get(unescape(link)).text


def test_a_double_press_is_one_message(client: FlaskClient, database: Database) -> None:
    ticket = ticket_on(client.get(FORM))
    first, again = send(client, ticket=ticket), send(client, ticket=ticket)
    assert first.location == again.location
    assert len(stored(database)) == 1


def test_other_words_under_the_same_ticket_are_kept_and_sent_as_another(
    client: FlaskClient, database: Database
) -> None:
    ticket = ticket_on(client.get(FORM))
    send(client, ticket=ticket)
    refused = send(client, ticket=ticket, words="Or was it seven?")
    assert refused.status_code == 409
    assert "Or was it seven?" in refused.text
    send(client, ticket=ticket_on(refused), words="Or was it seven?")
    assert [m.words for m in stored(database)] == ["It cost eight.", "Or was it seven?"]


@pytest.mark.parametrize(
    "other", [{"kind": "suggestion"}, {"report": REPORT, "claim": "1"}, {"report": REPORT}]
)
def test_the_same_words_about_something_else_are_another_message(
    client: FlaskClient, database: Database, other: dict[str, str]
) -> None:
    ticket = ticket_on(client.get(FORM))
    send(client, ticket=ticket)
    refused = send(client, ticket=ticket, **other)
    assert refused.status_code == 409
    assert "about something else" in refused.text
    assert send(client, ticket=ticket_on(refused), **other).status_code == 303
    assert len(stored(database)) == 2


def test_a_claim_that_the_report_does_not_have_is_left_out(
    client: FlaskClient, database: Database
) -> None:
    assert "About “The bridge" in client.get(f"{FORM}?report={REPORT}&claim=99").text
    for claim in ("99", "-1"):
        assert send(client, report=REPORT, claim=claim).status_code == 303
    (message, _other) = stored(database)
    assert (message.words, message.claim_number) == ("It cost eight.", None)
    assert message.report_id is not None


@pytest.mark.parametrize("whose", ["nobody’s", "made up", "another site’s"])
def test_a_form_without_a_ticket_of_ours_keeps_the_words(
    client: FlaskClient, database: Database, whose: str
) -> None:
    ticket = {"nobody’s": "", "made up": "made up"}.get(whose, Tickets("another key").new(1))
    refused = send(client, ticket=ticket, words="Long words.")
    assert refused.status_code == 422
    assert "Long words." in refused.text
    assert send(client, ticket=ticket_on(refused)).status_code == 303


def test_a_ticket_is_no_good_at_once_nor_for_ever_nor_for_another_desk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Tickets("key").new(7)
    with pytest.raises(FormTooFast):
        Tickets("key").key_of(made, 7)
    monkeypatch.setattr(tickets, "SOONEST", 0)
    assert Tickets("key").key_of(made, 7)
    with pytest.raises(FormExpired):
        Tickets("key").key_of(made, 8)
    monkeypatch.setattr(tickets, "LATEST", -1)
    with pytest.raises(FormExpired):
        Tickets("key").key_of(made, 7)


def test_a_program_that_fills_in_everything_is_refused(
    client: FlaskClient, database: Database
) -> None:
    refused = send(client, website="https://buy.example")
    assert refused.status_code == 422
    assert "This field must stay empty" in refused.text
    assert stored(database) == []


def test_a_flood_from_one_network_is_stopped_with_its_words_kept(
    client: FlaskClient, database: Database
) -> None:
    for _number in range(MOST_PER_NETWORK):
        assert send(client).status_code == 303
    refused = send(client, words="One more.")
    assert refused.status_code == 429
    assert "One more." in refused.text
    assert re.search(r"again in (59|60) minutes", refused.text)
    assert len(stored(database)) == MOST_PER_NETWORK


def test_a_flood_from_everywhere_closes_the_form_of_one_desk_for_an_hour(session: Session) -> None:
    flooded, other = (make_news_desk(session, name).article.desk_id for name in ("One", "Other"))
    for number in range(MOST_PER_DESK):
        note_sender(session, flooded, f"10.0.0.{number}")
    with pytest.raises(TooManyMessages, match="So many messages"):
        check_senders(session, flooded, "192.0.2.1")
    check_senders(session, other, "192.0.2.1")
    session.execute(update(MessageSender).values(at=now() - timedelta(minutes=61)))
    check_senders(session, flooded, "192.0.2.1")


def test_networks_are_forgotten_after_a_week(database: Database) -> None:
    with database.writing() as session:
        desk = make_news_desk(session).article.desk_id
        for network, days in (("192.0.2.1", 8), ("192.0.2.2", 6)):
            at = now() - timedelta(days=days)
            session.add(MessageSender(desk_id=desk, network=network, at=at))
    forget_senders(database)
    with database.reading() as session:
        assert session.scalars(select(MessageSender.network)).all() == ["192.0.2.2"]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("nothing of the kind", ""),
        ("::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_senders_are_told_apart_by_their_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_another_desks_report_is_not_what_a_message_is_about(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        make_news_desk(session, "Other desk")
    other = "/desks/other-desk/message"
    form = {"kind": "error", "words": "It is late.", "ticket": ticket_on(client.get(other))}
    assert client.post(other, data=form | {"report": REPORT, "claim": "1"}).status_code == 303
    (message,) = stored(database)
    assert (message.report_id, message.claim_number) == (None, None)


def test_a_withdrawn_report_can_be_written_about(client: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        article = session.scalars(select(Article)).one()
        by = command_line(article.desk_id)
        withdraw(session, article=article, number=1, whole=True, why="It was late.", by=by)
    page = client.get(f"/reports/{REPORT}")
    assert page.status_code == 410
    (link,) = re.findall(r'href="([^"]+/message[^"]*)"', page.text)
    assert "About “The bridge" in client.get(unescape(link)).text
    assert send(client, report=REPORT).status_code == 303
    assert stored(database)[0].report_id is not None
