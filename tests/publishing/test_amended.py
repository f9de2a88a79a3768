"""An edition of an article that was changed: what readers are told of it, and of which words."""

import dataclasses

import pytest
from sqlalchemy import event

from tests.builders import HARBOUR, Newsroom
from tests.publishing.rewriting import (
    COSTS,
    DEARER,
    ILL,
    NOTICE,
    OPENED,
    SILENT,
    amended,
    approve,
    approved,
    confirm,
    lose_a_place,
    previewed,
    publish,
    published,
    rewrite,
    told,
    words_of,
)
from workbench.articles.amending import AmendmentFields, note_amendment
from workbench.articles.models import Amendment
from workbench.articles.rules import Origin
from workbench.articles.versions import amendment_in
from workbench.claims.passages import adjust_passage
from workbench.claims.rules import Status
from workbench.publishing.edition.substance import is_repetition, state_of
from workbench.publishing.errors import NothingNew, VerdictsStale
from workbench.publishing.next_edition import next_edition
from workbench.publishing.queries import editions_of
from workbench.publishing.suggestions import suggested_fields
from workbench.verdicts.service import reopen_claim

HEADLINE, FIRST, CAPTION, SECOND, SHARE = HARBOUR
NOW_COSTS = "The quay cost 43 million"
MORE = (HEADLINE, "The quay cost 44 million. Nobody 😀 asked why. It opened in May.", *HARBOUR[2:])


def test_an_article_that_was_not_changed_has_no_amendments(room: Newsroom) -> None:
    approved(room)
    content = published(room)
    claim = told(content)
    assert content.amendments == ()
    assert (claim.earlier, claim.left_behind, claim.rechecking) == ((), (), False)


def test_an_amendment_is_told_with_its_date_and_notice(room: Newsroom) -> None:
    approved(room, OPENED)
    first = published(room)
    rewrite(room, DEARER, amendment=amended(notice=f" {NOTICE}\n", note="Without a mark."))
    content = published(room)
    (said,) = content.amendments
    assert (said.version, said.made_on, said.notice, said.note) == (
        2, "2019-05-17", NOTICE, "Without a mark.",
    )  # fmt: skip
    assert (said.read_before, said.read_at) == (first.article.taken_at, content.article.taken_at)


def test_every_amendment_is_told_in_the_order_of_the_versions(room: Newsroom) -> None:
    approved(room, OPENED)
    rewrite(room, DEARER, amendment=amended("2019-05-17"))
    rewrite(room, MORE)
    rewrite(room, HARBOUR, amendment=amended("2019-05-20"))
    assert [each.version for each in published(room).amendments] == [2, 4]


def test_what_the_desk_changes_itself_is_no_amendment(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended(), origin=Origin.CORRECTED)
    confirm(room, room.again(1))
    content = published(room)
    assert content.amendments == ()
    assert told(content).earlier == ()


def test_a_version_without_amendment_tells_of_none(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS})
    confirm(room, room.again(1))
    content = published(room)
    assert (content.amendments, told(content).earlier) == ((), ())


def test_what_was_noted_of_the_first_version_is_no_change_after_it_was_read(room: Newsroom) -> None:
    approved(room)
    noted = Amendment(version_id=room.version.id, note="Before we read it.")  # from a dossier
    room.session.add(noted)
    assert published(room).amendments == ()


def test_a_claim_tells_what_the_article_said_before(room: Newsroom) -> None:
    approved(room)
    first = published(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended())
    confirm(room, room.again(1))
    content = published(room)
    claim = told(content)
    (said,) = claim.earlier
    assert (said.exact, said.now, said.version, said.amended) == (COSTS, NOW_COSTS, 1, 2)
    assert said.taken_at == first.article.taken_at
    assert [p.exact for p in claim.passages] == [NOW_COSTS]
    assert claim.left_behind == ()


def test_words_that_stayed_have_no_earlier_ones(room: Newsroom) -> None:
    approved(room, OPENED)
    rewrite(room, DEARER, amendment=amended())
    assert told(published(room)).earlier == ()


def test_each_wording_is_told_until_the_change_that_ended_it(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended("2019-05-17"))
    rewrite(room, MORE, {1: "The quay cost 44 million"}, amended("2019-05-20"))
    confirm(room, room.again(1))
    said = told(published(room)).earlier
    assert [(each.exact, each.now, each.amended) for each in said] == [
        (COSTS, NOW_COSTS, 2), (NOW_COSTS, "The quay cost 44 million", 3),
    ]  # fmt: skip


def test_a_fault_that_the_desk_mended_is_not_what_the_outlet_said(room: Newsroom) -> None:
    approved(room)
    mistyped = (HEADLINE, "The quay cost 43 millon. Nobody 😀 asked why. It opened in May.")
    rewrite(room, (*mistyped, *HARBOUR[2:]), {1: "The quay cost 43 millon"}, amended())
    rewrite(room, DEARER, {1: NOW_COSTS}, origin=Origin.CORRECTED)
    confirm(room, room.again(1))
    (said,) = told(published(room)).earlier
    assert (said.exact, said.now, said.amended) == (COSTS, NOW_COSTS, 2)


def test_the_text_was_taken_down_when_it_came_from_the_outlet(room: Newsroom) -> None:
    approved(room, OPENED)
    version = rewrite(room, DEARER, origin=Origin.CORRECTED)
    version.created_at = version.created_at.replace(year=2031)
    room.session.flush()
    assert published(room).article.taken_at.startswith(str(room.article.created_at.year))


def test_bounds_that_the_desk_moves_are_no_change_of_the_article(room: Newsroom) -> None:
    claim = room.claim(COSTS)
    rewrite(room, (HEADLINE, FIRST, CAPTION, SECOND), amendment=amended())
    adjust_passage(
        room.session, passage=room.again(1).passages[0], revision=1, by=room.ana,
        **room.place("cost 41 million"),
    )  # fmt: skip
    approve(room, claim)
    claim_told = told(published(room))
    assert [p.exact for p in claim_told.passages] == ["cost 41 million"]
    assert claim_told.earlier == ()


def test_a_denial_around_the_old_words_is_a_change(room: Newsroom) -> None:
    approved(room, ILL)
    blocks = (
        HEADLINE,
        FIRST,
        CAPTION,
        "The mayor was ill no longer. His deputy spoke for an hour.",
    )
    rewrite(room, blocks, {1: "The mayor was ill no longer"}, amended())
    confirm(room, room.again(1))
    (said,) = told(published(room)).earlier
    assert (said.exact, said.now) == (ILL, "The mayor was ill no longer")


def test_a_claim_that_is_no_longer_there_stays_with_the_words_it_stood_at(room: Newsroom) -> None:
    approved(room)
    first = published(room)
    rewrite(room, SILENT, {1: None}, amended())
    claim = told(published(room))
    (said,) = claim.left_behind
    assert (said.exact, said.now, said.version, said.amended) == (COSTS, "", 1, 2)
    assert said.taken_at == first.article.taken_at
    assert (claim.passages, claim.earlier, claim.rechecking) == ((), (), False)


def test_a_claim_that_lost_one_of_its_places_says_what_stood_there(room: Newsroom) -> None:
    lose_a_place(room)
    seen = told(published(room))
    assert [p.exact for p in seen.passages] == [OPENED]
    assert [(said.exact, said.now, said.amended) for said in seen.earlier] == [(COSTS, "", 2)]
    assert (seen.left_behind, seen.rechecking) == ((), False)


def test_it_is_told_too_when_it_was_never_published_before(room: Newsroom) -> None:
    approved(room)
    rewrite(room, SILENT, {1: None}, amended())
    assert [said.exact for said in told(published(room)).left_behind] == [COSTS]


def test_words_that_the_article_still_has_somewhere_are_not_called_gone(room: Newsroom) -> None:
    approved(room)
    twice = (HEADLINE, "Nobody 😀 asked why.", CAPTION, SECOND, "“The quay cost 41 million.”")
    rewrite(room, twice, {1: None}, amended())
    assert [said.amended for said in told(published(room)).left_behind] == [None]


def test_words_that_the_desk_took_away_are_not_said_to_be_the_outlets_doing(room: Newsroom) -> None:
    approved(room)
    rewrite(room, SILENT, {1: None}, origin=Origin.CORRECTED)
    rewrite(room, (*SILENT, "It is quiet there."), amendment=amended())
    assert [said.amended for said in told(published(room)).left_behind] == [None]


def test_a_verdict_does_not_go_out_on_words_that_it_was_not_given_on(room: Newsroom) -> None:
    claim, other = approved(room), approved(room, OPENED)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended())
    with pytest.raises(VerdictsStale, match=r"given on: 1\. Confirm each verdict, or reopen"):
        publish(room)
    assert editions_of(room.session, room.article) == []
    assert {claim.status, other.status} == {Status.APPROVED}
    assert previewed(room).stale == [1]
    confirm(room, room.again(1))
    assert previewed(room).stale == []
    assert [each.number for each in published(room).claims] == [1, 2]


def test_a_published_verdict_is_held_back_too_until_it_is_confirmed(room: Newsroom) -> None:
    approved(room)
    publish(room)
    rewrite(room, DEARER, {1: NOW_COSTS})
    with pytest.raises(VerdictsStale):
        publish(room)
    assert len(editions_of(room.session, room.article)) == 1


def test_a_verdict_that_was_given_anew_goes_out_on_the_new_words(room: Newsroom) -> None:
    claim = approved(room)
    publish(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended())
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    approve(room, claim, "True", "So it did.")
    content = published(room)
    assert told(content).verdict.rating.label == "True"
    assert [p.exact for p in told(content).passages] == [NOW_COSTS]
    assert [said.exact for said in told(content).earlier] == [COSTS]


def reopened_under(room: Newsroom, amendment: AmendmentFields | None) -> None:
    """Claim 1 was published, its words changed, and it is being checked again."""
    approved(room)
    approved(room, OPENED)
    publish(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amendment)
    reopen_claim(room.session, claim=room.again(1), by=room.ana)


def test_a_claim_being_checked_again_keeps_the_words_its_verdict_is_on(room: Newsroom) -> None:
    reopened_under(room, amended())
    content = published(room)
    claim = told(content)
    (said,) = claim.left_behind
    assert (said.exact, said.now, said.version, said.amended) == (COSTS, "", 1, 2)
    assert (claim.passages, claim.earlier, claim.rechecking) == ((), (), True)
    assert claim.verdict.rating.label == "False"
    assert NOW_COSTS in words_of(content)


def test_nobody_is_accused_of_a_change_that_was_not_noted(room: Newsroom) -> None:
    reopened_under(room, None)
    claim = told(published(room))
    assert claim.rechecking
    assert [said.amended for said in claim.left_behind] == [None]


def test_it_keeps_them_through_later_editions_and_versions(room: Newsroom) -> None:
    reopened_under(room, amended())
    second = published(room)
    third = published(room, note="Again.")
    rewrite(room, MORE, {1: "The quay cost 44 million"}, amended("2019-05-20"))
    fourth = published(room)
    assert told(second) == told(third) == told(fourth)


def test_words_that_only_moved_are_marked_where_they_are_now(room: Newsroom) -> None:
    approved(room)
    publish(room)
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    version = rewrite(room, (HEADLINE, SECOND, CAPTION, FIRST, SHARE), amendment=amended())
    claim = told(published(room))
    (passage,) = claim.passages
    assert version.text[passage.start : passage.end] == passage.exact == COSTS
    assert (claim.left_behind, claim.rechecking) == ((), False)


def test_a_place_that_was_chosen_while_it_is_checked_again_is_not_shown(room: Newsroom) -> None:
    approved(room)
    publish(room)
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    adjust_passage(
        room.session, passage=room.again(1).passages[0], revision=1, by=room.ana,
        **room.place("cost 41 million"),
    )  # fmt: skip
    rewrite(room, (HEADLINE, SECOND, CAPTION, FIRST, SHARE))
    claim = told(published(room))
    assert (claim.passages, claim.rechecking) == ((), True)
    assert [(said.exact, said.amended) for said in claim.left_behind] == [(COSTS, None)]


SPOKE = "deputy spoke for an hour"
DENIED = (HEADLINE, FIRST, CAPTION, "It is not true that his deputy spoke for an hour.", SHARE)


def test_the_same_words_under_a_denial_are_not_marked(room: Newsroom) -> None:
    approved(room, SPOKE)
    publish(room)
    rewrite(room, DENIED, {1: SPOKE}, amended())
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    claim = told(published(room))
    assert (claim.passages, claim.rechecking) == ((), True)


def test_nor_are_they_when_the_verdict_on_the_denial_was_taken_up_again(room: Newsroom) -> None:
    """Readers have the verdict before it, which was given on the words without the denial."""
    claim = approved(room, SPOKE, "True")
    publish(room)
    rewrite(room, DENIED, {1: SPOKE}, amended())
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    approve(room, claim, "False", "He did not.")
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    carried = told(published(room))
    assert (carried.verdict.rating.label, carried.passages) == ("True", ())
    assert carried.rechecking


def test_a_place_that_did_not_change_stays_marked_while_another_is_checked(room: Newsroom) -> None:
    claim = room.claim(COSTS)
    room.passage(claim, OPENED)
    approve(room, claim)
    publish(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended())
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    seen = told(published(room))
    assert [p.exact for p in seen.passages] == [OPENED]
    assert [said.exact for said in seen.left_behind] == [COSTS]
    assert seen.rechecking


def test_a_claim_that_is_gone_while_it_is_checked_again_is_gone(room: Newsroom) -> None:
    approved(room)
    publish(room)
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    rewrite(room, SILENT, {1: None}, amended())
    claim = told(published(room))
    assert [(said.exact, said.amended) for said in claim.left_behind] == [(COSTS, 2)]
    assert not claim.rechecking


def test_an_amendment_is_news_and_part_of_what_the_editor_saw(room: Newsroom) -> None:
    approved(room)
    first = published(room)
    note_amendment(
        room.session, version=rewrite(room, (*HARBOUR, "It is quiet there.")),
        fields=amended(), revision=0, by=room.ana,
    )  # fmt: skip
    second = published(room)
    with pytest.raises(NothingNew):
        publish(room)
    said = amendment_in(room.session, room.version)
    assert said is not None
    note_amendment(
        room.session, version=room.version, fields=amended(note="The sum."), revision=said.revision,
        by=room.ana,
    )  # fmt: skip
    third = published(room)
    assert len({state_of(dataclasses.replace(c, number=1)) for c in (first, second, third)}) == 3
    assert not is_repetition(third, second)


def test_earlier_words_are_part_of_what_the_editor_saw(room: Newsroom) -> None:
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended())
    content = previewed(room).content
    bare = dataclasses.replace(told(content), earlier=())
    assert state_of(dataclasses.replace(content, claims=(bare,))) != state_of(content)


def test_the_note_that_is_suggested_tells_of_the_change(room: Newsroom) -> None:
    approved(room, OPENED)
    publish(room)
    rewrite(room, DEARER, amendment=amended())
    suggested = suggested_fields(next_edition(room.session, room.article))
    assert suggested.note == "The article was changed on 17 May 2019."
    publish(room)
    approved(room, ILL)
    suggested = suggested_fields(next_edition(room.session, room.article))
    assert suggested.note == "Claim 2 added."


@pytest.mark.parametrize(
    ("made_on", "note"),
    [
        ("", "The article was changed."),
        ("2019", "The article was changed in 2019."),
        ("2019-05", "The article was changed in May 2019."),
    ],
)
def test_the_note_that_is_suggested_knows_no_more_than_the_desk(
    room: Newsroom, made_on: str, note: str
) -> None:
    approved(room, OPENED)
    publish(room)
    rewrite(room, DEARER, amendment=amended(made_on))
    assert suggested_fields(next_edition(room.session, room.article)).note == note


def test_the_note_that_is_suggested_tells_several_changes_in_one_sentence(room: Newsroom) -> None:
    approved(room, OPENED)
    publish(room)
    for blocks, made_on in ((DEARER, "2019-05-17"), (HARBOUR, ""), (DEARER, "2019-06")):
        rewrite(room, blocks, amendment=amended(made_on))
    suggested = suggested_fields(next_edition(room.session, room.article))
    assert suggested.note == "The article was changed on 17 May 2019 and in June 2019."


def test_however_much_was_changed_it_takes_as_many_queries(room: Newsroom) -> None:
    approved(room, OPENED)
    rewrite(room, DEARER, amendment=amended())
    few = queries(room)
    approved(room, ILL)
    approved(room, NOW_COSTS)
    for blocks, words in ((MORE, "The quay cost 44 million"), (DEARER, NOW_COSTS)):
        rewrite(room, blocks, {3: words}, amended())
    assert (queries(room), few) == (few, few)


def queries(room: Newsroom) -> int:
    """How many queries it takes to see the edition to come."""
    room.session.expire_all()
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    connection = room.session.connection()
    event.listen(connection, "before_cursor_execute", note)
    previewed(room)
    event.remove(connection, "before_cursor_execute", note)
    return len(sent)
