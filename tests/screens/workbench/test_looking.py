"""What was looked for in vain, in the browser; and what a piece of evidence is about."""

from typing import Any

import pytest

from tests.builders import Newsroom
from tests.screens.workbench.conftest import Browser, Come
from tests.screens.workbench.parsing import find, parsed
from tests.screens.workbench.test_checking import both, form_of

SOUGHT: dict[str, Any] = {
    "sought": "a permit", "places": "the city archive\r\n\r\n the  register ",
    "searched_on": "2019-05-03", "note": "By hand.", "revision": 0,
}  # fmt: skip
EVIDENCE = {"stance": "refutes", "quote": "32 million", "source_title": "Minutes",
            "source_kind": "web page", "revision": 0}  # fmt: skip


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """Ana's browser, with a first claim marked."""
    browser = come(house.ana)
    browser.send("/claims", house.place("The quay cost 41 million"))
    return browser


def record(browser: Browser) -> str:
    """Record a search; the address of its form."""
    assert browser.send("/claims/1/searches", SOUGHT).status_code == 303
    [item] = find(browser.page("/claims/1"), "#searches li.evidence")
    return f"/claims/1/searches/{item.get('id').removeprefix('search-')}"


def words_of(browser: Browser) -> str:
    [item] = find(browser.page("/claims/1"), "#searches li.evidence")
    return " ".join(item.text_content().split())


def test_a_claim_for_which_nothing_was_sought_has_one_line_about_it(ana: Browser) -> None:
    [section] = find(ana.page("/claims/1"), "#searches")
    assert not find(section, "h3")
    assert len(find(section, "summary")) == 1


def test_what_was_not_found_is_recorded_and_stands_in_the_panel(ana: Browser) -> None:
    path = record(ana)
    told = "a permit the city archive the register 3 May 2019 By hand."
    assert words_of(ana).startswith(told)
    typed = form_of(ana.page("/claims/1"), f"search-{path.rpartition('/')[2]}-form")
    assert typed["places"].split() == ["the", "city", "archive", "the", "register"]
    assert ana.send(path, SOUGHT | {"sought": "an invoice", "revision": 1}).status_code == 303
    assert words_of(ana).startswith("an invoice")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sought": " "}, "Say what you looked for."),
        ({"places": "\n \n"}, "Name one place at least."),
        ({"searched_on": "May"}, "Write a day as 2019-05-15."),
    ],
)
def test_a_search_that_cannot_be_recorded_keeps_every_word(
    ana: Browser, wrong: dict[str, str], told: str
) -> None:
    answer = ana.send("/claims/1/searches", SOUGHT | wrong)
    assert answer.status_code == 422
    [details] = find(parsed(answer.text), "#add-search")
    assert details.get("open") is not None
    assert told in find(details, ".error-summary")[0].text_content()
    assert "By hand." in details.text_content()
    assert not find(ana.page("/claims/1"), "#searches li")


def test_two_people_save_a_search_and_the_second_chooses(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    path = record(ana)
    said = SOUGHT | {"places": "the city archive\r\nthe register", "revision": 1}
    come(house.bo).send(path, said | {"note": "Twice."})
    answer = ana.send(path, said | {"note": "By eye."})
    assert answer.status_code == 409
    assert both(answer) == [{"Note": "Twice."}, {"Note": "By eye."}]


def test_a_search_is_removed_and_put_back(ana: Browser) -> None:
    path = record(ana)
    assert ana.send(f"{path}/remove").status_code == 303
    assert not find(ana.page("/claims/1"), "#searches li")
    assert ana.send(f"{path}/remove").status_code == 404
    assert ana.send("/undo").status_code == 303
    assert words_of(ana).startswith("a permit")


def test_evidence_about_words_that_are_not_there_keeps_what_was_typed(ana: Browser) -> None:
    answer = ana.send("/claims/1/evidence", EVIDENCE | {"about": "42 million"})
    assert answer.status_code == 422
    [details] = find(parsed(answer.text), "#add-evidence")
    assert "The claim’s statement has no such words." in details.text_content()
    typed = form_of(parsed(answer.text), "add-evidence-form-1")
    assert (typed["about"], typed["quote"]) == ("42 million", "32 million")
    assert not find(ana.page("/claims/1"), "#evidence li.evidence")


def test_the_panel_tells_what_evidence_is_about_and_when_it_stands_no_more(ana: Browser) -> None:
    assert ana.send("/claims/1/evidence", EVIDENCE | {"about": "41 million"}).status_code == 303
    [item] = find(ana.page("/claims/1"), "#evidence li.evidence")
    assert "About “41 million”" in item.text_content()
    assert "stand in the statement no more" not in item.text_content()
    said = {"statement": "It was dear.", "kind": "fact", "priority": "normal", "revision": 1}
    assert ana.send("/claims/1", said).status_code == 303
    page = ana.page("/claims/1")
    [item] = find(page, "#evidence li.evidence")
    assert "stand in the statement no more" in item.text_content()
    name = item.get("id")
    path, form = f"/claims/1/{name.replace('-', '/')}", form_of(page, f"{name}-form")
    assert ana.send(path, form | {"note": "As before."}).status_code == 303
    refused = ana.send(path, form | {"about": "42 million", "revision": 2})
    assert refused.status_code == 422
    assert "has no such words" in refused.text
