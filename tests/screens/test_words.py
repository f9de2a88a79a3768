"""The words of a piece of evidence, chosen in a snapshot of its source beside the claim."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.intake.pdf_file import column, pdf_file
from tests.screens.conftest import (
    CountQueries,
    Desk,
    Enter,
    count_queries,
    new_article,
    new_claim,
    new_proposal,
    new_source,
)
from workbench.accounts.rules import Role
from workbench.claims.rules import Status
from workbench.config import Settings
from workbench.db import Database
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.sources.keeping import delete_snapshot, keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.taking import take
from workbench.storage.files import FileStore
from workbench.web.submissions import new_key

__all__ = ["count_queries"]

MINUTES = (
    "Minutes 😀 of May.\n\nThe council approves 32 million.\n\nNobody spoke against § 5 of it."
)
APPROVES = "The council approves 32 million."
AT = MINUTES.index(APPROVES)


@dataclass
class Work:
    """A fact-checker before a piece of evidence whose source has a snapshot."""

    client: FlaskClient
    database: Database
    claim: str
    evidence_id: int
    snapshot_id: int

    @property
    def piece(self) -> str:
        """The address of the piece."""
        return f"{self.claim}/evidence/{self.evidence_id}"

    @property
    def page(self) -> str:
        """The address of the page, for the snapshot."""
        return f"{self.piece}/words/{self.snapshot_id}"

    def send(self, act: str = "", **fields: Any) -> TestResponse:
        """Press a button of the form."""
        typed = {"stance": "refutes", "quote": "", "locator": "", "note": "", "revision": 1}
        form = {"submission_key": new_key(), **typed, **fields}
        return self.client.post(f"{self.page}{act}", data=form)

    def select(self, start: int, end: int, exact: str, **fields: Any) -> TestResponse:
        """Press the button of the bar, with these words selected."""
        return self.send("/take", start=start, end=end, exact=exact, **fields)

    def saved(self) -> Evidence:
        """What the database has of the piece."""
        with self.database.reading() as session:
            return session.get_one(Evidence, self.evidence_id)


def work(
    database: Database,
    desk: Desk,
    files: FileStore,
    client: FlaskClient,
    quote: str = "",
    content: bytes = MINUTES.encode(),
) -> Work:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        source, by = new_source(session, desk), desk.actor()
        piece = add_evidence(
            session, claim=claim, source=source, fields=EvidenceFields(Stance.REFUTES, quote), by=by
        )
        taken = take(content, name="minutes.txt", files=files)
        kept = keep_snapshot(session, source=source, taken=taken, by=by)
        address = f"/articles/{claim.article_id}/claims/{claim.number}"
        return Work(client, database, address, piece.id, kept.id)


@pytest.fixture
def files(settings: Settings) -> FileStore:
    """The store of the site."""
    return FileStore(settings.files)


@pytest.fixture
def here(enter: Enter, database: Database, desk: Desk, files: FileStore) -> Work:
    """A piece that quotes nothing yet."""
    return work(database, desk, files, enter())


def test_the_claim_leads_to_its_words_and_they_to_the_snapshot(here: Work) -> None:
    assert f'href="{here.piece}/words"' in here.client.get(here.claim).text
    answer = here.client.get(f"{here.piece}/words")
    assert (answer.status_code, answer.location) == (303, here.page)
    page = here.client.get(here.page).text
    assert "The quay cost 41 million." in page
    assert 'data-start="19" data-end="51" tabindex="-1">The council approves' in page


def test_words_that_are_selected_come_into_the_form_with_their_place(here: Work) -> None:
    page = here.select(AT, AT + len(APPROVES), APPROVES).text
    assert f">\r\n{APPROVES}</textarea>" in page
    assert 'value="para. 2"' in page
    assert "Verbatim" in page
    assert "took the place" not in page
    told = re.findall(r'hx-target="#told"[^>]*>([^<]*)<', page)
    assert " ".join(told[0].split()) == "Quote filled. 5 words. para. 2. Verbatim."
    assert here.saved().quote == ""


def test_a_selection_may_span_paragraphs_and_come_with_the_line_ends_of_a_browser(
    here: Work,
) -> None:
    exact = MINUTES[AT : AT + 40]
    page = here.select(AT, AT + 40, exact.replace("\n", "\r\n")).text
    assert "The council approves 32 million.\n\nNobody" in page.replace("\r", "")
    assert 'value="para. 2–3"' in page


def test_what_was_typed_is_told_when_selected_words_take_its_place(here: Work) -> None:
    page = here.select(AT, AT + len(APPROVES), APPROVES, quote="By heart", locator="somewhere").text
    assert "The words selected took the place of these" in page
    assert 'data-quote="By heart" data-locator="somewhere"' in page


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (AT + 1, AT + 1 + len(APPROVES), APPROVES),  # as JavaScript would count, behind an emoji
        (AT, AT + len(APPROVES), APPROVES.replace("32", "42")),
        (len(MINUTES) - 3, len(MINUTES) + 3, MINUTES[-3:]),
        (18, 20, "\n\n"),
        (5, 2, ""),
        ("", "", ""),
    ],
)
def test_words_are_never_taken_from_where_they_do_not_stand(
    here: Work, start: Any, end: Any, exact: str
) -> None:
    answer = here.select(start, end, exact)
    assert answer.status_code == 422
    assert "select" in answer.text
    assert "quote-fields" not in answer.text


def test_typed_words_are_looked_for_and_the_place_comes_into_an_empty_field(here: Work) -> None:
    page = here.send("/look", quote="the council approves 42 million", note="kept").text
    assert "A number differs." in page
    assert 'value="para. 2"' in page
    assert '<mark class="is-quoted">The council approves 32 million</mark>' in page
    assert ">\r\nkept</textarea>" in page


def test_a_place_that_was_typed_stays(here: Work) -> None:
    assert 'value="verso"' in here.send("/look", quote=APPROVES, locator="verso").text


def test_words_that_are_not_there_are_said_not_to_be(here: Work) -> None:
    page = here.send("/look", quote="The harbour master resigned in tears.").text
    assert "Not found" in page
    assert "is-quoted" not in page
    assert "Type or paste the words first." in here.send("/look").text


def test_saving_notes_the_words_and_the_snapshot_and_leads_back_to_the_claim(here: Work) -> None:
    answer = here.send(quote=APPROVES, locator="para. 2", note="See there.", stance="supports")
    assert answer.location == f"{here.claim}#evidence-{here.evidence_id}"
    saved = here.saved()
    assert (saved.stance, saved.quote, saved.locator, saved.note, saved.snapshot_id) == (
        "supports", APPROVES, "para. 2", "See there.", here.snapshot_id,
    )  # fmt: skip
    claim = here.client.get(here.claim).text
    assert ">in the snapshot</a>" in claim
    assert "<span>para. 2</span>" in claim


def test_evidence_without_words_refers_to_no_snapshot(here: Work) -> None:
    here.send(quote="", note="Only a hint")
    assert here.saved().snapshot_id is None


def test_the_same_form_twice_is_one_edit(here: Work) -> None:
    key = new_key()
    answers = [here.send(quote=APPROVES, submission_key=key) for _time in range(2)]
    assert answers[0].location == answers[1].location
    with here.database.reading() as session:
        edits = select(Event).where(Event.kind == EventKind.EVIDENCE_EDITED)
        assert len(session.scalars(edits).all()) == 1


def test_the_second_of_two_people_sees_both_and_saves_knowingly(here: Work) -> None:
    here.send(quote="Theirs")
    answer = here.send(quote=APPROVES)
    assert answer.status_code == 409
    for words in ("Saved by somebody else", "Theirs", APPROVES, 'name="revision" value="2"'):
        assert words in answer.text
    assert here.saved().quote == "Theirs"
    here.send(quote=APPROVES, revision=2)
    assert here.saved().quote == APPROVES


def test_a_form_with_faults_comes_back_with_everything_typed(here: Work) -> None:
    answer = here.send(quote=APPROVES, stance="perhaps", note="Typed")
    assert answer.status_code == 422
    assert "Nothing was saved yet" in answer.text
    assert ">\r\nTyped</textarea>" in answer.text


def test_the_page_opens_where_the_quote_stands_and_search_finds_other_words(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    here = work(database, desk, files, enter(), APPROVES)
    assert f'<mark class="is-quoted">{APPROVES}</mark>' in here.client.get(here.page).text
    found = here.client.get(f"{here.page}?find=MAY").text
    assert "1 place" in found
    assert '<mark class="is-searched">May</mark>' in found
    assert '<mark class="is-searched">§</mark>' in here.client.get(f"{here.page}?find=§").text
    assert "“quay” is not in this snapshot." in here.client.get(f"{here.page}?find=quay").text


def test_pages_of_a_pdf_wait_folded_above_their_text_where_the_file_is(
    enter: Enter, database: Database, desk: Desk, files: FileStore
) -> None:
    report = pdf_file([column([APPROVES]), column(["Nobody asked."])])
    here = work(database, desk, files, enter(), content=report)
    html = here.client.get(here.page).text
    assert html.count('<details class="disclosure page-picture">') == 2
    [picture] = re.findall(r'<img src="([^"]*/pages/2.png)" width="595" height="842" loading', html)
    assert here.client.get(picture).mimetype == "image/png"
    with database.writing() as session:
        session.get_one(Snapshot, here.snapshot_id).from_dossier = True
    assert "page-picture" not in here.client.get(here.page).text


def test_words_of_a_snapshot_that_is_deleted_meanwhile_go_on_beside_the_newest(
    here: Work, desk: Desk, files: FileStore
) -> None:
    with here.database.writing() as session:
        read = session.get_one(Snapshot, here.snapshot_id)
        source, by = session.get_one(Source, read.source_id), desk.actor()
        newest = take(MINUTES.encode() + b" Again.", name="newest.txt", files=files)
        keep_snapshot(session, source=source, taken=newest, by=by)
        delete_snapshot(session, source=source, snapshot=read, by=by)
    refused = here.select(AT, AT + len(APPROVES), APPROVES)
    assert (refused.status_code, "still in the form" in refused.text) == (404, True)
    key = new_key()
    answer = here.send(quote=APPROVES, note="Typed", submission_key=key)
    assert answer.status_code == 404
    assert "your words are in the form, beside the newest snapshot" in answer.text
    assert f">\r\n{APPROVES}</textarea>" in answer.text
    assert f'value="{key}"' in answer.text  # by which the browser drops what it kept
    [address] = re.findall(r'id="words-form" action="([^"]*)"', answer.text)
    typed = {"stance": "refutes", "quote": APPROVES, "revision": 1, "submission_key": key}
    assert here.client.post(address, data=typed).location.startswith(here.claim)
    assert here.saved().quote == APPROVES


def test_editing_beside_the_claim_keeps_the_reference(here: Work) -> None:
    here.send(quote=APPROVES)
    typed = {"stance": "context", "quote": APPROVES, "revision": 2, "submission_key": new_key()}
    here.client.post(here.piece, data=typed)
    saved = here.saved()
    assert (saved.stance, saved.snapshot_id) == (Stance.CONTEXT, here.snapshot_id)


def test_what_the_evidence_is_about_goes_along(here: Work) -> None:
    with here.database.reading() as session:
        about = session.get_one(Evidence, here.evidence_id).claim.statement.split()[0]
    here.send(quote=APPROVES, about=about)
    assert f'name="about" value="{about}"' in here.client.get(here.claim).text  # the offered place
    assert f'name="about" type="text" value="{about}"' in here.client.get(here.page).text
    assert here.saved().about == about


def test_what_is_not_in_the_statement_is_said_beside_it(here: Work) -> None:
    answer = here.send(quote=APPROVES, about="Words that stand nowhere")
    assert answer.status_code == 422
    assert 'value="Words that stand nowhere"' in answer.text
    assert here.saved().quote == ""


def test_the_place_is_offered_where_none_is_named(here: Work) -> None:
    here.send(quote=APPROVES)
    page = here.client.get(here.claim).text
    assert "Use “para. 2” as locator" in page
    offered = {
        "stance": "refutes", "quote": APPROVES, "locator": "para. 2", "note": "", "revision": 2,
    }  # fmt: skip
    for name, value in offered.items():
        assert f'name="{name}" value="{value}"' in page
    here.client.post(here.piece, data={**offered, "submission_key": new_key()})
    assert here.saved().locator == "para. 2"
    assert "as locator" not in here.client.get(here.claim).text


def test_without_a_snapshot_the_way_leads_to_where_one_is_kept(
    enter: Enter, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        source = new_source(session, desk)
        piece = add_evidence(
            session, claim=claim, source=source, fields=EvidenceFields(Stance.REFUTES),
            by=desk.actor(),
        )  # fmt: skip
        words = f"/articles/{claim.article_id}/claims/{claim.number}/evidence/{piece.id}/words"
        leads_to = f"/sources/{source.id}#kept"
    client = enter()
    assert client.get(words).location == leads_to
    assert "Keep a snapshot of it, then find the words." in client.get(leads_to).text


def test_who_kept_a_snapshot_goes_on_to_the_words_that_are_missing(
    here: Work, enter: Enter, desk: Desk
) -> None:
    with here.database.reading() as session:
        kept = session.get_one(Snapshot, here.snapshot_id)
        address = f"/sources/{kept.source_id}/snapshots/{kept.id}"
    leads_on = f'href="{here.page}"'
    assert leads_on in here.client.get(address).text
    assert leads_on not in enter(Role.VIEWER).get(address).text
    here.send(quote=APPROVES)
    assert leads_on not in here.client.get(address).text


def test_no_words_are_missing_of_a_claim_that_stands_still(here: Work) -> None:
    with here.database.writing() as session:
        piece = session.get_one(Evidence, here.evidence_id)
        piece.claim.status = Status.WITHDRAWN
        address = f"/sources/{piece.source_id}/snapshots/{here.snapshot_id}"
    assert f'href="{here.page}"' not in here.client.get(address).text


def test_who_adds_evidence_goes_on_to_its_words(here: Work) -> None:
    with here.database.reading() as session:
        source_id = session.scalars(select(Source.id)).one()
    form = {
        "stance": "refutes",
        "source_id": source_id,
        "then": "find",
        "submission_key": new_key(),
    }
    answer = here.client.post(f"{here.claim}/evidence", data=form | {"source_kind": "web page"})
    assert answer.location == f"{here.claim}/evidence/{here.evidence_id + 1}/words"
    told = here.client.get(answer.location, headers={"HX-Request": "true"})
    assert told.headers["HX-Redirect"].endswith(f"/words/{here.snapshot_id}")


def test_another_sources_snapshot_is_not_to_be_had(
    here: Work, database: Database, desk: Desk, files: FileStore
) -> None:
    with database.writing() as session:
        taken = take(b"Else", name="else.txt", files=files)
        other = new_source(session, desk, "Other")
        foreign = keep_snapshot(session, source=other, taken=taken, by=desk.actor()).id
    address = f"{here.piece}/words/{foreign}"
    assert here.client.get(address).status_code == 404
    form = {"stance": "refutes", "quote": "Else", "revision": 1, "submission_key": new_key()}
    assert here.client.post(address, data=form).status_code == 404


def test_a_claim_that_waits_for_a_decision_stands_still(
    here: Work, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        new_proposal(session, desk, session.get_one(Evidence, here.evidence_id).claim)
    assert here.client.get(here.page).status_code == 409
    assert here.send(quote=APPROVES).status_code == 409
    assert "Find the words" not in here.client.get(here.claim).text


def test_the_page_takes_as_many_queries_for_three_snapshots_as_for_one(
    here: Work, database: Database, desk: Desk, files: FileStore, count_queries: CountQueries
) -> None:
    counts = []
    for _time in range(2):
        with count_queries() as queries:
            assert here.client.get(f"{here.page}?find=May").status_code == 200
        counts.append(len(queries))
        with database.writing() as session:
            source = session.scalars(select(Source)).one()
            for words in (b"Two", b"Three"):
                taken = take(words, name="more.txt", files=files)
                if not _time:
                    keep_snapshot(session, source=source, taken=taken, by=desk.actor())
    assert counts[0] == counts[1]
