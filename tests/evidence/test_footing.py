"""What evidence stands on: sources that go back to one origin count once."""

from tests.builders import Newsroom
from workbench.claims.models import Claim
from workbench.evidence.footing import Footing, footing_of
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.sources.models import Source
from workbench.sources.origins import set_origin
from workbench.sources.rules import Closeness


def say(room: Newsroom, claim: Claim, source: Source, stance: Stance) -> Evidence:
    fields = EvidenceFields(stance)
    return add_evidence(room.session, claim=claim, source=source, fields=fields, by=room.ana)


def footing(room: Newsroom, claim: Claim) -> Footing:
    return footing_of(room.session, evidence_of(room.session, claim))


def test_a_claim_without_evidence_stands_on_nothing(room: Newsroom) -> None:
    assert footing(room, room.claim()) == Footing(0, 0, 0, 0, 0, [])


def test_two_that_repeat_a_third_count_once(room: Newsroom) -> None:
    claim = room.claim()
    wire, paper, blog, minutes = (room.source(t) for t in ("Wire", "Paper", "Blog", "Minutes"))
    set_origin(room.session, source=paper, origin=wire, by=room.ana)
    set_origin(room.session, source=blog, origin=paper, by=room.ana)
    minutes.closeness, paper.closeness = Closeness.PRIMARY, Closeness.SECONDARY
    for source in (paper, blog, minutes):
        say(room, claim, source, Stance.SUPPORTS)
    say(room, claim, minutes, Stance.REFUTES)  # the same minutes say both
    found = footing(room, claim)
    assert (found.sources, found.independent, found.primary) == (3, 2, 1)
    assert (found.supporting, found.refuting) == (3, 1)
    [together] = found.together
    assert together.origin is wire
    assert list(together.copies) == [paper, blog]
    assert (found.one_origin, found.one_sided) == (False, False)


def test_an_origin_among_the_sources_is_no_copy_of_itself(room: Newsroom) -> None:
    claim, wire, paper = room.claim(), room.source("Wire"), room.source("Paper")
    set_origin(room.session, source=paper, origin=wire, by=room.ana)
    for source in (wire, paper):
        say(room, claim, source, Stance.SUPPORTS)
    found = footing(room, claim)
    [together] = found.together
    assert (found.sources, found.independent) == (2, 1)
    assert list(together.copies) == [paper]
    assert found.one_origin
    assert found.one_sided


def test_one_source_alone_is_no_case_of_one_origin(room: Newsroom) -> None:
    claim, source = room.claim(), room.source()
    say(room, claim, source, Stance.CONTEXT)
    say(room, claim, source, Stance.CONTEXT)
    found = footing(room, claim)
    assert (found.sources, found.one_origin, found.one_sided) == (1, False, False)
