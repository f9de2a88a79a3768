"""The desk's queue of readers' messages."""

import re

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_proposal,
)
from workbench.accounts.rules import Role
from workbench.claims.models import Claim
from workbench.db import Database
from workbench.history.models import Event
from workbench.messages.rules import MessageKind
from workbench.messages.service import MessageFields, receive_message
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.models import Edition
from workbench.publishing.service import publish_edition
from workbench.verdicts.service import approve_verdict
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


def become(client: FlaskClient, at: str, statement: str, **more: str) -> TestResponse:
    data = {"submission_key": new_key(), "revision": "1", "statement": statement, **more}
    return client.post(at, data=data)


def test_a_suggestion_becomes_a_claim_on_the_words_of_an_article(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk).id
    ana = enter()
    number = write(database, desk, "Is it so late? See https://town.example/quay.")
    (way,) = re.findall(rf'href="(/messages/{number}/claim)"', ana.get(f"/messages/{number}").text)
    assert f"{way}/{article}" in ana.get(f"{way}?q=harbour").text
    assert f"{way}/{article}" not in ana.get(f"{way}?q=zebra").text
    form = ana.get(f"{way}/{article}").text
    assert 'value="https://town.example/quay"' in form
    assert "Is it so late? See https://town.example/quay.</textarea>" in form
    refused = become(ana, f"{way}/{article}", "It is late, all say.")
    assert (refused.status_code, "do not stand in the article" in refused.text) == (422, True)
    assert "It is late, all say." in refused.text
    words = {"exact": "The quay was late", "appearance_url": "https://town.example/quay"}
    made = become(ana, f"{way}/{article}", "It is late, all say.", **words)
    panel = ana.get(made.location).text
    assert "It was suggested so" in panel
    assert "It is late, all say." in panel
    assert "became claim 1" in ana.get("/messages?state=became+a+claim").text
    assert "Is it so late?" in ana.get(f"/messages/{number}").text
    assert become(ana, f"{way}/{article}", "Again", exact="Nobody asked why").status_code == 409


def test_a_suggestion_becomes_an_article_of_its_own(
    enter: Enter, database: Database, desk: Desk
) -> None:
    number, ana = write(database, desk, "The quay\n is late."), enter()
    assert become(ana, f"/messages/{number}/claim/new", "").status_code == 422
    made = become(ana, f"/messages/{number}/claim/new", "The quay\n is late.")
    assert made.status_code == 303
    with database.reading() as session:
        claim = session.scalars(select(Claim)).one()
        assert [passage.exact for passage in claim.passages] == ["The quay is late."]
        assert claim.article.title == "The quay is late."
        kinds = session.scalars(select(Event.kind).order_by(Event.id.desc())).all()
    assert kinds[:3] == ["message became a claim", "claim marked", "article imported"]


def published(session: Session, desk: Desk) -> Edition:
    article, editor = new_article(session, desk), desk.actor(Role.EDITOR)
    claim = new_claim(session, desk, article)
    verdict = new_proposal(session, desk, claim)
    approve_verdict(session, claim=claim, revision=verdict.revision, by=editor)
    return publish_edition(
        session, article=article, fields=EditionFields("The harbour"),
        public_url="http://localhost", by=editor,
    )  # fmt: skip


def test_a_report_of_an_error_is_tied_to_the_claim_and_stands_beside_its_verdict(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        report = published(session, desk).report
        slug, article = report.slug, f"/articles/{report.article_id}"
    number, ed = write(database, desk, "It cost eight."), enter(Role.EDITOR)

    def tie(where: str, revision: int = 1) -> TestResponse:
        data = {"submission_key": new_key(), "revision": str(revision), "where": where}
        return ed.post(f"/messages/{number}/about", data=data)

    for wrong in ("", "1", f"/reports/{slug}/claims/9", "/reports/none/claims/1"):
        refused = tie(wrong)
        assert (refused.status_code, f'value="{wrong}"' in refused.text) == (422, True)
    assert tie(f"https://reports.example.org/reports/{slug}/claims/1?a=b").status_code == 303
    (review,) = re.findall(r'href="(/review/\d+)"', ed.get(f"/messages/{number}").text)
    assert "It cost eight." in ed.get(review).text
    assert "It cost eight." in ed.get(f"{article}/claims/1").text
    assert tie("1").status_code == 422  # somebody was faster
    assert tie("1", revision=2).status_code == 303


def test_the_navigation_counts_new_messages_for_those_who_settle_them(
    enter: Enter, database: Database, desk: Desk
) -> None:
    write(database, desk, "Is the quay safe?")
    counted = 'Messages<span class="count">1<span'
    assert counted in enter().get("/articles").text
    assert "/messages" not in enter(Role.VIEWER).get("/articles").text
