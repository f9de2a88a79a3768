"""The checks before approval on the open claim: what to mend, where, and the reason why not."""

from tests.builders import Newsroom
from tests.screens.workbench.conftest import Come, looking_into
from workbench.db import Database
from workbench.policies.rules import Check, PolicyFields
from workbench.policies.service import set_policy


def claimed(database: Database, house: Newsroom, *, proposed: bool = False) -> None:
    """A claim with one source, perhaps with a verdict that waits."""
    with database.writing() as session:
        room = looking_into(session, house)
        claim = room.claim()
        room.evidence(claim)
        (room.propose if proposed else room.draft)(claim)


def test_whoever_proposes_sees_what_to_mend_each_with_a_link_to_it(
    come: Come, house: Newsroom, database: Database
) -> None:
    claimed(database, house)
    page = come(house.ana).page("/claims/1")
    links = page.xpath("//*[@id='checks']//a/@href")
    assert "#contacts" in links
    for link in links:
        assert page.get_element_by_id(link.removeprefix("#")) is not None


def test_a_reason_settles_a_check_and_is_told_with_its_giver(
    come: Come, house: Newsroom, database: Database
) -> None:
    claimed(database, house)
    ana = come(house.ana)
    sent = ana.send("/claims/1/reasons/not-contacted", reason="He died in 1990.", revision=0)
    assert sent.status_code == 303
    checks = ana.page("/claims/1").get_element_by_id("checks").text_content()
    assert "The claimant was not contacted, because: He died in 1990." in checks
    assert "Nobody was asked" not in checks


def test_a_reason_that_comes_second_is_kept_beside_the_first(
    come: Come, house: Newsroom, database: Database
) -> None:
    claimed(database, house)
    ana = come(house.ana)
    ana.send("/claims/1/reasons/not-contacted", reason="He died.", revision=0)
    second = ana.send("/claims/1/reasons/not-contacted", reason="He is away.", revision=0)
    assert second.status_code == 409
    assert "He died." in second.text
    assert "He is away." in second.text


def test_a_check_that_no_reason_settles_has_no_address(
    come: Come, house: Newsroom, database: Database
) -> None:
    claimed(database, house)
    sent = come(house.ana).send("/claims/1/reasons/short-rationale", reason="No time.", revision=0)
    assert sent.status_code == 404


def test_a_blocked_approval_keeps_the_comment_and_says_what_is_missing(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        fields = PolicyFields(blocking=frozenset({Check.NOT_CONTACTED}))
        set_policy(session, seen=0, fields=fields, by=room.adi)
    claimed(database, house, proposed=True)
    editor = come(house.ed)
    assert "Blocks approval" in editor.see("/claims/1").text
    sent = editor.send("/claims/1/review/approve", revision=1, comment="Well found.")
    assert sent.status_code == 409
    assert "Nobody was asked about it" in sent.text
    assert "Well found." in sent.text


def test_a_rating_that_departs_from_a_precedent_is_told_while_it_is_chosen(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        decided, claim = room.claim(), room.claim("It opened in May")
        room.propose(decided)
        room.approve(decided)
        claim.statement = decided.statement
        true, false = room.rating("True").id, room.rating("False").id
    ana = come(house.ana)
    assert "1 precedent" in ana.see("/claims/2").text
    warning = "rated otherwise"
    assert warning in ana.see(f"/claims/2/precedents?rating={true}").text
    assert warning not in ana.see(f"/claims/2/precedents?rating={false}").text
