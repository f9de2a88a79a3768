"""Tags of the desk: spelled once, compared without capitals and accents, put on many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import Newsroom, open_newsroom
from workbench.history.models import Event
from workbench.sources.models import Source
from workbench.sources.rules import LONGEST_TAG, tag_key, tags_in
from workbench.sources.tags import add_tags, remove_tags, tags_of_desk


def tagged(source: Source) -> list[str]:
    return [tag.words for tag in source.tags]


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("Harbour", ["Harbour"]),
        (" #Harbour ,  city  council,", ["Harbour", "city council"]),
        ("harbour; Harbour, HARBOUR", ["HARBOUR"]),
        (" , #, ,", []),
        ("\u202eharbour\u2066, a\x1b\0b, \u200b, \u061c, \ud800", ["harbour", "ab"]),
        ("x" * 100, ["x" * LONGEST_TAG]),
    ],
)
def test_tags_are_typed_with_commas_or_semicolons_between_them(typed: str, tags: list[str]) -> None:
    assert tags_in(typed) == tags


@given(st.text())
def test_what_was_read_of_typed_tags_is_read_again(typed: str) -> None:
    tags = tags_in(typed)
    assert tags_in(",".join(tags)) == tags
    assert all(tag_key(tag) for tag in tags)


def test_a_tag_is_spelled_as_the_desk_spelled_it_first(room: Newsroom) -> None:
    first, second = room.source("A"), room.source("B")
    add_tags(room.session, sources=[first], tags=["Città vecchia"], by=room.ana)
    add_tags(room.session, sources=[first, second], tags=["CITTA VECCHIA", "ports"], by=room.bo)
    assert tagged(first) == tagged(second) == ["Città vecchia", "ports"]
    assert tags_of_desk(room.session, room.desk_id) == ["Città vecchia", "ports"]


def test_a_tag_is_taken_off_however_it_is_spelled(room: Newsroom) -> None:
    first, second = room.source("A"), room.source("B")
    add_tags(room.session, sources=[first, second], tags=["Harbour", "ports"], by=room.ana)
    remove_tags(room.session, sources=[first], tags=["HARBOUR"], by=room.ana)
    assert (tagged(first), tagged(second)) == (["ports"], ["Harbour", "ports"])
    assert tags_of_desk(room.session, room.desk_id) == ["ports", "Harbour"]


def test_the_record_has_one_line_for_many_sources(room: Newsroom) -> None:
    sources = [room.source(title) for title in "ABC"]
    add_tags(room.session, sources=sources, tags=["Harbour"], by=room.bo)
    [event] = room.session.scalars(select(Event).where(Event.kind == "sources tagged"))
    assert event.by_id == room.bo.person_id
    assert (event.details["tags"], event.details["number"]) == ("Harbour", 3)


def test_tags_of_another_desk_are_not_suggested(room: Newsroom) -> None:
    add_tags(room.session, sources=[room.source()], tags=["Harbour"], by=room.ana)
    other = open_newsroom(room.session, name="Other desk")
    assert tags_of_desk(room.session, other.desk_id) == []
    add_tags(room.session, sources=[other.source()], tags=["HARBOUR"], by=other.ana)
    assert tags_of_desk(room.session, other.desk_id) == ["HARBOUR"]
