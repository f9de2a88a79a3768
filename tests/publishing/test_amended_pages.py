"""What readers see of an article that was changed after it was read: pages, and the one file."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from tests.publishing.desk import content_of, first_format
from tests.publishing.rewriting import (
    COSTS,
    DEARER,
    NOTICE,
    OPENED,
    SILENT,
    amended,
    approved,
    confirm,
    lose_a_place,
    publish,
    published,
    rewrite,
    told,
)
from tests.publishing.test_pages import Anchors
from workbench.accounts.models import Membership
from workbench.accounts.sessions import sign_in
from workbench.articles.rules import Origin
from workbench.claims.service import withdraw_claim
from workbench.db import Database
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.exports.rendering import render
from workbench.publishing.models import Edition
from workbench.publishing.pages.report import claim_page, report_page
from workbench.verdicts.service import reopen_claim

NOW_COSTS = "The quay cost 43 million"
MORE = (
    *DEARER[:1],
    "The quay cost 44 million. Nobody 😀 asked why. It opened in May.",
    *DEARER[2:],
)


def page_of(content: EditionContent) -> str:
    return report_page(content, latest=content.number).decode()


def claim_page_of(content: EditionContent, number: int = 1) -> str:
    claim = told(content, number)
    return claim_page(content, claim, review=claim_review(content, claim)).decode()


def words_in(html: str) -> str:
    """The words of a page, without its elements and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def note_of(html: str, number: int = 1) -> str:
    return html.partition(f'id="note-{number}"')[2].partition("</aside>")[0]


def amendments_of(html: str) -> str:
    return html.partition('id="amendments"')[2].partition("</section>")[0]


def amended_report(room: Newsroom, made_on: str = "2019-05-17", notice: str = "") -> EditionContent:
    """Claim 1 says 43 million now, and its verdict was confirmed."""
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended(made_on, notice, "The sum."))
    confirm(room, room.again(1))
    return published(room)


def test_an_article_that_stayed_as_it_was_says_nothing_of_changes(room: Newsroom) -> None:
    approved(room)
    html = page_of(published(room))
    assert "amendments" not in html
    assert "changed" not in words_in(html)


def test_readers_are_told_first_that_the_article_was_changed(room: Newsroom) -> None:
    html = page_of(amended_report(room))
    head = html.partition('class="report-head"')[2].partition("</header>")[0]
    assert "The Ledger, 15 May 2019, changed on 17 May 2019" in words_in(head)
    assert 'href="#amendments"' in head
    assert html.index('id="amendments"') < html.index('class="text report-text"')


def test_a_change_is_told_with_its_notice_and_the_claims_it_touched(room: Newsroom) -> None:
    said = amendments_of(page_of(amended_report(room, notice=NOTICE)))
    assert "Changed on 17 May 2019, with this notice:" in words_in(said)
    assert f'lang="en" dir="auto">{NOTICE}</blockquote>' in said
    assert "The sum." in words_in(said)
    assert "In other words now: claim 1" in words_in(said)
    assert 'href="#note-1"' in said


def test_a_change_without_notice_says_so(room: Newsroom) -> None:
    said = amendments_of(page_of(amended_report(room)))
    assert "Changed on 17 May 2019, without notice." in words_in(said)
    assert "blockquote" not in said


def test_the_newest_change_is_told_first(room: Newsroom) -> None:
    approved(room, OPENED)
    rewrite(room, DEARER, amendment=amended("2019-05-17"))
    rewrite(room, MORE, amendment=amended("2019-06"))
    html = page_of(published(room))
    told_of = re.findall(r"Changed (?:on|in) [0-9A-Za-z ]+", words_in(amendments_of(html)))
    assert told_of == ["Changed in June 2019", "Changed on 17 May 2019"]
    assert "changed in June 2019" in words_in(html.partition("</header>")[2])


@pytest.mark.parametrize(
    ("read_at", "when"),
    [
        (datetime(2019, 5, 16, 9, tzinfo=UTC), "on 16 May 2019"),
        (datetime(2019, 5, 18, 9, tzinfo=UTC), "between 16 May 2019 and 18 May 2019"),
    ],
)
def test_a_change_without_a_day_is_told_by_the_days_it_was_read(
    room: Newsroom, read_at: datetime, when: str
) -> None:
    approved(room)
    room.version.created_at = datetime(2019, 5, 16, 8, tzinfo=UTC)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended("")).created_at = read_at
    room.session.flush()
    confirm(room, room.again(1))
    html = page_of(published(room))
    assert f"Changed {when}, without notice." in words_in(amendments_of(html))
    assert f"Until {read_at.day} May 2019 at the latest" in words_in(note_of(html))


def test_a_note_tells_the_old_words_beside_the_new(room: Newsroom) -> None:
    note = note_of(page_of(amended_report(room)))
    assert f"Until 17 May 2019 {COSTS} Now {NOW_COSTS}" in words_in(note)
    assert 'The quay cost <del class="stands-out">41</del> million' in note
    assert 'The quay cost <ins class="stands-out">43</ins> million' in note


def test_a_claims_page_tells_them_too(room: Newsroom) -> None:
    html = claim_page_of(amended_report(room))
    assert f"What the article said before Until 17 May 2019 {COSTS} Now {NOW_COSTS}" in words_in(
        html
    )
    assert "/reports/the-quay-checked#amendments" in html


def test_words_of_a_place_that_was_lost_are_told_alone(room: Newsroom) -> None:
    lose_a_place(room)
    note = note_of(page_of(published(room)))
    assert f"Until 17 May 2019, in another place {COSTS}" in words_in(note)
    assert "<del" not in note


def test_words_between_two_changes_are_not_called_those_of_now(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended("2019-05-17"))
    rewrite(room, MORE, {1: "The quay cost 44 million"}, amended("2019-05-20"))
    confirm(room, room.again(1))
    note = words_in(note_of(page_of(published(room))))
    assert (
        f"Until 20 May 2019 {NOW_COSTS} Now The quay cost 44 million "
        f"Until 17 May 2019 {COSTS} After that {NOW_COSTS}"
    ) in note


def test_what_the_desk_mended_is_not_told_to_readers(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended(), origin=Origin.CORRECTED)
    confirm(room, room.again(1))
    content = published(room)
    for html in (page_of(content), claim_page_of(content)):
        assert "amendments" not in html
        assert "wordings" not in html


def gone(room: Newsroom) -> EditionContent:
    """The article says nothing of claim 1 any more."""
    approved(room)
    approved(room, OPENED)
    rewrite(room, SILENT, {1: None}, amended())
    return published(room)


def test_a_claim_that_is_gone_is_told_below_the_text_with_its_words(room: Newsroom) -> None:
    html = page_of(gone(room))
    text, _, below = html.partition('id="out-of-text"')
    assert 'id="note-1"' not in text
    assert below.count('id="note-1"') == 1
    assert "No longer in the article. Until 17 May 2019 The quay cost 41 million" in words_in(
        note_of(below)
    )
    assert "No longer there: claim 1" in words_in(amendments_of(html))
    assert "#claim-1" not in html
    assert Anchors(html).links <= set(Anchors(html).ids) | {"main"}
    assert html.count("verdict-false") > 0


def test_the_page_of_a_claim_that_is_gone_says_so_and_leads_to_its_note(room: Newsroom) -> None:
    html = claim_page_of(gone(room))
    notice = html.partition('class="reader-notice"')[2].partition("</p>")[0]
    assert "No longer in the article." in words_in(notice)
    assert "/reports/the-quay-checked#note-1" in html
    assert "#claim-1" not in html
    assert "What the article says" not in html
    assert f"Until 17 May 2019 {COSTS}" in words_in(html)


def test_where_nobody_knows_of_a_change_the_text_is_named(room: Newsroom) -> None:
    approved(room)
    room.version.created_at = datetime(2019, 5, 16, 9, tzinfo=UTC)
    rewrite(room, SILENT, {1: None})
    note = words_in(note_of(page_of(published(room))))
    assert (
        "Stands at no place of the article’s text now. "
        f"In the text as taken down on 16 May 2019 {COSTS}"
    ) in note


def rechecked(room: Newsroom, *, amendment: bool = True) -> EditionContent:
    """Claim 1 was published, reads differently now, and is being checked again."""
    approved(room)
    publish(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended() if amendment else None)
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    return published(room)


def test_a_claim_being_checked_again_is_not_put_on_the_new_words(room: Newsroom) -> None:
    content = rechecked(room)
    html = page_of(content)
    text = html.partition('class="text report-text"')[2].partition('id="out-of-text"')[0]
    assert NOW_COSTS in text
    assert "<mark" not in text
    assert (
        "The article says this differently now; we are checking it again. Until 17 May 2019 "
        f"{COSTS}"
    ) in words_in(note_of(html))
    assert "In other words now: claim 1" in words_in(amendments_of(html))
    assert "The article says this differently now" in words_in(claim_page_of(content))


def test_a_claim_being_checked_again_accuses_nobody_without_an_amendment(room: Newsroom) -> None:
    html = words_in(page_of(rechecked(room, amendment=False)))
    assert "We are checking this again, in the words that the text has now." in html
    assert "differently" not in html


def test_a_withdrawn_claims_page_still_tells_what_the_article_said(
    database: Database, app: Flask
) -> None:
    with database.writing() as session:
        room = open_newsroom(session)
        content = gone(room)
        withdraw_claim(session, claim=room.again(1), by=room.ana)
        publish(room, note="Withdrawn.")
    assert content.claim(1) is not None
    html = app.test_client().get("/reports/the-quay-checked/claims/1").text
    assert "This claim was withdrawn after edition 1" in html
    assert COSTS in words_in(html)


def test_markup_in_a_notice_stays_words(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended(notice="<script>a</script>", note="<img src=x>"))
    confirm(room, room.again(1))
    html = page_of(published(room))
    assert "<script>a" not in html
    assert "<img" not in html


def test_an_edition_of_the_first_format_is_shown_as_before(room: Newsroom) -> None:
    approved(room)
    edition = publish(room)
    html = page_of(content_of(edition))
    edition.content = first_format(edition.content)
    assert page_of(content_of(edition)) == html


def test_the_one_file_tells_it_all(room: Newsroom) -> None:
    amended_report(room, notice=NOTICE)
    html = render(room.session.scalars(select(Edition)).one(), "html")[0].decode()
    assert NOTICE in html
    assert f"{COSTS} Now {NOW_COSTS}" in words_in(html)
    assert Anchors(html).links <= set(Anchors(html).ids) | {"main"}


def entered(app: Flask, session: Session, room: Newsroom) -> str:
    found = select(Membership).where(Membership.person_id == room.ed.person_id)
    return sign_in(session, membership=session.scalars(found).one())


def test_a_stale_verdict_keeps_the_edition_back_and_every_page_says_so(
    database: Database, app: Flask
) -> None:
    with database.writing() as session:
        room = open_newsroom(session)
        approved(room)
        rewrite(room, DEARER, {1: NOW_COSTS}, amended())
        token, article = entered(app, session, room), f"/articles/{room.article.id}"
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    preview = client.get(f"{article}/preview").text
    assert "It cannot be published yet. The article says claim 1 in other words" in preview
    page = client.get(f"{article}/publish").text
    assert "Before this can be published" in page
    assert f'href="{article}/claims/1"' in page
    form = {"title": "T", "summary": "My own words.", "note": "n", "shown": "whole"}
    typed = client.post(f"{article}/publish/preview", data=form).text
    assert "It cannot be published yet" in typed
    refused = client.post(f"{article}/publish", data={**form, "submission_key": "a key of this"})
    assert refused.status_code == 409
    assert "other words than their verdicts were given on: 1. Confirm each verdict" in refused.text
    assert "My own words." in refused.text
    assert client.get("/reports/").text.count("<h2><a") == 0
