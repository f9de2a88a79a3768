"""An edition is what was approved, at that moment, for good."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import events_of_article
from tests.publishing.desk import SITE, NewsDesk, content_of, first_format, make_news_desk
from workbench.claims.dispositions import set_aside
from workbench.claims.errors import CannotUndo, MoveRefused
from workbench.claims.rules import Reason, Status
from workbench.claims.service import withdraw_claim
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.model import FORMAT, Claim, EditionContent
from workbench.publishing.edition.stored import canonical, from_json, sha256, to_json
from workbench.publishing.edition.substance import state_of
from workbench.publishing.errors import (
    EditionUnreadable,
    NothingNew,
    NothingToPublish,
    NotPublished,
    ReasonMissing,
    SeenOtherwise,
)
from workbench.publishing.next_edition import next_edition
from workbench.publishing.queries import edition_of, editions_of
from workbench.publishing.service import preview_of
from workbench.publishing.suggestions import suggested_fields
from workbench.site.queries import reports_wanted
from workbench.site.rules import Wanted
from workbench.verdicts.service import reopen_claim
from workbench.verdicts.undo import undo_last


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


def texts(content: EditionContent) -> list[str]:
    return [piece.text for block in content.blocks for piece in block.pieces]


def preview(desk: NewsDesk) -> EditionContent:
    return preview_of(
        desk.session, article=desk.article, fields=EditionFields("T", whole_text=True),
        public_url=SITE, by=desk.editor,
    ).content  # fmt: skip


def test_without_an_approved_verdict_there_is_nothing_to_publish(desk: NewsDesk) -> None:
    desk.propose(desk.claim("It cost nine million"), "True", "Yes.")
    with pytest.raises(NothingToPublish, match="approve"):
        desk.publish()


def test_a_fact_checker_does_not_publish(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    desk.editor = desk.checker
    with pytest.raises(MoveRefused):
        desk.publish()


def test_publishing_freezes_the_facts_and_moves_the_claims(desk: NewsDesk) -> None:
    claim = desk.claim(
        "It cost nine million", "The bridge cost nine million.", claimant_name="P. Aper",
        claimant_role="reporter", said_on="2019-05",
    )  # fmt: skip
    source = desk.source("Ledger", publisher="City", url="https://city.example/l")
    desk.evidence(claim, source, "9,000,000")
    desk.approve(claim, "Half true", "Eleven, in the end.")
    edition = desk.publish("The bridge, checked", whole_text=True)
    content = content_of(edition)

    assert claim.status is Status.PUBLISHED
    assert (edition.number, edition.report.slug) == (1, "the-bridge-checked")
    assert content.site.report_url == f"{SITE}/reports/the-bridge-checked"
    assert (content.desk.time_zone, content.published_by) == ("Europe/Berlin", "Ed Moreau")
    (told,) = content.claims
    assert told.claimant is not None
    assert (told.claimant.name, told.claimant.role) == ("P. Aper", "reporter")
    assert (told.verdict.by, told.verdict.approved_by) == ("Ana Novak", "Ed Moreau")
    assert told.verdict.rating.definition == desk.rating("Half true").definition
    assert [content.source(used.source).title for used in told.evidence] == ["Ledger"]
    (passage,) = told.passages
    assert desk.text[passage.start : passage.end] == passage.exact == "It cost nine million"


def test_what_is_changed_later_does_not_change_the_edition(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    edition = desk.publish()
    before = edition.content
    claim.statement, desk.article.title = "Something else", "Another title"
    desk.session.flush()
    desk.session.expire_all()
    assert edition_of(desk.session, desk.article).content == before
    assert edition.sha256 == sha256(before)


def test_unapproved_claims_are_only_counted(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    desk.claim("Nobody came")
    desk.propose(desk.claim("One did not"), "False", "They all did.")
    content = content_of(desk.publish())
    assert [claim.number for claim in content.claims] == [1]
    assert content.coverage.open_claims == 2


def test_coverage_counts_the_body_by_reason(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    for words, reason in (("It rained", Reason.OPINION), ("We shall", Reason.RHETORIC)):
        start = desk.text.index(words)
        set_aside(
            desk.session, article=desk.article, version=desk.version, start=start,
            end=start + 1, reason=reason, by=desk.checker,
        )  # fmt: skip
    coverage = content_of(desk.publish()).coverage
    told = {part.reason: part.sentences for part in coverage.set_aside}
    assert told == {"opinion": 1, "rhetoric": 1}
    assert (coverage.sentences, coverage.claimed, coverage.untouched) == (10, 1, 7)
    assert coverage.blocks_left_out == 2


def test_excerpts_hold_no_other_sentence(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    edition = desk.publish(whole_text=False)
    assert texts(content_of(edition)) == [
        "The bridge",
        "Nobody came. It cost nine million. It rained 😀 that day.",
    ]
    words = canonical(edition.content).decode()
    for sentence in ("opened in 1931", "mayor was ill", "His deputy", "Every paper", "One did"):
        assert sentence not in words


def test_the_whole_text_leaves_out_what_is_not_the_article(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    shown = texts(content_of(desk.publish(whole_text=True)))
    assert shown == [desk.text.split("\n\n")[at] for at in (0, 1, 3)]


def test_a_caption_that_a_claim_stands_in_is_shown(desk: NewsDesk) -> None:
    desk.approve(desk.claim("The bridge in the rain."))
    assert "The bridge in the rain." in texts(content_of(desk.publish(whole_text=True)))


def test_a_second_edition_corrects_what_was_public(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"), "True", "So it was.")
    other = desk.approve(desk.claim("Nobody came"))
    desk.publish("First title")
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, "False", "It cost eleven.")
    edition = desk.publish("Second title", note="We had read the wrong ledger.")
    content = content_of(edition)

    assert (claim.status, other.status) == (Status.CORRECTED, Status.PUBLISHED)
    assert (edition.number, edition.report.slug) == (2, "first-title")
    (change,) = content.changes
    assert change.new is not None
    assert (change.kind, change.old.label, change.new.label) == ("correction", "True", "False")
    assert change.why == "We had read the wrong ledger."
    assert [(e.number, e.title) for e in content.earlier] == [(1, "First title")]
    changed, same = content.claims
    assert {changed.number, same.number} == {1, 2}
    assert [c.number for c in content.claims if c.changed_at] == [1]


def test_a_correction_stays_visible_in_later_editions(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"), "True")
    desk.publish()
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, "False", "It cost eleven.")
    desk.publish()
    content = content_of(desk.publish(note="Once more, for the archive."))
    assert [(c.edition, c.kind) for c in content.changes] == [(2, "correction")]
    assert content.number == 3


def test_a_repetition_is_published_only_with_a_word_on_why(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    desk.evidence(desk.claim("Nobody came"), desk.source("Ledger"))
    desk.publish(note="First.")
    for note in ("", "First."):
        with pytest.raises(NothingNew, match="Nothing has changed since edition 1"):
            desk.publish(note=note)
    assert [e.number for e in editions_of(desk.session, desk.article)] == [1]
    for news in ({"note": "We stand by it."}, {"summary": "It does hold."}, {"whole_text": True}):
        desk.publish(**({"note": "First."} | news))
    desk.approve(desk.reload(2))
    assert desk.publish().number == 5
    assert claim.status is Status.PUBLISHED


def test_what_is_still_open_is_news_to_readers(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    desk.publish()
    desk.claim("The mayor was ill")
    assert content_of(desk.publish()).coverage.open_claims == 1


def test_only_what_the_editor_saw_goes_out(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    seen = state_of(preview(desk))
    late = desk.approve(desk.claim("Nobody came"))
    with pytest.raises(SeenOtherwise, match="has changed since this page was opened"):
        desk.publish(seen=seen)
    assert late.status is Status.APPROVED
    desk.publish(seen=state_of(preview(desk)))
    with pytest.raises(SeenOtherwise, match="Somebody else published edition 1"):
        desk.publish(seen=seen, summary="Mine.")
    assert [e.number for e in editions_of(desk.session, desk.article)] == [1]


def test_words_and_the_choice_of_text_leave_what_was_seen_as_it_is(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    seen = state_of(preview(desk))
    desk.claim("The mayor was ill")  # marked meanwhile; it is in no edition before it is approved
    edition = desk.publish("Other words", summary="Mine.", whole_text=False, seen=seen)
    assert edition.number == 1


def test_an_editors_summary_is_suggested_again_while_it_is_true(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    desk.publish(summary="The ledger agrees.")
    suggested = suggested_fields(next_edition(desk.session, desk.article))
    assert suggested.summary == "The ledger agrees."
    desk.approve(desk.claim("Nobody came"), "False")
    suggested = suggested_fields(next_edition(desk.session, desk.article))
    assert suggested.summary == "Two claims checked: one true, one false."


def test_a_correction_says_why(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"), "True")
    desk.publish()
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, "False", "It cost eleven.")
    with pytest.raises(ReasonMissing):
        desk.publish(note=" ")
    assert claim.status is Status.APPROVED


def test_other_words_for_the_same_rating_are_a_clarification(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"), "True", "So it was.")
    desk.publish()
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, "True", "So the ledger says.")
    content = content_of(desk.publish())
    assert [change.kind for change in content.changes] == ["clarification"]
    assert claim.status is Status.PUBLISHED


def test_a_reopened_claim_stays_as_it_was_published(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    desk.evidence(claim, desk.source("Ledger"), "9,000,000")
    desk.approve(claim)
    first = content_of(desk.publish())
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.evidence(claim, desk.source("Rumour"), "eleven")
    claim.statement = "An unapproved wording"
    desk.approve(desk.claim("Nobody came"))
    second = content_of(desk.publish(whole_text=True))

    assert claim.status is Status.IN_PROGRESS
    before, after = first.claim(1), second.claim(1)
    assert before is not None
    assert after is not None
    assert (after.statement, after.verdict.summary) == (before.statement, before.verdict.summary)
    assert [second.source(used.source).title for used in after.evidence] == ["Ledger"]
    assert second.changes == ()


def test_a_claim_reopened_before_it_was_public_waits(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    with pytest.raises(NothingToPublish):
        desk.publish()


def test_a_withdrawal_that_readers_were_told_of_is_not_taken_back(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    desk.approve(desk.claim("Nobody came"))
    desk.publish()
    withdraw_claim(desk.session, claim=claim, by=desk.checker)
    undo_last(desk.session, article=desk.article, by=desk.checker)
    seen = [claim.status]
    withdraw_claim(desk.session, claim=claim, by=desk.checker)
    desk.publish(note="Claim 1 was never made.")
    with pytest.raises(CannotUndo):
        undo_last(desk.session, article=desk.article, by=desk.checker)
    assert [*seen, claim.status] == [Status.PUBLISHED, Status.WITHDRAWN]


def test_a_published_claim_is_withdrawn_visibly(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    desk.approve(desk.claim("Nobody came"))
    desk.publish()
    withdraw_claim(desk.session, claim=claim, by=desk.checker)
    content = content_of(desk.publish(note="Said of another bridge."))
    assert [c.number for c in content.claims] == [2]
    (change,) = content.changes
    assert (change.kind, change.claim, change.new) == ("withdrawal", 1, None)


def test_two_desks_never_share_a_slug(session: Session) -> None:
    slugs = []
    for name in ("One", "Two", "Three"):
        desk = make_news_desk(session, name)
        desk.approve(desk.claim("It cost nine million"))
        slugs.append(desk.publish("The bridge?").report.slug)
    assert slugs == ["the-bridge", "the-bridge-2", "the-bridge-3"]


def test_the_preview_is_the_edition_to_come_and_keeps_nothing(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"))
    seen = preview(desk)
    assert claim.status is Status.APPROVED
    with pytest.raises(NotPublished):
        edition_of(desk.session, desk.article)
    edition = desk.publish("T", summary="", note="", whole_text=True)
    published = content_of(edition)
    assert [dated(claim, published.at) for claim in seen.claims] == list(published.claims)
    assert seen.blocks == published.blocks
    assert seen.site == published.site


def dated(claim: Claim, at: str) -> Claim:
    """A claim that is published for the first time, at a moment."""
    return dataclasses.replace(claim, published_at=at)


def test_a_preview_may_be_empty(desk: NewsDesk) -> None:
    assert preview(desk).claims == ()


def test_sensible_words_are_suggested(desk: NewsDesk) -> None:
    claim = desk.approve(desk.claim("It cost nine million"), "True")
    desk.approve(desk.claim("Nobody came"), "Half true")
    first = suggested_fields(next_edition(desk.session, desk.article))
    assert first.title == "The bridge: what holds and what does not"
    assert first.summary == "Two claims checked: one true, one half true."
    assert (first.note, first.whole_text) == ("First edition.", False)
    desk.publish("Mine", whole_text=True)
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, "False")
    desk.approve(desk.claim("One did not"))
    again = suggested_fields(next_edition(desk.session, desk.article))
    assert (again.title, again.whole_text) == ("Mine", True)
    assert again.note == "Claim 1 changed from True to False. Claim 3 added."


def test_publishing_is_told_in_the_record(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    desk.publish("The bridge, checked")
    last = events_of_article(desk.session, desk.article.id)[-1]
    assert (last.kind, last.details["number"]) == ("edition published", 1)


def test_editions_are_found_by_number(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    first, second = desk.publish("One"), desk.publish("Two")
    assert edition_of(desk.session, desk.article) is second
    assert edition_of(desk.session, desk.article, 1) is first
    assert [e.number for e in editions_of(desk.session, desk.article)] == [2, 1]
    assert [r.shown["number"] for r in reports_wanted(desk.session, Wanted())] == [2]
    with pytest.raises(NotPublished, match="no edition 3"):
        edition_of(desk.session, desk.article, 3)


def test_a_content_is_read_back_as_it_was(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million", claimant_name="P. Aper")
    desk.evidence(claim, desk.source("Ledger"), "9")
    desk.approve(claim)
    edition = desk.publish()
    content = from_json(edition.content)
    assert to_json(content) == edition.content
    assert from_json(to_json(content)) == content


def test_a_content_of_another_format_is_refused(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    stored = desk.publish().content | {"format": FORMAT + 1}
    with pytest.raises(EditionUnreadable):
        from_json(stored)


@given(st.dictionaries(st.text(), st.integers()))
def test_the_digest_does_not_depend_on_the_order_of_keys(stored: dict[str, int]) -> None:
    assert sha256(stored) == sha256(dict(reversed(stored.items())))


def test_an_edition_of_the_first_format_is_read_with_its_digest(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"))
    edition = desk.publish()
    content = content_of(edition)
    edition.content = first_format(edition.content)
    edition.sha256 = sha256(edition.content)
    desk.session.flush()
    read = content_of(edition)
    assert dataclasses.replace(read, format=FORMAT) == content
    assert sha256(edition.content) == edition.sha256
    with pytest.raises(NothingNew):
        desk.publish()
    assert content_of(desk.publish(note="Once more.")).earlier[0].number == 1
