"""Two people write one thing: both are joined, shown word by word, and saved by who read it."""

from typing import Any

import pytest

from tests.builders import Newsroom
from tests.screens.workbench.conftest import Browser, Come
from tests.screens.workbench.parsing import find, parsed
from tests.screens.workbench.test_checking import form_of, rating
from workbench.db import Database

BASE = "The quay cost 41 million. It opened in May."
THEIRS = "The quay cost 42 million. It opened in May."
YOURS = "The quay cost 41 million. It opened in May. Nobody asked why."
JOINED = "The quay cost 42 million. It opened in May. Nobody asked why."
VERDICT, CLAIM = "verdict-form", "claim-form-1"


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """Ana's browser, with a first claim that has a statement and a draft of a verdict."""
    browser = come(house.ana)
    browser.send("/claims", house.place("The quay cost 41 million"))
    browser.send("/claims/1/verdict", {"rationale": BASE, "revision": 0})
    browser.send("/claims/1", form_of(browser.page("/claims/1"), CLAIM) | {"statement": BASE})
    return browser


def opened(browser: Browser, form_id: str, **typed: Any) -> dict[str, Any]:
    """A form as the page has it, and what was typed into it since."""
    return {**form_of(browser.page("/claims/1"), form_id), **typed}


def marked(page: Any, side: int) -> dict[str, list[str]]:
    """Which words of a side are marked as taken out and put in."""
    [part] = find(page, ".versus-side")[side : side + 1]
    return {
        tag: [each.text_content().strip() for each in find(part, tag)] for tag in ("del", "ins")
    }


@pytest.mark.parametrize(
    ("form_id", "address", "field"),
    [(VERDICT, "/claims/1/verdict", "rationale"), (CLAIM, "/claims/1", "statement")],
)
def test_what_two_people_wrote_is_marked_and_joined_and_saved_by_who_read_it(
    ana: Browser, come: Come, house: Newsroom, form_id: str, address: str, field: str
) -> None:
    bo = come(house.bo)
    yours = opened(ana, form_id, **{field: YOURS})
    bo.send(address, opened(bo, form_id, **{field: THEIRS}))
    late = ana.send(address, yours)
    page = parsed(late.text)
    assert late.status_code == 409
    assert marked(page, 0) == {"del": ["41"], "ins": ["42"]}
    assert marked(page, 1) == {"del": [], "ins": ["Nobody", "asked why."]}  # a negation stands out
    assert JOINED in find(page, ".versus-side")[2].text_content()
    again = form_of(page, form_id)
    assert again[field] == YOURS

    joined = ana.send(address, again, join="1")
    assert joined.status_code == 422
    assert "Both are joined in the form below." in joined.text
    assert opened(ana, form_id)[field] == THEIRS  # nothing is saved by that
    form = form_of(parsed(joined.text), form_id)
    assert form[field] == JOINED
    assert ana.send(address, form).status_code == 303
    assert opened(ana, form_id)[field] == JOINED


def test_what_was_typed_after_the_conflict_was_shown_is_joined_too(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    bo = come(house.bo)
    yours = opened(ana, CLAIM, statement=YOURS)
    bo.send("/claims/1", opened(bo, CLAIM, statement=THEIRS))
    again = form_of(parsed(ana.send("/claims/1", yours).text), CLAIM)
    more = f"{YOURS} It was dear."
    joined = ana.send("/claims/1", again, join="1", statement=more)
    assert form_of(parsed(joined.text), CLAIM)["statement"] == f"{JOINED} It was dear."


def test_where_both_changed_the_same_words_both_stand_to_be_chosen_from(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    bo = come(house.bo)
    yours = opened(ana, CLAIM, statement=BASE.replace("41", "43"))
    bo.send("/claims/1", opened(bo, CLAIM, statement=THEIRS))
    page = parsed(ana.send("/claims/1", yours).text)
    [conflict] = find(page, ".versus-side .both-changed")
    assert conflict.text_content() == "Both changed: 42 / 43"
    joined = ana.send("/claims/1", form_of(page, CLAIM), join="1")
    assert "1 place was changed by both of you" in joined.text
    assert form_of(parsed(joined.text), CLAIM)["statement"] == BASE.replace("41", "42 / 43")


def test_a_choice_that_only_the_other_changed_is_theirs(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    bo = come(house.bo)
    chosen = str(rating(database, house))
    yours = opened(ana, VERDICT, rationale=YOURS)
    bo.send("/claims/1/verdict", opened(bo, VERDICT, rating=chosen))
    again = form_of(parsed(ana.send("/claims/1/verdict", yours).text), VERDICT)
    joined = form_of(parsed(ana.send("/claims/1/verdict", again, join="1").text), VERDICT)
    assert (joined["rating"], joined["rationale"]) == (chosen, YOURS)


def test_a_form_that_does_not_tell_what_it_began_with_shows_both_texts_alone(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    bo = come(house.bo)
    yours = opened(ana, CLAIM, statement=YOURS)
    bo.send("/claims/1", opened(bo, CLAIM, statement=THEIRS))
    del yours["base"]
    late = ana.send("/claims/1", yours)
    assert (late.status_code, len(find(parsed(late.text), ".versus-side"))) == (409, 2)
