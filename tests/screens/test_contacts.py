"""Whom the desk asked, where it is read: on the desk's first page and in the queue of verdicts."""

import pytest
from flask.testing import FlaskClient
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
from tests.screens.workbench.parsing import find, parsed
from workbench.accounts.rules import Role
from workbench.claims.models import Claim
from workbench.db import Database
from workbench.evidence.contacts import ContactFields, add_contact
from workbench.evidence.models import Contact
from workbench.evidence.rules import ContactState, Means
from workbench.screens.desk import CONTACTS_SHOWN
from workbench.web.pages import PAGE_SIZE

__all__ = ["count_queries"]
DECLINED = ContactState.DECLINED


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


def rows_of(client: FlaskClient, address: str = "/contacts") -> list[str]:
    """Each line of the log, its words joined."""
    rows = find(parsed(client.get(address).text), "tbody tr")
    return [" ".join(row.text_content().split()) for row in rows]


def test_the_log_begins_with_what_waits_and_marks_in_words_what_is_overdue(
    enter: Enter, database: Database, desk: Desk
) -> None:
    asked(database, desk, "The mayor", due_on="2999-05-10")
    claim = asked(database, desk, "The builder", due_on="2019-05-10")
    client = enter(Role.VIEWER)
    first, second = rows_of(client)
    assert first.startswith("The builder The quay cost 41 million. Claim 1 of What the harbour")
    assert first.endswith("Overdue 10 May 2019 3 May 2019 letter fact-checker person")
    assert second.startswith("The mayor")
    assert "Waiting 10 May 2999" in second
    html = client.get("/contacts").text
    assert "waits for 2 answers" in html
    assert "1 is overdue" in html
    assert f"/articles/{claim.article_id}/claims/1#contact-" in html
    assert "/contacts" in client.get("/").text


def test_the_log_is_narrowed_by_the_address(enter: Enter, database: Database, desk: Desk) -> None:
    claim = asked(database, desk, "The mayor", due_on="2999-05-10")
    with database.writing() as session:
        fields = ContactFields("The deputy", Means.LETTER, "2019-05-03", state=DECLINED)
        add_contact(
            session, claim=session.get_one(Claim, claim.id), fields=fields,
            by=desk.actor(Role.EDITOR),
        )  # fmt: skip
    client, editor = enter(), desk.people[Role.EDITOR].person_id
    for query, expected in {
        "state=declined": ["The deputy"],
        "state=all": ["The deputy", "The mayor"],
        f"state=all&by={editor}": ["The deputy"],
        f"by={editor}": [],
        "state=overdue": [],
        "state=nonsense&by=x&after=%00.1": ["The mayor"],
    }.items():
        rows = rows_of(client, f"/contacts?{query}")
        assert [" ".join(row.split()[:2]) for row in rows] == expected, query


def test_an_empty_log_says_what_to_do(enter: Enter, database: Database, desk: Desk) -> None:
    client = enter()
    assert "Nobody was asked yet" in client.get("/contacts").text
    asked(database, desk, "The mayor")
    assert "Nobody fits that" in client.get("/contacts?state=overdue").text
    with database.writing() as session:
        other = new_desk(session, "Another desk")
    assert "The mayor" not in enter(of=other).get("/contacts?state=all").text


def test_the_log_goes_on_on_a_next_page(enter: Enter, database: Database, desk: Desk) -> None:
    asked(database, desk, *(f"No. {n}" for n in range(PAGE_SIZE + 1)), due_on="2019-05-10")
    client = enter()
    [link] = find(parsed(client.get("/contacts?state=overdue").text), "a[rel='next']")
    [row] = rows_of(client, link.get("href"))
    assert row.startswith(f"No. {PAGE_SIZE} ")


def test_more_contacts_do_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    client, counts = enter(), []
    claim = asked(database, desk, "The mayor")
    paths = ("/", "/contacts", f"/articles/{claim.article_id}/claims/{claim.number}")
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
