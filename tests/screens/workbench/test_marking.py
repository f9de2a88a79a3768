"""Marking in the browser: one claim a form, shown where it stands, and nothing typed is lost."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.builders import Newsroom
from tests.screens.workbench.conftest import HTMX, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.claims.models import Claim, Disposition, Passage
from workbench.db import Database
from workbench.history.models import Event


def marks(page: Any, number: int) -> str:
    """The words of a claim, as they are marked on the page."""
    return "".join(m.text_content() for m in find(page, f"mark[data-claims='{number}']"))


def count(database: Database, table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_words_that_are_marked_are_shown_as_a_claim(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    answer = ana.send("/claims", house.place("cost 41 million"))
    assert answer.status_code == 303
    assert answer.location == ana.address("/claims/1?touched=2")
    page = ana.page("/claims/1")
    assert marks(page, 1) == "cost 41 million"
    [number] = find(page, "a.claim-number")
    assert (number.get("data-number"), number.text_content()) == ("1", "")
    assert find(page, "#sentence-2")[0].get("class") == "sentence is-claimed"
    assert "cost 41 million" in find(page, "#row-1")[0].text_content()
    assert find(page, "#panel h2.statement")[0].text_content() == "cost 41 million"


def test_a_selection_over_two_blocks_comes_with_the_browsers_line_ends(
    come: Come, house: Newsroom
) -> None:
    ana = come(house.ana)
    place = house.place("in May.\n\nThe quay in")
    answer = ana.send("/claims", {**place, "exact": place["exact"].replace("\n", "\r\n")})
    assert answer.location.endswith("/claims/1?touched=2.3")
    assert marks(ana.page(), 1) == "in May.The quay in"


WRONG = (
    {"exact": "other words"},
    {"start": "1"},
    {"start": "-1"},
    {"start": ""},
    {"start": "one"},
    {"end": "99999999999999999999"},
    {"start": "999999999", "end": "1000000014"},
)


def test_a_selection_that_is_not_the_text_is_refused(
    come: Come, house: Newsroom, database: Database
) -> None:
    ana = come(house.ana)
    for wrong in WRONG:
        place = house.place("cost 41 million") | wrong
        assert ana.send("/claims", place).status_code == 422, wrong
    assert count(database, Claim) == 0


def test_a_refused_selection_is_told_to_htmx_beside_the_page(come: Come, house: Newsroom) -> None:
    place = house.place("cost 41 million") | {"exact": "other words"}
    answer = come(house.ana).send("/claims", place, HTMX)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.text


def test_the_same_form_twice_makes_one_claim(
    come: Come, house: Newsroom, database: Database
) -> None:
    ana, form = come(house.ana), house.place("cost 41 million") | {"submission_key": "double-click"}
    first, second = ana.send("/claims", form), ana.send("/claims", form)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert count(database, Claim) == 1


def test_other_words_under_an_old_key_are_a_conflict(
    come: Come, house: Newsroom, database: Database
) -> None:
    ana = come(house.ana)
    for words, status in (("cost 41 million", 303), ("Nobody", 409)):
        answer = ana.send("/claims", house.place(words), submission_key="an-old-key")
        assert answer.status_code == status
    assert count(database, Claim) == 1


@pytest.mark.parametrize("same_key", [True, False], ids=["one form", "two forms"])
def test_forms_sent_at_the_same_moment(
    app: Flask, come: Come, house: Newsroom, database: Database, *, same_key: bool
) -> None:
    """One form sent twice makes one claim and two equal answers; two forms make two."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    browsers = [come(house.ana), come(house.ana)]
    browsers[1].client = browsers[0].client.application.test_client()
    with browsers[0].client.session_transaction() as cookie:
        mine = dict(cookie)
    with browsers[1].client.session_transaction() as cookie:
        cookie.update(mine)
    barrier = threading.Barrier(2)
    answers: list[Any] = [None, None]

    def click(index: int) -> None:
        key = "one-form-twice" if same_key else f"form-number-{index}"
        barrier.wait()
        place = house.place("cost 41 million")
        answer = browsers[index].send("/claims", place, submission_key=key)
        answers[index] = (answer.status_code, answer.location)

    threads = [threading.Thread(target=click, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    paths = {browsers[0].address(f"/claims/{n}?touched=2") for n in ((1,) if same_key else (1, 2))}
    assert set(answers) == {(303, path) for path in paths}
    assert count(database, Claim) == len(paths)


def test_an_approval_clicked_twice_at_the_same_moment_is_one_approval(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        revision = room.propose(room.claim()).revision
    ed = come(house.ed)
    with ed.client.session_transaction() as cookie:
        mine = dict(cookie)
    barrier = threading.Barrier(2)
    answers: list[Any] = []

    def click() -> None:
        client = ed.client.application.test_client()
        with client.session_transaction() as cookie:
            cookie.update(mine)
        barrier.wait()
        form = {"revision": revision, "submission_key": "approve-once", "comment": ""}
        answer = client.post(ed.address("/claims/1/review/approve"), data=form)
        answers.append((answer.status_code, answer.location))

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert answers == [(303, ed.address("/claims/1?touched=0"))] * 2


def test_a_passage_is_added_adjusted_and_removed(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("cost 41 million"))
    added = ana.send("/claims/1/passages", house.place("The mayor was ill"))
    assert added.location == ana.address("/claims/1?touched=2.4")
    page = ana.page("/claims/1")
    assert marks(page, 1) == "cost 41 millionThe mayor was ill"
    [adjusting, _other] = find(page, "form[data-takes-selection]")
    path = adjusting.get("action").removeprefix(ana.address())
    moved = ana.send(path, house.place("His deputy"), revision=1)
    assert moved.location == ana.address("/claims/1?touched=2.4")
    assert marks(ana.page("/claims/1"), 1) == "The mayor was illHis deputy"
    assert ana.send(path, house.place("Nobody"), revision=1).status_code == 409
    assert ana.send(f"{path}/remove").status_code == 303
    assert ana.send(f"{path}/remove").status_code == 404
    assert marks(ana.page("/claims/1"), 1) == "The mayor was ill"


def test_of_two_who_move_a_passage_the_second_sees_both_places_and_chooses(
    come: Come, house: Newsroom
) -> None:
    ana, ed = come(house.ana), come(house.ed)
    ana.send("/claims", house.place("cost 41 million"))
    [form] = find(ana.page("/claims/1"), "form[data-takes-selection]")
    path = form.get("action").removeprefix(ana.address())
    ed.send(path, house.place("41 million"), revision=1)
    answer = ana.send(path, house.place("quay cost 41 million"), revision=1, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#panel")
    panel = parsed(answer.text)
    theirs, yours = (side.text_content() for side in find(panel, "#panel .versus-side dd"))
    assert (theirs, yours) == ("41 million", "quay cost 41 million")
    [revision] = find(panel, "form[data-takes-selection] [name='revision']")
    again = ana.send(path, house.place("quay cost 41 million"), revision=revision.get("value"))
    assert again.status_code == 303
    assert marks(ana.page("/claims/1"), 1) == "quay cost 41 million"


def test_the_last_passage_stays(come: Come, house: Newsroom, database: Database) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("cost 41 million"))
    with database.reading() as session:
        passage = session.scalars(select(Passage.id)).one()
    assert ana.send(f"/claims/1/passages/{passage}/remove").status_code == 409


def test_sentences_are_set_aside_and_taken_up_again(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    place = house.place("41 million. Nobody 😀 asked why. It opened")
    answer = ana.send("/dispositions", place, reason="opinion")
    assert answer.location == ana.address("?touched=2")
    page = ana.page()
    states = [find(page, f"#sentence-{n}")[0].get("class").split()[1] for n in (1, 2, 3, 4, 5)]
    assert states == ["is-untouched", "is-set-aside", "is-claimed", "is-set-aside", "is-outside"]
    assert "opinion" in find(page, "#sentence-2")[0].get("title")
    assert "3 of 6" in find(page, ".coverage-line")[0].text_content()
    ana.send("/dispositions/clear", house.place("The quay cost"))
    assert "2 of 6" in find(ana.page(), ".coverage-line")[0].text_content()


def test_what_cannot_be_set_aside_is_not(come: Come, house: Newsroom, database: Database) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    for words in ("asked why", "Share this"):
        answer = ana.send("/dispositions", house.place(words), reason="opinion")
        assert answer.status_code == 409
    unknown = ana.send("/dispositions", house.place("The mayor"), reason="no reason")
    assert unknown.status_code == 422
    assert count(database, Disposition) == 0


def test_undo_takes_the_mark_off_the_page(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    assert marks(ana.page(), 1) == "Nobody"
    answer = ana.send("/undo")
    assert answer.location == ana.address("/claims/1?touched=2")
    assert marks(ana.page(), 1) == ""
    assert ana.send("/undo").status_code == 409


def test_a_claim_is_split_merged_and_put_elsewhere(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    for words in ("The quay cost 41 million", "The mayor was ill"):
        ana.send("/claims", house.place(words))
    split = ana.send("/claims/1/split", statement="A half.")
    assert split.location == ana.address("/claims/3?touched=2")
    assert ana.send("/claims/3/position", position="9").status_code == 303
    rows = [row.get("data-claim") for row in find(ana.page(), "#claim-list li[data-claim]")]
    assert rows == ["1", "2", "3"]
    merged = ana.send("/claims/3/merge", into="2")
    assert merged.location == ana.address("/claims/2?touched=2.4")
    assert ana.send("/claims/1/merge", into="99").status_code == 404
    assert ana.send("/claims/1/merge", into="").status_code == 409
    for position in ("0", "", "x", "99999999999999999999"):
        assert ana.send("/claims/1/position", position=position).status_code == 422
    withdrawn = ana.page("/claims/3")
    assert "claim 2" in find(withdrawn, "#panel")[0].text_content()
    assert not withdrawn.xpath("//form[contains(@action, '/restore')]"), "it has nowhere to stand"


def test_a_split_that_fails_keeps_the_statement(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    answer = ana.send("/claims/1/split", statement="My long words.", passages=["999"])
    assert answer.status_code == 422
    assert "My long words." in answer.text


def test_what_was_recorded_can_be_read_on_the_panel(
    come: Come, house: Newsroom, database: Database
) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    ana.send("/claims/1/take")
    lines = [line.text_content() for line in find(ana.page("/claims/1"), "ol.history li")]
    assert len(lines) == 2
    assert lines[0].startswith("Ana took claim 1")
    assert lines[1].startswith("Ana marked claim 1")
    assert count(database, Event) > 2
