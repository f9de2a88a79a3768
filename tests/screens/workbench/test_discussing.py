"""Comments in the panel: where they stand, what is kept of them, and whom they call."""

from typing import Any

import pytest

from tests.builders import Newsroom
from tests.discussion.hiding import read_blind
from tests.screens.workbench.conftest import Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from tests.screens.workbench.test_checking import add_evidence, both, form_of
from workbench.db import Database


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """Ana's browser, with a first claim marked and evidence for it."""
    browser = come(house.ana)
    browser.send("/claims", house.place("The quay cost 41 million"))
    add_evidence(browser)
    return browser


def say(browser: Browser, text: str, path: str = "/claims/1/threads") -> str:
    """Say something; the id of the comment."""
    answer = browser.send(path, {"text": text, "revision": 0})
    assert answer.status_code == 303, answer.text
    return str(answer.location.rpartition("#comment-")[2])


def piece_of(browser: Browser) -> str:
    """The id of the claim's only piece of evidence."""
    [item] = find(browser.page("/claims/1"), "#evidence li.evidence")
    return str(item.get("id").removeprefix("evidence-"))


def texts(page: Any, selector: str = ".comment-text") -> list[str]:
    return [found.text_content() for found in find(page, selector)]


def test_what_is_said_stands_under_what_it_is_about(ana: Browser, come: Come) -> None:
    say(ana, "Who paid?")
    say(ana, "Which page?", f"/claims/1/evidence/{piece_of(ana)}/threads")
    page = ana.page("/claims/1")
    assert texts(page, "#discussion .comment-text") == ["Who paid?"]
    assert texts(page, "#evidence .comment-text") == ["Which page?"]


def test_of_a_long_thread_the_latest_comments_are_shown_and_the_rest_folded_away(
    ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.discussion.queries.LATEST", 2)
    say(ana, "1")
    [thread] = find(ana.page("/claims/1"), "details.thread")
    for text in ("2", "3"):
        say(ana, text, f"/claims/1/threads/{thread.get('id').removeprefix('thread-')}/comments")
    page = ana.page("/claims/1")
    assert texts(page, "#discussion .comment-text") == ["1", "2", "3"]
    assert texts(page, "details.thread details.disclosure .comment-text") == ["1"]
    assert "1 earlier comment" in page.text_content()


@pytest.mark.parametrize("text", ["  ", "x" * 10_001])
def test_a_comment_that_cannot_be_posted_is_kept_in_its_form(ana: Browser, text: str) -> None:
    answer = ana.send("/claims/1/threads", {"text": text, "revision": 0})
    assert answer.status_code == 422
    form = form_of(parsed(answer.text), "thread-claim-form-1")
    assert form["text"].strip() == text.strip()


def test_an_answer_to_a_thread_that_was_resolved_meanwhile_is_posted(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    say(ana, "Who paid?")
    [thread] = find(ana.page("/claims/1"), "#discussion details.thread")
    path = f"/claims/1/threads/{thread.get('id').removeprefix('thread-')}"
    assert come(house.ed).send(f"{path}/resolve").status_code == 303
    [thread] = find(ana.page("/claims/1"), "#discussion details.thread")
    assert "resolved by Ed" in thread.text_content()
    assert thread.get("open") is None
    say(ana, "The city.", f"{path}/comments")
    page = ana.page("/claims/1")
    assert texts(page) == ["Who paid?", "The city."]
    assert find(page, "#discussion details.thread")[0].get("open") is not None


def test_a_comment_on_evidence_that_was_removed_meanwhile_is_posted(ana: Browser) -> None:
    piece = piece_of(ana)
    ana.send(f"/claims/1/evidence/{piece}/remove")
    say(ana, "Why was it removed?", f"/claims/1/evidence/{piece}/threads")
    [thread] = find(ana.page("/claims/1"), "#discussion details.thread")
    assert "on evidence that was removed" in thread.text_content()


def test_a_removed_comment_is_seen_to_be_removed_and_can_be_put_back(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    comment = say(ana, "Nonsense.")
    bo = come(house.bo)
    assert bo.send(f"/claims/1/comments/{comment}/remove").status_code == 404
    assert ana.send(f"/claims/1/comments/{comment}/remove").status_code == 303
    [item] = find(bo.page("/claims/1"), f"#comment-{comment}")
    assert "removed" in item.text_content()
    assert "Nonsense" not in bo.see("/claims/1").text
    ana.send(f"/claims/1/comments/{comment}/put-back")
    assert texts(bo.page("/claims/1")) == ["Nonsense."]


def test_of_two_tabs_that_edit_a_comment_the_second_sees_both(ana: Browser) -> None:
    comment = say(ana, "Why?")
    ana.send(f"/claims/1/comments/{comment}", {"text": "Why so?", "revision": 1})
    answer = ana.send(f"/claims/1/comments/{comment}", {"text": "How so?", "revision": 1})
    assert answer.status_code == 409
    assert both(answer) == [{"Comment": "Why so?"}, {"Comment": "How so?"}]
    assert form_of(parsed(answer.text), f"comment-{comment}-form")["revision"] == "2"


def test_a_colleague_who_is_mentioned_is_led_to_the_comment(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    comment = say(ana, "@Bo, <b>who</b> paid?")
    bo = come(house.bo)
    page = parsed(bo.client.get("/notices").text)
    [form] = [f for f in find(page, "form") if f.get("action", "").endswith("/open")]
    assert "Ana mentioned you" in page.text_content()
    assert "@Bo, <b>who</b> paid?" in page.text_content()
    assert find(page, ".notices-link .count")[0].text_content().startswith("1")
    led = bo.client.post(form.get("action"), data={"submission_key": "a-key-of-bo"})
    assert led.location == f"/articles/{house.article.id}/claims/1#comment-{comment}"
    assert not find(bo.page("/claims/1"), ".notices-link .count")
    assert texts(bo.page("/claims/1"), "#discussion strong") == ["@Bo"]


def test_of_a_claim_that_is_read_blind_a_colleague_sees_no_comment_and_is_told_why(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        read_blind(room, room.again(1))
    say(ana, "@Bo, it is FALSEHOOD.")
    bo = come(house.bo)
    seen = bo.see("/claims/1").text + bo.client.get("/notices").text + bo.client.get("/").text
    assert "FALSEHOOD" not in seen
    assert "This claim is being read blind" in seen
    assert "mentioned you" not in seen
    assert texts(ana.page("/claims/1")) == ["@Bo, it is FALSEHOOD."]


def test_a_viewer_reads_comments_and_writes_none(ana: Browser, come: Come, house: Newsroom) -> None:
    say(ana, "Who paid?")
    page = come(house.viv).page("/claims/1")
    assert texts(page) == ["Who paid?"]
    assert not find(page, "#discussion form")
