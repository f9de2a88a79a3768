"""How a verdict was reached goes along in a dossier: rounds, votes, decisions, points, reasons."""

from sqlalchemy import select

from tests.builders import Newsroom, open_newsroom
from tests.discussion.hiding import seal
from tests.publishing.dossier.reviewed import returned, review, settle
from tests.publishing.dossier.sample import Record
from tests.verdicts.second_readers import ask_for_second_readers, read_twice, set_priority_of
from workbench.claims.models import Claim
from workbench.claims.rules import Priority, Status
from workbench.discussion.service import begin_thread
from workbench.evidence.rearranging import split_claim
from workbench.history.verifying import record_faults
from workbench.policies.models import Policy
from workbench.policies.rules import Balloting, Check, PolicyFields
from workbench.policies.service import set_policy
from workbench.publishing.dossier import dump, dump_bytes, load, parse
from workbench.verdicts.ballots import cast_vote
from workbench.verdicts.checks.reasons import give_reason
from workbench.verdicts.deciding import settle_readings
from workbench.verdicts.models import Verdict
from workbench.verdicts.points import PointFields, answer_point, last_return
from workbench.verdicts.rules import About
from workbench.verdicts.second import save_second
from workbench.verdicts.service import return_verdict
from workbench.verdicts.undo import undo_last


def again(room: Newsroom) -> Record:
    """What the article's dossier is like when it comes back from another desk."""
    other = open_newsroom(room.session, name="Other desk")
    written = parse(dump_bytes(room.session, room.article))
    return dump(room.session, load(room.session, written, by=other.ana))


def test_everything_of_a_review_survives_the_journey(room: Newsroom) -> None:
    review(room)
    told = dump(room.session, room.article)
    assert again(room) == told
    [claim] = told["claims"]
    assert claim["recheck_on"] == "2027-05-15"
    assert [each["reason"] for each in claim["check_reasons"]] == ["He is dead."]
    first, second = claim["rounds"]
    assert [each["why"] for each in first["settled"]] == ["The minutes."]
    assert first["policy"]["ballot"] == "never"
    assert [each["seat"] for each in first["readings"]] == ["first", "second", "first"]
    [ballot] = second["ballots"]
    assert (ballot["outcome"], ballot["verdict"]) == ("a majority for one verdict", 4)
    assert [each["verdict"] for each in ballot["votes"]] == [4, None, 4]


def test_what_a_verdict_stood_on_and_what_was_asked_and_answered_goes_along(
    room: Newsroom,
) -> None:
    review(room)
    _dissent, chosen, after, *_rest = again(room)["claims"][0]["verdicts"]
    assert (chosen["reading"], chosen["state"], chosen["stood_on"]) == (
        "second",
        "returned",
        ["e1"],
    )
    [decision] = chosen["decisions"]
    about = [(each["about"], each["evidence"], each["answer"]) for each in decision["points"]]
    assert about == [("verdict", None, ""), ("evidence", "e1", "Page 7."), ("statement", None, "")]
    assert [each["comment"] for each in after["decisions"]] == ["Well done."]


def test_two_verdicts_that_differ_are_decided_between_where_they_were_loaded(
    room: Newsroom,
) -> None:
    other, claim, first = _loaded_with_two(room, Balloting.NEVER)
    assert claim.status is Status.DISAGREED
    settle_readings(room.session, claim=claim, verdict_id=first, why="So it is.", by=other.ed)
    assert other.again(1).status is Status.PROPOSED


def test_two_verdicts_that_were_to_be_voted_on_are_where_they_were_loaded(room: Newsroom) -> None:
    other, claim, first = _loaded_with_two(room, Balloting.ALWAYS)
    assert claim.status is Status.BALLOT
    for by in (other.ed, other.eve, other.adi):
        cast_vote(room.session, claim=claim, verdict_id=first, reason="", by=by)
    assert other.again(1).status is Status.APPROVED


def _loaded_with_two(room: Newsroom, ballot: Balloting) -> tuple[Newsroom, Claim, int]:
    """A desk that loads a claim which two have read, the claim, and its first verdict’s id."""
    ask_for_second_readers(room, ballot)
    read_twice(room, room.claim())
    other = open_newsroom(room.session, name="Other desk")
    other.article = load(room.session, dump(room.session, room.article), by=other.ana)
    [claim] = other.claims()
    of_claim = select(Verdict.id).where(Verdict.claim_id == claim.id)
    return other, claim, room.session.scalars(of_claim.order_by(Verdict.number)).all()[0]


def test_a_policy_of_a_dossier_is_no_policy_of_the_desk_that_loads_it(room: Newsroom) -> None:
    review(room)
    other = open_newsroom(room.session, name="Other desk")
    told = dump(room.session, room.article)
    for _time in range(2):
        load(room.session, told, by=other.ana)
    mine = select(Policy.version, Policy.current).where(Policy.desk_id == other.desk_id)
    assert room.session.execute(mine.order_by(Policy.version)).all() == [(1, False), (2, False)]
    made = set_policy(room.session, seen=0, fields=PolicyFields(approvals=2), by=other.adi)
    assert (made.version, made.current) == (3, True)


def test_the_record_is_whole_where_a_review_was_loaded(room: Newsroom) -> None:
    review(room)
    other = open_newsroom(room.session, name="Other desk")
    load(room.session, dump(room.session, room.article), by=other.ana)
    room.session.commit()
    faults = list(record_faults(room.session, other.desk_id, lambda _count: None))
    assert faults == []


def test_evidence_that_went_to_another_claim_is_still_what_was_spoken_of(room: Newsroom) -> None:
    ask_for_second_readers(room)
    claim = room.claim()
    room.evidence(room.claim("Nobody"))
    piece = room.evidence(claim)
    begin_thread(room.session, claim=claim, on=piece, text="Look.", by=room.ana)
    pair = read_twice(room, claim)
    settle(room, claim, pair)
    returned(room, claim, piece)
    split_claim(
        room.session, claim=claim, statement="It opened.", passage_ids=[],
        attached={"evidence": [piece.id]}, by=room.ana,
    )  # fmt: skip
    told = again(room)["claims"]
    moved = told[2]["evidence"][0]["id"]
    assert told[0]["evidence"] == []
    assert told[0]["threads"][0]["evidence"] == moved
    assert told[0]["verdicts"][0]["stood_on"] == [moved]


def test_a_round_that_is_not_opened_is_in_no_dossier(room: Newsroom) -> None:
    """The claim is told as it would be without what somebody may not see, also an open reading."""
    ask_for_second_readers(room, blind=False)
    claim = room.claim()
    room.propose(claim)
    save_second(room.session, claim=claim, fields=room.fields(summary="zz"), revision=0, by=room.bo)
    [told] = again(room)["claims"]
    assert (told["status"], told["rounds"]) == ("in progress", [])
    assert [each["state"] for each in told["verdicts"]] == ["draft"]


def test_a_verdict_whose_successor_is_hidden_is_told_as_it_was_before(room: Newsroom) -> None:
    ask_for_second_readers(room, blind=False)
    claim = room.claim()
    room.draft(claim)
    before = dump(room.session, room.article)["claims"][0]["verdicts"]
    hidden = room.draft(claim, by=room.bo, summary="zz")
    hidden.blind = True
    [told] = again(room)["claims"]
    assert told["verdicts"] == before


def test_a_ballot_that_goes_on_is_told_as_if_nobody_had_voted(room: Newsroom) -> None:
    ask_for_second_readers(room, Balloting.ALWAYS)
    claim = room.claim()
    pair = read_twice(room, claim)
    before = dump(room.session, room.article)["claims"]
    for by in (room.ed, room.eve):
        cast_vote(room.session, claim=claim, verdict_id=pair.first.id, reason="zz", by=by)
    after = dump(room.session, room.article)["claims"]
    since = {"status_since": before[0]["status_since"]}  # when it was voted on last, all may know
    assert [{**after[0], **since}] == before
    assert "zz" not in str(again(room))


def test_what_is_asked_of_a_confidential_source_stays_with_its_confidants(room: Newsroom) -> None:
    claim = room.claim()
    source = room.source("Erika Muster")
    piece = room.evidence(claim, source=source)
    seal(room, source)
    room.propose(claim, by=room.bo)
    points = [
        PointFields(About.EVIDENCE, "zz of the source", piece.id),
        PointFields(About.STATEMENT, "Whose quay?"),
    ]
    return_verdict(
        room.session, claim=claim, revision=room.revision(claim), points=points, by=room.ed
    )
    asked = last_return(room.session, claim)
    assert asked is not None
    answer_point(
        room.session, claim=claim, point=asked.points[0], done=True, answer="zz said so",
        revision=1, by=room.bo,
    )  # fmt: skip
    told = again(room)
    assert told == dump(room.session, room.article)
    assert "zz" not in str(told)
    [decision] = told["claims"][0]["verdicts"][0]["decisions"]
    assert decision["comment"] == "…\n\nWhose quay?"
    assert [each["answer"] for each in decision["points"]] == ["…", ""]
    assert [line["details"].get("after") for line in told["events"]][-1] == "…"


def test_what_was_open_before_it_was_to_be_read_blind_is_told_of_where_it_comes_to(
    room: Newsroom,
) -> None:
    set_policy(
        room.session,
        seen=0,
        fields=PolicyFields(second_for=frozenset({Priority.HIGH})),
        by=room.adi,
    )
    claim = room.claim()
    room.draft(claim)
    set_priority_of(room, claim, Priority.HIGH)
    read_twice(room, claim)
    assert [each["shown"] for each in again(room)["claims"][0]["rounds"]] == [True]


def test_a_return_that_was_taken_back_asks_for_nothing_where_it_comes_to(room: Newsroom) -> None:
    claim = room.claim()
    for _time in range(2):
        _return_and_undo(room, claim)
    told = dump(room.session, room.article)
    other = open_newsroom(room.session, name="Other desk")
    other.article = load(room.session, told, by=other.ana)
    [there] = other.claims()
    assert last_return(room.session, there) is None
    assert dump(room.session, other.article) == told


def _return_and_undo(room: Newsroom, claim: Claim) -> None:
    if claim.status is Status.OPEN:
        room.propose(claim)
    revision = room.revision(claim)
    return_verdict(room.session, claim=claim, revision=revision, comment="Why?", by=room.ed)
    undo_last(room.session, article=room.article, by=room.ed)


def test_a_reason_may_argue_so_none_is_told_while_a_claim_is_read_blind(room: Newsroom) -> None:
    ask_for_second_readers(room)
    claim = room.claim()
    give_reason(
        room.session, claim=claim, check=Check.NOT_CONTACTED, reason="He is dead.", revision=0,
        by=room.ana,
    )  # fmt: skip
    assert again(room)["claims"][0]["check_reasons"]
    room.propose(claim)
    assert again(room)["claims"][0]["check_reasons"] == []
