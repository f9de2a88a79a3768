"""What is typed and not sent is kept: by tab, for its person alone, until it is sent."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.screens.conftest import Desk, Enter
from workbench.accounts import kept_words
from workbench.accounts.models import KeptWords
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.web.submissions import new_key

FORM = "/sources/new"
TITLE = "Minutes of the harbour council"


class Tab:
    """A tab of somebody's browser with a form in it."""

    def __init__(self, client: FlaskClient, desk: Desk, role: Role, name: str) -> None:
        member = desk.people[role]
        self.client, self.name, self.typed, self.key = client, name, 0, new_key()
        self.headers = {"X-Keeps-For": f"{member.desk_id}-{member.person_id}"}

    def types(self, title: str, **more: Any) -> int:
        """Type into the form; the answer's status."""
        self.typed += 1
        sent = {
            "tab": self.name, "typed": self.typed, "page": FORM, "key": self.key,
            "words": json.dumps([["title", title], ["kind", "web page"]]), **more,
        }  # fmt: skip
        return self.client.put(f"/kept{FORM}", json=sent, headers=self.headers).status_code

    def finds(self, under: str = FORM) -> list[str]:
        """The words that a new page would be told of, the latest first."""
        answer = self.client.get("/kept.json", query_string={"under": under}, headers=self.headers)
        return [dict(json.loads(row["words"]))["title"] for row in answer.get_json()]

    def sends(self, words: str, **more: str) -> int:
        """Send the form."""
        data = {"title": words, "kind": "web page", "submission_key": self.key, **more}
        return self.client.post(FORM, data=data).status_code


@pytest.fixture
def tab(desk: Desk, enter: Enter) -> Tab:
    return Tab(enter(Role.FACT_CHECKER), desk, Role.FACT_CHECKER, "one")


@pytest.fixture
def other(desk: Desk, enter: Enter) -> Tab:
    """Another browser of the same person."""
    return Tab(enter(Role.FACT_CHECKER), desk, Role.FACT_CHECKER, "other")


def test_what_is_typed_is_there_in_another_browser(tab: Tab, other: Tab) -> None:
    assert tab.types("Min") == 204
    assert tab.types(TITLE) == 204
    assert other.finds() == [TITLE]


def test_words_that_come_late_do_not_take_the_place_of_later_ones(tab: Tab) -> None:
    tab.types(TITLE, typed=7)
    tab.types("Min", typed=6)
    assert tab.finds() == [TITLE]


def test_of_two_tabs_neither_loses_its_words_and_the_last_comes_first(tab: Tab, other: Tab) -> None:
    tab.types("Of the first tab.")
    other.types("Of the second.")
    assert tab.finds() == ["Of the second.", "Of the first tab."]


def test_what_is_sent_late_was_typed_when_it_was_typed(tab: Tab, other: Tab) -> None:
    tab.types("Typed last.")
    other.types("Typed first.", age=60.5)
    assert tab.finds() == ["Typed last.", "Typed first."]


def test_words_that_another_tab_took_over_are_not_there_twice(tab: Tab, other: Tab) -> None:
    tab.types("Min")
    other.types(TITLE, instead=["one"])
    assert tab.finds() == [TITLE]


def test_what_was_sent_is_kept_no_more_and_what_another_tab_has_is(tab: Tab, other: Tab) -> None:
    tab.types(TITLE)
    other.types("Of the second.")
    assert tab.sends(TITLE) == 303
    assert other.finds() == ["Of the second."]


def test_a_form_that_was_drawn_anew_names_the_words_that_it_sends(tab: Tab) -> None:
    tab.types(TITLE)
    tab.key = new_key()
    assert tab.sends(TITLE, kept_as=f"one {FORM}") == 303
    assert tab.finds() == []


def test_a_refusal_leaves_the_words(tab: Tab) -> None:
    tab.types(TITLE)
    assert tab.sends("") == 422
    assert tab.finds() == [TITLE]


def test_words_that_come_after_they_were_sent_do_not_come_back(tab: Tab) -> None:
    tab.types("Min")
    tab.sends(TITLE)
    assert tab.types(TITLE) == 204
    assert tab.finds() == []


def test_nobody_else_finds_them(tab: Tab, desk: Desk, enter: Enter) -> None:
    tab.types(TITLE)
    admin = Tab(enter(Role.ADMIN), desk, Role.ADMIN, "admin")
    assert admin.finds() == []
    assert TITLE not in admin.client.get("/kept").text
    admin.client.delete(f"/kept{FORM}?tab=one", headers=admin.headers)
    assert tab.finds() == [TITLE]


def test_a_page_of_who_was_here_before_keeps_nothing_for_who_is_here_now(
    tab: Tab, desk: Desk, enter: Enter
) -> None:
    tab.client = enter(Role.ADMIN)
    assert tab.types(TITLE) == 409
    assert Tab(tab.client, desk, Role.ADMIN, "admin").finds() == []


def test_they_are_found_under_the_path_above_and_not_beside_it(tab: Tab) -> None:
    tab.types(TITLE)
    assert tab.finds("/sources") == [TITLE]
    assert tab.finds("/source") == []


def test_their_page_shows_them_until_they_are_discarded(tab: Tab) -> None:
    tab.types(TITLE)
    assert TITLE in tab.client.get("/kept").text
    tab.types(TITLE, words=json.dumps([["reason", "Both readers overlook the annex."]]))
    assert "Both readers overlook the annex." in tab.client.get("/kept").text
    given = {"form": FORM, "tab": "one", "submission_key": new_key()}
    tab.client.post("/kept/discard", data=given)
    assert TITLE not in tab.client.get("/kept").text


@pytest.mark.parametrize(
    "odd",
    [
        {"words": "{oops"}, {"words": "[]"}, {"words": None}, {"tab": ""}, {"typed": "7"},
        {"typed": -1},
        {"words": json.dumps([["title", "x" * kept_words.LONGEST_WORDS]])},
    ],
)  # fmt: skip
def test_what_is_no_form_or_too_much_is_refused(tab: Tab, odd: dict[str, Any]) -> None:
    assert tab.types(TITLE, **odd) == 422
    assert tab.finds() == []


def test_odd_letters_are_kept(tab: Tab) -> None:
    assert tab.types("\0 and \ud800 half", base="\0\ud800", revision="\ud800") == 204
    assert tab.finds() == ["\0 and \ud800 half"]
    assert "half" in tab.client.get("/kept").text


def test_so_many_forms_are_kept_and_no_more(
    tab: Tab, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_words, "MOST_FORMS", 1)
    tab.types("Min")
    tab.name = "two"
    assert tab.types(TITLE) == 422
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(KeptWords)) == 1


def test_passwords_are_not_kept(tab: Tab) -> None:
    words = json.dumps([["title", TITLE], ["password", "four words"]])
    tab.types("", words=words)
    answer = tab.client.get("/kept.json", query_string={"under": FORM}, headers=tab.headers)
    assert "four words" not in answer.text
