"""E-mail about notices, by a worker to a real mail server on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.builders import Newsroom, open_newsroom
from tests.discussion.hiding import hand_in, read_blind, seal
from tests.jobs.builders import let_time_pass
from tests.mail.server import UNKNOWN, PostOffice, mail_server
from workbench.accounts.models import Membership, Person
from workbench.accounts.queries import membership_of
from workbench.accounts.rules import Actor
from workbench.config import MailServer
from workbench.db import Database, now
from workbench.discussion import mailing
from workbench.discussion.due import Waiting, last_morning
from workbench.discussion.mail_settings import choose_mail, end_mail, mail_setting
from workbench.discussion.mailing import MAIL, Post, ask_for_due_mail, send_mail
from workbench.discussion.models import Comment, Notice
from workbench.discussion.rules import Every
from workbench.discussion.service import begin_thread, remove_comment
from workbench.jobs.models import Job
from workbench.jobs.worker import Worker


@dataclass
class Desk:
    """A desk that sends e-mail, and who takes it."""

    database: Database
    office: PostOffice
    worker: Worker
    people: Newsroom

    @contextmanager
    def room(self) -> Iterator[Newsroom]:
        """The newsroom in a unit of work."""
        with self.database.writing() as session:
            self.people.session = session
            yield self.people

    def say(self, text: str, by: Actor | None = None) -> int:
        """Comment on the claim."""
        with self.room() as room:
            comment = begin_thread(room.session, claim=room.again(1), text=text, by=by or room.ana)
            return comment.id

    def post(self) -> list[Any]:
        """Let whatever is due be sent; the letters that came by that."""
        before = len(self.office.came)
        with self.database.writing() as session:
            let_time_pass(session)
        ask_for_due_mail(self.database)
        self.worker.work_off()
        return self.office.came[before:]


def choose(room: Newsroom, membership: Membership, every: Every) -> None:
    revision = mail_setting(room.session, membership).revision
    choose_mail(room.session, membership=membership, every=every, revision=revision)


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """Everybody wants e-mail at once; Ana has marked a claim."""
    with mail_server() as (office, server):
        with database.writing() as session:
            people = open_newsroom(session)
            people.claim()
            for membership in session.scalars(select(Membership)):
                choose(people, membership, Every.AT_ONCE)
        yield Desk(database, office, worker_with(database, server), people)


def worker_with(database: Database, server: MailServer) -> Worker:
    post = Post(server, "https://desk.example.org", "a secret of 32 characters at least")
    return Worker(database, {MAIL: partial(send_mail, post=post)})


def plain(letter: Any) -> str:
    return str(letter.get_body(("plain",)).get_content())


def html(letter: Any) -> str:
    return str(letter.get_body(("html",)).get_content())


def test_who_is_mentioned_gets_a_letter_in_both_forms_once(desk: Desk) -> None:
    comment = desk.say("@Bo, <b>who</b> paid?\nAnd when?")
    [letter] = desk.post()
    bo_id = desk.people.desk_id
    assert letter["To"] == f"bo-{bo_id}@example.org"
    assert letter["Subject"] == "[Harbour desk] Ana mentioned you: claim 1 of “The quay”"
    assert "@Bo, <b>who</b> paid?" in plain(letter)
    assert "@Bo, &lt;b&gt;who&lt;/b&gt; paid?<br>And when?" in html(letter)
    article = desk.people.article.id
    there = f"https://desk.example.org/articles/{article}/claims/1#comment-{comment}"
    assert there in plain(letter)
    assert there in html(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert desk.post() == []


def test_what_was_read_is_not_mailed(desk: Desk) -> None:
    desk.say("@Bo")
    with desk.room() as room:
        room.session.execute(update(Notice).values(read_at=now()))
    assert desk.post() == []


def test_what_comes_before_a_letter_goes_out_goes_into_one(desk: Desk) -> None:
    desk.say("@Bo, one.")
    desk.say("@Bo, two.")
    [letter] = desk.post()
    assert letter["Subject"] == "[Harbour desk] 2 notices"
    assert "one." in plain(letter)
    assert "two." in plain(letter)


def test_after_a_crash_between_sending_and_noting_it_the_same_letter_comes_under_the_same_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.say("@Bo, one.")
    with monkeypatch.context() as broken:
        broken.setattr(mailing, "_note_sent", crash)
        [first] = desk.post()
    desk.say("@Bo, two.")
    again, next_one = [*desk.post(), *desk.post()]
    assert again["Message-ID"] == first["Message-ID"] != next_one["Message-ID"]
    assert plain(again) == plain(first)
    assert "two." in plain(next_one)
    assert desk.post() == []


def crash(*_given: object) -> None:
    raise RuntimeError


def test_while_the_server_is_away_the_letter_waits(desk: Desk) -> None:
    desk.office.answer = "451 Later"
    desk.say("@Bo")
    assert desk.post() == []
    assert "451" in job_of(desk).trouble
    desk.office.answer = "250 OK"
    assert len(desk.post()) == 1


def job_of(desk: Desk) -> Job:
    with desk.database.reading() as session:
        return session.scalars(select(Job).where(Job.kind == MAIL)).one()


def test_an_address_that_is_refused_gets_nothing_more_until_its_owner_says_so(desk: Desk) -> None:
    with desk.room() as room:
        bo = Person.id == room.bo.person_id
        room.session.execute(update(Person).where(bo).values(email=UNKNOWN))
    desk.say("@Bo and @Ed")
    [letter] = desk.post()
    assert letter["To"].startswith("ed-")
    desk.say("@Bo")
    assert desk.post() == []
    with desk.room() as room:
        room.session.execute(update(Person).where(bo).values(email="bo@example.org"))
        choose(room, membership_of(room.session, room.bo), Every.AT_ONCE)
        room.session.execute(update(Job).values(ended_at=now() - timedelta(hours=1)))
    assert [letter["To"] for letter in desk.post()] == ["bo@example.org"]


def test_the_job_says_neither_where_it_is_sent_nor_what_it_is_about(desk: Desk) -> None:
    desk.say("@Bo, SECRETLY.")
    desk.office.answer = "550 no: SECRETLY"
    desk.post()
    job = job_of(desk)
    told = f"{job.key} {job.about} {job.doing} {job.trouble} {job.payload}"
    assert "SECRETLY" not in told
    assert "@" not in told


def test_who_left_the_desk_or_wants_none_gets_none(desk: Desk) -> None:
    desk.say("@Bo and @Ed")
    with desk.room() as room:
        end_mail(room.session, membership=membership_of(room.session, room.bo))
        membership_of(room.session, room.ed).ended_at = now()
    assert desk.post() == []


def test_a_blind_reader_gets_no_letter_until_both_are_in(desk: Desk) -> None:
    with desk.room() as room:
        claim = room.again(1)
        verdict = read_blind(room, claim)
        begin_thread(room.session, claim=claim, on=verdict, text="@Bo, a FALSEHOOD.", by=room.ana)
    desk.say("@Bo, a FALSEHOOD.")
    assert desk.post() == []
    with desk.room() as room:
        hand_in(room, room.again(1))
    [letter] = [letter for letter in desk.post() if letter["To"].startswith("bo")]
    assert plain(letter).count("FALSEHOOD") == 2


def test_no_letter_carries_what_was_said_of_a_confidential_source(desk: Desk) -> None:
    with desk.room() as room:
        claim, source = room.again(1), room.source("Erika Muster")
        piece = room.evidence(claim, source=source)
        begin_thread(room.session, claim=claim, on=piece, text="@Ana, ask ERIKA.", by=room.bo)
        begin_thread(room.session, claim=claim, on=piece, text="@Ed, ask ERIKA.", by=room.bo)
        seal(room, source)
    [letter] = desk.post()
    assert letter["To"].startswith("ana-")
    assert "Bo mentioned you" in plain(letter)
    assert "ERIKA" not in str(letter)


def test_a_comment_that_was_removed_meanwhile_is_not_mailed(desk: Desk) -> None:
    comment = desk.say("@Bo, one.")
    desk.office.answer = "451 Later"
    desk.post()
    with desk.room() as room:
        thread = room.session.get_one(Comment, comment)
        remove_comment(room.session, comment=thread, by=room.ana)
    desk.office.answer = "250 OK"
    assert desk.post() == []


def test_a_daily_letter_comes_once_with_what_was_new_by_seven(desk: Desk) -> None:
    with desk.room() as room:
        choose(room, membership_of(room.session, room.bo), Every.DAILY)
    desk.say("@Bo, one.")
    assert desk.post() == []
    make_older(desk)
    [letter] = desk.post()
    assert "one." in plain(letter)
    desk.say("@Bo, two.")
    make_older(desk)
    assert desk.post() == []


def make_older(desk: Desk) -> None:
    """Let every notice be of the day before yesterday."""
    with desk.room() as room:
        room.session.execute(update(Notice).values(at=now() - timedelta(days=2)))


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        (datetime(2026, 7, 1, 5, 30, tzinfo=UTC), datetime(2026, 7, 1, 5, tzinfo=UTC)),
        (datetime(2026, 7, 1, 4, 59, tzinfo=UTC), datetime(2026, 6, 30, 5, tzinfo=UTC)),
        (datetime(2026, 12, 1, 6, 0, tzinfo=UTC), datetime(2026, 12, 1, 6, tzinfo=UTC)),
        (datetime(2026, 3, 29, 4, 59, tzinfo=UTC), datetime(2026, 3, 28, 6, tzinfo=UTC)),
    ],
)
def test_the_day_begins_at_seven_in_the_desk_s_time_zone(at: datetime, morning: datetime) -> None:
    assert last_morning(at, "Europe/Berlin") == morning


def test_a_daily_letter_is_due_when_a_morning_has_passed() -> None:
    at = datetime(2026, 7, 2, 5, 30, tzinfo=UTC)

    def due(first_at: datetime, digested_at: datetime | None = None) -> bool:
        waiting = Waiting(1, 1, "Bo", "Europe/Berlin", Every.DAILY, digested_at, first_at)
        return waiting.is_due(at)

    yesterday, today = at - timedelta(days=1), at - timedelta(minutes=10)
    assert due(yesterday)
    assert due(yesterday, yesterday)
    assert not due(yesterday, today)
    assert not due(today)
