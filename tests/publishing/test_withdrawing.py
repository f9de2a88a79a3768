"""What was withdrawn says so at every address, and nothing else of it is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.builders import events_of_article
from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from tests.publishing.test_pages import REPORT, article_id, desk_of, enter
from workbench.claims.models import Claim
from workbench.claims.service import edit_claim, fields_of, move_claim, withdraw_claim
from workbench.claims.workflow import Move
from workbench.cli.checks.index import index_faults
from workbench.db import Database
from workbench.publishing.dossier import BadDossier, dump, load
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import to_json
from workbench.publishing.edition.substance import state_of
from workbench.publishing.errors import (
    AlreadyWithdrawn,
    NothingNew,
    ReasonMissing,
    SeenOtherwise,
    WithdrawnOtherwise,
)
from workbench.publishing.models import Withdrawal
from workbench.publishing.queries import edition_of
from workbench.publishing.service import publish_edition, suggested_preview
from workbench.publishing.withdrawing import withdraw

SLUG = REPORT.rpartition("/")[2]
WHY = "It was about another bridge.\n\nWe are sorry."
SECRET = "nine million"


def take_away(desk: NewsDesk, number: int, *, whole: bool, why: str = WHY) -> Withdrawal:
    return withdraw(
        desk.session, article=desk.article, number=number, whole=whole, why=why, by=desk.editor
    )


def publish_twice(desk: NewsDesk) -> None:
    cost = desk.approve(desk.claim("It cost nine million"))
    desk.approve(desk.claim("Nobody came"))
    desk.publish()
    withdraw_claim(desk.session, claim=cost, by=desk.checker)
    desk.publish("Second", note="One claim is gone.")


def addresses(app: Flask) -> Iterator[str]:
    """Every public address of the report, whoever added it; of editions and claims the first.

    The first claim is in the first edition alone: it has a page yet, and no card any more.
    """
    site = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/reports/<slug>") and "GET" in (rule.methods or ()):
            number = 2 if rule.rule.endswith("card.png") else 1
            named = {"slug": SLUG, "address": "claims.csv", "number": number}
            yield site.build(rule.endpoint, {each: named[each] for each in rule.arguments})


def test_every_address_of_a_withdrawn_report_says_when_and_why(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        publish_twice(make_news_desk(session))
    found = list(addresses(app))
    assert {client.get(each).status_code for each in found} == {200}
    assert len(found) >= 5
    with database.writing() as session:
        take_away(desk_of(session), 2, whole=True)
    for each in found:
        answer = client.get(each, headers={"If-None-Match": client.get(each).headers.get("ETag")})
        assert (each, answer.status_code, answer.mimetype) == (each, 410, "text/html")
        assert "We are sorry." in answer.text
        assert re.search("desk stands by this (report )?no more", answer.text)
        assert SECRET not in answer.text
        assert answer.headers["Cache-Control"] == "public, no-cache"
    assert REPORT not in client.get("/reports/").text


def test_a_new_edition_brings_the_report_back_without_those_before(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        desk = make_news_desk(session)
        publish_twice(desk)
        take_away(desk, 2, whole=True)
        with pytest.raises(NothingNew):
            desk.publish("Second", note="One claim is gone.")
        desk.publish("Third", note="Checked by somebody else.")
    page = " ".join(client.get(REPORT).text.split())
    assert "We are sorry." in page
    assert "Third" in client.get("/reports/").text
    for old in ("editions/1", "editions/2", "claims/1"):
        assert client.get(f"{REPORT}/{old}").status_code == 410
    assert client.get(f"{REPORT}/claims/2").status_code == 200


def reopen(desk: NewsDesk, claim: Claim) -> None:
    move_claim(desk.session, claim=claim, move=Move.REOPEN, by=desk.editor)


def reword(desk: NewsDesk, claim: Claim, statement: str) -> None:
    fields = replace(fields_of(claim), statement=statement)
    edit_claim(desk.session, claim=claim, fields=fields, revision=claim.revision, by=desk.checker)


def bring_back(desk: NewsDesk) -> EditionContent:
    """Edition 2 corrects a claim and takes one away; both editions are withdrawn; then a third."""
    cost = desk.approve(desk.claim("It cost nine million", "SECRET: it cost nine million"))
    gone = desk.approve(desk.claim("Nobody came"))
    desk.publish(note="SECRET first.")
    reopen(desk, cost)
    reword(desk, cost, "SECRET, too: it cost nine million")
    desk.approve(cost, "False")
    withdraw_claim(desk.session, claim=gone, by=desk.checker)
    desk.publish(note="SECRET reasons.")
    take_away(desk, 2, whole=True)
    reopen(desk, cost)
    reword(desk, cost, "It cost nine million")
    desk.approve(cost, "True")
    return content_of(desk.publish("Third", note="Checked anew."))


def test_a_report_brought_back_tells_that_it_was_corrected_and_no_withdrawn_word(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        content = bring_back(make_news_desk(session))
        assert "SECRET" not in str(to_json(content))
        assert list(index_faults(session, lambda _done: None)) == []
    told = [(each.edition, each.claim, each.old.label) for each in content.changes]
    assert sorted(told) == [(2, 1, "True"), (2, 2, "True"), (3, 1, "False")]
    assert "Withdrawn on" in content.earlier[0].note
    assert "We are sorry." in content.earlier[1].note
    for address in (REPORT, "/reports/corrections/", "/feeds/corrections.json"):
        answer = " ".join(client.get(address).text.split())
        assert "SECRET" not in answer
        assert "We are sorry." in answer
        assert "Checked anew." in answer
    feed = client.get("/feeds/corrections.json").get_json()
    assert "Published again: Third" in [item["title"] for item in feed["items"]]


def test_what_was_withdrawn_comes_back_with_a_reason_or_not_at_all(session: Session) -> None:
    desk = make_news_desk(session)
    publish_twice(desk)
    take_away(desk, 2, whole=True)
    desk.approve(desk.claim("It rained"))
    with pytest.raises(ReasonMissing, match="would bring it back"):
        desk.publish("Third", note="")


def test_a_reopened_claim_does_not_come_back_as_a_withdrawn_edition_had_it(
    session: Session,
) -> None:
    desk = make_news_desk(session)
    cost = desk.approve(desk.claim("It cost nine million"))
    desk.approve(desk.claim("Nobody came"))
    desk.publish()
    take_away(desk, 1, whole=True)
    reopen(desk, cost)
    content = content_of(desk.publish("Second", note="Without the first claim."))
    assert [claim.number for claim in content.claims] == [2]


def test_who_saw_the_page_before_the_withdrawal_brings_nothing_back(session: Session) -> None:
    desk = make_news_desk(session)
    desk.approve(desk.claim("Nobody came"))
    desk.publish()
    desk.approve(desk.claim("It rained"))
    preview = suggested_preview(
        session, article=desk.article, public_url="https://x.example", by=desk.editor
    )
    take_away(desk, 1, whole=True)
    with pytest.raises(SeenOtherwise):
        publish_edition(
            session, article=desk.article, fields=EditionFields("Second", note="More."),
            public_url="https://x.example", by=desk.editor, seen=state_of(preview.content),
        )  # fmt: skip


def test_one_edition_goes_while_the_report_stands(client: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        publish_twice(make_news_desk(session))
    before = client.get(REPORT).headers["ETag"]
    assert client.get(f"{REPORT}/claims/1").status_code == 200  # and is remembered
    with database.writing() as session:
        take_away(desk_of(session), 1, whole=False)
    answer = client.get(f"{REPORT}/editions/1")
    assert answer.status_code == 410
    assert "Read the latest edition" in answer.text
    shown = client.get(REPORT)
    assert (shown.status_code, "We are sorry." in shown.text) == (200, True)
    assert shown.headers["ETag"] != before
    # The claim was withdrawn after edition 1, which had it last.
    assert client.get(f"{REPORT}/claims/1").status_code == 410


def test_the_newest_edition_goes_with_its_report_alone(session: Session) -> None:
    desk = make_news_desk(session)
    publish_twice(desk)
    with pytest.raises(WithdrawnOtherwise, match="goes with its report"):
        take_away(desk, 2, whole=False)
    with pytest.raises(WithdrawnOtherwise, match="Edition 2 was published while"):
        take_away(desk, 1, whole=True)
    with pytest.raises(ReasonMissing):
        take_away(desk, 2, whole=True, why=" \n")
    take_away(desk, 2, whole=True)
    for number, whole in ((1, False), (2, True)):
        with pytest.raises(AlreadyWithdrawn):
            take_away(desk, number, whole=whole)
    last = events_of_article(session, desk.article.id)[-1]
    assert (last.kind, last.details["number"]) == ("report withdrawn", 2)


def test_an_editor_confirms_with_a_reason_and_is_told_if_that_came_too_late(
    app: Flask, database: Database
) -> None:
    client = enter(app, database, "editor")
    with database.writing() as session:
        desk_of(session).publish()
    article = f"/articles/{article_id(database)}"
    address = f"{article}/editions/1/withdraw"
    assert "Withdraw the report" in client.get(f"{article}/publish").text
    assert "Its one edition is not shown any longer" in client.get(address).text
    form = {"submission_key": "the first key", "whole": "yes", "why": ""}
    assert client.post(address, data=form).status_code == 422
    with database.writing() as session:
        desk_of(session).publish(note="Meanwhile.")
    late = client.post(address, data={**form, "why": WHY})
    assert (late.status_code, "We are sorry." in late.text) == (409, True)
    again = {**form, "submission_key": "another key", "whole": "", "why": WHY}
    assert client.post(address, data=again).status_code == 303
    assert client.post(address, data=again).status_code == 303
    assert "It was withdrawn on" in client.get(address).text
    assert client.get(REPORT).status_code == 200


def test_a_dossier_brings_what_was_withdrawn(session: Session) -> None:
    desk = make_news_desk(session)
    publish_twice(desk)
    take_away(desk, 1, whole=False, why="One.")
    take_away(desk, 2, whole=True)
    dossier = dump(session, desk.article)
    told = [(each["number"], each["whole"], each["why"]) for each in dossier["withdrawals"]]
    assert told == [(1, False, "One."), (2, True, WHY)]
    report = edition_of(session, desk.article).report
    report.slug = "there-already"
    again = load(session, dossier, by=desk.editor)
    assert dump(session, again)["withdrawals"] == dossier["withdrawals"]
    dossier["withdrawals"] = [{"number": 2, "why": "W."}, {"number": 3, "why": "W."}]
    report.slug, again_report = "there-too", edition_of(session, again).report
    again_report.slug = "and-there"
    with pytest.raises(BadDossier) as refused:
        load(session, dossier, by=desk.editor)
    paths = [fault.path for fault in refused.value.faults]
    assert paths == ["$.withdrawals[0].whole", "$.withdrawals[1].number"]
