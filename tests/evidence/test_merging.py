"""Two sources that are the same become one, and are parted again."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import Newsroom
from workbench.errors import EditedMeanwhile
from workbench.evidence.alerting import Noticed, raise_alerts
from workbench.evidence.alerts import changed_sources, count_changed_sources, open_alerts
from workbench.evidence.errors import CannotMergeSources, CannotPartSources
from workbench.evidence.merging import merge_sources, part_sources
from workbench.evidence.queries import uses_of_source
from workbench.evidence.rules import AlertKind
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.sources.comparing import differences, joined
from workbench.sources.exchange import Listed
from workbench.sources.importing import import_sources
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source, Watch
from workbench.sources.origins import set_origin, ultimate_origins
from workbench.sources.queries import (
    count_sources,
    find_sources,
    merged_into,
    source_with_url,
    standing,
)
from workbench.sources.rules import Every
from workbench.sources.service import SourceFields, edit_source, fields_of
from workbench.sources.snapshots import snapshots_of
from workbench.sources.tags import add_tags
from workbench.sources.taking import take
from workbench.sources.unwatched import places_of, unwatch_place
from workbench.sources.watching import watch_source
from workbench.storage.files import FileStore

PAGE, OTHER_PAGE = "https://tram.example/late", "https://m.tram.example/print/late"
WORDS = st.text(max_size=5)
FIELDS = st.builds(
    SourceFields, title=WORDS, authors=st.lists(WORDS, max_size=2).map(tuple), publisher=WORDS,
    further=st.dictionaries(st.sampled_from(["DOI", "volume", "page"]), st.text(min_size=1)),
)  # fmt: skip


def merge(room: Newsroom, source: Source, into: Source, *taken: str) -> None:
    revisions = source.revision, into.revision
    merge_sources(
        room.session, source=source, into=into, taken=taken, revisions=revisions, by=room.ana
    )


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """A store with nothing in it."""
    return FileStore(tmp_path / "files")


def two(room: Newsroom) -> tuple[Source, Source]:
    one = room.source("Late trams", url=PAGE, publisher="The Post", further={"volume": "3"})
    return one, room.source("Late trams (print)", url=OTHER_PAGE)


def snapshot(room: Newsroom, source: Source, files: FileStore, words: str) -> Snapshot:
    taken = take(words.encode(), name="a.txt", files=files)
    return keep_snapshot(room.session, source=source, taken=taken, by=room.ana)


def test_evidence_and_snapshots_go_along(room: Newsroom, files: FileStore) -> None:
    gone, into = two(room)
    used = room.evidence(room.claim(), source=gone)
    kept = snapshot(room, gone, files, "The tram is late.")
    merge(room, gone, into)
    assert [use.id for use in uses_of_source(room.session, into.id)] == [used.id]
    assert [each.snapshot.id for each in snapshots_of(room.session, into, limit=5)] == [kept.id]
    assert uses_of_source(room.session, gone.id) == []
    assert standing(room.session, gone) is into
    assert merged_into(room.session, into) == [gone]


def test_of_each_field_the_chosen_one_stays(room: Newsroom) -> None:
    gone, into = two(room)
    before = fields_of(into)
    merge(room, gone, into, "publisher", "volume")
    assert fields_of(into) == replace(before, publisher="The Post", further={"volume": "3"})


def test_a_source_that_went_into_another_is_in_no_list(room: Newsroom) -> None:
    gone, into = two(room)
    merge(room, gone, into)
    assert find_sources(room.session, room.ana, "late") == [into]
    assert count_sources(room.session, room.ana, "") == 1


def test_it_is_known_again_as_the_one_that_it_went_into(room: Newsroom) -> None:
    gone, into = two(room)
    merge(room, gone, into)
    assert source_with_url(room.session, room.ana, PAGE) is into
    found = [Listed(SourceFields("Anew", url=PAGE))]
    assert import_sources(room.session, found=found, by=room.ana).added == ()


def test_what_comes_late_goes_to_the_one_that_it_went_into(
    room: Newsroom, files: FileStore
) -> None:
    gone, into = two(room)
    last = room.source("A third", url="https://tram.example/third")
    merge(room, gone, into)
    merge(room, into, last)
    assert room.evidence(room.claim(), source=gone).source_id == last.id
    kept = snapshot(room, gone, files, "The tram is late.")
    assert kept.source_id == last.id
    watch_source(room.session, source=gone, every=Every.DAILY, by=room.ana)
    unwatch_place(room.session, source=gone, snapshot=kept, after=0, before=None, by=room.ana)
    assert room.session.scalars(select(Watch.source_id)).all() == [last.id]
    assert len(places_of(room.session, last.id)) == 1


def test_what_was_noticed_of_a_quote_goes_along_and_names_no_snapshot_of_the_other(
    room: Newsroom, files: FileStore
) -> None:
    gone, into = two(room)
    quote = room.evidence(room.claim(), "The tram is late.", source=gone)
    before = snapshot(room, into, files, "The tram is late.")
    merge(room, gone, into)
    noticed = [Noticed(AlertKind.CHANGED_QUOTE, quote.id)]
    raise_alerts(room.session, source=into, noticed=noticed, since_id=before.id)
    part_sources(room.session, source=gone, by=room.ana)
    [alert] = open_alerts(room.session, gone)
    room.session.refresh(alert)
    assert (alert.evidence_id, alert.since_id) == (quote.id, None)


def test_the_record_tells_and_what_was_merged_can_be_parted(
    room: Newsroom, files: FileStore
) -> None:
    gone, into = two(room)
    used = room.evidence(room.claim(), source=gone)
    kept = snapshot(room, gone, files, "The tram is late.")
    own = room.evidence(room.claim("The mayor was ill"), source=into)
    unwatch_place(room.session, source=gone, snapshot=kept, after=0, before=None, by=room.ana)
    before = fields_of(gone), fields_of(into)
    merge(room, gone, into, "publisher", "title")
    assert len(places_of(room.session, into.id)) == 1
    part_sources(room.session, source=gone, by=room.bo)
    assert (fields_of(gone), fields_of(into)) == before
    assert (used.source_id, kept.source_id, own.source_id) == (gone.id, gone.id, into.id)
    assert [len(places_of(room.session, each.id)) for each in (gone, into)] == [1, 0]
    assert standing(room.session, gone) is gone
    kinds = (EventKind.SOURCES_MERGED, EventKind.SOURCES_PARTED)
    events = room.session.scalars(select(Event).where(Event.kind.in_(kinds)).order_by(Event.id))
    assert [event.by_id for event in events] == [room.ana.person_id, room.bo.person_id]


def test_what_changed_is_counted_from_the_snapshot_before_whosesoever_it_was(
    room: Newsroom, files: FileStore
) -> None:
    gone, into = two(room)
    kept = [
        snapshot(room, source, files, words)
        for source, words in ((gone, "One."), (into, "Two.\n\nThree."), (gone, "One."[:3]))
    ]
    assert [each.changed for each in kept] == [None, None, 1]
    merge(room, gone, into)
    assert [each.changed for each in kept] == [None, 2, 2]
    part_sources(room.session, source=gone, by=room.ana)
    assert [each.changed for each in kept] == [None, None, 1]


def test_the_one_that_stays_is_watched_and_nothing_else(room: Newsroom) -> None:
    gone, into = two(room)
    last = room.source("A third", url="https://tram.example/third")
    watch_source(room.session, source=gone, every=Every.DAILY, by=room.ana)
    watch_source(room.session, source=last, every=Every.WEEKLY, by=room.ana)
    merge(room, gone, into)
    merge(room, into, last)
    watched = [(each.source_id, each.every) for each in room.session.scalars(select(Watch))]
    assert watched == [(last.id, Every.WEEKLY)]


def test_what_was_noticed_at_one_that_is_gone_waits_until_it_is_parted(room: Newsroom) -> None:
    source, into = two(room)
    raise_alerts(room.session, source=source, noticed=[Noticed(AlertKind.DEAD_LINK)])

    def told() -> tuple[int, int]:
        shown = changed_sources(room.session, room.desk_id, limit=5)
        return len(shown), count_changed_sources(room.session, room.desk_id)

    assert told() == (1, 1)
    merge(room, source, into)
    assert told() == (0, 0)
    part_sources(room.session, source=source, by=room.ana)
    assert told() == (1, 1)


def test_what_repeats_the_one_repeats_the_other_and_tags_go_along(room: Newsroom) -> None:
    gone, into = two(room)
    wire, copy = room.source("A wire story"), room.source("A copy")
    set_origin(room.session, source=gone, origin=wire, by=room.ana)
    set_origin(room.session, source=copy, origin=gone, by=room.ana)
    add_tags(room.session, sources=[gone], tags=["trams"], by=room.ana)
    merge(room, gone, into)
    assert ultimate_origins(room.session, [copy, into]) == {copy.id: wire, into.id: wire}
    assert [tag.words for tag in into.tags] == ["trams"]
    part_sources(room.session, source=gone, by=room.ana)
    assert gone.origin_id == wire.id


def test_a_source_is_not_merged_with_one_that_it_repeats(room: Newsroom) -> None:
    gone, into = two(room)
    set_origin(room.session, source=gone, origin=into, by=room.ana)
    for pair in ((gone, into), (into, gone)):
        with pytest.raises(CannotMergeSources):
            merge(room, *pair)


def test_what_somebody_said_since_stays_when_they_are_parted(room: Newsroom) -> None:
    gone, into = two(room)
    merge(room, gone, into, "publisher")
    said = replace(fields_of(into), title="Said since")
    edit_source(room.session, source=into, fields=said, revision=into.revision, by=room.bo)
    part_sources(room.session, source=gone, by=room.ana)
    assert fields_of(into) == said


def test_a_source_is_not_merged_with_itself_nor_with_one_that_is_gone(room: Newsroom) -> None:
    gone, into = two(room)
    with pytest.raises(CannotMergeSources):
        merge(room, gone, gone)
    merge(room, gone, into)
    for pair in ((into, gone), (gone, into)):
        with pytest.raises(CannotMergeSources):
            merge(room, *pair)


def test_a_source_that_is_in_no_other_cannot_be_parted(room: Newsroom) -> None:
    gone, into = two(room)
    with pytest.raises(CannotPartSources):
        part_sources(room.session, source=gone, by=room.ana)
    merge(room, gone, into)
    part_sources(room.session, source=gone, by=room.ana)
    with pytest.raises(CannotPartSources):
        part_sources(room.session, source=gone, by=room.ana)


def test_of_two_who_change_a_source_the_one_who_merges_is_told(room: Newsroom) -> None:
    gone, into = two(room)
    seen = gone.revision, into.revision
    edit_source(room.session, source=into, fields=SourceFields("B"), revision=seen[1], by=room.bo)
    with pytest.raises(EditedMeanwhile):
        merge_sources(room.session, source=gone, into=into, taken=(), revisions=seen, by=room.ana)


@given(FIELDS, FIELDS)
def test_what_is_taken_of_every_difference_is_the_other(
    one: SourceFields, other: SourceFields
) -> None:
    names = [each.name for each in differences(one, other)]
    assert joined(one, other, names) == other
    assert joined(one, other, []) == one
