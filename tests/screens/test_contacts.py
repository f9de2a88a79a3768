"""Whom the desk asked, where it is read: on the desk's first page and in the queue of verdicts."""

import pytest
from sqlalchemy.orm import Session

from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    count_queries,
    new_article,
    new_claim,
    new_desk,
    new_proposal,
)
from workbench.accounts.rules import Role
from workbench.claims.models import Claim
from workbench.db import Database
from workbench.evidence.contacts import ContactFields, add_contact
from workbench.evidence.models import Contact
from workbench.evidence.rules import Means
from workbench.screens.desk import CONTACTS_SHOWN

__all__ = ["count_queries"]


def ask(session: Session, desk: Desk, claim: Claim, whom: str, due_on: str = "") -> Contact:
    fields = ContactFields(
        whom, Means.LETTER, "2019-05-03", due_on=due_on, wording="We asked the mayor."
    )
    return add_contact(session, claim=claim, fields=fields, by=desk.actor())


def asked(database: Database, desk: Desk, *whom: str, due_on: str = "") -> Claim:
    """A claim of an article of its own, and who was asked about it."""
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        for name in whom:
            ask(session, desk, claim, name, due_on)
        return claim


def test_a_desk_that_waits_for_nobody_has_no_such_part(enter: Enter, desk: Desk) -> None:
    assert "Waiting for answers" not in enter().get("/").text


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.VIEWER])
def test_the_desk_tells_whom_it_waits_for_and_what_is_overdue(
    enter: Enter, database: Database, desk: Desk, role: Role
) -> None:
    asked(database, desk, "The mayor", due_on="2999-05-10")
    asked(database, desk, "The builder", due_on="2019-05-10")
    waiting = enter(role).get("/").text.split('id="asked"')[1]
    assert waiting.index("The builder") < waiting.index("Overdue") < waiting.index("The mayor")
    assert waiting.count("Overdue") == 1
    assert "10 May 2999" in waiting


def test_another_desk_waits_for_its_own(enter: Enter, database: Database, desk: Desk) -> None:
    asked(database, desk, "The mayor")
    with database.writing() as session:
        other = new_desk(session, "Another desk")
    asked(database, other, "The secret source")
    assert "The secret source" not in enter().get("/").text


def test_the_desk_shows_the_most_urgent(enter: Enter, database: Database, desk: Desk) -> None:
    asked(database, desk, *["Somebody"] * CONTACTS_SHOWN)
    assert "others wait behind them" not in enter().get("/").text
    asked(database, desk, "The mayor", due_on="2019-05-10")
    html = enter().get("/").text
    assert "others wait behind them" in html
    assert (html.count("Somebody"), html.count("The mayor")) == (CONTACTS_SHOWN - 1, 1)


def test_an_editor_reads_whom_the_desk_asked(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        ask(session, desk, claim, "The mayor <him>")
        new_proposal(session, desk, claim)
    html = enter(Role.EDITOR).get("/review").text
    assert "The mayor &lt;him&gt;" in html
    assert "We asked the mayor." in html


def test_more_contacts_do_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    client, counts = enter(), []
    claim = asked(database, desk, "The mayor")
    paths = ("/", f"/articles/{claim.article_id}/claims/{claim.number}")
    for path in paths:
        with count_queries() as at_one:
            client.get(path)
        counts.append(len(at_one))
    with database.writing() as session:
        ask(session, desk, session.get_one(Claim, claim.id), "The builder")
    asked(database, desk, "The deputy")
    for path, count in zip(paths, counts, strict=True):
        with count_queries() as at_three:
            client.get(path)
        assert len(at_three) == count
