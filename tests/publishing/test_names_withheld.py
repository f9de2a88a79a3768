"""A name that the desk withholds is in nothing that is published from then on."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.desk import SITE, NewsDesk, content_of, make_news_desk
from tests.publishing.members import letters
from tests.publishing.test_pages import membership_of
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import change_role, end_membership, withhold_name
from workbench.accounts.sessions import sign_in
from workbench.db import Database
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.stored import canonical
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition
from workbench.publishing.naming import editions_naming_person
from workbench.publishing.service import preview_of
from workbench.verdicts.service import reopen_claim

NAMES = ("Ana Novak", "Ed Moreau")


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


def keep_back(session: Session, actor: Actor, *, withheld: bool = True) -> None:
    by = command_line(actor.desk_id)
    withhold_name(session, membership=membership_of(session, actor), withheld=withheld, by=by)


def told(edition: Edition) -> set[str]:
    """The names that stand anywhere in an edition or its formats."""
    made = [canonical(edition.content), *(render(edition, name)[0] for name in FORMATS)]
    return {name for name in NAMES if any(letters(name.encode()) in letters(body) for body in made)}


def test_a_withheld_name_is_in_no_edition_from_then_on(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    first = desk.publish()
    keep_back(desk.session, desk.checker)
    second = desk.publish(note="Again.")
    keep_back(desk.session, desk.editor)
    third = desk.publish(note="And again.")
    keep_back(desk.session, desk.editor, withheld=False)
    fourth = desk.publish(note="At last.")
    assert [told(each) for each in (first, second, third, fourth)] == [
        set(NAMES), {"Ed Moreau"}, set(), {"Ed Moreau"},
    ]  # fmt: skip
    assert content_of(third).published_by == ""
    named = editions_naming_person(desk.session, desk.article.desk_id, "Ana Novak")
    assert [(each.edition.number, each.newest) for each in named] == [(1, False)]


def test_who_publishes_is_told_where_it_stands_in_the_words_of_the_desk(desk: NewsDesk) -> None:
    first = desk.claim("It cost nine million")
    desk.contact(first, "ANA NOVAK wrote to the builder.")
    desk.approve(first, summary="As Ana Novak found.")
    desk.approve(desk.claim("Nobody came"))
    keep_back(desk.session, desk.checker)
    shown = preview_of(
        desk.session, article=desk.article, by=desk.editor, public_url=SITE,
        fields=EditionFields("Checked by Ana Novak", "Ed Moreau approved.", ""),
    )  # fmt: skip
    assert [(each.name, each.claim) for each in shown.named] == [
        ("Ana Novak", None), ("Ana Novak", 1),
    ]  # fmt: skip
    keep_back(desk.session, desk.editor)
    edition = desk.publish()
    assert told(edition) == {"Ana Novak"}
    named = editions_naming_person(desk.session, desk.article.desk_id, "Ana Novak")
    assert [each.edition for each in named] == [edition]


def test_it_is_left_out_of_what_a_reopened_claim_was_published_with(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    desk.publish()
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    for actor in (desk.checker, desk.editor):
        keep_back(desk.session, actor)
        membership_of(desk.session, actor).person.name = f"Renamed {actor.person_id}"
    desk.session.flush()
    (carried,) = content_of(desk.publish(note="Again.")).claims
    assert (carried.verdict.by, carried.verdict.approved_by) == ("", "")


def test_who_left_the_desk_stays_withheld(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    keep_back(desk.session, desk.checker)
    boss = command_line(desk.article.desk_id)
    member = membership_of(desk.session, desk.editor)
    change_role(desk.session, membership=member, role=Role.ADMIN, revision=member.revision, by=boss)
    end_membership(desk.session, membership=membership_of(desk.session, desk.checker), by=boss)
    assert told(desk.publish()) == {"Ed Moreau"}


def test_an_admin_sees_which_editions_have_a_name_before_withholding_it(
    app: Flask, database: Database
) -> None:
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"))
        desk.publish()
        member = membership_of(session, desk.editor)
        member.role = Role.ADMIN
        token = sign_in(session, membership=member)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    address = f"/desk/members/{member.id}/name"
    page = client.get(address).text
    assert "1 edition has this name already, and keeps it:" in page
    form = {"submission_key": "a-key-of-this-form", "withheld": "yes"}
    assert client.post(address, data=form).status_code == 303
    assert "name withheld from readers" in client.get("/desk/members").text
    assert "Your name is withheld from readers" in client.get("/account").text
    with database.reading() as session:
        assert session.scalars(select(Membership.withheld).where(Membership.id == member.id)).one()
