"""Readers are told what was looked for in vain and where, and what evidence is about."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk, second_format
from workbench.claims.models import Claim
from workbench.claims.service import edit_claim, fields_of
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.publishing.edition.model import Search
from workbench.publishing.edition.stored import from_json
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.exports.rendering import render
from workbench.publishing.models import Edition
from workbench.publishing.pages.report import claim_page, report_page
from workbench.verdicts.service import reopen_claim

PLACES = ("the city archive", "the register")


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


def sought(desk: NewsDesk) -> Claim:
    claim = desk.claim("It cost nine million")
    desk.search(claim, "a <permit>", "by hand")
    return desk.approve(claim)


def about(desk: NewsDesk, claim: Claim, words: str) -> None:
    fields = EvidenceFields(Stance.SUPPORTS, "9", about=words)
    source = desk.source("Ledger")
    add_evidence(desk.session, claim=claim, source=source, fields=fields, by=desk.checker)


def pages(edition: Edition) -> list[str]:
    """The report and the claim's own page."""
    content = content_of(edition)
    [claim] = content.claims
    review = claim_review(content, claim)
    made = report_page(content, latest=1), claim_page(content, claim, review=review)
    return [page.decode() for page in made]


def test_an_edition_has_what_was_looked_for_and_where(desk: NewsDesk) -> None:
    claim = sought(desk)
    told = (Search("a <permit>", PLACES, "2019-05-03"),)
    assert content_of(desk.publish()).claims[0].searches == told
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.search(claim, "an invoice")
    assert content_of(desk.publish(note="Once more.")).claims[0].searches == told


def test_the_pages_have_it(desk: NewsDesk) -> None:
    sought(desk)
    for page in pages(desk.publish()):
        assert "We looked for a &lt;permit&gt; and found nothing." in page
        assert "the city archive; the register" in page
        assert "3 May 2019" in page


def test_the_table_has_it(desk: NewsDesk) -> None:
    sought(desk)
    exported = render(desk.publish(), "csv")[0].decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(exported, newline=""))
    assert row["searches"] == "a <permit> (the city archive; the register, 2019-05-03)"


def test_readers_are_told_what_evidence_is_about(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    about(desk, claim, "nine million")
    about(desk, claim, "")
    desk.approve(claim)
    edition = desk.publish()
    assert [used.about for used in content_of(edition).claims[0].evidence] == ["nine million", ""]
    for page in pages(edition):
        assert page.count("on “nine million”") == 1


def test_words_that_stand_in_the_statement_no_more_are_not_for_readers(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    about(desk, claim, "nine million")
    fields = replace(fields_of(claim), statement="It was dear.")
    edit_claim(desk.session, claim=claim, fields=fields, revision=1, by=desk.checker)
    desk.approve(claim)
    assert [used.about for used in content_of(desk.publish()).claims[0].evidence] == [""]


def test_an_edition_of_the_second_format_knows_nothing_of_it(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    about(desk, claim, "nine million")
    desk.search(claim)
    desk.approve(claim)
    [read] = from_json(second_format(desk.publish().content)).claims
    assert (read.searches, read.evidence[0].about) == ((), "")
