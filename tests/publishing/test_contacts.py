"""Readers are told of contacts what the desk words for them, as it was when it was approved."""

import csv
import io

import pytest
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk, second_format
from workbench.claims.models import Claim
from workbench.publishing.edition.stored import from_json
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.exports.rendering import render
from workbench.publishing.models import Edition
from workbench.publishing.pages.report import claim_page, report_page
from workbench.verdicts.service import reopen_claim

TOLD = ("We asked the builder on 3 May. He did not <answer>.", "The mayor declined.")
SEEN = ("We asked the builder on 3 May. He did not &lt;answer&gt;.", "The mayor declined.")


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


def asked(desk: NewsDesk) -> Claim:
    """An approved claim: of three who were asked about it, readers are told of two."""
    claim = desk.claim("It cost nine million")
    for wording in (TOLD[0], "", TOLD[1]):
        desk.contact(claim, wording)
    return desk.approve(claim)


def told(edition: Edition) -> tuple[str, ...]:
    return content_of(edition).claims[0].contacts


def pages(edition: Edition) -> list[str]:
    """The report and the claim's own page."""
    content = content_of(edition)
    [claim] = content.claims
    review = claim_review(content, claim)
    made = report_page(content, latest=1), claim_page(content, claim, review=review)
    return [page.decode() for page in made]


def test_an_edition_has_the_wordings_in_their_order(desk: NewsDesk) -> None:
    asked(desk)
    assert told(desk.publish()) == TOLD


def test_a_claim_that_is_worked_on_again_keeps_the_wordings_readers_have(desk: NewsDesk) -> None:
    claim = asked(desk)
    desk.publish()
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.contact(claim, "The minister will answer tomorrow.")
    assert told(desk.publish(note="Once more.")) == TOLD
    desk.approve(claim)
    assert told(desk.publish(note="Again.")) == (*TOLD, "The minister will answer tomorrow.")


def test_the_pages_have_the_wordings_and_no_markup_of_theirs(desk: NewsDesk) -> None:
    asked(desk)
    for page in pages(desk.publish()):
        for words in SEEN:
            assert page.count(words) == 1


def test_a_claim_of_which_readers_are_told_nothing_has_no_such_part(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    desk.contact(claim)
    desk.approve(claim)
    assert not any("Whom we asked" in page for page in pages(desk.publish()))


def test_the_table_has_the_wordings(desk: NewsDesk) -> None:
    asked(desk)
    exported = render(desk.publish(), "csv")[0].decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(exported, newline=""))
    assert row["contacts"] == "\n".join(TOLD)


def test_an_edition_of_the_second_format_has_nobody_who_was_asked(desk: NewsDesk) -> None:
    asked(desk)
    stored = second_format(desk.publish().content)
    assert from_json(stored).claims[0].contacts == ()
