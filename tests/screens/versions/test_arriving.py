"""The article comes once more: what is equal is told so, what differs becomes a draft."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from tests.builders import HARBOUR, Newsroom
from tests.screens.versions.conftest import REWRITTEN, Drafted, as_text, draft_id_of
from tests.screens.workbench.conftest import Browser, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.articles.draft_blocks import blocks_from_json
from workbench.articles.incoming import Incoming
from workbench.articles.models import VersionDraft
from workbench.db import Database
from workbench.intake.fetching.errors import FetchTimedOut


def drafts(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(VersionDraft.id))) or 0


def test_equal_text_makes_no_draft_and_says_so(ana: Browser, database: Database) -> None:
    answer = ana.send("/versions/new", {"text": as_text(HARBOUR), "url": ""})
    assert answer.location == ana.address("/versions")
    assert "Nothing changed since version 1." in ana.see("/versions").text
    assert drafts(database) == 0


def test_text_that_differs_becomes_a_draft_in_which_blocks_stay_what_they_were(
    ana: Browser, database: Database
) -> None:
    answer = ana.send("/versions/new", {"text": as_text(REWRITTEN), "url": ""})
    with database.reading() as session:
        draft = session.get_one(VersionDraft, draft_id_of(answer.location))
        kinds = [block.kind for block in blocks_from_json(draft.blocks)]
    assert kinds == ["headline", "paragraph", "caption", "paragraph", "boilerplate"]
    assert (draft.origin, draft.original_name) == ("pasted", "pasted.txt")
    assert draft.original_sha256


def test_the_same_text_once_more_leads_to_the_draft_that_waits(
    ana: Browser, database: Database
) -> None:
    form = {"text": as_text(REWRITTEN), "url": ""}
    first, second = ana.send("/versions/new", form), ana.send("/versions/new", form)
    assert first.location == second.location
    assert drafts(database) == 1


@pytest.fixture
def sent(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends to its database, in order."""
    engine, statements = app.extensions["workbench.database"].engine, []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_drafts_that_wait_are_not_read_while_others_wait_to_write(
    ana: Browser, drafted: Drafted, sent: list[str]
) -> None:
    drafted()
    ana.send("/versions/new", {"text": as_text((*REWRITTEN, "It is loud there.")), "url": ""})
    [begun] = [at for at, statement in enumerate(sent) if "INTO submissions" in statement]
    reading = ["FROM version_drafts" in statement for statement in sent]
    assert any(reading[:begun])
    assert not any(reading[begun:])


def test_a_file_can_be_the_new_version(ana: Browser, database: Database) -> None:
    file = (BytesIO(as_text(REWRITTEN).encode()), "quay.txt")
    answer = ana.send("/versions/new", {"text": "", "url": "", "files": file})
    with database.reading() as session:
        draft = session.get_one(VersionDraft, draft_id_of(answer.location))
    assert (draft.origin, draft.original_name) == ("uploaded", "quay.txt")


def test_nothing_at_all_gives_the_form_back(ana: Browser) -> None:
    answer = ana.send("/versions/new", {"text": "", "url": ""})
    assert answer.status_code == 422
    assert "Paste a text here" in answer.text


def test_one_file_can_be_chosen_and_for_an_import_several(ana: Browser) -> None:
    one, several = ana.page("/versions/new"), parsed(ana.client.get("/articles/new").text)
    labels = [find(page, "label[for='files']")[0].text_content() for page in (one, several)]
    assert labels == ["File", "Files"]
    assert [len(find(page, "#files[multiple]")) for page in (one, several)] == [0, 1]
    assert [len(find(page, "[data-too-many]")) for page in (one, several)] == [0, 1]


def test_two_files_are_refused_for_a_version_has_one_text(ana: Browser) -> None:
    files = [(BytesIO(b"one"), "one.txt"), (BytesIO(b"two"), "two.txt")]
    answer = ana.send("/versions/new", {"text": "", "url": "", "files": files})
    assert answer.status_code == 422
    assert "a version has one text" in answer.text


def test_what_cannot_be_read_gives_the_form_back_with_what_was_typed(ana: Browser) -> None:
    answer = ana.send("/versions/new", {"text": "", "url": "ftp://example.org/quay"})
    assert answer.status_code == 422
    field = find(parsed(answer.text), "[name='url']")[0]
    assert field.get("value") == "ftp://example.org/quay"


@pytest.fixture
def found_at(monkeypatch: pytest.MonkeyPatch, house: Newsroom, database: Database) -> list[str]:
    """What stands at the article's address; empty: nothing answers there."""
    texts: list[str] = []

    def fetch(url: str, **_agent: str) -> Incoming:
        if not texts:
            raise FetchTimedOut
        return Incoming(texts[-1].encode(), media_type="text/plain", url=url)

    monkeypatch.setattr("workbench.screens.versions.arriving.fetched", fetch)
    with database.writing() as session:
        looking_into(session, house).article.url = "https://example.org/quay"
    return texts


def test_looking_at_the_address_tells_when_nothing_changed(
    ana: Browser, found_at: list[str]
) -> None:
    found_at.append(as_text(HARBOUR))
    assert ana.send("/versions/watch").location == ana.address("/versions")
    assert "Nothing changed since version 1." in ana.see("/versions").text


def test_looking_at_the_address_makes_a_draft_when_the_text_differs_and_only_one(
    ana: Browser, found_at: list[str], database: Database
) -> None:
    found_at.append(as_text(REWRITTEN))
    first, second = ana.send("/versions/watch"), ana.send("/versions/watch")
    assert draft_id_of(first.location) == draft_id_of(second.location)
    with database.reading() as session:
        assert session.scalars(select(VersionDraft)).one().origin == "fetched"


def test_an_address_that_does_not_answer_is_said(ana: Browser, found_at: list[str]) -> None:
    assert found_at == []
    answer = ana.send("/versions/watch")
    assert answer.status_code == FetchTimedOut.status
    assert str(FetchTimedOut()) in answer.text


def test_an_article_without_an_address_says_what_to_do_instead(ana: Browser) -> None:
    answer = ana.send("/versions/watch")
    assert answer.status_code == 422
    assert "Paste the text as a new version" in answer.text
