"""A manuscript with comments and footnotes: from the upload to claims and sources."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from tests.articles.test_views import form_of, submit
from tests.intake.test_remarks import comment, data_of, manuscript, with_footnotes
from tests.screens.conftest import CountQueries, Desk, Enter, count_queries, new_article
from workbench.accounts.rules import Role
from workbench.articles.making import NewVersion, add_versions
from workbench.articles.models import Article, Remark
from workbench.articles.sentences import sentences_of
from workbench.articles.text import compose
from workbench.claims.models import Claim, Passage
from workbench.db import Database
from workbench.evidence.models import Evidence
from workbench.history.models import Event
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind
from workbench.screens import remarks as screen
from workbench.web.submissions import new_key

__all__ = ["count_queries"]
SENTENCE = "It cost nine million."
MANUSCRIPT = (f"{SENTENCE}[2] Nobody came[3], they say.", " It rained in May.")


@pytest.fixture
def member(enter: Enter) -> FlaskClient:
    return enter()


def annotated() -> bytes:
    made = manuscript(MANUSCRIPT)
    comment(made, 1, 1, "It rained in June.\nSo says the almanac.")
    return with_footnotes(made)


def preview_of(client: FlaskClient, data: bytes) -> str:
    answer = submit(client, files=FileStorage(BytesIO(data), "bridge.docx"))
    assert answer.status_code == 303, answer.text
    return answer.location


def bring(client: FlaskClient, data: bytes) -> str:
    """Import a manuscript with all its remarks; return the address that the person comes to."""
    address = preview_of(client, data)
    form = form_of(client, address)
    ticked = dict.fromkeys(re.findall(r'name="(remark-\d+)"', client.get(address).text), "on")
    answer = client.post(f"{address}/confirm", data={**form, "remarks": "shown", **ticked})
    assert answer.status_code == 303, answer.text
    return answer.location


def post(client: FlaskClient, address: str, **fields: object) -> TestResponse:
    return client.post(address, data={"submission_key": new_key(), **fields})


def remarks(database: Database) -> dict[str, Remark]:
    """Every remark by the first word of what it says."""
    with database.reading() as session:
        found = session.scalars(select(Remark).order_by(Remark.id)).all()
        return {each.proposed.split()[0]: each for each in found}


def claims(database: Database) -> list[tuple[str, str]]:
    """Of each claim its statement, and the words it is on."""
    with database.reading() as session:
        found = select(Claim.statement, Passage.exact).join(Passage).order_by(Claim.number)
        return [(statement, exact) for statement, exact in session.execute(found)]


def test_the_preview_shows_each_remark_beside_its_words(member: FlaskClient) -> None:
    html = member.get(preview_of(member, annotated())).text
    assert "1 comment and 2 footnotes came with this file." in html
    item = html.split("It rained in June.</label>")[1].split("</li>")[0]
    assert "Ida Berg" in item
    assert ">It rained in May.</blockquote>" in item
    assert len(re.findall(r'id="remark-\d" checked', html)) == 3


def test_what_is_not_ticked_is_kept_with_the_preview_and_does_not_come_along(
    member: FlaskClient, database: Database
) -> None:
    address = preview_of(member, annotated())
    form = form_of(member, address) | {"remarks": "shown", "remark-2": "on"}
    assert member.post(address, data=form).status_code == 303
    html = member.get(address).text
    assert "The letter" in html
    assert len(re.findall(r'id="remark-\d" checked', html)) == 1
    form = form_of(member, address) | {"remarks": "shown", "remark-2": "on"}
    member.post(f"{address}/confirm", data=form)
    assert list(remarks(database)) == ["The"]


def test_a_comment_becomes_a_claim_in_the_words_that_were_typed(
    member: FlaskClient, database: Database
) -> None:
    address = bring(member, annotated())
    assert "3 remarks came with the file" in member.get(address).text
    remark = remarks(database)["It"]
    answer = post(member, f"{address}/{remark.id}/accept", proposed="It rained in May of 1931.")
    assert answer.status_code == 303
    assert claims(database) == [("It rained in May of 1931.", "It rained in May.")]
    settled = remarks(database)["It"]
    assert (settled.state, settled.claim_number) == ("accepted", 1)
    with database.reading() as session:
        kinds = session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert kinds[-2:] == ["claim marked", "remark accepted"]
    assert "2 remarks of the manuscript wait" in member.get(address.rpartition("/")[0]).text


def test_a_footnote_becomes_a_source_of_the_claims_on_its_sentence(
    member: FlaskClient, database: Database
) -> None:
    address = bring(member, annotated())
    for word in ("City", "The"):
        remark = remarks(database)[word]
        fields = {"proposed": remark.proposed, "url": remark.url}
        assert post(member, f"{address}/{remark.id}/accept", **fields).status_code == 303
    assert claims(database) == [(SENTENCE, SENTENCE), ("Nobody came, they say.",) * 2]
    with database.reading() as session:
        used = session.scalars(select(Evidence).order_by(Evidence.id)).all()
        assert [(each.claim.number, each.source.title, each.source.url) for each in used] == [
            (1, "City of X, The Ledger (2019), p. 7", "https://city.example/ledger.pdf"),
            (2, "The letter", "https://mayor.example/letter"),
        ]
        assert used[0].note.startswith("City of X, The Ledger (2019), available at")


@pytest.mark.parametrize("word", ["It", "City"])
def test_taking_back_what_a_remark_became_lets_it_wait_again(
    member: FlaskClient, database: Database, word: str
) -> None:
    address = bring(member, annotated())
    article, remark = address.rpartition("/")[0], remarks(database)[word]
    for _time in range(2):
        fields = {"proposed": remark.proposed, "url": remark.url}
        post(member, f"{address}/{remark.id}/accept", **fields)
        assert post(member, f"{article}/undo").status_code == 303
        assert remarks(database)[word].state == "waits"
    with database.reading() as session:
        assert set(session.scalars(select(Claim.status))) == {"withdrawn"}
        assert None not in session.scalars(select(Evidence.removed_at)).all()


def test_all_are_accepted_at_once_comments_first(member: FlaskClient, database: Database) -> None:
    made = manuscript(MANUSCRIPT)
    comment(made, 1, 0, "Eleven million.")
    address = bring(member, with_footnotes(made))
    ids = re.findall(r'name="remark" value="(\d+)"', member.get(address).text)
    assert len(ids) == 3
    assert post(member, f"{address}/accept", remark=ids).status_code == 303
    assert [statement for statement, _exact in claims(database)] == ["Eleven million."]
    with database.reading() as session:
        numbers = select(Claim.number).join(Evidence, Evidence.claim_id == Claim.id)
        assert session.scalars(numbers).all() == [1, 1]
    assert "All of them are settled" in member.get(address).text


def test_a_remark_is_dismissed_and_taken_up_again(member: FlaskClient, database: Database) -> None:
    address = bring(member, annotated())
    remark = remarks(database)["It"]
    assert post(member, f"{address}/{remark.id}/dismiss").status_code == 303
    again = post(member, f"{address}/{remark.id}/dismiss")
    assert (again.status_code, "this remark is dismissed" in again.text) == (409, True)
    assert post(member, f"{address}/{remark.id}/again").status_code == 303
    assert remarks(database)["It"].state == "waits"
    assert claims(database) == []


def test_a_claim_needs_words_and_what_was_typed_stays(
    member: FlaskClient, database: Database
) -> None:
    address = bring(member, annotated())
    remark = remarks(database)["City"]
    answer = post(
        member, f"{address}/{remark.id}/accept", proposed=" ", url="https://typed.example"
    )
    assert answer.status_code == 422
    assert "https://typed.example" in answer.text
    assert "Say what it is to be called." in answer.text


def test_words_that_are_not_there_are_placed_nowhere(
    member: FlaskClient, database: Database
) -> None:
    made = manuscript(("Nobody came.",))
    made.paragraphs[1].add_run().add_text("")
    comment(made, 1, 1, "Add a date here.")
    address = bring(member, data_of(made))
    remark = remarks(database)["Add"]
    assert (remark.exact, remark.start) == ("", None)
    html = member.get(address).text
    assert "placed nowhere" in html
    assert "Mark as a claim" not in html
    refused = post(member, f"{address}/{remark.id}/accept", proposed="A date.")
    assert (refused.status_code, claims(database)) == (409, [])


def test_in_a_new_version_a_remark_stands_where_its_words_do(
    member: FlaskClient, database: Database
) -> None:
    address = bring(member, annotated())
    with database.writing() as session:
        article = session.scalars(select(Article)).one()
        text = compose(
            [
                DraftBlock(BlockKind.PARAGRAPH, words)
                for words in ("New words.", "It rained in May. It cost ten million.")
            ]
        )
        add_versions(session, [NewVersion(article, text, sentences_of(text, "en"), number=2)])
    html = member.get(address).text
    assert html.count("placed nowhere") == 2
    remark = remarks(database)["It"]
    post(member, f"{address}/{remark.id}/accept", proposed="Rain.")
    assert claims(database) == [("Rain.", "It rained in May.")]


def test_waiting_and_settled_ones_are_paged_and_narrowed_to_a_kind(
    member: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "PAGE_SIZE", 1)
    address = bring(member, annotated())
    waits = re.compile(r'id="remark-(\d+)"')
    first = member.get(address).text
    assert re.findall(r'rel="next" href="[^"]+after=(\d+)"', first) == waits.findall(first)
    (comment_id,) = waits.findall(member.get(f"{address}?kind=comment").text)
    for remark_id in (waits.findall(first)[0], comment_id):
        post(member, f"{address}/{remark_id}/dismiss")
    assert "None of this kind waits" in member.get(f"{address}?kind=comment").text
    latest = member.get(address).text.partition('id="settled"')[2]
    (link,) = re.findall(r'rel="next" href="([^"]+)"', latest)
    assert "It rained in June." in latest
    assert "It rained in June." not in member.get(link).text.partition('id="settled"')[2]


def test_a_viewer_reads_them_and_settles_none(enter: Enter) -> None:
    address = bring(enter(), annotated())
    html = enter(Role.VIEWER).get(address).text
    assert "It rained in June." in html
    assert 'method="post"' not in html.split("<main")[1].split("</main>")[0]


def test_an_article_without_remarks_says_where_they_come_from(
    member: FlaskClient, database: Database, desk: Desk
) -> None:
    with database.writing() as session:
        article = new_article(session, desk).id
    assert "Nothing came with the manuscript" in member.get(f"/articles/{article}/remarks").text


def test_the_page_asks_as_often_for_one_as_for_three(
    member: FlaskClient, database: Database, count_queries: CountQueries
) -> None:
    address = bring(member, annotated())
    member.get(address)
    with count_queries() as three:
        member.get(address)
    for word in ("City", "The"):
        post(member, f"{address}/{remarks(database)[word].id}/dismiss")
    member.get(address)
    with count_queries() as one:
        member.get(address)
    assert len(one) == len(three)
