"""How far the desk's readers agree: which pairs count, and what the page and the file say."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.screens.conftest import CountQueries, Desk, Enter, new_article, new_claim, new_desk
from tests.screens.workbench.parsing import parsed
from workbench.accounts.rules import Role
from workbench.articles.models import Article
from workbench.db import Database
from workbench.policies.models import Policy
from workbench.policies.rules import Balloting
from workbench.verdicts.models import Rating, Round, Verdict
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.queries import current_scale
from workbench.verdicts.rules import Seat, VerdictState
from workbench.verdicts.scales import set_scale

OPENED = datetime(2026, 11, 27, 8, tzinfo=UTC)
PLACES = ("It cost 41 million", "The quay was late", "Nobody asked why")


@dataclass
class Readers:
    """Puts pairs of ratings into a desk, past the services: which of them count is at stake."""

    session: Session
    desk: Desk
    claims: int = 0
    policies: dict[bool, Policy] = field(default_factory=dict)
    article: Article | None = None

    def read(self, first: str, second: str, *, blind: bool = True, opened: bool = True) -> Round:
        """A claim that two people rated, and whose round is open or not."""
        if self.claims % len(PLACES) == 0:
            self.article = new_article(self.session, self.desk)
        assert self.article is not None
        claim = new_claim(self.session, self.desk, self.article, PLACES[self.claims % len(PLACES)])
        self.claims += 1
        found = Round(
            claim_id=claim.id, number=1, policy_id=self._policy(blind=blind).id,
            opened_at=OPENED if opened else None,
        )  # fmt: skip
        self.session.add(found)
        self.session.flush()
        self.say(found, 1, Seat.FIRST, first)
        self.say(found, 2, Seat.SECOND, second)
        return found

    def say(self, read_in: Round, number: int, seat: Seat, label: str) -> Verdict:
        """A version of a round's verdict."""
        verdict = Verdict(
            claim_id=read_in.claim_id, round_id=read_in.id, number=number, reading=seat,
            rating_id=self._rating(label).id, summary="It cost 32 million.",
            state=VerdictState.PROPOSED, current=number == 1, at=OPENED,
        )  # fmt: skip
        self.session.add(verdict)
        self.session.flush()
        return verdict

    def _rating(self, label: str) -> Rating:
        scale = current_scale(self.session, self.desk.id)
        return next(rating for rating in scale.ratings if rating.label == label)

    def _policy(self, *, blind: bool) -> Policy:
        if blind not in self.policies:
            self.policies[blind] = Policy(
                desk_id=self.desk.id, version=len(self.policies) + 1, current=blind, blind=blind,
                approvals=1, ballot=Balloting.NEVER, shortest_rationale=0,
            )  # fmt: skip
            self.session.add(self.policies[blind])
            self.session.flush()
        return self.policies[blind]


def words(html: str) -> str:
    """What stands on the page, with single spaces."""
    return " ".join(parsed(html).text_content().split())


def test_a_desk_that_read_nothing_twice_is_told_what_would_be_counted(enter: Enter) -> None:
    assert "No claim has been read twice yet" in enter(Role.VIEWER).get("/desk/agreement").text


def test_the_page_tells_alpha_its_interval_and_what_is_confused(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        readers = Readers(session, desk)
        for label in ("True", "Half true", "False", "Mostly false"):
            readers.read(label, label)
            readers.read(label, label)
        readers.read("True", "Half true")
        readers.read("Half true", "True")
        readers.read("Satire", "False")
    html = enter(Role.VIEWER).get("/desk/agreement").text
    page = words(html)
    assert "Five-step 11 claims read twice" in page
    assert "Krippendorff’s alpha 0.89 95% interval 0." in page
    assert "from 10 claims on the scale" in page
    assert "8 of 11 claims (73%)" in page
    assert "1 claim that one reader or both put off the scale" in page
    assert "True and Half true 2 claims" in page
    assert 'aria-label="The same numbers as circles. “True” and “Half true” are confused' in html


def test_a_few_pairs_have_no_interval(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        readers = Readers(session, desk)
        readers.read("True", "True")
        readers.read("False", "False")
    page = words(enter().get("/desk/agreement").text)
    assert "Krippendorff’s alpha 1.00 from 2 claims on the scale; an interval takes 10" in page
    assert "Confused most often" not in page


def test_a_round_that_is_not_open_tells_nothing(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        Readers(session, desk).read("True", "False", opened=False)
    assert "No claim has been read twice yet" in enter().get("/desk/agreement").text
    assert enter().get("/desk/agreement.jsonl").text == ""


def test_who_saw_the_first_verdict_does_not_count(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        readers = Readers(session, desk)
        readers.read("True", "True")
        readers.read("True", "True", blind=False)
    page = words(enter().get("/desk/agreement").text)
    assert "1 claim read twice" in page
    assert "1 claim whose second reader saw the first verdict." in page


def test_what_was_said_after_the_round_was_opened_does_not_count(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        readers = Readers(session, desk)
        read = readers.read("True", "False")
        readers.say(read, 3, Seat.FIRST, "False").at = OPENED + timedelta(seconds=1)
    lines = enter().get("/desk/agreement.jsonl").text.splitlines()
    assert [json.loads(line)["first_reader"] for line in lines] == ["True"]


def test_versions_of_a_scale_with_the_same_steps_are_one_and_others_are_not(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        readers = Readers(session, desk)
        readers.read("True", "True")
        set_scale(session, name="Five-step", ratings=FIVE_STEP, by=desk.actor(Role.ADMIN))
        readers.read("False", "False")
        set_scale(session, name="Five-step", ratings=FIVE_STEP[:5], by=desk.actor(Role.ADMIN))
        read = readers.read("True", "True")
        second = session.scalars(
            select(Verdict).where(Verdict.round_id == read.id, Verdict.reading == Seat.SECOND)
        ).one()
        second.rating_id = session.scalars(
            select(Rating.id).where(Rating.label == "True").order_by(Rating.id)
        ).first()
        readers.read("Half true", "True")
    page = words(enter().get("/desk/agreement").text)
    assert "Five-step 2 claims read twice" in page
    assert "Five-step 1 claim read twice" in page
    assert "1 claim that was rated on two scales" in page


def test_another_desks_readers_are_not_this_ones(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        Readers(session, new_desk(session, "Another desk")).read("True", "False")
    assert "No claim has been read twice yet" in enter().get("/desk/agreement").text


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx", "md"])
def test_the_pairs_can_be_had_as_a_file(
    enter: Enter, database: Database, desk: Desk, ending: str
) -> None:
    with database.writing() as session:
        readers = Readers(session, desk)
        readers.read("True", "Half true")
        readers.read("True", "Half true")
    answer = enter().get(f"/desk/agreement.{ending}")
    assert answer.status_code == 200
    if ending == "csv":
        rows = answer.text.lstrip("\ufeff").splitlines()
        assert rows[1].split(",")[:6] == ["Five-step", "True", "Half true", "2", "5", "3"]


def test_the_page_asks_as_much_of_many_pairs_as_of_one(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    asked = []
    with database.writing() as session:
        Readers(session, desk).read("True", "False")
    client = enter()
    for _ in range(2):
        with count_queries() as sent:
            client.get("/desk/agreement")
        asked.append(len(sent))
        with database.writing() as session:
            readers = Readers(session, desk)
            readers.policies = {True: session.scalars(select(Policy)).one()}
            for label in ("True", "Half true", "False"):
                readers.read(label, "True")
    assert asked[0] == asked[1]
