"""The policy's page: read by everybody on the desk, changed by admins into its next version."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.screens.conftest import Desk, Enter, desk, enter
from workbench.accounts.rules import Role
from workbench.claims.rules import Priority
from workbench.db import Database
from workbench.policies.queries import current_policy, policies_of, policy_of
from workbench.policies.rules import PLAIN, Check, PolicyFields
from workbench.web.submissions import new_key

__all__ = ["desk", "enter"]


@pytest.fixture
def admin(enter: Enter) -> FlaskClient:
    return enter(Role.ADMIN)


def form(seen: int = 0, **said: Any) -> dict[str, Any]:
    plain = {"blind": "yes", "ballot": "never", "approvals": "1", "shortest_rationale": "0"}
    return {"submission_key": new_key(), "revision": seen, **plain, **said}


def holds(database: Database, desk: Desk) -> PolicyFields:
    with database.reading() as session:
        return policy_of(session, desk.id)


def test_a_viewer_reads_what_holds_and_finds_no_form(enter: Enter) -> None:
    page = enter(Role.VIEWER).get("/desk/policy").text
    assert "nothing holds a verdict up" in page
    assert "Set as the next version" not in page


def test_what_an_admin_chooses_holds_from_then_on(
    admin: FlaskClient, database: Database, desk: Desk
) -> None:
    chosen = form(second_for=["high", "low"], approvals="2", blocking=["not contacted"])
    answer = admin.post("/desk/policy", data=chosen, follow_redirects=True)
    assert "for claims of priority high, low, blind" in answer.text
    assert holds(database, desk) == PolicyFields(
        second_for=frozenset({Priority.HIGH, Priority.LOW}), approvals=2,
        blocking=frozenset({Check.NOT_CONTACTED}),
    )  # fmt: skip


def test_the_former_policy_stays_to_be_read(
    admin: FlaskClient, database: Database, desk: Desk
) -> None:
    admin.post("/desk/policy", data=form(approvals="3"))
    page = admin.post("/desk/policy", data=form(1, approvals="2"), follow_redirects=True).text
    assert "Past versions" in page
    with database.reading() as session:
        assert [each.approvals for each in policies_of(session, desk.id)] == [2, 3]


def test_the_second_of_two_admins_is_told_and_keeps_what_they_chose(
    admin: FlaskClient, database: Database, desk: Desk
) -> None:
    admin.post("/desk/policy", data=form(approvals="2"))
    answer = admin.post("/desk/policy", data=form(approvals="3"))
    assert (answer.status_code, holds(database, desk).approvals) == (409, 2)
    assert 'value="3"' in answer.text
    with database.reading() as session:
        current = current_policy(session, desk.id)
        assert current is not None
        assert f'name="revision" value="{current.version}"' in answer.text.replace("\n", " ")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"approvals": "4"}, "One to three editors"),
        ({"approvals": ""}, "how many editors"),
        ({"shortest_rationale": "-1"}, "a number of characters"),
        ({"ballot": "always"}, "Three editors vote, and this desk has 2"),
        ({"blocking": ["nothing of ours"]}, "Nothing was saved yet"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    admin: FlaskClient, database: Database, desk: Desk, said: dict[str, Any], told: str
) -> None:
    answer = admin.post("/desk/policy", data=form(**said))
    assert answer.status_code == 422
    assert told in answer.text
    assert holds(database, desk) == PLAIN


def test_sending_the_form_twice_makes_one_version(
    admin: FlaskClient, database: Database, desk: Desk
) -> None:
    sent = form(approvals="2")
    for _time in range(2):
        admin.post("/desk/policy", data=sent)
    with database.reading() as session:
        assert len(policies_of(session, desk.id)) == 1
