"""The settings of what readers see beside the reports."""

import re

from flask.testing import FlaskClient

from tests.screens.conftest import Enter
from workbench.accounts.rules import Role
from workbench.web.submissions import new_key


def save(client: FlaskClient, revision: int = 1, **words: str) -> tuple[int, str]:
    data = {"submission_key": new_key(), "revision": str(revision), **words}
    answer = client.post("/desk/site", data=data)
    return answer.status_code, answer.text


def test_an_admin_writes_what_readers_see(enter: Enter) -> None:
    admin = enter(Role.ADMIN)
    assert save(admin, funding="By readers.")[0] == 303
    assert "By readers." in admin.get("/desks/strand-desk/funding").text
    assert "By readers." in admin.get("/desk/site").text


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(enter: Enter) -> None:
    status, page = save(enter(Role.ADMIN), accent="#ffcc00", about="Long words.")
    assert status == 422
    assert "a contrast of 1.44 to 1" in page
    assert "Long words." in page


def test_the_second_of_two_admins_keeps_the_words(enter: Enter) -> None:
    admin = enter(Role.ADMIN)
    save(admin, staff="Ana")
    status, page = save(admin, staff="Sam")
    assert status == 409
    assert re.search(r"Saved by somebody else.*Ana.*Yours, not saved yet.*Sam", page, re.DOTALL)


def test_a_preview_stores_nothing(enter: Enter) -> None:
    admin = enter(Role.ADMIN)
    shown = admin.post("/desk/site/preview", data={"contact": "**Write** to us."})
    assert "<strong>Write</strong> to us." in shown.text
    assert admin.get("/desks/strand-desk/contact").status_code == 404
