"""A watched source is looked at by itself, and what it says no more becomes an alert."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.builders import Newsroom, open_newsroom
from tests.jobs.builders import let_time_pass
from workbench.db import Database, now
from workbench.evidence.alerting import mark_seen
from workbench.evidence.alerts import alerts_of_claim, changed_sources, count_changed_sources
from workbench.evidence.comparing import compare_snapshots
from workbench.evidence.errors import NoticedMeanwhile
from workbench.evidence.looking import look
from workbench.evidence.models import Alert, Evidence
from workbench.evidence.rules import AlertKind
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.intake.fetching.client import Fetched
from workbench.intake.fetching.errors import FetchTimedOut, PageUnavailable
from workbench.jobs.models import Job
from workbench.jobs.work import Handler
from workbench.jobs.worker import Worker
from workbench.sources import fetching
from workbench.sources.comparing_snapshots import COMPARE
from workbench.sources.errors import AddressMissing, PlaceUnclear
from workbench.sources.fetching import FETCH, fetch_snapshot
from workbench.sources.keeping import keep_snapshot
from workbench.sources.looks import DEAD_AFTER, SOONER
from workbench.sources.models import Snapshot, Source, UnwatchedPlace, Watch
from workbench.sources.rules import Every
from workbench.sources.taking import take
from workbench.sources.unwatched import unwatch_place, watch_place_again
from workbench.sources.watching import LOOK, MOST_AT_ONCE, ask_for_due_looks, watch_source
from workbench.storage.files import FileStore, FilesUnavailable

URL = "https://harbour.example/minutes"
QUOTE = "The council approves 32 million."
PAGE = f"<p>Minutes of May</p><p>{QUOTE}</p><p>The end</p>"

Answers = Callable[..., None]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What the web has at every address: `answers(text)` or an error."""

    def set_answer(text: str = PAGE, error: Exception | None = None) -> None:
        def fetch(url: str, **_asked: object) -> Fetched:
            if error is not None:
                raise error
            at = datetime.now(UTC)
            return Fetched(url, 200, "text/html", "utf-8", (), text.encode(), at)

        monkeypatch.setattr(fetching, "fetch", fetch)

    set_answer()
    return set_answer


@pytest.fixture
def house(database: Database) -> Newsroom:
    """A newsroom, committed, with a watched source that a published claim quotes."""
    with database.writing() as session:
        room = open_newsroom(session)
        source = room.source("Minutes", url=URL)
        room.evidence(room.claim(), QUOTE, source=source)
        watch_source(session, source=source, every=Every.DAILY, by=room.ana)
        return room


@pytest.fixture
def worker(database: Database, tmp_path: Path, answers: Answers) -> Worker:
    """A worker that looks, and compares."""
    fetch = partial(fetch_snapshot, files=FileStore(tmp_path / "files"), user_agent="workbench")
    handlers: dict[str, Handler] = {
        FETCH: fetch,
        LOOK: partial(look, fetch=fetch),
        COMPARE: compare_snapshots,
    }
    return Worker(database, handlers, (ask_for_due_looks,))


def rows(database: Database, what: type[Any]) -> list[Any]:
    with database.reading() as session:
        return list(session.scalars(select(what).order_by(what.id)))


def due(database: Database) -> None:
    """The time of every look has come, long ago."""
    with database.writing() as session:
        session.execute(update(Watch).values(next_look_at=now() - timedelta(days=30)))


def look_again(database: Database, worker: Worker) -> None:
    due(database)
    worker.keep_time()
    worker.work_off()


def kinds(database: Database) -> list[tuple[AlertKind, int | None]]:
    return [(alert.kind, alert.evidence_id) for alert in rows(database, Alert)]


def test_the_first_look_is_made_at_once_and_the_next_within_a_day(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    worker.keep_time()
    assert worker.work_off() == 1
    [watch] = rows(database, Watch)
    assert timedelta(hours=21) < watch.next_look_at - now() <= timedelta(days=1)
    assert watch.looked_at is not None
    assert len(rows(database, Snapshot)) == 1
    worker.keep_time()
    assert worker.work_off() == 0


def test_a_machine_that_was_off_for_weeks_looks_once(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    due(database)
    for _time in range(3):
        worker.keep_time()
    assert len(rows(database, Job)) == 1
    assert worker.work_off() == 1
    worker.keep_time()
    assert len(rows(database, Job)) == 1


def test_several_workers_ask_for_a_look_once(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    another = Worker(database, {}, (ask_for_due_looks,))
    due(database)
    worker.keep_time()
    another.keep_time()
    assert len(rows(database, Job)) == 1


def test_of_many_looks_that_are_due_a_few_are_asked_for_at_a_time(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    with database.writing() as session:
        house.session = session
        for number in range(MOST_AT_ONCE):
            source = house.source(f"Minutes {number}", url=f"{URL}/{number}")
            watch_source(session, source=source, every=Every.WEEKLY, by=house.ana)
    worker.keep_time()
    assert len(rows(database, Job)) == MOST_AT_ONCE
    worker.keep_time()
    assert len(rows(database, Job)) == MOST_AT_ONCE + 1


def test_a_look_that_finds_the_same_page_notes_when_and_raises_no_alert(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    for _time in range(2):
        look_again(database, worker)
    [kept] = rows(database, Snapshot)
    assert kept.unchanged_at is not None
    assert kinds(database) == []


def test_a_changed_quote_is_an_alert_beside_that_of_the_text(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    look_again(database, worker)
    answers(PAGE.replace("32", "41"))
    look_again(database, worker)
    [quoted] = rows(database, Evidence)
    assert kinds(database) == [(AlertKind.CHANGED_TEXT, None), (AlertKind.CHANGED_QUOTE, quoted.id)]
    [first, _second] = rows(database, Snapshot)
    assert {alert.since_id for alert in rows(database, Alert)} == {first.id}


def test_a_quote_that_was_close_and_has_another_number_by_now_is_a_changed_one(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    close = PAGE.replace("approves", "approved")
    for page in (close, close.replace("32", "41")):
        answers(page)
        look_again(database, worker)
    assert kinds(database)[1:] == [(AlertKind.CHANGED_QUOTE, rows(database, Evidence)[0].id)]


def test_a_text_that_changed_elsewhere_leaves_the_quote_alone(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    look_again(database, worker)
    answers(PAGE.replace("The end", "An ending"))
    look_again(database, worker)
    assert kinds(database) == [(AlertKind.CHANGED_TEXT, None)]


MOST_READ = "<p>Most read</p><p>{}</p><p>About us</p>"


def unwatch(database: Database, house: Newsroom, after: int | None, before: int | None) -> None:
    """Leave a place of the newest snapshot unwatched."""
    snapshot = rows(database, Snapshot)[-1]
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        edges = {"after": after, "before": before}
        unwatch_place(session, source=source, snapshot=snapshot, by=house.bo, **edges)


def test_a_place_that_is_not_watched_raises_no_alert_until_it_is_watched_again(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    for title in ("Trams", "Quays"):
        answers(PAGE + MOST_READ.format(title))
        look_again(database, worker)
    see(database, house)
    for _time in range(2):
        unwatch(database, house, 3, 5)
    [place] = rows(database, UnwatchedPlace)
    assert (place.after, place.before) == ("Most read", "About us")
    answers(PAGE + MOST_READ.format("Bridges"))
    look_again(database, worker)
    newest = rows(database, Snapshot)[-1]
    assert (newest.changed, newest.unwatched) == (1, 1)
    assert len(kinds(database)) == 1
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        watch_place_again(session, source=source, place_id=place.id, by=house.ana)
    answers(PAGE + MOST_READ.format("Trams"))
    look_again(database, worker)
    assert kinds(database) == [(AlertKind.CHANGED_TEXT, None)] * 2
    told = [event for event in rows(database, Event) if event.kind.startswith("place")]
    assert [(event.kind, event.by_name, event.details["after"]) for event in told] == [
        (EventKind.PLACE_UNWATCHED, "Bo", "Most read"),
        (EventKind.PLACE_WATCHED_AGAIN, "Ana", "Most read"),
    ]


def test_a_quote_that_changes_where_nobody_watches_is_an_alert_all_the_same(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    look_again(database, worker)
    unwatch(database, house, 0, 2)
    answers(PAGE.replace("32", "41"))
    look_again(database, worker)
    [quoted] = rows(database, Evidence)
    assert kinds(database) == [(AlertKind.CHANGED_QUOTE, quoted.id)]


@pytest.mark.parametrize("edges", [(None, None), (2, 0), (0, 9), (-1, 2)], ids=str)
def test_a_place_has_edges_that_stand_in_the_text(
    database: Database, house: Newsroom, worker: Worker, edges: tuple[int | None, int | None]
) -> None:
    look_again(database, worker)
    with pytest.raises(PlaceUnclear):
        unwatch(database, house, *edges)


def test_a_page_without_words_has_no_quote_any_more(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    look_again(database, worker)
    answers("<script>draw()</script>")
    look_again(database, worker)
    [quoted] = rows(database, Evidence)
    assert (AlertKind.CHANGED_QUOTE, quoted.id) in kinds(database)


def test_what_was_noticed_already_is_not_said_twice_until_it_is_seen(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    for ending in ("one", "two", "three"):
        answers(PAGE.replace("The end", ending))
        look_again(database, worker)
    assert kinds(database) == [(AlertKind.CHANGED_TEXT, None)]
    see(database, house)
    answers(PAGE)
    look_again(database, worker)
    assert kinds(database) == [(AlertKind.CHANGED_TEXT, None)] * 2
    answers(PAGE.replace("32", "41"))
    look_again(database, worker)
    changed = (AlertKind.CHANGED_QUOTE, rows(database, Evidence)[0].id)
    assert kinds(database) == [*[(AlertKind.CHANGED_TEXT, None)] * 2, changed]
    assert {job.state for job in rows(database, Job)} == {"done"}


def see(database: Database, house: Newsroom, last_id: int = 10**9, newest_id: int = 0) -> None:
    newest = newest_id or max((each.id for each in rows(database, Snapshot)), default=None)
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        mark_seen(session, source=source, last_id=last_id, newest_id=newest, by=house.bo)


@pytest.mark.parametrize(
    ("answer", "told"),
    [({"error": PageUnavailable(404)}, "404"), ({"text": ""}, "empty")],
    ids=["no page", "an empty page"],
)
def test_a_link_is_dead_after_repeated_failure_and_not_after_one(
    database: Database,
    house: Newsroom,
    worker: Worker,
    answers: Answers,
    answer: dict[str, Any],
    told: str,
) -> None:
    answers(**answer)
    for failures, sooner in enumerate(SOONER, 1):
        look_again(database, worker)
        [watch] = rows(database, Watch)
        assert watch.failures == failures
        assert timedelta(0) <= now() + sooner - watch.next_look_at < timedelta(minutes=1)
        assert told in str(watch.trouble)
        assert kinds(database) == []
    look_again(database, worker)
    assert kinds(database) == [(AlertKind.DEAD_LINK, None)]
    see(database, house)
    look_again(database, worker)
    assert kinds(database) == [(AlertKind.DEAD_LINK, None)]
    assert rows(database, Watch)[0].failures == DEAD_AFTER + 1
    assert {job.state for job in rows(database, Job)} == {"done"}


def test_a_page_that_answers_again_was_not_dead(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    for answer in (FetchTimedOut(), FetchTimedOut(), None, FetchTimedOut()):
        answers(error=answer)
        look_again(database, worker)
    [watch] = rows(database, Watch)
    assert watch.failures == 1
    assert kinds(database) == []


def test_what_somebody_uploads_is_no_answer_of_the_page(
    database: Database, house: Newsroom, worker: Worker, answers: Answers, tmp_path: Path
) -> None:
    answers(error=FetchTimedOut())
    look_again(database, worker)
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        taken = take(b"Minutes", name="minutes.txt", files=FileStore(tmp_path / "files"))
        keep_snapshot(session, source=source, taken=taken, by=house.ana)
    assert [watch.failures for watch in rows(database, Watch)] == [1]


def test_files_that_cannot_be_kept_just_now_are_no_trouble_of_the_page(
    database: Database, house: Newsroom, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(_store: FileStore, _data: bytes) -> str:
        raise FilesUnavailable

    monkeypatch.setattr(FileStore, "keep", keep)
    look_again(database, worker)
    assert [watch.failures for watch in rows(database, Watch)] == [0]
    assert [job.state for job in rows(database, Job)] == ["waiting"]


def test_an_alert_is_told_of_the_claim_and_of_the_desk_until_it_is_seen(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    look_again(database, worker)
    answers(PAGE.replace("32", "41"))
    look_again(database, worker)
    with database.reading() as session:
        house.session = session
        [claim] = house.claims()
        assert [alert.kind for alert in alerts_of_claim(session, claim)] == list(AlertKind)[:2]
        [changed] = changed_sources(session, house.desk_id, limit=5)
        assert (changed.source.title, changed.kinds) == ("Minutes", list(AlertKind)[:2])
        assert changed.published == 0
        assert count_changed_sources(session, house.desk_id) == 1
        assert changed_sources(session, house.desk_id + 1, limit=5) == []
    see(database, house)
    with database.reading() as session:
        assert alerts_of_claim(session, claim) == []
        assert changed_sources(session, house.desk_id, limit=5) == []
    assert {(a.seen_at is not None, a.seen_by_id) for a in rows(database, Alert)} == {
        (True, house.bo.person_id)
    }


def test_the_record_of_the_article_tells_what_was_noticed_and_who_saw_it(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    look_again(database, worker)
    answers(PAGE.replace("32", "41"))
    look_again(database, worker)
    see(database, house)
    told = [event for event in rows(database, Event) if event.kind.startswith("source change")]
    assert [(event.kind, event.by_name, event.article_id) for event in told] == [
        (EventKind.SOURCE_CHANGED, "workbench", house.article.id),
        (EventKind.SOURCE_CHANGE_SEEN, "Bo", house.article.id),
    ]
    assert [event.details for event in told] == [{"noticed": "changed quote"}] * 2


def test_what_came_after_the_page_was_shown_is_not_marked_as_seen(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    for ending in ("one", "two", "three"):
        answers(PAGE.replace("The end", ending))
        look_again(database, worker)
    with pytest.raises(NoticedMeanwhile):
        see(database, house, newest_id=rows(database, Snapshot)[1].id)
    with pytest.raises(NoticedMeanwhile):
        see(database, house, last_id=0)
    assert [alert.seen_at for alert in rows(database, Alert)] == [None]


def test_a_published_claim_whose_quote_changed_comes_first(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    with database.writing() as session:
        house.session = session
        newer = house.source("Newer", url=f"{URL}/newer")
        watch_source(session, source=newer, every=Every.WEEKLY, by=house.ana)
        session.execute(update(type(house.claims()[0])).values(status="published"))
    look_again(database, worker)
    answers(PAGE.replace("32", "41"))
    look_again(database, worker)
    with database.reading() as session:
        found = changed_sources(session, house.desk_id, limit=5)
    assert [(row.source.title, row.published) for row in found] == [("Minutes", 1), ("Newer", 0)]


def test_a_source_is_watched_no_more_when_a_person_says_so(
    database: Database, house: Newsroom, worker: Worker
) -> None:
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        watch_source(session, source=source, every=None, by=house.bo)
        watch_source(session, source=source, every=None, by=house.bo)
    worker.keep_time()
    assert rows(database, Watch) == rows(database, Job) == []
    last = [event for event in rows(database, Event) if "watched" in event.kind]
    assert [(event.kind, event.by_name) for event in last] == [
        (EventKind.SOURCE_WATCHED, "Ana"), (EventKind.SOURCE_NOT_WATCHED, "Bo"),
    ]  # fmt: skip


def test_a_source_without_an_address_is_not_watched(room: Newsroom) -> None:
    with pytest.raises(AddressMissing):
        watch_source(room.session, source=room.source(), every=Every.DAILY, by=room.ana)


def test_a_look_whose_watch_was_ended_meanwhile_fails_without_an_alert(
    database: Database, house: Newsroom, worker: Worker, answers: Answers
) -> None:
    answers(error=PageUnavailable(410))
    worker.keep_time()
    with database.writing() as session:
        source = session.scalars(select(Source)).one()
        watch_source(session, source=source, every=None, by=house.ana)
        let_time_pass(session)
    worker.work_off()
    assert [job.state for job in rows(database, Job)] == ["done"]
    assert kinds(database) == []


def test_a_timer_that_fails_does_not_keep_the_others_from_their_work(database: Database) -> None:
    heard: list[Database] = []

    def broken(_database: Database) -> None:
        raise ValueError

    Worker(database, {}, (broken, heard.append)).keep_time()
    assert heard == [database]
