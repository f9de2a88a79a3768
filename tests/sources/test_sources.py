"""The desk's library: what is said of a source, and finding it again."""

import pytest
from sqlalchemy import select

from tests.builders import Newsroom, open_newsroom
from workbench.errors import EditedMeanwhile
from workbench.history.models import Event
from workbench.sources.errors import SourceUnknown
from workbench.sources.queries import count_sources, find_sources, source_with_url
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields, add_source, edit_source, fields_of
from workbench.sources.sight import get_source

FULL = SourceFields(
    "Minutes of 3 May", SourceKind.OFFICIAL_DOCUMENT, ("A. Clerk", "Ö. Übel"), "The council",
    "2019-05", "https://council.example/m3", "https://archive.example/m3", "2019-05-16",
)  # fmt: skip


def found(room: Newsroom, words: str) -> list[str]:
    return [source.title for source in find_sources(room.session, room.ana, words)]


def test_everything_said_of_a_source_is_kept(room: Newsroom) -> None:
    source = add_source(room.session, fields=FULL, by=room.ana)
    room.session.expire_all()
    assert fields_of(get_source(room.session, room.ana, source.id)) == FULL


def test_the_second_of_two_people_who_save_a_source_is_told(room: Newsroom) -> None:
    source = room.source()
    edit_source(room.session, source=source, fields=FULL, revision=1, by=room.bo)
    with pytest.raises(EditedMeanwhile):
        edit_source(
            room.session, source=source, fields=SourceFields("Mine"), revision=1, by=room.ana
        )
    assert fields_of(source) == FULL
    edit_source(room.session, source=source, fields=SourceFields("Mine"), revision=2, by=room.ana)
    assert source.title == "Mine"


def test_the_record_tells_what_was_changed(room: Newsroom) -> None:
    source = room.source("Minutes", publisher="A")
    fields = SourceFields("Minutes", publisher="B")
    edit_source(room.session, source=source, fields=fields, revision=1, by=room.bo)
    [event] = room.session.scalars(select(Event).where(Event.kind == "source edited"))
    assert event.by_id == room.bo.person_id
    assert ["A", "B"] in [*event.details.values(), *dict(event.details.get("changed", {})).values()]


def test_a_source_is_found_by_every_word_of_title_author_publisher_and_address(
    room: Newsroom,
) -> None:
    add_source(room.session, fields=FULL, by=room.ana)
    room.source("Something else")
    for words in ("minutes", "MAY clerk", "übel", "council", "council.example m3", ""):
        assert "Minutes of 3 May" in found(room, words), words
    assert found(room, "minutes else") == []


def test_what_a_search_pattern_would_mean_is_taken_as_it_is_written(room: Newsroom) -> None:
    room.source("100% sure")
    room.source("100 reasons")
    assert found(room, "100%") == ["100% sure"]
    assert found(room, "_") == []


def test_an_edited_source_is_found_by_its_new_words_only(room: Newsroom) -> None:
    source = room.source("Old name")
    edit_source(
        room.session, source=source, fields=SourceFields("New name"), revision=1, by=room.ana
    )
    assert (found(room, "old"), found(room, "new")) == ([], ["New name"])


def test_sources_come_newest_first_and_are_counted(room: Newsroom) -> None:
    for title in ("a", "b", "c"):
        room.source(title, kind=SourceKind.LAW if title == "b" else SourceKind.BOOK)
    assert found(room, "") == ["c", "b", "a"]
    assert count_sources(room.session, room.ana, "") == 3


def test_a_source_of_another_desk_does_not_exist(room: Newsroom) -> None:
    source = add_source(room.session, fields=FULL, by=room.ana)
    other = open_newsroom(room.session, name="Other desk")
    with pytest.raises(SourceUnknown):
        get_source(room.session, other.ana, source.id)
    assert source_with_url(room.session, other.ana, FULL.url) is None
    assert find_sources(room.session, other.ana, "minutes") == []
    assert source_with_url(room.session, room.ana, FULL.url) is source
