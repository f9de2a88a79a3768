"""The pages on which a source is made confidential, and what its page is to others."""

import logging
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.screens.conftest import (
    Desk,
    Enter,
    new_article,
    new_claim,
    new_proposal,
    new_source,
    use,
)
from workbench.accounts.rules import Role
from workbench.accounts.service import end_membership
from workbench.db import Base, Database, now
from workbench.history.models import Event
from workbench.jobs.rules import JobState
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.service import publish_edition
from workbench.sources.fetching import ask_for_snapshot
from workbench.sources.models import Source
from workbench.sources.sealing import make_confidential
from workbench.verdicts.service import approve_verdict
from workbench.web.submissions import new_key

WORDING = "a ministry official"
NAME = "Letter of Jane Doe"


@pytest.fixture
def source(database: Database, desk: Desk) -> Source:
    with database.writing() as session:
        return new_source(session, desk, NAME, "https://ministry.example/letter")


@pytest.fixture
def sealed(database: Database, desk: Desk, source: Source) -> Source:
    """Confidential; the fact-checker sees it."""
    with database.writing() as session:
        row = session.get_one(Source, source.id)
        make_confidential(
            session, source=row, shown_as=WORDING, revision=1, by=desk.actor(),
            confidants=[desk.people[Role.FACT_CHECKER]],
        )  # fmt: skip
        return row


def name(client: Any, source: Source, **said: Any) -> TestResponse:
    data = {"shown_as": WORDING, "revision": 1, "submission_key": new_key(), **said}
    answer: TestResponse = client.post(f"/sources/{source.id}/confidants", data=data)
    return answer


def end(client: Any, source: Source, **said: Any) -> TestResponse:
    data = {"revision": 2, "submission_key": new_key(), **said}
    answer: TestResponse = client.post(f"/sources/{source.id}/confidants/end", data=data)
    return answer


def test_who_asks_for_it_is_named_unless_they_take_themselves_out(
    enter: Enter, desk: Desk, source: Source
) -> None:
    page = enter().get(f"/sources/{source.id}").text
    own = desk.people[Role.FACT_CHECKER].id
    assert f'value="{own}" checked' in page
    assert page.count(" checked> <span>") == 1


def test_a_source_becomes_confidential_for_everybody_else(
    enter: Enter, desk: Desk, source: Source
) -> None:
    own, viewer = (desk.people[role].id for role in (Role.FACT_CHECKER, Role.VIEWER))
    answer = name(enter(), source, confidants=[own, viewer])
    assert answer.location == f"/sources/{source.id}#confidential"
    for role in (Role.FACT_CHECKER, Role.VIEWER):
        page = enter(role).get(f"/sources/{source.id}").text
        assert NAME in page
        assert "Seen by fact-checker person, viewer person, and nobody else." in page
    for role in (Role.EDITOR, Role.ADMIN):
        page = enter(role).get(f"/sources/{source.id}").text
        assert f"<h1>{WORDING}</h1>" in page
        assert "This source is confidential" in page
        assert NAME not in page
        assert "ministry.example" not in page
        assert "person, " not in page


def test_of_a_fetch_that_failed_before_its_page_has_no_empty_message(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        job = ask_for_snapshot(session, source=session.merge(source), by=desk.actor())
        job.state, job.ended_at, job.trouble = JobState.FAILED, now(), "It did not answer."
    client = enter()
    assert "It did not answer." in client.get(f"/sources/{source.id}").text
    name(client, source, confidants=[desk.people[Role.FACT_CHECKER].id])
    assert "message is-error" not in client.get(f"/sources/{source.id}").text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"shown_as": " "}, "Say what everybody else reads."),
        ({"confidants": []}, "name one person at least"),
        ({"confidants": [0]}, "not a valid choice"),
    ],
)
def test_without_a_wording_or_a_person_it_stays_as_it_is(
    enter: Enter, desk: Desk, source: Source, said: dict[str, Any], told: str
) -> None:
    data = {"confidants": [desk.people[Role.FACT_CHECKER].id], **said}
    answer = name(enter(), source, **data)
    assert answer.status_code == 422
    assert told in answer.text
    assert NAME in enter(Role.EDITOR).get(f"/sources/{source.id}").text


def test_of_two_who_name_people_the_second_chooses(
    enter: Enter, desk: Desk, source: Source
) -> None:
    own = desk.people[Role.FACT_CHECKER].id
    name(enter(), source, confidants=[own])
    answer = name(enter(), source, shown_as="an official", confidants=[own])
    assert answer.status_code == 409
    assert WORDING in answer.text
    assert 'value="an official"' in answer.text


def test_others_can_neither_name_themselves_nor_end_it(
    enter: Enter, desk: Desk, sealed: Source
) -> None:
    for role in (Role.EDITOR, Role.ADMIN):
        answer = name(enter(role), sealed, revision=2, confidants=[desk.people[role].id])
        assert answer.status_code == 403
        assert NAME not in answer.text
        assert end(enter(role), sealed, sure="y").status_code == 404
        assert NAME not in enter(role).get(f"/sources/{sealed.id}").text


def test_what_readers_read_of_a_source_under_decided_claims_an_editor_changes(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    own, editor = (desk.people[role].id for role in (Role.FACT_CHECKER, Role.EDITOR))
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.get_one(Source, source.id))
        new_proposal(session, desk, claim)
    told = "an editor who sees it has to do this"
    refused = name(enter(), source, confidants=[own, editor])
    assert (refused.status_code, told in refused.text) == (403, True)
    assert name(enter(Role.EDITOR), source, confidants=[own]).status_code == 303
    refused = name(enter(), source, shown_as="an official", revision=2, confidants=[own])
    assert (refused.status_code, told in refused.text) == (403, True)
    assert 'value="an official"' in refused.text
    assert name(enter(), source, revision=2, confidants=[own, editor]).status_code == 303
    refused = end(enter(), source, revision=3, sure="y")
    assert (refused.status_code, told in refused.text) == (403, True)
    reworded = name(enter(Role.EDITOR), source, shown_as="x", revision=3, confidants=[editor])
    assert reworded.status_code == 303
    assert end(enter(Role.EDITOR), source, revision=4, sure="y").status_code == 303


def test_ending_it_asks_whether_one_is_sure(enter: Enter, sealed: Source) -> None:
    answer = end(enter(), sealed)
    assert answer.status_code == 422
    assert "Tick this, or leave the source as it is." in answer.text
    assert NAME not in enter(Role.EDITOR).get(f"/sources/{sealed.id}").text
    assert end(enter(), sealed, sure="y").status_code == 303
    assert NAME in enter(Role.EDITOR).get(f"/sources/{sealed.id}").text


def test_an_admin_names_others_once_nobody_is_left(
    enter: Enter, database: Database, desk: Desk, sealed: Source
) -> None:
    assert "Save who sees it" not in enter(Role.ADMIN).get(f"/sources/{sealed.id}").text
    with database.writing() as session:
        leaving = session.merge(desk.people[Role.FACT_CHECKER])
        end_membership(session, membership=leaving, by=desk.actor(Role.ADMIN))
    page = enter(Role.ADMIN).get(f"/sources/{sealed.id}").text
    assert "Nobody who was named to see this source is on the desk any more." in page
    assert NAME not in page
    assert "Save who sees it" not in enter(Role.EDITOR).get(f"/sources/{sealed.id}").text
    editor = desk.people[Role.EDITOR].id
    assert name(enter(Role.ADMIN), sealed, revision=2, confidants=[editor]).status_code == 303
    assert NAME in enter(Role.EDITOR).get(f"/sources/{sealed.id}").text
    assert NAME not in enter(Role.ADMIN).get(f"/sources/{sealed.id}").text


def test_those_who_see_it_are_told_where_else_its_name_stands(
    enter: Enter, database: Database, desk: Desk, source: Source
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        claim = new_claim(session, desk, article)
        use(session, desk, claim, session.get_one(Source, source.id))
        verdict = new_proposal(session, desk, claim)
        editor = desk.actor(Role.EDITOR)
        approve_verdict(session, claim=claim, revision=verdict.revision, by=editor)
        publish_edition(
            session, article=article, fields=EditionFields("The harbour"),
            public_url="http://localhost", by=editor,
        )  # fmt: skip
        new_claim(session, desk, article, "Nobody asked why", f"So says the {NAME}.")
    told = "1 published edition names it."
    assert told in enter(Role.EDITOR).get(f"/sources/{source.id}").text
    assert told not in enter(Role.VIEWER).get(f"/sources/{source.id}").text
    own, editor_id = (desk.people[role].id for role in (Role.FACT_CHECKER, Role.EDITOR))
    assert name(enter(Role.EDITOR), source, confidants=[own, editor_id]).location
    page = enter(Role.EDITOR).get(f"/sources/{source.id}").text
    assert told in page
    assert f'href="/articles/{article.id}/publish">Publish a new edition' in page
    assert "Its name stands in 1 other place." in page
    assert f'href="/articles/{article.id}/claims/2">Claim 2' in page
    others = enter(Role.ADMIN).get(f"/sources/{source.id}").text
    assert "edition names it" not in others
    assert "other place" not in others


def test_who_is_named_no_more_while_the_page_is_open_gets_nothing_further(
    enter: Enter, database: Database, desk: Desk, sealed: Source
) -> None:
    client = enter()
    assert NAME in client.get(f"/sources/{sealed.id}").text
    assert name(client, sealed, revision=2, confidants=[desk.people[Role.VIEWER].id]).location
    data = {"title": "Another", "kind": "web page", "revision": 2, "submission_key": new_key()}
    saved = client.post(f"/sources/{sealed.id}", data=data)
    assert saved.status_code == 404
    assert NAME not in saved.text
    refreshed = client.get(f"/sources/{sealed.id}", headers={"HX-Request": "true"})
    assert NAME not in refreshed.text


def typed(desk: Desk, **said: Any) -> dict[str, Any]:
    """What somebody types of a source that is to be confidential from the start."""
    return {
        "title": NAME, "kind": "e-mail", "authors": "Doe, Jane", "shown_as": WORDING,
        "url": "https://ministry.example/letter", "further-DOI": "10.5555/letter",
        "confidants": [desk.people[Role.FACT_CHECKER].id], "submission_key": new_key(), **said,
    }  # fmt: skip


def test_one_that_is_confidential_from_the_start_stands_under_its_seal_alone(
    enter: Enter, database: Database, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    page = enter().get("/sources/new/confidential").text
    assert f'value="{desk.people[Role.FACT_CHECKER].id}" checked' in page
    assert "data-keep" not in page.partition("<form class=")[2]
    answer = enter().post("/sources/new/confidential", data=typed(desk))
    assert NAME in enter().get(answer.location).text
    assert NAME not in enter(Role.ADMIN).get(answer.location).text
    with database.reading() as session:
        tables = set(Base.metadata.tables.values()) - {Base.metadata.tables["seals"]}
        kept = [str(session.execute(select(table)).all()) for table in tables]
        kinds = session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
    for words in (NAME, "Doe", "ministry.example", "10.5555"):
        assert words not in f"{kept} {caplog.text}"
    assert kinds == ["source made confidential", "source added"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"shown_as": ""}, "Say what everybody else reads."),
        ({"confidants": []}, "name one person at least"),
        ({"title": ""}, "A source needs a title."),
    ],
)
def test_nothing_is_added_under_seal_while_something_is_missing(
    enter: Enter, database: Database, desk: Desk, wrong: dict[str, Any], told: str
) -> None:
    answer = enter().post("/sources/new/confidential", data=typed(desk, **wrong))
    assert (answer.status_code, told in answer.text, "Doe, Jane" in answer.text) == (
        422,
        True,
        True,
    )
    with database.reading() as session:
        assert session.scalars(select(Source)).all() == []


def test_what_is_missing_is_told_in_the_order_of_the_form(enter: Enter, desk: Desk) -> None:
    answer = enter().post("/sources/new/confidential", data=typed(desk, title="", shown_as=""))
    told = answer.text.partition("error-summary")[2]
    assert 0 < told.index("Say what everybody else reads.") < told.index("A source needs a title.")


def test_what_somebody_sees_in_the_library_is_not_added_again(
    enter: Enter, desk: Desk, sealed: Source
) -> None:
    answer = enter().post("/sources/new/confidential", data=typed(desk))
    assert answer.status_code == 422
    assert f'href="/sources/{sealed.id}"' in answer.text
    assert enter(Role.EDITOR).post("/sources/new/confidential", data=typed(desk)).location


def test_its_name_typed_again_by_those_who_see_it_makes_no_open_source(
    enter: Enter, database: Database, desk: Desk, sealed: Source
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        claim = new_claim(session, desk, article)
    added = {"title": NAME, "kind": "e-mail", "submission_key": new_key()}
    answer = enter().post("/sources/new", data=added)
    assert (answer.status_code, f'href="/sources/{sealed.id}"' in answer.text) == (422, True)
    used = {"source_title": NAME, "stance": "supports", "source_kind": "e-mail"}
    address = f"/articles/{article.id}/claims/{claim.number}/evidence"
    assert enter().post(address, data=used | {"submission_key": new_key()}).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Source.title)).all() == [WORDING]


def test_its_evidence_is_read_by_all_and_changed_by_those_who_see_it(
    enter: Enter, database: Database, desk: Desk, sealed: Source
) -> None:
    with database.writing() as session:
        article = new_article(session, desk)
        claim = new_claim(session, desk, article)
        use(session, desk, claim, session.get_one(Source, sealed.id))
        address = f"/articles/{article.id}/claims/{claim.number}"
    own, other = enter().get(address).text, enter(Role.EDITOR).get(address).text
    assert NAME in own
    assert "p. 12" in own
    assert "Save evidence" in own
    assert WORDING in other
    assert "The council approves 32 million." in other
    assert "p. 12" not in other
    assert "Save evidence" not in other
    changed = {"stance": "supports", "revision": 1, "submission_key": new_key()}
    assert enter(Role.EDITOR).post(f"{address}/evidence/1", data=changed).status_code == 404


def test_the_library_says_how_many_are_left_out_of_an_export(enter: Enter, sealed: Source) -> None:
    assert "1 confidential source is left out." in enter().get("/sources").text
    assert NAME not in enter().get("/sources/export.bib").text


def test_typed_words_of_it_are_not_kept_in_the_browser(enter: Enter, sealed: Source) -> None:
    assert "data-keep " not in enter().get(f"/sources/{sealed.id}").text.partition('id="edit"')[2]
