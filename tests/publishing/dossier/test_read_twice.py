"""What two readers wrote, in a dossier: what went on, and nothing before both were in."""

from dataclasses import replace

from tests.builders import Newsroom, open_newsroom
from tests.verdicts.second_readers import ask_for_second_readers, read_twice
from workbench.claims.rules import Priority
from workbench.claims.service import set_priority
from workbench.policies.rules import Balloting, PolicyFields
from workbench.policies.service import set_policy
from workbench.publishing.dossier import dump, dump_bytes, load
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.service import save_draft


def test_a_first_verdict_that_agreed_with_the_one_that_stands_can_be_loaded(
    room: Newsroom,
) -> None:
    ask_for_second_readers(room, Balloting.ALWAYS)
    claim = room.claim()
    second = read_twice(room, claim, "False", "False").second
    for by in (room.ed, room.eve, room.adi):
        cast_vote(room.session, claim=claim, verdict_id=second.id, reason="", by=by)
    told = dump(room.session, room.article)
    other = open_newsroom(room.session, name="Other desk")
    again = dump(room.session, load(room.session, told, by=other.ana))
    assert again["claims"] == told["claims"]
    assert [each["state"] for each in told["claims"][0]["verdicts"]] == ["concurring", "approved"]


def test_a_draft_from_before_the_claim_was_to_be_read_blind_is_not_told(room: Newsroom) -> None:
    policy = PolicyFields(second_for=frozenset({Priority.HIGH}))
    set_policy(room.session, seen=0, fields=policy, by=room.adi)
    claim, said = room.claim(), replace(room.fields(), summary="zz-draft")
    save_draft(room.session, claim=claim, fields=said, revision=0, by=room.ana)
    set_priority(room.session, claim=claim, priority=Priority.HIGH, by=room.ed)
    room.propose(claim, summary="zz-proposed")
    assert b"zz-" not in dump_bytes(room.session, room.article)
