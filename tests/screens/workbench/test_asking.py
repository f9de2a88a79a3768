"""The contact log in the browser: whom the desk asked, what came of it, and the answer's file."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.builders import Newsroom
from tests.screens.workbench.conftest import Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from tests.screens.workbench.test_checking import both, form_of
from workbench.db import Database
from workbench.evidence.contacts import file_of
from workbench.evidence.queries import contacts_of

ASKED: dict[str, Any] = {
    "whom": "The mayor", "means": "letter", "asked_on": "2019-05-03", "state": "waiting",
    "question": "What did it cost?", "due_on": "2019-05-10", "revision": 0,
}  # fmt: skip


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """Ana's browser, with a first claim marked."""
    browser = come(house.ana)
    browser.send("/claims", house.place("The quay cost 41 million"))
    return browser


def log(browser: Browser, **said: str) -> str:
    """Log a contact; the address of its form."""
    assert browser.send("/claims/1/contacts", ASKED | said).status_code == 303
    item = find(browser.page("/claims/1"), "#contacts li.evidence")[-1]
    return f"/claims/1/contacts/{item.get('id').removeprefix('contact-')}"


def words_of(browser: Browser) -> str:
    [item] = find(browser.page("/claims/1"), "#contacts li.evidence")
    return " ".join(item.text_content().split())


def send_file(browser: Browser, path: str, content: bytes, name: str) -> TestResponse:
    answer = browser.send(f"{path}/file", {"file": (BytesIO(content), name)})
    answer.request.input_stream.close()  # which a request that is too large leaves to its garbage
    return answer


def test_a_claim_that_nobody_was_asked_about_has_one_line_about_it(ana: Browser) -> None:
    [section] = find(ana.page("/claims/1"), "#contacts")
    assert not find(section, "h3")
    [line, *_within] = find(section, "summary")
    assert line.text_content().strip() == "Log whom you asked"


def test_a_contact_is_logged_and_stands_in_the_panel(ana: Browser) -> None:
    log(ana, wording="We asked the mayor on 3 May.")
    words = words_of(ana)
    assert words.startswith("Overdue The mayor Letter, 3 May 2019 deadline 10 May 2019")
    assert "We asked the mayor on 3 May." in words


def test_an_answer_is_logged(ana: Browser) -> None:
    path = log(ana)
    answered = ASKED | {"state": "answered", "answer": "32 <million>", "revision": 1}
    assert ana.send(path, answered | {"answered_on": "2019-05-12"}).status_code == 303
    words = words_of(ana)
    assert words.startswith("Answered The mayor Letter, 3 May 2019 answer of 12 May 2019")
    assert "32 <million>" in words


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"whom": " "}, "Name the person or the office."),
        ({"asked_on": ""}, "Give the day."),
        ({"asked_on": "2019-05"}, "Write a day as 2019-05-15."),
        ({"due_on": "2019-02-30"}, "Write a day as 2019-05-15."),
        ({"due_on": "2019-05-02"}, "The deadline is before the day of asking."),
        ({"answer": "32 million"}, "There is an answer."),
        ({"answered_on": "2019-05-12"}, "There is an answer."),
        ({"means": "pigeon"}, "could not coerce"),
    ],
)
def test_a_contact_that_cannot_be_logged_keeps_every_word(
    ana: Browser, wrong: dict[str, str], told: str
) -> None:
    answer = ana.send("/claims/1/contacts", ASKED | wrong)
    assert answer.status_code == 422
    page = parsed(answer.text)
    [details] = find(page, "#add-contact")
    assert details.get("open") is not None
    assert told in find(details, ".error-summary")[0].text_content()
    typed: dict[str, Any] = form_of(page, "add-contact-form-1")
    kept = {
        k: v for k, v in (ASKED | wrong).items() if k not in {"revision", "means"} and v.strip()
    }
    assert {k: typed[k] for k in kept} == kept
    assert not find(ana.page("/claims/1"), "#contacts li")


def test_two_people_save_a_contact_and_the_second_chooses(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    path = log(ana)
    come(house.bo).send(path, ASKED | {"question": "By whom?", "revision": 1})
    answer = ana.send(path, ASKED | {"question": "When?", "revision": 1})
    assert answer.status_code == 409
    assert both(answer) == [{"What was asked": "By whom?"}, {"What was asked": "When?"}]
    name = path.rpartition("/")[2]
    again = form_of(parsed(answer.text), f"contact-{name}-form")
    assert ana.send(path, again).status_code == 303
    assert "When?" in words_of(ana)


def test_a_contact_is_removed_and_put_back(ana: Browser) -> None:
    path = log(ana)
    assert ana.send(f"{path}/remove").status_code == 303
    assert not find(ana.page("/claims/1"), "#contacts li")
    assert ana.send(f"{path}/remove").status_code == 404
    assert ana.send("/undo").status_code == 303
    assert "The mayor" in words_of(ana)


def test_a_split_offers_contacts_and_keeps_what_was_ticked_when_it_fails(ana: Browser) -> None:
    number = log(ana).rpartition("/")[2]
    refused = ana.send("/claims/1/split", statement=" ", contacts=[number])
    [tick] = find(parsed(refused.text), "input[name='contacts']")
    assert (tick.get("value"), tick.get("checked")) == (number, "checked")
    assert ana.send("/claims/1/split", statement="A half.", contacts=[number]).status_code == 303
    assert not find(ana.page("/claims/1"), "#contacts li")
    assert find(ana.page("/claims/2"), f"#contact-{number}")


def test_the_file_of_an_answer_is_kept_and_taken_away_as_a_file(ana: Browser) -> None:
    path = log(ana)
    page = b"<!doctype html><html><body><script>alert(1)</script><p>Yes.</p>"
    assert send_file(ana, path, page, "../../answer.html").status_code == 303
    assert "“answer.html” is kept. By its content: web page." in ana.see("/claims/1").text
    assert "answer.html web page" in words_of(ana)
    found = ana.see(f"{path}/file")
    assert found.data == page
    assert found.mimetype == "application/octet-stream"
    assert found.headers["Content-Disposition"] == "attachment; filename=answer.html"
    assert "sandbox" in found.headers["Content-Security-Policy"]
    assert found.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_what_its_content_says_and_its_name_hides_nothing(ana: Browser) -> None:
    path = log(ana)
    assert send_file(ana, path, b"%PDF-1.7 and more", "letter\u202efdp.exe").status_code == 303
    assert "letter fdp.exe PDF" in words_of(ana)


def test_a_file_that_a_dossier_named_is_not_here_until_somebody_keeps_it(
    ana: Browser, house: Newsroom, database: Database
) -> None:
    """Whoever writes a digest into a dossier opens no file of the store with it."""
    path = log(ana)
    send_file(ana, path, b"Yes.", "letter.txt")
    with database.writing() as session:
        [contact] = contacts_of(session, looking_into(session, house).again(1))
        contact.file_from_dossier = True
    assert "letter.txt, kept elsewhere" in words_of(ana)
    assert not find(ana.page("/claims/1"), "#contacts a[download]")
    assert "kept elsewhere" in ana.see(f"{path}/file").text
    send_file(ana, path, b"Yes.", "letter.txt")
    assert ana.see(f"{path}/file").data == b"Yes."


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [(b"", 422, "empty"), (b"x" * (20 * 2**20 + 1), 413, "larger than 20 MB")],
    ids=["empty", "too large"],
)
def test_a_file_that_is_none_is_not_kept(
    ana: Browser, content: bytes, status: int, told: str
) -> None:
    path = log(ana)
    answer = send_file(ana, path, content, "answer.txt")
    assert answer.status_code == status
    assert told in answer.text
    assert ana.see(f"{path}/file").status_code == 404


def test_a_missing_file_is_asked_for_where_it_is_missing(ana: Browser) -> None:
    path = log(ana)
    answer = ana.send(f"{path}/file")
    assert answer.status_code == 422
    assert "Choose a file." in find(parsed(answer.text), "#contacts")[0].text_content()


def test_a_file_sent_twice_is_kept_once(ana: Browser, house: Newsroom, database: Database) -> None:
    path = log(ana)
    for _again in range(2):
        answer = ana.send(
            f"{path}/file", {"file": (BytesIO(b"Yes."), "a.txt")}, submission_key="the same key"
        )
        assert answer.status_code == 303
    with database.reading() as session:
        room = looking_into(session, house)
        [contact] = contacts_of(session, room.again(1))
        assert file_of(contact).name == "a.txt"
        kept = [e for e in find(ana.page("/claims/1"), ".history li") if "file" in e.text_content()]
        assert len(kept) == 1


def test_while_a_verdict_waits_an_answer_is_logged_and_its_wording_stands(
    ana: Browser, house: Newsroom, database: Database
) -> None:
    path = log(ana, wording="We asked the mayor.")
    with database.writing() as session:
        room = looking_into(session, house)
        room.propose(room.again(1))
    [wording] = find(ana.page("/claims/1"), f"#contact-{path.rpartition('/')[2]} textarea")[2:]
    assert wording.get("readonly") is not None
    answered = ASKED | {"state": "answered", "answer": "No.", "revision": 1}
    assert ana.send(path, answered | {"wording": "We asked the mayor."}).status_code == 303
    refused = ana.send(path, answered | {"wording": "He said no.", "revision": 2})
    assert refused.status_code == 409
    assert "stands still" in refused.text
