"""What each check finds, what settles it, and where that is mended."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.errors import EditedMeanwhile
from workbench.evidence.footing import footing_of
from workbench.evidence.models import Evidence
from workbench.evidence.queries import contacts_of, evidence_of, searches_of
from workbench.evidence.quote_checks import quote_checks
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.policies.rules import PLAIN, Check
from workbench.sources.rules import Closeness, SourceKind
from workbench.verdicts.checks.grounds import Finding, Grounds
from workbench.verdicts.checks.reasons import give_reason, reasons_of
from workbench.verdicts.checks.running import findings
from workbench.verdicts.errors import ReasonUnwanted
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_verdict


def found(room: Newsroom, claim: Claim, check: Check, *, shortest: int = 0) -> list[Finding]:
    """What a check finds on a claim as it stands."""
    evidence = evidence_of(room.session, claim)
    grounds = Grounds(
        claim, evidence, quote_checks(room.session, evidence, ()),
        footing_of(room.session, evidence), contacts_of(room.session, claim),
        searches_of(room.session, claim), current_verdict(room.session, claim),
        reasons_of(room.session, claim), shortest,
    )  # fmt: skip
    return [each for each in findings(grounds, PLAIN.effects) if each.check is check]


def say(
    room: Newsroom, claim: Claim, title: str, stance: Stance = Stance.REFUTES, **said: Any
) -> Evidence:
    """Let a source say something of a claim; `locator` and `quote` are the evidence's."""
    words = {name: said.pop(name, "") for name in ("quote", "locator", "note")}
    fields = EvidenceFields(stance, **words)
    source = room.source(title, **said)
    return add_evidence(room.session, claim=claim, source=source, fields=fields, by=room.ana)


def write(room: Newsroom, claim: Claim, rationale: str) -> Verdict:
    """A draft with a rationale."""
    verdict = room.draft(claim)
    verdict.rationale = rationale
    room.session.flush()
    return verdict


def test_a_document_needs_a_page_and_the_finding_leads_to_it(room: Newsroom) -> None:
    claim = room.claim()
    bare = say(room, claim, "Budget", kind=SourceKind.OFFICIAL_DOCUMENT)
    say(room, claim, "Book", kind=SourceKind.BOOK, locator="p. 7")
    [finding] = found(room, claim, Check.NO_LOCATOR)
    assert "“Budget”" in finding.words
    assert finding.anchor == f"evidence-{bare.id}"


def test_a_web_page_needs_the_day_it_was_read(room: Newsroom) -> None:
    claim = room.claim()
    say(room, claim, "Undated", url="https://example.org/a")
    say(room, claim, "Dated", url="https://example.org/b", accessed="2019-05-15")
    [finding] = found(room, claim, Check.NO_LOCATOR)
    assert "“Undated”" in finding.words


def test_only_secondary_sources_want_a_primary_one_or_a_reason(room: Newsroom) -> None:
    claim = room.claim()
    assert not found(room, claim, Check.ONLY_SECONDARY)  # there is none: few origins says so
    say(room, claim, "Paper", closeness=Closeness.SECONDARY)
    [finding] = found(room, claim, Check.ONLY_SECONDARY)
    assert finding.question
    say(room, claim, "Minutes", closeness=Closeness.PRIMARY)
    assert not found(room, claim, Check.ONLY_SECONDARY)


def test_fewer_than_two_origins_are_found_and_no_reason_settles_that(room: Newsroom) -> None:
    claim = room.claim()
    [none] = found(room, claim, Check.FEW_ORIGINS)
    assert "No source is attached" in none.words
    say(room, claim, "Minutes")
    [one] = found(room, claim, Check.FEW_ORIGINS)
    assert not one.question
    say(room, claim, "Budget")
    assert not found(room, claim, Check.FEW_ORIGINS)


@pytest.mark.parametrize(
    ("stance", "missing", "other"),
    [
        (Stance.SUPPORTS, "against the claim", Stance.REFUTES),
        (Stance.REFUTES, "for the claim", Stance.SUPPORTS),
    ],
)
def test_evidence_of_one_side_wants_a_word_on_the_other(
    room: Newsroom, stance: Stance, missing: str, other: Stance
) -> None:
    claim = room.claim()
    say(room, claim, "Minutes", stance)
    [finding] = found(room, claim, Check.NOTHING_AGAINST)
    assert missing in finding.words
    say(room, claim, "Budget", other)
    assert not found(room, claim, Check.NOTHING_AGAINST)


def test_a_search_in_vain_is_a_word_on_the_other_side(room: Newsroom) -> None:
    claim = room.claim()
    say(room, claim, "Minutes")
    room.search(claim)
    assert not found(room, claim, Check.NOTHING_AGAINST)


def test_somebody_has_to_be_asked(room: Newsroom) -> None:
    claim = room.claim()
    [finding] = found(room, claim, Check.NOT_CONTACTED)
    assert finding.anchor == "contacts"
    room.contact(claim)
    assert not found(room, claim, Check.NOT_CONTACTED)


def test_a_claim_that_stands_nowhere_and_words_that_changed_are_found(
    room: Newsroom, session: Session
) -> None:
    claim = room.claim()
    verdict = write(room, claim, "See.")
    assert not found(room, claim, Check.PASSAGE_GONE)
    verdict.stale_since = verdict.at
    assert "have changed" in found(room, claim, Check.PASSAGE_GONE)[0].words
    claim.passages.clear()
    session.flush()
    assert "stands nowhere" in found(room, claim, Check.PASSAGE_GONE)[0].words


def test_a_rationale_has_the_length_that_the_desk_wants(room: Newsroom) -> None:
    claim = room.claim()
    assert not found(room, claim, Check.SHORT_RATIONALE, shortest=5)  # nobody wrote one yet
    write(room, claim, "😀" * 5)
    assert not found(room, claim, Check.SHORT_RATIONALE, shortest=5)
    [finding] = found(room, claim, Check.SHORT_RATIONALE, shortest=6)
    assert "5 characters" in finding.words


def test_a_number_of_the_rationale_stands_in_the_evidence_or_in_the_claim(room: Newsroom) -> None:
    claim = room.claim()
    say(room, claim, "Minutes", quote="It came to 32,000,000 euros.", note="The rest: 9 million.")
    write(
        room,
        claim,
        "Not 41 million but 32 million, so 9 million less, in 2019, 23 percent, say two editors.",
    )
    [finding] = found(room, claim, Check.UNFOUNDED_NUMBERS)
    assert "23 percent" in finding.words
    assert "32" not in finding.words
    assert "two" not in finding.words


def test_a_reason_settles_its_check_until_it_is_taken_back(room: Newsroom) -> None:
    claim = room.claim()
    say: dict[str, Any] = {"claim": claim, "check": Check.NOT_CONTACTED, "by": room.ana}
    give_reason(room.session, reason="He died in 1990.", revision=0, **say)
    assert not found(room, claim, Check.NOT_CONTACTED)
    give_reason(room.session, reason=" ", revision=1, **say)
    assert found(room, claim, Check.NOT_CONTACTED)


def test_a_reason_that_somebody_else_gave_meanwhile_is_not_written_over(room: Newsroom) -> None:
    claim = room.claim()
    say: dict[str, Any] = {"claim": claim, "check": Check.NOT_CONTACTED, "by": room.ana}
    give_reason(room.session, reason="He died.", revision=0, **say)
    with pytest.raises(EditedMeanwhile):
        give_reason(room.session, reason="Never asked.", revision=0, **say)


def test_what_has_to_be_mended_takes_no_reason(room: Newsroom) -> None:
    with pytest.raises(ReasonUnwanted):
        give_reason(
            room.session, claim=room.claim(), check=Check.SHORT_RATIONALE, reason="No time.",
            revision=0, by=room.ana,
        )  # fmt: skip
