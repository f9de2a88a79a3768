"""Arranging the library: tags, origins, and many sources at once."""

import re

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
    new_source,
    use,
)
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.sources.models import Source
from workbench.sources.rules import Closeness, SourceKind


def send(client: FlaskClient, address: str, **typed: object) -> TestResponse:
    key = f"key {address} {sorted(typed.items())}"[:99]
    return client.post(address, data={"submission_key": key, **typed})


def sources(database: Database) -> list[Source]:
    with database.reading() as session:
        return list(session.scalars(select(Source).order_by(Source.id)))


def tags(database: Database) -> dict[str, list[str]]:
    with database.reading() as session:
        rows = session.scalars(select(Source).order_by(Source.id))
        return {source.title: [tag.words for tag in source.tags] for source in rows}


def library(database: Database, desk: Desk, *titles: str) -> list[int]:
    with database.writing() as session:
        return [new_source(session, desk, title).id for title in titles]


def test_tags_are_put_on_a_source_and_taken_off(
    enter: Enter, database: Database, desk: Desk
) -> None:
    [source_id] = library(database, desk, "Minutes")
    client, address = enter(), f"/sources/{source_id}/tags"
    answer = send(client, address, tags="Harbour, quays")
    assert (answer.status_code, answer.location) == (303, f"/sources/{source_id}#tags")
    page = client.get(f"/sources/{source_id}").text
    assert 'href="/sources?tag=Harbour"' in page
    assert '<option value="quays">' in page
    send(client, f"{address}/remove", tags="Harbour")
    assert tags(database) == {"Minutes": ["quays"]}
    send(client, address, tags=" , ")
    assert "Type a tag first." in client.get(f"/sources/{source_id}").text


def test_sources_that_are_ticked_are_tagged_and_the_list_stays_narrowed(
    enter: Enter, database: Database, desk: Desk
) -> None:
    a, _b, c = library(database, desk, "Minutes A", "Minutes B", "Minutes C")
    client = enter()
    answer = send(client, "/sources/chosen/tags?q=minutes", sources=[a, c], tags="Harbour")
    assert (answer.status_code, answer.location) == (303, "/sources?q=minutes")
    assert tags(database) == {"Minutes A": ["Harbour"], "Minutes B": [], "Minutes C": ["Harbour"]}
    shown = client.get("/sources?tag=harbour").text
    assert "Minutes A" in shown
    assert "Minutes B" not in shown
    assert "2 sources are tagged." in shown
    send(client, "/sources/chosen/tags/remove", sources=[a], tags="harbour")
    assert tags(database)["Minutes A"] == []


def test_what_was_ticked_and_typed_stays_when_something_is_missing(
    enter: Enter, database: Database, desk: Desk
) -> None:
    a, b = library(database, desk, "Minutes A", "Minutes B")
    client = enter()
    refused = send(client, "/sources/chosen/tags", sources=[a], tags=" ")
    assert (refused.status_code, "Type a tag first." in refused.text) == (422, True)
    assert re.search(f'value="{a}"[^>]* checked', refused.text)
    assert not re.search(f'value="{b}"[^>]* checked', refused.text)
    refused = send(client, "/sources/chosen/tags", tags="Harbour")
    assert "Tick the sources first." in refused.text
    assert 'value="Harbour"' in refused.text
    refused = send(client, "/sources/chosen", sources=[a])
    assert "Choose what these sources are." in refused.text
    assert tags(database) == {"Minutes A": [], "Minutes B": []}


def test_kind_and_closeness_are_set_at_once_but_not_past_an_editor(
    enter: Enter, database: Database, desk: Desk
) -> None:
    a, b = library(database, desk, "Minutes A", "Minutes B")
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.get_one(Source, b))
        new_proposal(session, desk, claim)
    said = {"sources": [a, b], "kind": "law", "closeness": "primary"}
    client = enter()
    send(client, "/sources/chosen", **said)
    page = client.get("/sources").text
    assert "1 source is changed." in page
    assert "1 was left as it is" in page
    one, other = sources(database)
    assert (one.kind, one.closeness, one.revision) == (SourceKind.LAW, Closeness.PRIMARY, 2)
    assert (other.kind, other.closeness, other.revision) == (SourceKind.WEB_PAGE, None, 1)
    send(enter(Role.EDITOR), "/sources/chosen", sources=[b], closeness="primary")
    assert [source.closeness for source in sources(database)] == [Closeness.PRIMARY] * 2


def test_sources_of_another_desk_are_left_alone(
    enter: Enter, database: Database, desk: Desk
) -> None:
    [ours] = library(database, desk, "Ours")
    with database.writing() as session:
        theirs = new_source(session, new_desk(session, "Another desk"), "Theirs").id
    client = enter()
    send(client, "/sources/chosen/tags", sources=[ours, theirs], tags="Harbour")
    send(client, "/sources/chosen", sources=[ours, theirs], kind="law")
    assert tags(database) == {"Ours": ["Harbour"], "Theirs": []}
    assert send(client, f"/sources/{theirs}/tags", tags="Harbour").status_code == 404
    assert send(client, f"/sources/{ours}/origin", source_id=theirs).status_code == 404


def test_a_viewer_has_nothing_to_tick(enter: Enter, database: Database, desk: Desk) -> None:
    library(database, desk, "Minutes")
    assert 'name="sources"' in enter().get("/sources").text
    assert 'name="sources"' not in enter(Role.VIEWER).get("/sources").text


def test_what_a_source_goes_back_to_is_chosen_or_made_by_its_title(
    enter: Enter, database: Database, desk: Desk
) -> None:
    paper, wire = library(database, desk, "Paper", "Wire")
    client = enter()
    send(client, f"/sources/{paper}/origin", source_id=wire, source_title="Wire")
    send(client, f"/sources/{wire}/origin", source_title="Press release of 3 May")
    shown = client.get(f"/sources/{paper}").text
    assert f'It goes back to <a href="/sources/{wire}">Wire</a>' in shown
    assert "Press release of 3 May" in shown
    assert "What goes back to it" in client.get(f"/sources/{wire}").text
    refused = client.get(send(client, f"/sources/{wire}/origin", source_title="paper").location)
    assert "“Paper” goes back to this source itself" in refused.text
    send(client, f"/sources/{paper}/origin/remove")
    assert "It counts on its own." in client.get(f"/sources/{paper}").text


def test_all_that_repeat_a_source_are_listed(enter: Enter, database: Database, desk: Desk) -> None:
    wire, *copies = library(database, desk, "Wire", *(f"Copy {number}" for number in range(11)))
    client = enter()
    for copy in copies:
        send(client, f"/sources/{copy}/origin", source_id=wire)
    page = client.get(f"/sources/{wire}").text
    assert page.count("Copy ") == 10
    assert f'href="/sources?origin={wire}"' in page
    shown = client.get(f"/sources?origin={wire}").text
    assert "Those that go back to “Wire”." in shown
    assert shown.count('class="item-title"') == 11
    assert client.get("/sources?origin=99999").status_code == 404


def test_a_claim_says_how_many_of_its_sources_are_independent(
    enter: Enter, database: Database, desk: Desk
) -> None:
    wire, paper = library(database, desk, "Wire", "Paper")
    client = enter()
    send(client, f"/sources/{paper}/origin", source_id=wire)
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        for source_id in (wire, paper):
            use(session, desk, claim, session.get_one(Source, source_id))
        verdict = new_proposal(session, desk, claim)
    panel = client.get(f"/articles/{claim.article_id}/claims/{claim.number}").text
    review = enter(Role.EDITOR).get(f"/review/{verdict.id}").text
    for page in (panel, review):
        assert "2 sources, 1 independent" in page
        assert "“Paper” goes back to “Wire”: they count once." in page
        assert "All of it goes back to one origin." in page
        assert "What speaks against it?" not in page


def test_more_sources_in_a_chain_do_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    wire, one, two, three = library(database, desk, "Wire", "One", "Two", "Three")
    client = enter()
    send(client, f"/sources/{one}/origin", source_id=wire)
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, session.get_one(Source, one))
    address = f"/articles/{claim.article_id}/claims/{claim.number}"
    with count_queries() as at_one:
        client.get(address)
    with database.writing() as session:
        for source_id, origin_id in ((two, one), (three, two)):
            source = session.get_one(Source, source_id)
            source.origin_id = origin_id
            use(session, desk, session.merge(claim), source)
    with count_queries() as at_three:
        client.get(address)
    assert len(at_three) == len(at_one)


def test_uses_go_on_behind_a_key(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        source = new_source(session, desk)
        claim = new_claim(session, desk, new_article(session, desk))
        for _number in range(51):
            use(session, desk, claim, source)
    client = enter()
    first = client.get(f"/sources/{source.id}").text
    address = re.search(r'rel="next" href="([^"]+)"', first)
    assert address is not None
    assert first.count("The council approves") == 50
    assert client.get(address[1].replace("&amp;", "&")).text.count("The council approves") == 1
