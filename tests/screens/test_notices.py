"""The pages of notices, and of the e-mail about them."""

from flask import Flask
from sqlalchemy import select

from tests.screens.conftest import CountQueries, Desk, Enter, new_article, new_claim
from workbench.accounts.models import Membership
from workbench.accounts.rules import Role, machine
from workbench.db import Database, now
from workbench.discussion.mail_settings import mail_setting, setting_to_write
from workbench.discussion.models import Notice
from workbench.discussion.noticing import tell
from workbench.discussion.rules import Every, NoticeKind
from workbench.discussion.unsubscribing import Unsubscribing


def told(database: Database, desk: Desk, many: int = 1) -> None:
    """Give the fact-checker notices on claims of an article, each on another."""
    with database.writing() as session:
        article = new_article(session, desk)
        words = ("The quay was late", "It cost 41 million", "Nobody asked why")
        for exact in words[:many]:
            claim = new_claim(session, desk, article, exact, statement=f"{exact}.")
            people = [desk.actor().person_id]
            tell(session, NoticeKind.ASSIGNED, people, claim=claim, by=machine(desk.id))


def chosen(database: Database, membership: Membership) -> Every:
    with database.reading() as session:
        return mail_setting(session, session.merge(membership)).every


def test_a_member_without_notices_reads_what_will_come(enter: Enter) -> None:
    page = enter(Role.VIEWER).get("/notices").text
    assert "Nothing to tell you yet" in page
    assert "Mark all as read" not in page


def test_notices_are_read_all_at_once(enter: Enter, database: Database, desk: Desk) -> None:
    told(database, desk, 3)
    browser = enter()
    assert "3 are new." in browser.get("/notices").text
    with database.reading() as session:
        newest = max(session.scalars(select(Notice.id)))
    form = {"newest": newest, "submission_key": "a-key-of-mine"}
    assert browser.post("/notices/read", data=form).status_code == 303
    page = browser.get("/notices").text
    assert "You have read all of them." in page
    assert page.count("assigned this to you") == 3


def test_nobody_reads_or_opens_notices_of_another(
    enter: Enter, database: Database, desk: Desk
) -> None:
    told(database, desk)
    with database.reading() as session:
        notice = session.scalars(select(Notice.id)).one()
    editor = enter(Role.EDITOR)
    assert "assigned this" not in editor.get("/notices").text
    key = {"submission_key": "a-key-of-mine"}
    assert editor.post(f"/notices/{notice}/open", data=key).status_code == 404
    assert editor.post("/notices/read", data={**key, "newest": notice}).status_code == 303
    assert "1 is new." in enter().get("/notices").text


def test_the_page_asks_as_much_of_one_notice_as_of_three(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    def asked(many: int) -> int:
        told(database, desk, many)
        browser = enter()
        with count_queries() as queries:
            browser.get("/notices")
        return len(queries)

    assert asked(1) == asked(3)


def test_a_member_chooses_how_often_they_get_mail(
    enter: Enter, database: Database, desk: Desk
) -> None:
    browser = enter()
    page = browser.get("/account/mail").text
    assert "sends no e-mail" in page
    form = {"every": "at once", "revision": 0, "submission_key": "a-first-key"}
    assert browser.post("/account/mail", data=form).status_code == 303
    assert chosen(database, desk.people[Role.FACT_CHECKER]) is Every.AT_ONCE
    other = {**form, "every": "never", "submission_key": "a-second-key"}
    assert browser.post("/account/mail", data=other).status_code == 409
    assert chosen(database, desk.people[Role.FACT_CHECKER]) is Every.AT_ONCE


def test_whose_address_was_refused_is_told_so_until_they_choose_again(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        own = session.merge(desk.people[Role.FACT_CHECKER])
        setting = setting_to_write(session, own)
        setting.refused_at = now()
        revision = setting.revision
    browser = enter()
    assert "The mail server refused your address" in browser.get("/account/mail").text
    form = {"every": "at once", "revision": revision, "submission_key": "a-first-key"}
    browser.post("/account/mail", data=form)
    assert "The mail server refused your address" not in browser.get("/account/mail").text


def test_mail_ends_by_one_press_without_signing_in(
    app: Flask, database: Database, desk: Desk
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    membership = desk.people[Role.FACT_CHECKER]
    token = Unsubscribing(app.config["SECRET_KEY"]).token(membership.id)
    program = app.test_client()
    assert "Get no more e-mail" in program.get(f"/unsubscribe/{token}").text
    assert chosen(database, membership) is Every.DAILY
    for _again in range(2):
        answer = program.post(f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert chosen(database, membership) is Every.NEVER
    assert program.post(f"/unsubscribe/{token}x").status_code == 404
