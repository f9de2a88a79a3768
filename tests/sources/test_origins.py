"""Where sources have it from: chains are followed, and there are no circles."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tests.builders import Newsroom
from workbench.history.models import Event
from workbench.sources.errors import OriginCircular
from workbench.sources.models import Source
from workbench.sources.origins import repeated_by, set_origin, source_titled, ultimate_origins


def goes_back(room: Newsroom, source: Source, origin: Source | None) -> None:
    set_origin(room.session, source=source, origin=origin, by=room.ana)


def test_a_chain_is_followed_to_its_end(room: Newsroom) -> None:
    wire, paper, blog, alone = (room.source(title) for title in ("Wire", "Paper", "Blog", "Alone"))
    goes_back(room, paper, wire)
    goes_back(room, blog, paper)
    found = ultimate_origins(room.session, [blog, alone, wire])
    assert found == {blog.id: wire, alone.id: alone, wire.id: wire}
    assert list(repeated_by(room.session, wire, limit=5)) == [paper]


def test_a_source_that_goes_back_to_itself_is_refused(room: Newsroom) -> None:
    wire, paper, blog = (room.source(title) for title in ("Wire", "Paper", "Blog"))
    goes_back(room, paper, wire)
    goes_back(room, blog, paper)
    for origin in (wire, paper, blog):
        with pytest.raises(OriginCircular):
            goes_back(room, wire, origin)
    assert wire.origin_id is None


def test_the_database_refuses_a_source_as_its_own_origin(room: Newsroom) -> None:
    source = room.source()
    with pytest.raises(IntegrityError):
        room.session.execute(
            update(Source).where(Source.id == source.id).values(origin_id=source.id)
        )


def test_a_circle_that_is_there_all_the_same_ends_nowhere(room: Newsroom) -> None:
    one, other = room.source("One"), room.source("Other")
    one.origin_id, other.origin_id = other.id, one.id
    room.session.flush()
    assert ultimate_origins(room.session, [one, other]) == {one.id: one, other.id: other}


def test_an_origin_is_taken_away_again(room: Newsroom) -> None:
    wire, paper = room.source("Wire"), room.source("Paper")
    goes_back(room, paper, wire)
    goes_back(room, paper, None)
    assert paper.origin_id is None
    kinds = ("origin of a source named", "origin of a source taken away")
    events = room.session.scalars(select(Event).where(Event.kind.in_(kinds)).order_by(Event.id))
    told = [(event.details["title"], event.details["origin"]) for event in events]
    assert told == [("Paper", "Wire"), ("Paper", "Wire")]


def test_a_title_that_the_library_has_is_that_source_and_another_a_new_one(room: Newsroom) -> None:
    wire = room.source("Wire story of 3 May")
    assert source_titled(room.session, title="WIRE story of 3 May", by=room.ana) is wire
    made = source_titled(room.session, title="Wire", by=room.ana)
    assert (made.title, made.desk_id) == ("Wire", room.desk_id)
    assert made is not wire
