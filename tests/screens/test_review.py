"""The editors' queue, and the decisions made there."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session
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
from workbench.accounts.rules import Role, command_line
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.db import Database
from workbench.screens.contexts import AROUND, context_in, contexts_of
from workbench.verdicts.models import Review, Verdict
from workbench.verdicts.queue import QueuePlace, Turn
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import return_verdict, take_back

WORDS = ("It cost 41 million", "The quay was late", "Nobody asked why")


def waiting(database: Database, desk: Desk, words: str = WORDS[0]) -> Verdict:
    """A verdict that waits, on an article of its own."""
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk), words)
        use(session, desk, claim, new_source(session, desk))
        return new_proposal(session, desk, claim)


def decide(
    client: FlaskClient, verdict: Verdict, how: str, comment: str = "", key: str = "the-key-of-it"
) -> TestResponse:
    form = {"submission_key": key, "revision": str(verdict.revision), "comment": comment}
    return client.post(f"/review/{verdict.id}/{how}", data=form)


def status_of(database: Database, verdict: Verdict) -> Status:
    with database.reading() as session:
        claim = session.get(Claim, verdict.claim_id)
        assert claim is not None
        return claim.status


def test_an_empty_queue_says_so(enter: Enter) -> None:
    assert "Nothing waits for you." in enter(Role.EDITOR).get("/review").text


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.VIEWER])
def test_the_queue_is_for_editors(enter: Enter, role: Role) -> None:
    assert enter(role).get("/review").status_code == 403


def test_the_longest_waiting_is_open_with_all_that_it_rests_on(
    enter: Enter, database: Database, desk: Desk
) -> None:
    first, second = waiting(database, desk), waiting(database, desk, WORDS[1])
    html = enter(Role.EDITOR).get("/review").text
    assert f"/review/{first.id}/approve" in html
    assert '<mark class="claim verdict-false">It cost 41 million</mark>' in html
    assert "The council approves 32 million." in html
    assert "<strong>See</strong> p. 12." in html
    assert f'href="/review/{second.id}" data-key="j"' in html
    assert 'data-key="k"' not in html


def test_how_long_a_verdict_waits_counts_from_its_proposal_not_from_its_first_draft(
    enter: Enter, database: Database, desk: Desk
) -> None:
    drafted_first, proposed_first = waiting(database, desk), waiting(database, desk, WORDS[1])
    with database.writing() as session:
        session.merge(drafted_first).at = datetime(2026, 5, 2, tzinfo=UTC)
        session.merge(proposed_first).at = datetime(2026, 5, 1, tzinfo=UTC)
    assert f"/review/{proposed_first.id}/approve" in enter(Role.EDITOR).get("/review").text


def test_approving_leads_to_the_next_that_waits(
    enter: Enter, database: Database, desk: Desk
) -> None:
    first, second = waiting(database, desk), waiting(database, desk, WORDS[1])
    answer = decide(enter(Role.EDITOR), first, "approve", "Well found.")
    assert (answer.status_code, answer.location) == (303, f"/review/{second.id}")
    assert status_of(database, first) is Status.APPROVED
    with database.reading() as session:
        assert session.query(Review).one().comment == "Well found."


def test_the_last_decision_leads_to_the_beginning(
    enter: Enter, database: Database, desk: Desk
) -> None:
    waiting(database, desk)
    second = waiting(database, desk, WORDS[1])
    answer = decide(enter(Role.EDITOR), second, "approve")
    assert answer.location == "/review"


def test_returning_wants_a_comment_and_keeps_the_verdict_waiting(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    answer = decide(enter(Role.EDITOR), verdict, "return")
    assert answer.status_code == 422
    assert "Say what is to be done" in answer.text
    assert status_of(database, verdict) is Status.PROPOSED


def test_a_return_carries_its_comment(enter: Enter, database: Database, desk: Desk) -> None:
    verdict = waiting(database, desk)
    assert decide(enter(Role.EDITOR), verdict, "return", "See p. 13.").status_code == 303
    assert status_of(database, verdict) is Status.RETURNED


def test_nobody_decides_on_their_own_verdict(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        own = new_proposal(session, desk, claim, Role.EDITOR)
    client = enter(Role.EDITOR)
    html = client.get(f"/review/{own.id}").text
    assert "This is your own verdict." in html
    assert f"/review/{own.id}/approve" not in html
    answer = decide(client, own, "approve")
    assert answer.status_code == 409
    assert "Nobody decides on their own verdict." in answer.text
    assert status_of(database, own) is Status.PROPOSED


def test_a_second_approval_is_refused_and_shows_the_first(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    assert decide(enter(Role.EDITOR), verdict, "approve", key="first-key").status_code == 303
    again = decide(enter(Role.ADMIN), verdict, "approve", "My own words.", key="second-key")
    assert again.status_code == 409
    assert "Approved by editor person" in again.text
    assert "My own words." in again.text


def test_the_same_decision_sent_twice_is_one(enter: Enter, database: Database, desk: Desk) -> None:
    verdict, client = waiting(database, desk), enter(Role.EDITOR)
    first, second = decide(client, verdict, "approve"), decide(client, verdict, "approve")
    assert (first.status_code, second.status_code) == (303, 303)
    with database.reading() as session:
        assert session.query(Review).count() == 1


def test_a_verdict_that_changed_meanwhile_is_not_approved_unseen(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    with database.writing() as session:
        take_back(session, claim=session.merge(verdict).claim, by=desk.actor())
    with database.writing() as session:
        claim = session.get(Claim, verdict.claim_id)
        assert claim is not None
        claim.status = Status.PROPOSED
    answer = decide(enter(Role.EDITOR), verdict, "approve", "Keep these words.")
    assert answer.status_code == 409
    assert "Nothing was decided" in answer.text
    assert "Keep these words." in answer.text
    assert status_of(database, verdict) is Status.PROPOSED


def test_the_form_of_a_refused_decision_is_about_the_verdict_as_it_is_shown_then(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict, client = waiting(database, desk), enter(Role.EDITOR)
    with database.writing() as session:
        changed = session.merge(verdict)
        changed.summary, changed.revision = "It cost 33 million.", verdict.revision + 1
    refused = decide(client, verdict, "approve")
    assert "It cost 33 million." in refused.text
    shown = re.search(r'name="revision" value="(\d+)"', refused.text)
    assert shown
    verdict.revision = int(shown[1])
    assert decide(client, verdict, "approve").status_code == 303


def test_a_decision_on_an_older_version_never_hits_the_newer_one(
    enter: Enter, database: Database, desk: Desk
) -> None:
    old = waiting(database, desk)
    with database.writing() as session:
        kept = session.merge(old)
        return_verdict(
            session, claim=kept.claim, revision=kept.revision, comment="Again.",
            by=desk.actor(Role.EDITOR),
        )  # fmt: skip
        kept.current = False
        session.flush()
        newer = Verdict(
            claim_id=kept.claim_id, number=2, rating_id=kept.rating_id, by_id=kept.by_id,
            state=VerdictState.PROPOSED, revision=old.revision,
        )  # fmt: skip
        kept.claim.status = Status.PROPOSED
        session.add(newer)
    assert decide(enter(Role.EDITOR), old, "approve").status_code == 409
    assert status_of(database, old) is Status.PROPOSED


def test_another_desks_verdict_is_not_there(enter: Enter, database: Database, desk: Desk) -> None:
    with database.writing() as session:
        other = new_desk(session, "Another desk")
    verdict = waiting(database, other)
    client = enter(Role.EDITOR)
    assert client.get(f"/review/{verdict.id}").status_code == 404
    assert decide(client, verdict, "approve").status_code == 404
    assert "Nothing waits for you." in client.get("/review").text


def test_the_queue_goes_on_behind_a_place(enter: Enter, database: Database, desk: Desk) -> None:
    first, second = waiting(database, desk), waiting(database, desk, WORDS[1])
    html = (
        enter(Role.EDITOR).get(f"/review?after={QueuePlace(Turn.OTHERS, first.at, first.id)}").text
    )
    assert f"/review/{second.id}/approve" in html


def test_a_longer_queue_does_not_mean_more_queries(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    client = enter(Role.EDITOR)
    waiting(database, desk)
    with count_queries() as at_one:
        client.get("/review")
    waiting(database, desk, WORDS[1])
    waiting(database, desk, WORDS[2])
    with count_queries() as at_three:
        client.get("/review")
    assert len(at_three) == len(at_one)


def test_a_place_in_the_queue_survives_its_address() -> None:
    place = QueuePlace(Turn.HIGH, datetime(2026, 5, 1, 12, 30, 5, tzinfo=UTC), 12)
    assert QueuePlace.parse(str(place)) == place


@pytest.mark.parametrize(
    "words", [None, "", "12", "x-1", "1-2", "1-2-x", "1-" + "9" * 30 + "-1", "1--5-1", "9-1-1"]
)
def test_words_that_name_no_place_name_none(words: str | None) -> None:
    assert QueuePlace.parse(words) is None


@given(st.text(max_size=700), st.text(min_size=1, max_size=60), st.text(max_size=700))
def test_what_stands_around_a_passage_is_its_own_text(before: str, exact: str, after: str) -> None:
    near = before[-AROUND:]
    context = context_in(near + exact + after[:AROUND], len(near), exact)
    assert context.exact == exact
    assert before.endswith(context.before.removeprefix("… "))
    assert after.startswith(context.after.removesuffix(" …"))


def test_what_stands_around_a_passage_ends_with_its_paragraph() -> None:
    text = "Before.\n\nHere it is, and so on.\n\nAfter."
    context = context_in(text, text.index("it is"), "it is")
    assert (context.before, context.after) == ("Here ", ", and so on.")


@pytest.mark.parametrize(
    ("filling", "before"),
    [
        ("", ""),
        ("Short words. ", "Short words. "),
        ("word " * 200, "… " + "word " * (AROUND // 5 - 1)),
    ],
)
def test_a_passage_is_cut_out_of_its_version(session: Session, filling: str, before: str) -> None:
    desk = new_desk(session)
    article = new_article(session, desk, f"{filling}Ships 😀 come and go")
    [context] = contexts_of(session, new_claim(session, desk, article, "Ships 😀 come"))
    assert (context.before, context.exact, context.after) == (before, "Ships 😀 come", " and go")


def test_what_the_command_line_decided_is_told_by_that_name(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    with database.writing() as session:
        claim = session.get_one(Claim, verdict.claim_id)
        by, revision = command_line(desk.id), verdict.revision
        return_verdict(session, claim=claim, revision=revision, comment="Which year?", by=by)
    client = enter(Role.EDITOR)
    assert "Returned by command line" in client.get(f"/review/{verdict.id}").text
    panel = client.get(f"/articles/{claim.article_id}/claims/{claim.number}").text
    assert "<span>command line</span> <span>returned it</span>" in panel
