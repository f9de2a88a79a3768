"""What an edition changes of what was public: which parts, of what kind, and for what reason."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.publishing.edition.changes import ChangeFields, changes_since, differences
from workbench.publishing.edition.model import Checked, EditionContent
from workbench.publishing.errors import KindUnfit, ReasonMissing
from workbench.publishing.exports.rendering import render
from workbench.publishing.next_edition import next_edition
from workbench.publishing.rules import ChangeKind, Part
from workbench.sources.service import SourceFields, edit_source
from workbench.verdicts.service import reopen_claim

UPDATE = ChangeFields(ChangeKind.UPDATE, "The ledger was audited.")


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


@pytest.fixture
def claim(desk: NewsDesk) -> Claim:
    """Published as true, on the word of a ledger."""
    claim = desk.claim("It cost nine million")
    desk.evidence(claim, desk.source("Ledger", url="https://city.example/l"), "9,000,000")
    desk.approve(claim)
    desk.publish()
    return claim


def decide_again(desk: NewsDesk, claim: Claim, label: str = "True") -> None:
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.approve(claim, label)


def test_an_editor_says_what_a_change_is_and_why(desk: NewsDesk, claim: Claim) -> None:
    decide_again(desk, claim, "Half true")
    content = content_of(desk.publish(note="", changes={1: UPDATE}))
    (change,) = content.changes
    assert (change.kind, change.why, change.rerated) == ("update", UPDATE.why, True)
    assert claim.status is Status.CORRECTED
    assert content.claims[0].changed_at == content.at


def test_the_note_is_the_reason_of_what_has_none(desk: NewsDesk, claim: Claim) -> None:
    decide_again(desk, claim, "Half true")
    with pytest.raises(ReasonMissing):
        desk.publish(note="", changes={1: ChangeFields(ChangeKind.UPDATE)})
    content = content_of(desk.publish(note="Audited.", changes={1: ChangeFields()}))
    assert [(change.kind, change.why) for change in content.changes] == [("correction", "Audited.")]


def test_another_verdict_is_no_clarification(desk: NewsDesk, claim: Claim) -> None:
    decide_again(desk, claim, "Half true")
    with pytest.raises(KindUnfit, match="a correction or an update: 1"):
        desk.publish(changes={1: ChangeFields(ChangeKind.CLARIFICATION)})
    assert claim.status is Status.APPROVED


def test_what_does_not_change_is_called_nothing(desk: NewsDesk, claim: Claim) -> None:
    with pytest.raises(KindUnfit, match="does not change: 1, 7"):
        desk.publish(note="We looked.", changes={7: UPDATE, claim.number: UPDATE})


def test_claimreview_and_csv_tell_of_what_kind_a_change_is(desk: NewsDesk, claim: Claim) -> None:
    decide_again(desk, claim, "Half true")
    desk.publish(note="We misread it.")
    decide_again(desk, claim, "False")
    edition = desk.publish(changes={1: UPDATE})
    (review,) = json.loads(render(edition, "claimreview")[0])
    told = {each["name"]: (each["@type"], each["text"]) for each in review["correction"]}
    assert told == {
        "Correction": ("CorrectionComment", "Rated True before, Half true since. We misread it.")
    }
    (comment,) = review["comment"]
    assert (comment["@type"], comment["name"]) == ("Comment", "Update")
    assert comment["text"] == "Rated Half true before, False since. The ledger was audited."
    (row,) = csv.DictReader(io.StringIO(render(edition, "csv")[0].decode("utf-8-sig")))
    assert row["earlier_ratings"].splitlines() == ["True", "Half true"]
    assert [line.partition(" ")[2] for line in row["changes"].splitlines()] == [
        "correction, True to Half true: We misread it.",
        "update, Half true to False: The ledger was audited.",
    ]


def test_evidence_that_came_is_told(desk: NewsDesk, claim: Claim) -> None:
    reopen_claim(desk.session, claim=claim, by=desk.checker)
    desk.evidence(claim, desk.source("Audit"), "nine")
    desk.approve(claim)
    (change,) = content_of(desk.publish()).changes
    assert (change.kind, change.rerated) == ("clarification", False)
    assert claim.status is Status.PUBLISHED


def test_a_source_described_anew_is_no_change(desk: NewsDesk, claim: Claim) -> None:
    source = desk.source("Annals")
    desk.evidence(desk.claim("Nobody came"), source)
    ledger = next_edition(desk.session, desk.article).material.evidence[claim.id][0].source
    fields = SourceFields("The ledger of the city", url=ledger.url, publisher="City")
    edit_source(
        desk.session, source=ledger, fields=fields, revision=ledger.revision, by=desk.checker
    )
    assert content_of(desk.publish()).changes == ()


def _reworded(content: EditionContent) -> EditionContent:
    return replace(content, claims=(replace(content.claims[0], statement="Nine million, it was."),))


def _without_evidence(content: EditionContent) -> EditionContent:
    return replace(content, claims=(replace(content.claims[0], evidence=()),))


def _from_elsewhere(content: EditionContent) -> EditionContent:
    other = replace(content.sources[0], title="Rumour", url="https://rumour.example/")
    return replace(content, sources=(other,))


def _explained(content: EditionContent) -> EditionContent:
    claim = content.claims[0]
    return replace(content, claims=(replace(claim, verdict=replace(claim.verdict, summary="Ay.")),))


def _same(content: EditionContent) -> EditionContent:
    """The source has another number, is cited otherwise, and its quote was checked since."""
    claim, source = content.claims[0], content.sources[0]
    checked = Checked("verbatim", content.at, "0" * 64)
    used = replace(claim.evidence[0], source=2, checked=checked, locator="p. 8")
    sources = (
        replace(source, title="First", url="https://first.example/"),
        replace(source, number=2, archived_url="https://archive.example/l", citation=()),
    )
    return replace(content, sources=sources, claims=(replace(claim, evidence=(used,)),))


def _sealed(content: EditionContent) -> EditionContent:
    sealed = replace(content.sources[0], kind="", title="A person who knows", url="")
    return replace(content, sources=(sealed,))


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (_reworded, (Part.STATEMENT,)), (_without_evidence, (Part.EVIDENCE,)),
        (_from_elsewhere, (Part.EVIDENCE,)), (_explained, (Part.REASONS,)), (_same, ()),
        (_sealed, ()), (lambda content: replace(content, claims=()), (Part.CLAIM,)),
    ],
)  # fmt: skip
def test_readers_are_told_of_what_matters_and_of_nothing_else(
    desk: NewsDesk, claim: Claim,
    change: Callable[[EditionContent], EditionContent], parts: tuple[Part, ...],
) -> None:  # fmt: skip
    before = next_edition(desk.session, desk.article).previous
    assert before is not None
    assert differences(before, change(before)).get(claim.number, ()) == parts


def _rerated(content: EditionContent) -> EditionContent:
    claim = content.claims[0]
    rating = replace(claim.verdict.rating, label="False", value=1)
    return replace(content, claims=(replace(claim, verdict=replace(claim.verdict, rating=rating)),))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(st.sampled_from([_reworded, _explained, _rerated]), max_size=3),
    others=st.sampled_from([_same, _without_evidence, lambda content: replace(content, claims=())]),
    told=st.builds(
        ChangeFields, st.sampled_from([None, *ChangeKind]), st.sampled_from(["", " ", "So."])
    ),
)
def test_every_change_has_one_kind_and_a_reason(
    desk: NewsDesk, claim: Claim, edits: list[Callable[[EditionContent], EditionContent]],
    others: Callable[[EditionContent], EditionContent], told: ChangeFields,
) -> None:  # fmt: skip
    before = next_edition(desk.session, desk.article).previous
    assert before is not None
    after = before
    for edit in edits:
        after = edit(after)
    after = replace(others(after), number=2, note="Note.")
    changes = changes_since(before, after, {claim.number: told})

    assert len(changes) == (claim.number in differences(before, after))
    for change in changes:
        assert change.why == (told.why.strip() or "Note.")
        assert (change.kind == "withdrawal") is (not after.claims) is (change.new is None)
        assert change.rerated is (_rerated in edits and bool(after.claims))
        if told.kind not in {None, ChangeKind.WITHDRAWAL} and after.claims:
            assert change.kind == told.kind
