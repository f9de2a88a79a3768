"""Returning a verdict point by point, and the answer as an editor sees it."""

import re
from collections.abc import Mapping

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.screens.conftest import Desk, Enter, new_article, new_claim, new_source, use
from tests.screens.conftest import new_proposal as propose
from workbench.accounts.rules import Role
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.claims.service import edit_claim, fields_of
from workbench.db import Database
from workbench.discussion.service import answer_thread, begin_thread
from workbench.evidence.queries import evidence_of
from workbench.verdicts.models import Point, Verdict
from workbench.verdicts.points import answer_point
from workbench.verdicts.queries import current_scale, current_verdict
from workbench.verdicts.service import propose_verdict
from workbench.verdicts.writing import VerdictFields


def waiting(database: Database, desk: Desk) -> Verdict:
    """A verdict that waits, with one piece of evidence."""
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        use(session, desk, claim, new_source(session, desk))
        return propose(session, desk, claim)


def evidence_id(database: Database, verdict: Verdict) -> int:
    with database.reading() as session:
        return evidence_of(session, session.get_one(Claim, verdict.claim_id))[0].id


def at(database: Database, verdict: Verdict) -> str:
    """The claim's address."""
    with database.reading() as session:
        claim = session.get_one(Claim, verdict.claim_id)
        return f"/articles/{claim.article_id}/claims/{claim.number}"


def a_point(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(Point.id)).all()[0]


def send_back(
    client: FlaskClient, verdict: Verdict, fields: Mapping[str, object], how: str = "return"
) -> TestResponse:
    form = {"submission_key": f"key-to-{how}-{len(fields)}", "revision": verdict.revision}
    return client.post(f"/review/{verdict.id}/{how}", data={**form, **fields})


def points(place: int) -> dict[str, object]:
    """What the screen sends for points on the statement and on one piece of evidence."""
    return {
        "points-0-about": "statement", "points-0-comment": "Say which quay.",
        f"points-{place}-about": "evidence", f"points-{place}-evidence_id": place,
        f"points-{place}-comment": "Which page?",
    }  # fmt: skip


def test_the_screen_has_a_place_for_a_point_beside_everything(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    html = enter(Role.EDITOR).get(f"/review/{verdict.id}").text
    assert html.count('form="decision" rows="2" data-point') == 2
    assert f'name="points-{evidence_id(database, verdict)}-comment"' in html


def test_the_panel_returns_point_by_point_too_and_loses_no_word(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    editor, claim = enter(Role.EDITOR), at(database, verdict)
    assert editor.get(claim).text.count('form="review-form" rows="2" data-point') == 2
    said = points(evidence_id(database, verdict))
    stale = {"submission_key": "k-of-panel-1", "revision": verdict.revision + 7, **said}
    refused = editor.post(f"{claim}/review/return", data=stale)
    assert refused.status_code == 409
    assert "Say which quay." in refused.text
    sent = {"submission_key": "k-of-panel-2", "revision": verdict.revision, **said}
    assert editor.post(f"{claim}/review/return", data=sent).status_code == 303
    with database.reading() as session:
        kept = session.scalars(select(Point).order_by(Point.position)).all()
        assert [point.comment for point in kept] == ["Say which quay.", "Which page?"]


def test_the_screen_says_that_there_are_comments_and_leads_there(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    editor = enter(Role.EDITOR)
    assert "#discussion" not in editor.get(f"/review/{verdict.id}").text
    with database.writing() as session:
        claim = session.get_one(Claim, verdict.claim_id)
        said = begin_thread(session, claim=claim, text="Which quay?", by=desk.actor())
        answer_thread(session, thread=said.thread, text="The new one.", by=desk.actor())
    html = editor.get(f"/review/{verdict.id}").text
    assert f'href="{at(database, verdict)}#discussion"' in html
    assert "2 comments, not resolved" in " ".join(html.split())


def test_points_reach_the_author_each_with_a_link_to_what_it_is_about(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    place = evidence_id(database, verdict)
    assert send_back(enter(Role.EDITOR), verdict, points(place)).status_code == 303
    panel = enter().get(at(database, verdict)).text
    assert 'href="#statement"' in panel
    assert f'href="#evidence-{place}"' in panel
    assert "Say which quay." in panel
    assert "0 of 2 done" in panel


def test_the_author_ticks_a_point_off_with_an_answer(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    send_back(enter(Role.EDITOR), verdict, {"comment": "Which year?"})
    client = enter()
    form = {"submission_key": "ticking-off", "revision": 1, "done": "y", "answer": "2018."}
    assert (
        client.post(f"{at(database, verdict)}/points/{a_point(database)}", data=form).status_code
        == 303
    )
    assert "1 of 1 done" in client.get(at(database, verdict)).text
    with database.reading() as session:
        assert session.scalars(select(Point).order_by(Point.id)).all()[0].answer == "2018."


def test_every_word_is_kept_when_the_return_is_refused(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    words = points(evidence_id(database, verdict)) | {"comment": "As a whole: nearly."}
    verdict.revision += 7
    refused = send_back(enter(Role.EDITOR), verdict, words)
    assert refused.status_code == 409
    for said in ("Say which quay.", "Which page?", "As a whole: nearly."):
        assert refused.text.count(said) == 1


def test_every_word_is_kept_when_somebody_else_decided(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    send_back(enter(Role.ADMIN), verdict, {}, "approve")
    refused = send_back(enter(Role.EDITOR), verdict, points(evidence_id(database, verdict)))
    assert refused.status_code == 409
    for said in ("Say which quay.", "Which page?"):
        assert said in refused.text


def test_points_of_an_editor_who_approves_after_all_are_the_comment(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    fields = points(evidence_id(database, verdict))
    assert send_back(enter(Role.EDITOR), verdict, fields, "approve").status_code == 303
    with database.reading() as session:
        [review] = session.get_one(Verdict, verdict.id).reviews
        assert review.comment == "Say which quay.\n\nWhich page?"


def test_the_answer_is_told_as_a_difference(enter: Enter, database: Database, desk: Desk) -> None:
    verdict = waiting(database, desk)
    send_back(enter(Role.EDITOR), verdict, points(evidence_id(database, verdict)))
    with database.writing() as session:
        claim = session.get_one(Claim, verdict.claim_id)
        fields = fields_of(claim)
        fields.__dict__["statement"] = "The new quay cost 41 million."
        edit_claim(session, claim=claim, fields=fields, revision=claim.revision, by=desk.actor())
        answer_point(
            session, claim=claim, point=session.scalars(select(Point).order_by(Point.id)).all()[0],
            done=True, answer="The new one.", revision=1, by=desk.actor(),
        )  # fmt: skip
        now = current_verdict(session, claim)
        assert now is not None
        rating = next(r for r in current_scale(session, desk.id).ratings if r.label == "False")
        again = propose_verdict(
            session, claim=claim, fields=VerdictFields(rating, "It cost 33 million.", "See p. 12."),
            revision=now.revision, read_in=1, by=desk.actor(),
        )  # fmt: skip
    html = enter(Role.EDITOR).get(f"/review/{again.id}").text
    assert "Answer to the return" in html
    assert "Answer: The new one." in html
    assert "Answer: The new one." in enter().get(at(database, verdict)).text
    assert re.search(r"<ins[^>]*>new</ins>", html)
    assert re.search(r"<del[^>]*>32</del> <ins[^>]*>33</ins>", html)
    assert "Not ticked off" in html


def test_an_old_return_without_points_is_read_as_it_was(
    enter: Enter, database: Database, desk: Desk
) -> None:
    verdict = waiting(database, desk)
    send_back(enter(Role.EDITOR), verdict, {"comment": "Which year?"})
    with database.writing() as session:
        session.query(Point).delete()
        assert session.get_one(Claim, verdict.claim_id).status is Status.RETURNED
    panel = enter().get(at(database, verdict)).text
    assert "<p>Which year?</p>" in panel
    assert 'id="points"' not in panel
