"""Several claims at once from the list, views with counts, and what one did lately."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

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
from workbench.claims.rules import Priority, Status
from workbench.claims.tags import tag_claim
from workbench.db import Database
from workbench.policies.rules import PolicyFields
from workbench.policies.service import set_policy
from workbench.verdicts.holding import take_claim
from workbench.verdicts.second import take_second_seat
from workbench.web.submissions import new_key

LATE, COST, ASKED = "The quay was late", "It cost 41 million", "Nobody asked why"


def send(client: FlaskClient, address: str, **typed: object) -> TestResponse:
    return client.post(address, data={"submission_key": new_key(), **typed})


def claims(database: Database) -> list[Claim]:
    with database.reading() as session:
        return list(session.scalars(select(Claim).order_by(Claim.id)))


@pytest.fixture
def three(database: Database, desk: Desk) -> list[int]:
    """Three open claims, by id."""
    with database.writing() as session:
        article = new_article(session, desk)
        return [new_claim(session, desk, article, words).id for words in (LATE, COST, ASKED)]


def counts(html: str) -> dict[str, str]:
    """Each view with its number, as the page shows them."""
    found = re.findall(
        r'view=(waiting\+for\+me|\w+)[^>]*>[^<]*<span class="count(?: is-none)?">(\d+)', html
    )
    return dict(found)


def test_claims_that_are_ticked_are_assigned_with_a_day_and_the_list_stays_narrowed(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    client, to = enter(Role.EDITOR), desk.people[Role.FACT_CHECKER]
    answer = send(
        client, "/claims/chosen/assign?view=unassigned", claims=three[:2], to=to.person_id,
        due_on="2026-12-24",
    )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, "/claims?view=unassigned")
    assert [(c.taken_by_id, c.due_on) for c in claims(database)] == [
        (to.person_id, "2026-12-24"), (to.person_id, "2026-12-24"), (None, ""),
    ]  # fmt: skip


def test_the_message_of_a_bulk_act_takes_it_back_in_one_step(
    enter: Enter, database: Database, three: list[int]
) -> None:
    client = enter()
    send(client, "/claims/chosen/priority?status=open", claims=three, priority="high")
    html = client.get("/claims").text
    assert "3 claims have another priority now." in html
    way_back = re.search(r'action="(/undo/\d+\?[^"]+)"', html)
    assert way_back is not None
    answer = send(client, way_back[1].replace("&amp;", "&"))
    assert answer.location == "/claims?status=open"
    assert {claim.priority for claim in claims(database)} == {Priority.NORMAL}


def test_what_is_refused_is_told_claim_by_claim(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    with database.writing() as session:
        new_proposal(session, desk, session.get_one(Claim, three[0]))
    client = enter()
    send(client, "/claims/chosen/aside", claims=three[:2], reason="opinion")
    html = client.get("/claims").text
    assert "1 claim is set aside." in html
    assert "1 claim was left as it is: “The quay cost 41 million.”" in html
    assert [c.status for c in claims(database)][:2] == [Status.PROPOSED, Status.WITHDRAWN]


@pytest.mark.parametrize(
    ("act", "typed", "told"),
    [
        ("tags", {"tags": " , "}, "Type a tag first."),
        ("priority", {}, "Choose the priority."),
        ("aside", {}, "Choose why they are set aside."),
        ("assign", {"to": 0}, "Choose who is to check them."),
        ("due", {"due_on": "tomorrow"}, "Write a day as"),
    ],
)
def test_what_was_not_said_is_asked_for_and_the_ticks_stay(
    enter: Enter, three: list[int], act: str, typed: dict[str, object], told: str
) -> None:
    answer = send(enter(Role.EDITOR), f"/claims/chosen/{act}", claims=three[:1], **typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert re.search(rf'name="claims" value="{three[0]}"[^>]* checked', answer.text)


def test_nobody_is_given_claims_who_only_reads(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    viewer = desk.people[Role.VIEWER].person_id
    answer = send(enter(Role.EDITOR), "/claims/chosen/assign", claims=three, to=viewer)
    assert answer.status_code == 409
    assert {claim.taken_by_id for claim in claims(database)} == {None}


def test_claims_of_another_desk_that_are_ticked_stay_as_they_are(
    enter: Enter, database: Database
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Another desk")
        theirs = new_claim(session, other, new_article(session, other)).id
    send(enter(), "/claims/chosen/priority", claims=[theirs], priority="high")
    assert claims(database)[0].priority is Priority.NORMAL


def test_each_view_counts_what_it_lists(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    with database.writing() as session:
        taken, proposed, _free = [session.get_one(Claim, claim_id) for claim_id in three]
        take_claim(session, claim=taken, by=desk.actor())
        set_due_day(session, claim=taken, due_on="2019-05-01", by=desk.actor())
        new_proposal(session, desk, proposed)
    editor, checker = enter(Role.EDITOR), enter()
    assert counts(editor.get("/claims").text) == {
        "mine": "0", "waiting+for+me": "1", "late": "1", "unassigned": "1",
    }  # fmt: skip
    assert counts(checker.get("/claims").text) == {
        "mine": "2", "waiting+for+me": "0", "late": "1", "unassigned": "1",
    }  # fmt: skip
    late = checker.get("/claims?view=late").text
    assert "1 claim of the desk matches." in late
    assert ">late<" in late


def test_an_author_is_not_told_that_their_own_verdict_waits_for_them(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    with database.writing() as session:
        new_proposal(session, desk, session.get_one(Claim, three[0]), Role.EDITOR)
    assert counts(enter(Role.EDITOR).get("/claims").text)["waiting+for+me"] == "0"
    assert counts(enter(Role.ADMIN).get("/claims").text)["waiting+for+me"] == "1"


def test_a_second_reading_waits_for_whoever_has_the_seat_and_is_free_until_then(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    with database.writing() as session:
        policy = PolicyFields(second_for=frozenset(Priority))
        set_policy(session, seen=0, fields=policy, by=desk.actor(Role.ADMIN))
        claim = session.get_one(Claim, three[0])
        new_proposal(session, desk, claim)
    editor = enter(Role.EDITOR)
    assert counts(editor.get("/claims").text)["unassigned"] == "3"
    with database.writing() as session:
        claim = session.get_one(Claim, three[0])
        take_second_seat(session, claim=claim, by=desk.actor(Role.EDITOR))
    seen = counts(editor.get("/claims").text)
    assert (seen["unassigned"], seen["waiting+for+me"]) == ("2", "1")
    assert counts(enter(Role.ADMIN).get("/claims").text)["waiting+for+me"] == "0"


def test_a_tag_narrows_the_list_and_the_table_has_it(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    with database.writing() as session:
        for claim_id in three[:2]:
            claim = session.get_one(Claim, claim_id)
            tag_claim(session, claim=claim, tags=["Città", "budget"], by=desk.actor())
    client = enter()
    assert "2 claims of the desk match." in client.get("/claims?tag=CITTA").text
    table = client.get("/claims.csv?tag=citta").data.decode("utf-8-sig")
    assert [row["tags"].split() for row in csv.DictReader(io.StringIO(table))] == [
        ["budget", "Città"], ["budget", "Città"],
    ]  # fmt: skip


def test_the_views_take_as_many_queries_however_many_claims_there_are(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries, three: list[int]
) -> None:
    client = enter(Role.EDITOR)
    with count_queries() as at_three:
        client.get("/claims?view=unassigned")
    with database.writing() as session:
        article = new_article(session, desk)
        for number in range(5):
            claim = new_claim(session, desk, article, LATE, f"Statement {number}.")
            tag_claim(session, claim=claim, tags=["harbour"], by=desk.actor())
    with count_queries() as at_eight:
        client.get("/claims?view=unassigned")
    assert len(at_eight) == len(at_three)


def test_what_one_did_in_the_last_hour_is_listed_with_the_way_back(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    client = enter()
    send(client, "/claims/chosen/tags", claims=three, tags="harbour")
    html = client.get("/undo").text
    assert "Tagged claims with harbour: 3" in html
    assert "Marked claim 1" in html
    address = re.search(r'action="(/undo/\d+)"', html)
    assert address is not None
    send(client, address[1])
    assert "taken back" in client.get("/undo").text
    assert "Tagged claims with harbour: 3" not in enter(Role.EDITOR).get("/undo").text
    with database.reading() as session:
        assert session.get_one(Claim, three[0]).tags == []


def test_whoever_did_nothing_lately_is_told_so(enter: Enter) -> None:
    assert "Nothing in the last hour" in enter(Role.VIEWER).get("/undo").text


def test_the_pace_of_a_desk_is_a_page_with_numbers_beside_its_pictures(
    enter: Enter, database: Database, desk: Desk, three: list[int]
) -> None:
    with database.writing() as session:
        new_proposal(session, desk, session.get_one(Claim, three[0]))
    client = enter(Role.VIEWER)
    html = client.get("/desk/pace").text
    assert 'aria-label="Marked, week by week: 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3"' in html
    assert "until a verdict is proposed" in html
    table = client.get("/desk/pace.csv").data.decode("utf-8-sig")
    steps = [row["step"] for row in csv.DictReader(io.StringIO(table))]
    assert steps == ["until somebody takes it", "until a verdict is proposed"]


def test_the_pace_of_a_desk_takes_two_queries_however_much_there_is(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries, three: list[int]
) -> None:
    client = enter()
    with count_queries() as before:
        client.get("/desk/pace")
    with database.writing() as session:
        for claim_id in three:
            new_proposal(session, desk, session.get_one(Claim, claim_id))
    with count_queries() as after:
        client.get("/desk/pace")
    assert len(after) == len(before)


def test_a_desk_where_nothing_was_finished_says_what_will_be_told(enter: Enter) -> None:
    html = enter().get("/desk/pace").text
    assert "No step was finished yet" in html
    assert "Nothing waits." in html


def test_what_is_most_overdue_comes_first_page_by_page(
    enter: Enter, database: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("2020-01-02", "2020-01-01", "2020-01-02", "2020-01-03")
    with database.writing() as session:
        article = new_article(session, desk)
        for day in days:
            claim = new_claim(session, desk, article, LATE)
            set_due_day(session, claim=claim, due_on=day, by=desk.actor(Role.EDITOR))
        numbers = [n for _day, n in sorted(zip(days, range(1, 5), strict=True))]
    monkeypatch.setattr("workbench.screens.claims_page.PAGE_SIZE", 3)
    monkeypatch.setattr("workbench.screens.claims.ROWS_AT_ONCE", 3)
    client = enter()
    listed, address = [], "/claims?view=late"
    while address:
        html = client.get(address).text
        listed += re.findall(r"/claims/(\d+)\"", html)
        further = re.search(r'rel="next" href="([^"]+)"', html)
        address = further[1].replace("&amp;", "&") if further else ""
    table = csv.DictReader(
        io.StringIO(client.get("/claims.csv?view=late").data.decode("utf-8-sig"))
    )
    assert list(dict.fromkeys(map(int, listed))) == numbers
    assert [int(row["claim"]) for row in table] == numbers
