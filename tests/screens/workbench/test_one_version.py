"""A page that was opened before the newest version was made gets no part of that version."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.builders import HARBOUR, Newsroom
from tests.rewriting import Rewrite
from tests.screens.workbench.conftest import HTMX, Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.db import Database

HEADLINE, QUAY, CAPTION, MAYOR, SHARE = HARBOUR
SECOND = (HEADLINE, QUAY, "A paragraph that was put in.", CAPTION, MAYOR, SHARE)
FIRST_TEXT = "\n\n".join(block if isinstance(block, str) else block[1] for block in HARBOUR)
OF_1, OF_2 = ({**HTMX, "X-Version-Shown": number} for number in "12")
NOW = "The article is at version 2 now; this page shows it."


@pytest.fixture
def ana(come: Come, house: Newsroom, database: Database) -> Browser:
    """A fact-checker whose article has two claims, and a second version since a moment ago."""
    with database.writing() as session:
        room = looking_into(session, house)
        room.claim()
        room.claim("It opened in May")
        Rewrite.of(room, SECOND).make()
    return come(house.ana)


def place(words: str) -> dict[str, Any]:
    """A selection on the page of the first version."""
    start = FIRST_TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def followed(browser: Browser, path: str, fields: dict[str, Any]) -> TestResponse:
    """What htmx gets for a form that is sent from the page of the first version."""
    sent = browser.send(path, fields, OF_1)
    assert (sent.status_code, "version 2" in sent.text) == (303, False)
    return browser.client.get(sent.location, headers=OF_1)


def told(browser: Browser) -> list[str]:
    """What is said above the page that is loaded next."""
    return [said.text_content().strip() for said in find(browser.page(), "#messages .message")]


def test_a_page_tells_htmx_which_version_it_shows(ana: Browser) -> None:
    assert '"X-Version-Shown": 2}' in find(ana.page(), "body")[0].get("hx-headers:inherited")


@pytest.mark.parametrize("path", ["", "/text/0", "/claims", "/claims?status=open"])
def test_instead_of_a_part_of_a_newer_version_the_page_is_loaded_anew(
    ana: Browser, path: str
) -> None:
    answer = ana.see(path, OF_1)
    assert (answer.text, answer.headers["HX-Refresh"]) == ("", "true")
    assert told(ana) == [NOW]
    assert told(ana) == []


def test_a_claim_that_is_opened_gets_a_page_of_its_own(ana: Browser) -> None:
    answer = ana.see("/claims/2", OF_1)
    assert (answer.text, answer.headers["HX-Redirect"]) == ("", ana.address("/claims/2"))
    assert told(ana) == [NOW]


def test_what_is_sent_is_done_and_said_on_the_page_of_the_newest_version(ana: Browser) -> None:
    fields = place("Nobody 😀 asked why") | {"reason": "opinion"}
    assert followed(ana, "/dispositions", fields).headers["HX-Refresh"] == "true"
    assert told(ana) == [f"Done. {NOW}"]
    assert find(ana.page(), ".sentence.is-set-aside")
    answer = followed(ana, "/claims", place("Nobody 😀 asked why"))
    assert answer.headers["HX-Redirect"] == ana.address("/claims/3")


def test_a_selection_that_stands_no_longer_there_is_refused_with_the_reason_and_what_to_do(
    ana: Browser,
) -> None:
    answer = ana.send("/claims", place("The mayor was ill"), OF_1)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#messages")
    assert "HX-Refresh" not in answer.headers
    reason, note = find(parsed(answer.text), ".message")
    assert "do not stand there" in reason.text_content()
    assert "version 2 now; this page still shows version 1" in note.text_content()
    assert find(note, "a")[0].get("href") == ""
    assert told(ana) == []


def test_a_form_that_is_refused_keeps_its_words_and_the_newer_version_is_told_above(
    ana: Browser,
) -> None:
    fields = {"statement": "Typed at length.", "said_on": "last spring", "revision": 1}
    answer = ana.send("/claims/1", fields, OF_1)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#panel")
    page = parsed(answer.text)
    assert find(page, "textarea[name='statement']")[0].text_content().strip() == "Typed at length."
    [note] = find(page, "hx-partial[hx-target='#messages'] .message")
    assert "version 2 now; this page still shows version 1" in note.text_content()


@pytest.mark.parametrize("headers", [OF_2, HTMX])
def test_a_page_of_the_newest_version_is_changed_in_parts(
    ana: Browser, headers: dict[str, str]
) -> None:
    opened = ana.see("/claims/2", headers).text
    assert find(parsed(opened), "#panel[data-claim='2']")
    assert "<title>Claim 2 · The quay · workbench</title>" in " ".join(opened.split())
    refused = ana.send("/claims", place("The mayor was ill"), headers)
    assert len(find(parsed(refused.text), ".message")) == 1


@pytest.mark.parametrize("more", [{"HX-History-Restore-Request": "true"}, {"HX-Request": "false"}])
def test_who_asks_for_a_whole_page_gets_it(ana: Browser, more: dict[str, str]) -> None:
    assert "<html" in ana.see("", OF_1 | more).text
    assert told(ana) == []
