"""Claims that are the same in several articles: one group a claim, put back as it was."""

import pytest
from sqlalchemy.orm import Session

from tests.builders import events_of_article
from tests.publishing.desk import NewsDesk, beside, make_news_desk
from workbench.claims.errors import CannotBeSame, CannotUndo, SameOtherwise
from workbench.claims.models import Claim
from workbench.claims.same import confirm_same, note_other, note_same
from workbench.claims.service import restore_claim, withdraw_claim
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.history.rules import EventKind
from workbench.verdicts.same import alike, same_as, telling_words, with_words
from workbench.verdicts.undo import late_acts, undo_last


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


def same(desk: NewsDesk, one: Claim, other: Claim) -> None:
    note_same(desk.session, claim=one, other=other, by=desk.checker)


def told(desk: NewsDesk, claim: Claim) -> list[str]:
    return [row.claim.statement for row in same_as(desk.session, claim)]


def test_what_is_the_same_as_one_is_the_same_as_all(desk: NewsDesk) -> None:
    second, third, fourth = beside(desk), beside(desk), beside(desk)
    a, b = desk.claim("It cost nine million", "A"), second.claim("Nine million", "B")
    c, d = third.claim("Nine million", "C"), fourth.claim("Nine million", "D")
    same(desk, a, b)
    same(desk, c, d)
    same(desk, b, c)
    same(desk, a, d)  # known already
    assert [told(desk, each) for each in (a, b)] == [["B", "C", "D"], ["A", "C", "D"]]
    last = events_of_article(desk.session, second.article.id)[-1]
    assert (last.kind, last.details["title"]) == ("claims are the same", "Bridges")

    undo_last(desk.session, article=second.article, by=desk.checker)
    assert [told(desk, each) for each in (a, d)] == [["B"], ["C"]]
    note_other(desk.session, claim=a, by=desk.checker)
    assert (told(desk, a), told(desk, b)) == ([], [])
    undo_last(desk.session, article=desk.article, by=desk.checker)
    assert told(desk, a) == ["B"]
    undo_last(desk.session, article=desk.article, by=desk.checker)
    assert told(desk, a) == []


def test_noting_it_is_one_act_and_taking_it_back_is_told_of_both_claims(desk: NewsDesk) -> None:
    second = beside(desk)
    one, other = desk.claim("It cost nine million", "A"), second.claim("Nine million", "B")
    before = len(late_acts(desk.session, desk.checker))
    same(desk, one, other)
    assert len(late_acts(desk.session, desk.checker)) == before + 1
    undo_last(desk.session, article=desk.article, by=desk.checker)
    for article_id in (desk.article.id, second.article.id):
        assert events_of_article(desk.session, article_id)[-1].kind == EventKind.TAKEN_BACK


def test_nothing_is_taken_back_that_was_built_on(desk: NewsDesk) -> None:
    second, third = beside(desk), beside(desk)
    a, b = desk.claim("It cost nine million", "A"), second.claim("Nine million", "B")
    same(desk, a, b)
    note_other(desk.session, claim=b, by=desk.editor)
    same(third, third.claim("Nine million", "C"), b)
    with pytest.raises(CannotUndo):
        undo_last(desk.session, article=desk.article, by=desk.checker)
    assert told(desk, b) == ["C"]


def test_claims_of_one_article_and_withdrawn_ones_are_not_the_same(desk: NewsDesk) -> None:
    second = beside(desk)
    a, b = desk.claim("It cost nine million"), second.claim("Nine million")
    with pytest.raises(CannotBeSame, match="merge them"):
        same(desk, a, desk.claim("Nobody came"))
    withdraw_claim(desk.session, claim=b, by=desk.checker)
    with pytest.raises(CannotBeSame, match="withdrawn"):
        same(desk, a, b)


def test_a_group_outlives_withdrawing_merging_and_splitting(desk: NewsDesk) -> None:
    second = beside(desk)
    a, b = desk.claim("It cost nine million", "A"), second.claim("Nine million", "B")
    into = second.claim("It has two lanes", "Into")
    same(desk, a, b)
    withdraw_claim(desk.session, claim=b, by=desk.checker)
    assert told(desk, a) == []
    restore_claim(desk.session, claim=b, by=desk.checker)
    assert told(desk, a) == ["B"]
    merge_claims(desk.session, claim=b, into=into, by=desk.checker)
    assert told(desk, a) == ["Into"]
    undo_last(desk.session, article=second.article, by=desk.checker)
    assert (told(desk, a), told(desk, into)) == (["B"], [])
    new = split_claim(
        desk.session, claim=b, statement="B, too", passage_ids=(), attached={}, by=desk.checker
    )
    assert told(desk, new) == []


def test_only_approved_verdicts_are_shown_of_what_is_the_same(desk: NewsDesk) -> None:
    second = beside(desk)
    a, b = desk.claim("It cost nine million", "A"), second.claim("Nine million", "B")
    same(desk, a, b)
    second.propose(b, "False", "Eleven.")
    (row,) = same_as(desk.session, a)
    assert (row.rating, row.summary) == (None, "")


def test_a_claim_to_choose_is_found_by_its_words(desk: NewsDesk) -> None:
    second = beside(desk)
    a, b = desk.claim("It cost nine million"), second.claim("Nine million", "Nine Million it was")
    second.claim("It has two lanes")
    other = make_news_desk(desk.session, "Strangers")
    other.claim("It cost nine million")

    def found() -> list[Claim]:
        return [row.claim for row in with_words(desk.session, a, "nine MILLION", limit=9)]

    assert found() == [b]
    same(desk, a, b)
    assert found() == []


def test_claims_that_share_words_are_offered_those_that_share_most_first(desk: NewsDesk) -> None:
    second = beside(desk)
    bridge = desk.claim("It cost nine million", "The new bridge cost nine million euros.")
    close = second.claim("Nine million", "The bridge cost the city nine million.")
    far = second.claim("It has two lanes", "A new bridge, a million, and two lanes.")
    second.claim("went into it", "Nobody came to the bridge.")
    assert [row.claim for row in alike(desk.session, bridge, limit=9)] == [close, far]
    same(desk, bridge, close)
    assert [row.claim for row in alike(desk.session, bridge, limit=9)] == [far]


def test_a_claim_of_short_words_is_like_none(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million", "He won it.")
    beside(desk).claim("Nine million", "He won it.")
    assert telling_words(claim.statement) == []
    assert alike(desk.session, claim, limit=9) == []


def public(desk: NewsDesk, claim: Claim) -> list[str]:
    return [row.claim.statement for row in same_as(desk.session, claim) if row.told]


def three(desk: NewsDesk) -> tuple[Claim, Claim, Claim]:
    """Two claims of which readers are told that they are the same, and one they know nothing of."""
    a, b = desk.claim("It cost nine million", "A"), beside(desk).claim("Nine million", "B")
    note_same(desk.session, claim=a, other=b, by=desk.editor)
    return a, b, beside(desk).claim("Nine million", "C")


def test_an_editor_confirms_what_the_page_showed_and_nothing_that_came_since(
    desk: NewsDesk,
) -> None:
    a, b, c = three(desk)
    note_other(desk.session, claim=a, by=desk.editor)
    same(desk, a, b)
    same(desk, c, b)  # after the editor's page of claim A was shown
    with pytest.raises(SameOtherwise):
        confirm_same(desk.session, claim=a, seen=[b.id], by=desk.editor)
    assert public(desk, a) == public(desk, c) == []
    confirm_same(desk.session, claim=a, seen=[c.id, b.id], by=desk.editor)
    assert public(desk, a) == ["B", "C"]


def test_an_editor_who_takes_a_claim_out_tells_nothing_of_those_it_leaves(desk: NewsDesk) -> None:
    a, b, c = three(desk)
    same(desk, c, b)
    note_other(desk.session, claim=a, by=desk.editor)
    assert [public(desk, each) for each in (a, b, c)] == [[], [], []]
    assert told(desk, b) == ["C"]


def test_an_editor_who_notes_one_more_tells_nothing_that_still_waits_for_one(
    desk: NewsDesk,
) -> None:
    a, b, c = three(desk)
    d = beside(desk).claim("Nine million", "D")
    same(desk, c, d)
    note_same(desk.session, claim=a, other=c, by=desk.editor)
    assert [public(desk, each) for each in (a, c, d)] == [["B"], [], []]
    confirm_same(desk.session, claim=a, seen=[b.id, c.id, d.id], by=desk.editor)
    assert public(desk, d) == ["A", "B", "C"]


def test_who_is_in_another_group_by_now_is_told_there_by_who_looks_at_that(desk: NewsDesk) -> None:
    a, b, c = three(desk)
    note_other(desk.session, claim=b, by=desk.checker)
    same(desk, c, b)
    d = beside(desk).claim("Nine million", "D")
    note_same(desk.session, claim=c, other=d, by=desk.editor)
    confirm_same(desk.session, claim=a, seen=[], by=desk.editor)
    assert [public(desk, each) for each in (a, b, c)] == [[], [], []]
    confirm_same(desk.session, claim=b, seen=[c.id, d.id], by=desk.editor)
    assert public(desk, b) == ["C", "D"]
