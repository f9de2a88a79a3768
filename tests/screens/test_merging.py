"""Merging two sources from their pages."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.screens.conftest import (
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
from workbench.db import Database
from workbench.evidence.models import Evidence
from workbench.sources.models import Source


def two(database: Database, desk: Desk) -> tuple[Source, Source]:
    with database.writing() as session:
        one = new_source(session, desk, "Minutes of May", "https://council.example/may")
        return one, new_source(session, desk, "Minutes of May, print")


def merge(enter: Enter, one: Source, other: Source, *taken: str, **form: str) -> TestResponse:
    sent = {
        "submission_key": f"the-key-of-merging-{one.id}-{taken}",
        "revision": "1",
        "into_revision": "1",
    }
    address = f"/sources/{one.id}/merge/{other.id}"
    return enter(Role.EDITOR).post(address, data=sent | {"taken": list(taken)} | form)


def test_the_other_source_is_found_by_its_words(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, other = two(database, desk)
    found = enter().get(f"/sources/{one.id}/merge").text
    assert f'href="/sources/{one.id}/merge/{other.id}"' in found
    assert "No other source matches" in enter().get(f"/sources/{one.id}/merge?q=nothing").text


def test_what_the_other_does_not_say_is_ticked(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, other = two(database, desk)
    html = enter().get(f"/sources/{one.id}/merge/{other.id}").text
    assert 'name="taken" value="url" checked' in html
    assert 'name="taken" value="title" >' in html
    assert "(empty)" in html


def test_the_address_of_a_merged_source_leads_on_with_all_it_had(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, other = two(database, desk)
    with database.writing() as session:
        use(session, desk, new_claim(session, desk, new_article(session, desk)), session.merge(one))
    client = enter(Role.EDITOR)
    assert merge(enter, one, other, "url").location == f"/sources/{other.id}"
    assert client.get(f"/sources/{one.id}").location == f"/sources/{other.id}"
    html = client.get(f"/sources/{other.id}").text
    assert "The council approves 32 million." in html
    assert "https://council.example/may" in html
    assert "“Minutes of May” is part of this source." in html


def test_they_are_parted_again(enter: Enter, database: Database, desk: Desk) -> None:
    one, other = two(database, desk)
    with database.writing() as session:
        use(session, desk, new_claim(session, desk, new_article(session, desk)), session.merge(one))
    merge(enter, one, other, "url")
    parted = enter(Role.EDITOR).post(
        f"/sources/{one.id}/part", data={"submission_key": "the-key-of-parting"}
    )
    assert parted.location == f"/sources/{one.id}"
    with database.reading() as session:
        assert session.scalars(select(Evidence.source_id)).all() == [one.id]
        assert session.get_one(Source, other.id).url == ""


def test_who_saw_an_older_state_merges_nothing(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, other = two(database, desk)
    answer = merge(enter, one, other, into_revision="7")
    assert answer.status_code == 409
    assert "Nothing was merged" in answer.text
    with database.reading() as session:
        assert session.get_one(Source, one.id).merged_into_id is None


def test_what_was_typed_about_a_source_that_went_into_another_overwrites_nothing(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, other = two(database, desk)
    merge(enter, one, other)
    typed = {
        "submission_key": "the-key-of-a-late-form",
        "title": "Mine",
        "kind": "web page",
        "revision": "2",
    }
    assert enter(Role.EDITOR).post(f"/sources/{one.id}", data=typed).status_code == 409
    with database.reading() as session:
        assert session.get_one(Source, other.id).title == "Minutes of May, print"


def test_only_an_editor_merges_what_decided_claims_rely_on(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, other = two(database, desk)
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.merge(other))
        new_proposal(session, desk, claim)
    sent = {"submission_key": "the-key-of-merging", "revision": "1", "into_revision": "1"}
    address = f"/sources/{one.id}/merge/{other.id}"
    assert enter(Role.FACT_CHECKER).post(address, data=sent).status_code == 403
    assert merge(enter, one, other).status_code == 303


def test_sources_of_another_desk_are_not_there(
    enter: Enter, database: Database, desk: Desk
) -> None:
    one, _other = two(database, desk)
    with database.writing() as session:
        theirs = new_source(session, new_desk(session, "Other desk"), "Theirs")
    assert enter().get(f"/sources/{one.id}/merge/{theirs.id}").status_code == 404
    assert merge(enter, one, theirs).status_code == 404
    gone = enter().post(f"/sources/{theirs.id}/part", data={"submission_key": "the-key-of-parting"})
    assert gone.status_code == 404
