"""Versions as they were: each can be read with its claims, and any two compared."""

from typing import Any

import pytest

from tests.builders import Newsroom
from tests.rewriting import Rewrite
from tests.screens.versions.conftest import REWRITTEN, SECOND
from tests.screens.workbench.conftest import Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.db import Database


@pytest.fixture
def twice(database: Database, house: Newsroom) -> None:
    """The article in its second version: claim 1 has other words, claim 2 was left behind."""
    with database.writing() as session:
        room = looking_into(session, house)
        quay, mayor = room.claim("The quay cost 41 million"), room.claim("The mayor was ill")
        for claim in (quay, mayor):
            room.propose(claim)
            room.approve(claim)
        gone = tuple(block for block in REWRITTEN if block != SECOND)
        rewrite = Rewrite.of(room, gone)
        rewrite.settle(quay, "The quay cost 43 million")
        rewrite.settle(mayor, None)
        rewrite.make()


def marked(page: Any, number: int) -> str:
    """The words that claim stands at."""
    behind = find(page, f"a.claim-number[data-number='{number}']")
    return "".join(each.getprevious().text_content() for each in behind)


def test_an_older_version_is_read_with_the_claims_as_they_stood(ana: Browser, twice: None) -> None:
    page = ana.page("/versions/1")
    assert (marked(page, 1), marked(page, 2)) == ("The quay cost 41 million", "The mayor was ill")
    assert "The newest is version 2" in find(page, ".lede")[0].text_content()
    assert find(page, ".selection-bar, form.panel-actions") == []


def test_the_newest_version_is_on_the_workbench(ana: Browser, twice: None) -> None:
    page = ana.page()
    assert (marked(page, 1), marked(page, 2)) == ("The quay cost 43 million", "")
    assert "version 2" in find(page, ".article-head .meta")[0].text_content()


def test_two_versions_are_compared_whichever_is_named_first(ana: Browser, twice: None) -> None:
    page, turned = ana.page("/versions/2/against/1"), ana.page("/versions/1/against/2")
    for each in (page, turned):
        old, new = find(each, ".versus-old"), find(each, ".versus-new")
        assert "41 million" in "".join(e.text_content() for e in old)
        assert "43 million" in "".join(e.text_content() for e in new)
    assert [e.text_content() for e in find(page, ".is-changed ins")] == ["43"]


def test_a_version_that_is_not_there_is_not_found(ana: Browser, twice: None) -> None:
    assert ana.see("/versions/3").status_code == 404
    assert ana.see("/versions/2/against/3").status_code == 404


def test_the_claim_tells_where_it_stood_in_each_version(ana: Browser, twice: None) -> None:
    page = ana.page("/claims/1")
    [earlier] = find(page, "details.disclosure ul.passages li")
    assert " ".join(earlier.text_content().split()) == "Version 1 The quay cost 41 million"


def test_a_claim_that_was_left_behind_says_that_it_stands_nowhere(
    ana: Browser, twice: None
) -> None:
    page = ana.page("/claims/2")
    assert "stands nowhere in the newest version" in find(page, "#panel")[0].text_content()
    assert "The mayor was ill" in find(page, "#panel ul.passages")[-1].text_content()


def test_a_stale_verdict_shows_what_changed_and_who_may_confirm_it(
    ana: Browser, come: Come, house: Newsroom, twice: None
) -> None:
    stale = find(ana.page("/claims/1"), "#stale")[0]
    assert [e.text_content() for e in find(stale, "del, ins")] == ["41", "43"]
    assert "An editor who did not write it may confirm it" in stale.text_content()
    assert find(come(house.ed).page("/claims/1"), "#stale button")
    assert find(ana.page("/claims/2"), "#stale") == []


def test_an_editor_confirms_a_stale_verdict_once(come: Come, house: Newsroom, twice: None) -> None:
    ed = come(house.ed)
    revision = find(ed.page("/claims/1"), "#stale [name='revision']")[0].get("value")
    assert ed.send("/claims/1/verdict/confirm", {"revision": revision}).status_code == 303
    page = ed.page("/claims/1")
    assert find(page, "#stale") == []
    assert "confirmed “False” for claim 1" in find(page, ".history")[0].text_content()
    again = ed.send("/claims/1/verdict/confirm", {"revision": revision})
    assert again.status_code == 409
    assert "confirmed already" in again.text


def test_a_verdict_seen_before_the_words_changed_is_not_confirmed(
    come: Come, house: Newsroom, twice: None
) -> None:
    answer = come(house.ed).send("/claims/1/verdict/confirm", {"revision": "1"})
    assert answer.status_code == 409
    assert "changed after you opened it" in answer.text


def test_what_came_in_is_to_be_had_for_each_version(ana: Browser, twice: None) -> None:
    answer = ana.see("/original?version=2")
    assert answer.status_code == 404
    assert "did not come from a file" in answer.text


def test_what_the_outlet_changed_is_noted_and_can_be_said_otherwise(
    ana: Browser, twice: None
) -> None:
    path = "/versions/2/amendment"
    said = {"made_on": "2019-05-17", "notice": "We had the sum wrong.", "note": "", "revision": "0"}
    assert ana.send(path, said).location == ana.address("/versions#version-2")
    page = ana.page("/versions")
    assert "We had the sum wrong." in find(page, "#version-2")[0].text_content()
    form = ana.page(path)
    assert find(form, "[name='revision']")[0].get("value") == "1"


def test_of_two_who_note_a_change_the_second_sees_both_texts(
    ana: Browser, come: Come, house: Newsroom, twice: None
) -> None:
    path, nothing = "/versions/2/amendment", {"made_on": "", "notice": "", "revision": "0"}
    come(house.bo).send(path, {**nothing, "note": "The sum."})
    answer = ana.send(path, {**nothing, "note": "The price."})
    assert answer.status_code == 409
    page = parsed(answer.text)
    assert "The sum." in find(page, ".versus")[0].text_content()
    assert find(page, "textarea[name='note']")[0].text_content().strip() == "The price."


def test_a_date_of_a_change_that_is_none_gives_the_form_back(ana: Browser, twice: None) -> None:
    said = {"made_on": "May", "notice": "", "note": "The sum.", "revision": "0"}
    answer = ana.send("/versions/2/amendment", said)
    assert answer.status_code == 422
    assert "The sum." in answer.text


def test_of_the_first_version_no_change_is_noted(ana: Browser, twice: None) -> None:
    path, said = "/versions/1/amendment", {"made_on": "", "note": "The sum.", "revision": "0"}
    assert find(ana.page("/versions"), f"a[href='{ana.address(path)}']") == []
    form, answer = ana.see(path), ana.send(path, said)
    assert (form.status_code, answer.status_code) == (422, 422)
    for page in (form, answer):
        assert "with the version that shows it" in page.text
    assert "textarea" not in form.text
    assert "The sum." in answer.text
    assert find(ana.page("/versions"), ".amendment") == []


def test_the_list_tells_of_versions_and_of_drafts_that_wait(
    ana: Browser, twice: None, database: Database, house: Newsroom
) -> None:
    with database.writing() as session:
        Rewrite.of(looking_into(session, house), ["The quay cost 44 million."])
    page = ana.page("/versions")
    assert [e.text_content() for e in find(page, "a.item-title")] == [
        "Draft of version 3", "Version 2", "Version 1",
    ]  # fmt: skip
    head = find(ana.page(), ".article-head .meta")[0].text_content()
    assert "version 2, 1 draft waits" in head


def test_stale_verdicts_are_found_on_the_desk_in_the_lists_and_by_a_filter(
    ana: Browser, twice: None
) -> None:
    desk = parsed(ana.client.get("/").text)
    [note] = find(desk, ".desk-note")
    assert "1 verdict was given on words that have changed since." in note.text_content()
    listed = parsed(ana.client.get(find(note, "a")[0].get("href")).text)
    assert [e.text_content() for e in find(listed, "tbody a.lead")] == ["The quay cost 41 million"]
    rows = find(ana.page(), "#claim-list li")
    assert ["words changed" in row.text_content() for row in rows] == [True, False]


def test_an_editor_sees_in_the_queue_that_words_have_changed_under_a_proposal(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        quay = room.claim("The quay cost 41 million")
        verdict_id = room.propose(quay).id
        rewrite = Rewrite.of(room, REWRITTEN)
        rewrite.settle(quay, "The quay cost 43 million")
        rewrite.make()
    ed = come(house.ed)
    page = parsed(ed.client.get(f"/review/{verdict_id}").text)
    remark = find(page, ".remark.is-return")[0]
    assert [e.text_content() for e in find(remark, "del, ins")] == ["41", "43"]
    seen_before = {"revision": "1", "comment": "", "submission_key": "seen-before-the-change"}
    late = ed.client.post(f"/review/{verdict_id}/approve", data=seen_before)
    assert late.status_code == 409
    revision = find(page, "[name='revision']")[0].get("value")
    approval = {"revision": revision, "comment": "", "submission_key": "seen-after-the-change"}
    assert ed.client.post(f"/review/{verdict_id}/approve", data=approval).status_code == 303
    assert find(ed.page("/claims/1"), "#stale") == []


def test_an_editor_sees_in_the_queue_that_a_claim_stands_nowhere_and_what_its_words_were(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        mayor = room.claim("The mayor was ill")
        verdict_id = room.propose(mayor).id
        Rewrite.of(room, [*REWRITTEN[:-1], "Share it."]).make()
        gone = Rewrite.of(room, [block for block in REWRITTEN if block != SECOND])
        gone.settle(mayor, None)
        gone.make()
    page = parsed(come(house.ed).client.get(f"/review/{verdict_id}").text)
    [passages] = find(page, "section[aria-labelledby='passages']")
    told = " ".join(passages.text_content().split())
    assert "nowhere in the newest version of the text. Its words in version 2 were:" in told
    assert [e.text_content() for e in find(passages, "mark")] == ["The mayor was ill"]


def test_the_desk_tells_of_the_version_and_not_of_each_passage(ana: Browser, twice: None) -> None:
    lately = find(parsed(ana.client.get("/").text), "ol.feed li")
    told = [" ".join(line.text_content().split()) for line in lately]
    assert any("made version 2 of the text" in line for line in told)
    assert not any("decided on a passage" in line for line in told)
