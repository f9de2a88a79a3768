"""The record as pages: in words, with what was changed, narrowed down, and as files."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.history.behind import unguarded
from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    new_article,
    new_claim,
    new_desk,
    new_proposal,
    new_source,
    use,
)
from workbench.accounts.rules import Role
from workbench.claims.models import Claim
from workbench.claims.service import edit_claim, fields_of
from workbench.db import Database
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.screens.history.kinds import KINDS, About
from workbench.verdicts.models import Verdict, VerdictRevision
from workbench.web.pages import PAGE_SIZE


def text_of(client: FlaskClient, address: str) -> str:
    """What a page says, markup and repeated spaces aside."""
    answer = client.get(address)
    assert answer.status_code == 200
    _head, main = answer.text.split("<main", 1)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def lines(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.fixture
def claim(database: Database, desk: Desk) -> Claim:
    """A claim that was edited and has a verdict, of an article; a source was added."""
    with database.writing(asked_from="192.0.2.7") as session:
        found = new_claim(session, desk, new_article(session, desk))
        said = replace(fields_of(found), statement="The quay cost 32 million.", claimant_name="Ada")
        edit_claim(session, claim=found, fields=said, revision=1, by=desk.actor())
        use(session, desk, found, new_source(session, desk))
        new_proposal(session, desk, found)
        return found


def of(claim: Claim) -> str:
    return f"/articles/{claim.article_id}/claims/{claim.number}/history"


def test_a_claims_history_tells_who_did_what_and_what_it_changed(
    claim: Claim, enter: Enter
) -> None:
    html = enter(Role.VIEWER).get(of(claim)).text
    said = text_of(enter(Role.VIEWER), of(claim))
    assert "fact-checker person proposed “False” for claim 1" in said
    assert "What was changed: statement, claimant" in said
    assert re.search(r'<del class="is-number">41</del> <ins class="is-number">32</ins>', html)
    assert "What it said: rating, summary, rationale" in said
    assert "**See** p. 12." in said
    assert html.index("proposed “False”") < html.index("edited claim 1")
    assert "imported" not in said


def test_an_articles_and_the_desks_history_have_more(claim: Claim, enter: Enter) -> None:
    client = enter()
    article = text_of(client, f"/articles/{claim.article_id}/history")
    assert "imported “What the harbour costs”" in article
    assert "added the source" not in article
    desk = text_of(client, "/history")
    assert "added the source “Minutes”" in desk
    assert "set the scale Five-step, version 1" in desk


def test_a_persons_history_is_what_they_did(claim: Claim, desk: Desk, enter: Enter) -> None:
    checker, editor = (desk.people[role].person_id for role in (Role.FACT_CHECKER, Role.EDITOR))
    client = enter()
    assert "proposed “False”" in text_of(client, f"/people/{checker}/history")
    assert "Nothing was done yet" in text_of(client, f"/people/{editor}/history")
    for stranger in (0, 999_999):
        assert client.get(f"/people/{stranger}/history").status_code == 404
        assert client.get(f"/people/{stranger}/history.csv").status_code == 404


def test_another_desks_history_is_not_there(
    claim: Claim, desk: Desk, database: Database, enter: Enter
) -> None:
    with database.writing() as session:
        other = new_desk(session, "Other desk")
    client = enter(Role.ADMIN, other)
    person = desk.people[Role.FACT_CHECKER].person_id
    for address in (
        of(claim),
        f"/articles/{claim.article_id}/history",
        f"/people/{person}/history",
    ):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}.jsonl").status_code == 404
    assert "harbour" not in text_of(client, "/history")


def test_only_who_administers_the_desk_is_told_addresses(claim: Claim, enter: Enter) -> None:
    for role in Role:
        told = role is Role.ADMIN
        assert ("192.0.2.7" in text_of(enter(role), of(claim))) == told
        assert {line["address"] for line in lines(enter(role), f"{of(claim)}.csv")} == {
            "192.0.2.7" if told else ""
        }


def test_the_history_is_narrowed_to_kinds_people_and_days(
    claim: Claim, desk: Desk, enter: Enter, database: Database
) -> None:
    assert claim.id
    with unguarded(database) as connection:
        moved = update(Event).where(Event.kind == EventKind.CLAIM_MARKED)
        late = datetime(2019, 5, 15, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
        connection.execute(moved.values(at=late))
    client, person = enter(), desk.people[Role.FACT_CHECKER].person_id
    for query, kinds in (
        ("?about=sources", {"source added"}),
        ("?about=reports", set()),
        ("?since=2019-05-16&until=2019-05-16", {"claim marked"}),
        ("?until=2019-05-15", set()),
        (f"?by={person}&about=claims and passages", {"claim marked", "claim edited"}),
        ("?by=0&about=verdicts and decisions", set()),
        ("?by=0&about=claims and passages&since=nonsense", set()),
    ):
        assert {line["kind"] for line in lines(client, f"/history.csv{query}")} == kinds, query
        if not kinds:
            assert "No such line" in text_of(client, f"/history{query}")


def test_a_long_history_is_paged_and_its_files_have_all_of_it(
    desk: Desk, enter: Enter, database: Database
) -> None:
    with database.writing() as session:
        for _each in range(PAGE_SIZE):
            record(session, EventKind.DESK_EDITED, by=desk.actor(), details={"name": "A"})
    client = enter()
    first = client.get("/history?about=the+desk+and+its+members").text
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    assert first.count("changed the desk’s settings") == PAGE_SIZE
    assert "set the scale" in text_of(client, found[1].replace("&amp;", "&"))
    read = [json.loads(each) for each in client.get("/history.jsonl").data.splitlines()]
    assert [each["line"] for each in read] == list(range(len(read), 0, -1))
    assert all(len(each["digest"]) == 64 for each in read)


def test_its_queries_are_as_many_however_long_it_is(
    claim: Claim, desk: Desk, enter: Enter, database: Database, count_queries: CountQueries
) -> None:
    client = enter()
    counts = []
    for more in (0, 2):
        with database.writing() as session:
            for _each in range(more):
                article = new_article(session, desk)
                new_proposal(session, desk, new_claim(session, desk, article))
        with count_queries() as sent:
            client.get("/history")
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert claim.id


def test_what_a_blind_verdict_said_is_compared_for_its_author_alone(
    claim: Claim, enter: Enter, database: Database
) -> None:
    """Its line carries no words while it is blind; what was saved of it is kept elsewhere."""
    with unguarded(database) as connection:
        connection.execute(
            update(Event)
            .where(Event.kind == EventKind.VERDICT_DRAFTED)
            .values(
                kind=EventKind.READING_SAVED,
                details={"number": claim.number, "version": 1, "seat": "first"},
            )
        )
        connection.execute(update(VerdictRevision).values(summary="Quite secret."))
        connection.execute(update(Verdict).values(blind=True, round_id=1))
    for role in Role:
        for address in (of(claim), f"{of(claim)}.jsonl", "/history", "/history.csv"):
            shown = "Quite secret." in enter(role).get(address).text
            assert shown == (role is Role.FACT_CHECKER), (role, address)


def test_every_kind_is_in_one_group_which_is_named_for_it() -> None:
    """One that is nobody's falls into no group by itself: give it a place in `kinds`."""
    grouped = [kind for kinds in KINDS.values() for kind in kinds]
    assert sorted(grouped) == sorted(EventKind)


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        (EventKind.DUE_DAYS_SET, About.CLAIMS),
        (EventKind.PRIORITY_SET, About.CLAIMS),
        (EventKind.CLAIM_FLAGGED, About.REPORTS),
        (EventKind.MEMBER_JOINED, About.DESK),
    ],
)
def test_a_kind_is_where_it_is_looked_for(kind: EventKind, about: About) -> None:
    assert kind in KINDS[about]


def test_a_line_that_a_dossier_brought_may_say_anything(
    claim: Claim, enter: Enter, database: Database
) -> None:
    strange = {"number": {"of": "a dossier"}, "comment": ["a"], "changed": {"title": [1, None]}}
    with database.writing() as session:
        session.add(
            Event(
                desk_id=claim.desk_id, article_id=claim.article_id, claim_id=claim.id,
                kind="claim edited", by_id=None, by_name="Ada", details=strange,
            )
        )  # fmt: skip
    said = text_of(enter(), of(claim))
    assert "Ada edited claim" in said
    [line] = [each for each in lines(enter(), f"{of(claim)}.csv") if each["by"] == "Ada"]
    assert (line["claim"], line["changed"]) == ("", "title: “1” → “”")
    with database.reading() as session:
        assert session.scalars(select(Event.by_name).where(Event.by_name == "Ada")).all()
