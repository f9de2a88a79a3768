"""The same claim in two reports: readers are led to the other, and told when it was corrected."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.builders import events_of_article
from tests.publishing.desk import NewsDesk, beside, make_news_desk
from tests.publishing.test_internal_packs import browser
from tests.publishing.test_pages import membership_of
from tests.publishing.test_withdrawing import take_away
from workbench.accounts.sessions import sign_in
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.claims.same import confirm_same, note_other, note_same, waiting_in
from workbench.claims.service import withdraw_claim
from workbench.db import Database
from workbench.publishing.edition.changes import ChangeFields
from workbench.publishing.flags import flags_of_claim, flags_of_desk, look_at_flags
from workbench.publishing.rules import ChangeKind
from workbench.verdicts.service import reopen_claim
from workbench.web.submissions import new_key

FIRST, SECOND = "/reports/the-bridge-checked", "/reports/bridges"


def publish_both(session: Session) -> tuple[NewsDesk, NewsDesk]:
    """Claim 1 of either article says the same; both are published as true."""
    desk = make_news_desk(session)
    other = beside(desk)
    desk.approve(desk.claim("It cost nine million"))
    other.approve(other.claim("Nine million went into it", "Nine million, it cost."))
    note_same(session, claim=desk.reload(1), other=other.reload(1), by=desk.editor)
    desk.publish()
    other.publish("Bridges")
    return desk, other


def correct(desk: NewsDesk, kind: ChangeKind = ChangeKind.CORRECTION) -> None:
    claim = desk.reload(1)
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    label = "True" if kind is ChangeKind.CLARIFICATION else "False"
    desk.approve(claim, label, "Eleven, in the end.")
    desk.publish(note="A ledger.", changes={1: ChangeFields(kind)})


def flagged(claim: Claim, session: Session) -> list[str]:
    return [str(flag.kind) for flag in flags_of_claim(session, claim)]


def test_readers_are_led_to_the_same_claim_in_another_report(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        _desk, other = publish_both(session)
    page = client.get(f"{FIRST}/claims/1")
    assert "Also checked in" in page.text
    assert f'href="{SECOND}/claims/1"' in page.text
    assert "Nine million, it cost." in page.text
    with database.writing() as session:
        other.session = session
        other.article = session.merge(other.article)
        take_away(other, 1, whole=True)
    without = client.get(f"{FIRST}/claims/1")
    assert "Also checked in" not in without.text
    assert without.headers["ETag"] != page.headers["ETag"]


def test_readers_are_told_what_an_editor_confirmed_and_nothing_else(
    client: FlaskClient, database: Database
) -> None:
    def told() -> tuple[bool, bool]:
        page = client.get(f"{SECOND}/claims/1").text
        return "Also checked in" in page, "The same claim was corrected" in page

    with database.writing() as session:
        desk, other = publish_both(session)
        note_other(session, claim=other.reload(1), by=desk.checker)
        correct(desk)
        assert flagged(other.reload(1), session) == ["correction"]
        assert waiting_in(session, other.article) == [other.reload(1)]
    assert told() == (True, True)
    with database.writing() as session:
        confirm_same(session, claim=claim_of(session, other), seen=[], by=desk.editor)
    assert told() == (False, False)
    with database.writing() as session:
        note_same(
            session, claim=claim_of(session, desk), other=claim_of(session, other), by=desk.checker
        )
    assert told() == (False, False)
    with database.writing() as session:
        seen = [claim_of(session, desk).id]
        for _twice in range(2):
            confirm_same(session, claim=claim_of(session, other), seen=seen, by=desk.editor)
        kinds = [event.kind for event in events_of_article(session, other.article.id)]
        assert kinds.count("readers told what a claim is the same as") == 2
    assert told() == (True, True)


def claim_of(session: Session, desk: NewsDesk) -> Claim:
    return get_claim(session, session.merge(desk.article), 1)


def test_a_correction_is_told_wherever_the_claim_is_the_same(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        desk, _other = publish_both(session)
    before = [client.get(page).headers["ETag"] for page in (SECOND, f"{SECOND}/claims/1")]
    with database.writing() as session:
        desk.session, desk.article = session, session.merge(desk.article)
        correct(desk)
    for page, etag in zip((SECOND, f"{SECOND}/claims/1"), before, strict=True):
        answer = client.get(page, headers={"If-None-Match": etag})
        assert answer.status_code == 200
        assert "The same claim was corrected in another report on" in answer.text
        assert f'href="{FIRST}/claims/1"' in answer.text
    assert "in another report" not in client.get(f"{FIRST}/claims/1").text
    assert "in another report" not in client.get(f"{SECOND}/editions/1").text


def test_the_withdrawal_of_a_report_is_told_wherever_its_claims_are_the_same(
    client: FlaskClient, database: Database
) -> None:
    with database.writing() as session:
        desk, other = publish_both(session)
        correct(desk)
        take_away(desk, 2, whole=True)
        assert flagged(other.reload(1), session) == ["withdrawal", "correction"]
    for page in (SECOND, f"{SECOND}/claims/1"):
        told = client.get(page).text
        assert told.count("another report on") == 1
        assert "The same claim was withdrawn from another report on" in told


def test_a_flag_is_settled_when_somebody_looked(session: Session) -> None:
    desk, other = publish_both(session)
    correct(desk)
    claim = other.reload(1)
    (flag,) = flags_of_desk(session, claim.desk_id, limit=9)
    assert (flag.claim, flag.other.number, flag.kind) == (claim, 1, ChangeKind.CORRECTION)
    assert events_of_article(session, other.article.id)[-1].kind == "claim corrected elsewhere"
    look_at_flags(session, claim=claim, by=desk.checker)
    look_at_flags(session, claim=claim, by=desk.editor)
    assert flagged(claim, session) == []
    kinds = [event.kind for event in events_of_article(session, other.article.id)]
    assert kinds.count("correction elsewhere looked at") == 1


def test_a_flag_is_settled_when_its_claim_is_published_anew(session: Session) -> None:
    desk, other = publish_both(session)
    correct(desk)
    other.publish("Bridges", note="Nothing new of claim 1.")
    assert flagged(other.reload(1), session) == ["correction"]
    correct(other, ChangeKind.UPDATE)
    assert flagged(other.reload(1), session) == []
    assert flagged(desk.reload(1), session) == ["update"]


@pytest.mark.parametrize("how", ["clarified", "withdrawn", "not public there", "taken away there"])
def test_only_what_matters_to_readers_there_is_flagged(session: Session, how: str) -> None:
    desk, other = publish_both(session)
    desk.approve(desk.claim("Nobody came"))
    if how == "clarified":
        correct(desk, ChangeKind.CLARIFICATION)
    elif how == "withdrawn":
        withdraw_claim(session, claim=desk.reload(1), by=desk.checker)
        desk.publish(note="Said of another bridge.")
    elif how == "not public there":
        other.approve(other.claim("It has two lanes"))
        withdraw_claim(session, claim=other.reload(1), by=desk.checker)
        other.publish("Bridges", note="Gone.")
        correct(desk)
    else:
        take_away(other, 1, whole=True)
        correct(desk)
    assert flagged(other.reload(1), session) == (["withdrawal"] if how == "withdrawn" else [])


def test_the_page_says_what_it_showed_when_an_editor_confirms_it(
    app: Flask, database: Database
) -> None:
    with database.writing() as session:
        desk, other = publish_both(session)
        third = beside(desk)
        late = third.claim("Nine million went into it")
        note_other(session, claim=desk.reload(1), by=desk.editor)
        note_same(session, claim=desk.reload(1), other=other.reload(1), by=desk.checker)
        token = sign_in(session, membership=membership_of(session, desk.editor))
        address = f"/articles/{desk.article.id}/claims/1"
    client = browser(app, token)

    def confirm(page: str) -> int:
        (action,) = re.findall(r'action="([^"]*/same/confirmed[^"]*)"', page)
        return client.post(unescape(action), data={"submission_key": new_key()}).status_code

    shown = client.get(address).text
    with database.writing() as session:
        claims = [session.merge(claim) for claim in (late, claim_of(session, desk))]
        note_same(session, claim=claims[0], other=claims[1], by=desk.checker)
    assert confirm(shown) == 409
    assert "Also checked in" not in client.get(f"{FIRST}/claims/1").text
    assert confirm(client.get(address).text) == 303
    assert "Also checked in" in client.get(f"{FIRST}/claims/1").text
