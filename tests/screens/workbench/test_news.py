"""What others do to an open article is told as it happens, or to who asks, without its words."""

import json
import re
from collections.abc import Generator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.builders import Newsroom, open_newsroom
from tests.databases import empty
from tests.screens.workbench.conftest import Browser, Come
from workbench.app import create_app
from workbench.claims.models import Claim, Presence
from workbench.claims.presence import HERE_FOR, KEPT_FOR, forget_presences
from workbench.claims.recording import record_claim
from workbench.config import Settings
from workbench.db import Database, now
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.screens import news
from workbench.screens.news import Watch
from workbench.screens.workbench.place import Place
from workbench.verdicts.holding import take_claim
from workbench.web.streams import EXTENSION

SECRET = "Nobody may read this yet."


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """Ana's browser, with two claims marked."""
    browser = come(house.ana)
    browser.send("/claims", house.place("The quay cost 41 million"))
    browser.send("/claims", house.place("It opened in May"))
    return browser


@pytest.fixture
def bo(come: Come, house: Newsroom) -> Browser:
    return come(house.bo)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams look again without waiting."""
    monkeypatch.setattr(news, "sleep", lambda _seconds: None)


def asks(browser: Browser, tab: str = "a tab", since: int = 0, claim: int | None = None) -> Any:
    """What a tab is told that knows an article's state, and has a claim open."""
    query = f"tab={tab}&since={since}" + (f"&claim={claim}" if claim else "")
    answer = browser.see(f"/news/latest?{query}")
    assert answer.status_code == 200
    return answer.get_json()


def events(browser: Browser, since: int = 0) -> Generator[Any]:
    """What a stream tells, as long as it is read."""
    answer = browser.client.get(
        browser.address(f"/news?tab=streaming&since={since}"), buffered=False
    )
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["X-Accel-Buffering"] == "no"
    try:
        for part in answer.response:
            text = part.decode() if isinstance(part, bytes) else part
            yield json.loads(text.removeprefix("data: ")) if text.startswith("data") else None
    finally:
        answer.close()


def test_who_asks_is_told_who_changed_which_claim_and_not_how(ana: Browser, bo: Browser) -> None:
    state = asks(bo)["state"]
    ana.send("/claims/2/verdict", {"rationale": SECRET, "summary": SECRET, "revision": 0})
    told = asks(bo, since=state)
    assert {(each["claim"], each["by"]) for each in told["changed"]} == {(2, "Ana")}
    assert told["changed"][0]["state"] == told["state"] > state
    assert SECRET not in json.dumps(told)
    assert asks(bo, since=told["state"])["changed"] == []


def test_lines_that_come_to_light_in_another_order_are_all_told(
    postgresql_database: Database,
) -> None:
    """On PostgreSQL a line may have a lower id than one that was committed, and told, before."""
    empty(postgresql_database)
    with postgresql_database.writing() as session:
        room = open_newsroom(session)
        first, second = room.claim(), room.claim("It opened in May")
        place = Place(room.article, room.version, None)
    tab = Watch(place, "a tab", 0, room.bo)
    tab.look(postgresql_database)
    with postgresql_database.writing() as earlier:
        take_claim(earlier, claim=earlier.get_one(Claim, first.id), by=room.ana)
        with postgresql_database.writing() as later:
            take_claim(later, claim=later.get_one(Claim, second.id), by=room.ana)
        assert changed(tab.look(postgresql_database)) == [second.number]
    assert changed(tab.look(postgresql_database)) == [first.number]
    assert tab.look(postgresql_database) == {}


def changed(news: dict[str, Any]) -> list[int]:
    return [change["claim"] for change in news["changed"]]


def test_what_is_done_to_another_article_is_no_news_here(
    ana: Browser, bo: Browser, house: Newsroom, database: Database, at_once: None
) -> None:
    heard = events(bo)
    next(heard)
    with database.writing() as session:
        record(session, EventKind.DESK_EDITED, by=house.ana)
    assert next(heard) is None
    ana.send("/claims/1/take")
    assert [each["claim"] for each in next(heard)["changed"]] == [1]
    heard.close()


def test_a_claim_is_told_however_much_was_done_to_others_since(
    ana: Browser, bo: Browser, house: Newsroom, database: Database
) -> None:
    state = asks(bo)["state"]
    ana.send("/claims/1/take")
    with database.writing() as session:
        other = session.scalars(select(Claim).where(Claim.number == 2)).one()
        for _time in range(101):
            record_claim(session, EventKind.CLAIM_EDITED, claim=other, by=house.ed)
    told = asks(bo, since=state)["changed"]
    assert [(each["claim"], each["by"]) for each in told] == [(2, "Ed"), (1, "Ana")]
    assert told[0]["state"] == asks(bo)["state"]


def test_what_a_page_shows_already_is_no_news_to_it(ana: Browser, bo: Browser) -> None:
    ana.send("/claims/1/take")
    shown = re.search(r'id="workbench" data-state="(\d+)"', bo.see("/claims/1").text)
    assert shown
    told = asks(bo, since=int(shown[1]))
    assert (told["changed"], told["state"]) == ([], int(shown[1]))


def test_who_has_which_claim_open_is_told_to_everybody_else(ana: Browser, bo: Browser) -> None:
    assert asks(bo, claim=2)["here"] == []
    assert asks(ana)["here"] == [{"name": "Bo", "claim": 2}]
    asks(bo, claim=1)
    assert asks(ana)["here"] == [{"name": "Bo", "claim": 1}]
    asks(bo, tab="another tab")
    assert asks(ana)["here"] == [{"name": "Bo", "claim": None}, {"name": "Bo", "claim": 1}]


def test_who_was_not_heard_of_for_a_while_is_not_here(
    ana: Browser, bo: Browser, database: Database
) -> None:
    asks(bo, claim=2)
    with database.writing() as session:
        session.execute(update(Presence).values(seen_at=now() - HERE_FOR))
    assert asks(ana)["here"] == []


def test_tabs_that_were_closed_long_ago_are_forgotten(
    ana: Browser, bo: Browser, database: Database
) -> None:
    asks(bo, tab="closed")
    with database.writing() as session:
        session.execute(update(Presence).values(seen_at=now() - KEPT_FOR * 2))
    asks(ana, tab="open")
    forget_presences(database)
    with database.reading() as session:
        assert session.scalars(select(Presence.tab)).all() == ["open"]


def test_a_stream_tells_what_happens_while_it_is_read(
    ana: Browser, bo: Browser, at_once: None
) -> None:
    heard = events(bo)
    first = next(heard)
    assert first["here"] == []
    assert next(heard) is None
    ana.send("/claims/1/take")
    assert [each["claim"] for each in next(heard)["changed"]] == [1]
    asks(ana, claim=2)
    assert next(heard)["here"] == [{"name": "Ana", "claim": 2}]
    heard.close()


def test_another_process_tells_it_too(
    ana: Browser, bo: Browser, settings: Settings, at_once: None
) -> None:
    other = create_app(settings)
    other.config.update(bo.client.application.config)
    elsewhere = Browser(other.test_client(), bo.article_id, bo.keys)
    cookie = bo.client.get_cookie("workbench")
    assert cookie is not None
    elsewhere.client.set_cookie("workbench", cookie.value)
    heard = events(elsewhere)
    next(heard)
    ana.send("/claims/1/take")
    assert [each["claim"] for each in next(heard)["changed"]] == [1]
    heard.close()
    other.extensions["workbench.database"].close()


def test_only_some_threads_stream_and_a_place_is_free_again_after(
    app: Flask, bo: Browser, at_once: None
) -> None:
    open_streams = [events(bo), events(bo)]
    for each in open_streams:
        next(each)
    assert bo.see("/news?tab=late").status_code == 204
    open_streams[0].close()
    third = events(bo)
    assert next(third)["here"] == []
    for each in (*open_streams, third):
        each.close()


def test_a_stream_ends_after_a_minute_and_when_the_process_does(
    app: Flask, bo: Browser, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(0, 1000, 10))
    monkeypatch.setattr(news, "monotonic", lambda: next(seconds))
    assert len(list(events(bo))) == 6
    app.extensions[EXTENSION].ends = lambda: True
    assert list(events(bo)) == []


def test_a_line_of_the_list_is_to_be_had_alone(ana: Browser, bo: Browser) -> None:
    ana.send(
        "/claims/2",
        {"statement": "It was opened in May.", "kind": "fact", "priority": "normal", "revision": 1},
    )
    line = bo.see("/news/shown?version=1&claims=2").text
    assert "It was opened in May." in line
    assert 'id="row-2"' in line
    assert "row-1" not in line
    assert "More claims" not in line


def test_the_line_of_a_claim_that_was_withdrawn_is_taken_away(ana: Browser, bo: Browser) -> None:
    ana.send("/claims/1/withdraw")
    answer = bo.see("/news/shown?version=1&claims=1").text
    assert '<hx-partial hx-target="#row-1" hx-swap="delete"></hx-partial>' in answer


def test_the_blocks_that_changed_claims_stand_in_are_to_be_had_with_those_named(
    ana: Browser, bo: Browser
) -> None:
    answer = bo.see("/news/shown?version=1&claims=2&blocks=4&open=1").text
    assert set(re.findall(r'hx-target="#block-(\d+)"', answer)) == {"2", "4"}
    assert re.search(r'class="claim [^"]*is-open" data-claims="1"', answer)


def test_a_page_of_an_older_version_gets_no_part_of_a_newer_one(ana: Browser) -> None:
    answer = ana.see("/news/shown?version=2&claims=1")
    assert (answer.status_code, answer.text) == (204, "")


def test_sentences_that_were_set_aside_are_told_of(
    ana: Browser, bo: Browser, house: Newsroom
) -> None:
    state = asks(bo)["state"]
    ana.send("/dispositions", {**house.place("The mayor was ill."), "reason": "opinion"})
    told = asks(bo, since=state)
    assert (told["changed"], len(told["sentences"])) == ([], 1)
