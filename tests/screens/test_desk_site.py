"""The settings of what readers see beside the reports."""

import re
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

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


def upload(client: FlaskClient, content: bytes) -> TestResponse:
    data = {"submission_key": new_key(), "file": (BytesIO(content), "logo.svg")}
    return client.post("/desk/site/logo", data=data, content_type="multipart/form-data")


def test_a_logo_is_shown_until_it_is_taken_away(enter: Enter) -> None:
    admin = enter(Role.ADMIN)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    assert upload(admin, svg).status_code == 303
    (path,) = re.findall(r'src="(/desks/[^"]+\.svg)"', admin.get("/desks/strand-desk/ratings").text)
    shown = admin.get(path)
    assert shown.data == svg
    assert shown.mimetype == "image/svg+xml"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in shown.headers["Cache-Control"]
    admin.post("/desk/site/logo/remove", data={"submission_key": new_key()})
    assert admin.get(path).status_code == 404
    assert "<img" not in admin.get("/desks/strand-desk/ratings").text


def test_a_file_that_is_no_picture_is_refused_beside_its_field(enter: Enter) -> None:
    answer = upload(enter(Role.ADMIN), b"hello")
    assert answer.status_code == 422
    assert "This is no SVG, PNG, JPEG or WebP picture" in answer.text
