"""Searches: what the desk looked for and did not find."""

from dataclasses import replace

import pytest

from tests.builders import Newsroom
from workbench.claims.errors import CannotUndo, ClaimLocked
from workbench.errors import EditedMeanwhile
from workbench.evidence.errors import SearchUnknown
from workbench.evidence.models import Search
from workbench.evidence.queries import get_search, searches_of
from workbench.evidence.rearranging import merge_claims
from workbench.evidence.searches import (
    SearchFields,
    edit_search,
    fields_of,
    remove_search,
)
from workbench.verdicts.undo import undo_last

SOUGHT = SearchFields("a permit", ("the city archive", "the register"), "2019-05-03", "By hand.")
OTHER = SearchFields("an invoice", ("the ledger",), "2019-05-04")


def edit(room: Newsroom, search: Search, fields: SearchFields, revision: int = 1) -> None:
    edit_search(
        room.session, claim=search.claim, search=search, fields=fields, revision=revision,
        by=room.ana,
    )  # fmt: skip


def remove(room: Newsroom, search: Search) -> None:
    remove_search(room.session, claim=search.claim, search=search, by=room.ana)


def undo(room: Newsroom) -> None:
    undo_last(room.session, article=room.article, by=room.ana)
    room.session.expire_all()


def test_everything_said_of_a_search_is_kept(room: Newsroom) -> None:
    search = room.search(room.claim())
    room.session.expire_all()
    assert [fields_of(each) for each in searches_of(room.session, search.claim)] == [SOUGHT]
    edit(room, search, OTHER)
    room.session.expire_all()
    assert fields_of(search) == OTHER


def test_the_second_of_two_people_who_save_a_search_is_told(room: Newsroom) -> None:
    search = room.search(room.claim())
    edit(room, search, OTHER)
    with pytest.raises(EditedMeanwhile):
        edit(room, search, replace(OTHER, sought="a receipt"))
    assert fields_of(search) == OTHER


def test_a_search_that_somebody_removed_is_no_more_to_be_had(room: Newsroom) -> None:
    search = room.search(room.claim())
    remove(room, search)
    assert searches_of(room.session, search.claim) == []
    with pytest.raises(SearchUnknown):
        get_search(room.session, search.claim, search.id)
    with pytest.raises(SearchUnknown):
        remove(room, search)
    with pytest.raises(SearchUnknown):
        edit(room, search, OTHER)


def test_a_search_for_another_claim_is_not_found(room: Newsroom) -> None:
    search, other = room.search(room.claim()), room.claim("The mayor")
    with pytest.raises(SearchUnknown):
        get_search(room.session, other, search.id)


def test_a_search_stands_still_with_its_claim(room: Newsroom) -> None:
    search = room.search(room.claim())
    room.propose(search.claim)
    with pytest.raises(ClaimLocked):
        room.search(search.claim)
    with pytest.raises(ClaimLocked):
        edit(room, search, OTHER)
    with pytest.raises(ClaimLocked):
        remove(room, search)


def test_each_act_on_a_search_is_taken_back_in_turn(room: Newsroom) -> None:
    search = room.search(room.claim())
    edit(room, search, OTHER)
    remove(room, search)
    undo(room)
    assert search.removed_at is None
    undo(room)
    assert fields_of(search) == SOUGHT
    undo(room)
    assert search.removed_at is not None


def test_a_search_that_somebody_else_edited_is_not_taken_back(room: Newsroom) -> None:
    search = room.search(room.claim())
    edit_search(
        room.session, claim=search.claim, search=search, fields=OTHER, revision=1, by=room.bo
    )
    with pytest.raises(CannotUndo):
        undo(room)


def test_a_merged_claims_searches_go_along_and_come_back(room: Newsroom) -> None:
    claim, into = room.claim(), room.claim("The mayor")
    search = room.search(claim)
    merge_claims(room.session, claim=claim, into=into, by=room.ana)
    assert searches_of(room.session, into) == [search]
    undo(room)
    assert searches_of(room.session, claim) == [search]
