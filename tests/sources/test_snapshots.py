"""Snapshots: kept once, never changed, and deleted only when nothing refers to them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import Newsroom
from tests.intake.pdf_file import column, pdf_file
from workbench.history.models import Event
from workbench.sources.errors import SnapshotInUse, SnapshotKnown, SnapshotUnknown
from workbench.sources.keeping import delete_snapshot, keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import Way, file_name, kind_of_file
from workbench.sources.snapshots import (
    LONGEST_PART,
    Marks,
    get_snapshot,
    part_before,
    part_end,
    part_from,
    snapshots_of,
)
from workbench.sources.taking import Taken, take
from workbench.storage.files import FileStore


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """A store with nothing in it."""
    return FileStore(tmp_path / "files")


def minutes(files: FileStore, words: str = "Minutes 😀\n\nIt cost 32 million.") -> Taken:
    return take(words.encode(), name="minutes.txt", files=files)


def keep(room: Newsroom, source: Source, taken: Taken) -> Snapshot:
    return keep_snapshot(room.session, source=source, taken=taken, by=room.ana)


def test_everything_known_of_a_snapshot_is_kept(room: Newsroom, files: FileStore) -> None:
    source, taken = room.source(), minutes(files)
    kept = keep_snapshot(
        room.session, source=source, taken=taken, by=room.ana, way=Way.FETCHED,
        url="https://council.example/m", headers={"content-type": "text/plain"},
    )  # fmt: skip
    room.session.expire_all()
    found = get_snapshot(room.session, source, kept.id)
    assert (found.desk_id, found.by_id, found.sha256) == (
        room.desk_id, room.ana.person_id, taken.sha256,
    )  # fmt: skip
    assert (found.way, found.url, found.headers) == (
        Way.FETCHED, "https://council.example/m", {"content-type": "text/plain"},
    )  # fmt: skip
    assert found.text == "Minutes 😀\n\nIt cost 32 million."
    assert found.marks == [
        {"kind": "paragraph", "label": "para. 1", "start": 0},
        {"kind": "paragraph", "label": "para. 2", "start": 11},
    ]
    assert files.read(found.sha256) == b"Minutes \xf0\x9f\x98\x80\n\nIt cost 32 million."


def test_of_one_source_the_same_bytes_are_kept_once(room: Newsroom, files: FileStore) -> None:
    source = room.source()
    kept = keep(room, source, minutes(files))
    with pytest.raises(SnapshotKnown, match="kept here already") as caught:
        keep(room, source, minutes(files))
    assert caught.value.snapshot_id == kept.id
    keep(room, room.source("Another"), minutes(files))
    assert len(list(files.digests())) == 1
    [listed] = snapshots_of(room.session, source, limit=5)
    assert listed.snapshot.id == kept.id


def test_bytes_that_come_back_after_others_are_a_snapshot_anew(
    room: Newsroom, files: FileStore
) -> None:
    source = room.source()
    kept = [keep(room, source, minutes(files, words)) for words in ("A\n\nb", "B\n\nb", "A\n\nb")]
    assert [snapshot.changed for snapshot in kept] == [None, 1, 1]
    assert kept[0].sha256 == kept[2].sha256
    with pytest.raises(SnapshotKnown) as caught:
        keep(room, source, minutes(files, "A\n\nb"))
    assert caught.value.snapshot_id == kept[2].id


def test_looking_again_at_what_has_not_changed_is_remembered(
    room: Newsroom, files: FileStore
) -> None:
    source = room.source()
    kept = keep(room, source, minutes(files))
    assert kept.unchanged_at is None
    with pytest.raises(SnapshotKnown):
        keep(room, source, minutes(files))
    room.session.refresh(kept)
    assert kept.unchanged_at is not None


def test_what_follows_a_deleted_snapshot_is_compared_with_the_one_before(
    room: Newsroom, files: FileStore
) -> None:
    source = room.source()
    words = ("a\n\nb", "x\n\ny\n\nz", "a\n\nc")
    first, second, third = (keep(room, source, minutes(files, each)) for each in words)
    assert (second.changed, third.changed) == (3, 3)
    delete_snapshot(room.session, source=source, snapshot=second, by=room.ana)
    assert third.changed == 1
    delete_snapshot(room.session, source=source, snapshot=first, by=room.ana)
    assert third.changed is None


def test_the_record_tells_which_bytes_were_kept(room: Newsroom, files: FileStore) -> None:
    kept = keep(room, room.source(), minutes(files))
    event = room.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.kind, event.by_id) == ("snapshot kept", room.ana.person_id)
    assert event.details == {
        "title": "Minutes of the council", "name": "minutes.txt", "sha256": kept.sha256,
        "size": 33, "way": "uploaded",
    }  # fmt: skip


def test_what_something_refers_to_is_not_deleted(room: Newsroom, files: FileStore) -> None:
    source = room.source()
    kept, other = keep(room, source, minutes(files)), keep(room, source, minutes(files, "Else"))
    room.evidence(room.claim(), source=source).snapshot_id = kept.id
    with pytest.raises(SnapshotInUse, match="Nothing was deleted"):
        delete_snapshot(room.session, source=source, snapshot=kept, by=room.ana)
    assert get_snapshot(room.session, source, kept.id) is kept
    delete_snapshot(room.session, source=source, snapshot=other, by=room.ana)
    with pytest.raises(SnapshotUnknown):
        get_snapshot(room.session, source, other.id)


def test_a_snapshot_of_another_source_is_unknown(room: Newsroom, files: FileStore) -> None:
    kept = keep(room, room.source(), minutes(files))
    with pytest.raises(SnapshotUnknown):
        get_snapshot(room.session, room.source("Another"), kept.id)


def test_a_part_of_the_text_has_the_words_behind_its_marks(
    room: Newsroom, files: FileStore
) -> None:
    source = room.source()
    words = "\n\n".join(f"{number} 😀 {'word ' * 900}".strip() for number in range(1, 13))
    kept = keep(room, source, minutes(files, words))
    part = part_from(room.session, get_snapshot(room.session, source, kept.id), 6)
    assert [stretch.number for stretch in part.stretches] == [6, 7, 8, 9, 10]
    for stretch in part.stretches:
        [paragraph] = stretch.paragraphs
        assert paragraph.start == stretch.start == words.index(f"{stretch.number} 😀")
        assert words[paragraph.start :].startswith(paragraph.text)
    assert (part.previous, part.following, part.total) == (2, 11, 12)


def test_a_short_text_is_given_whole_wherever_one_asks_to_begin(
    room: Newsroom, files: FileStore
) -> None:
    source = room.source()
    kept = keep(room, source, minutes(files))
    part = part_from(room.session, get_snapshot(room.session, source, kept.id), 2)
    assert [stretch.number for stretch in part.stretches] == [1, 2]
    assert (part.previous, part.following) == (None, None)


def test_each_paragraph_of_a_page_says_where_it_begins(room: Newsroom, files: FileStore) -> None:
    cost = ["It cost 32 million crowns, and the town has", "paid for it."]
    asked = ["Nobody asked why, since the mayor was ill at", "home."]
    source, report = room.source(), pdf_file([column(["Title"]), column([*cost, "", *asked])])
    kept = keep(room, source, take(report, name="report.pdf", files=files))
    part = part_from(room.session, get_snapshot(room.session, source, kept.id), 1)
    assert [(p.start, p.text) for stretch in part.stretches for p in stretch.paragraphs] == [
        (0, "Title"), (7, " ".join(cost)), (65, " ".join(asked)),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 2 * LONGEST_PART), min_size=1, max_size=40), st.data())
def test_parts_follow_each_other_without_a_gap(lengths: list[int], data: st.DataObject) -> None:
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    first = data.draw(st.integers(0, len(starts) - 1))
    end = part_end(starts, first)
    assert first < end <= len(starts)
    assert end == first + 1 or starts[end - 1] - starts[first] < LONGEST_PART
    if first:
        assert 0 <= part_before(starts, first) < first


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/pdf", "PDF"), ("image/heic", "picture"), ("video/mp4", "film"),
        ("text/vtt", "subtitles"), ("application/octet-stream", "file of another kind"),
    ],
)  # fmt: skip
def test_a_kind_of_file_has_a_word(media_type: str, kind: str) -> None:
    assert kind_of_file(media_type) == kind


@given(st.text(max_size=300))
def test_a_file_name_is_one_that_can_be_seen_whatever_was_sent(given_name: str) -> None:
    name = file_name(given_name)
    assert name == file_name(name)
    assert not set("/\\\0\r\n\u202e") & set(name)


@pytest.mark.parametrize(
    ("start", "end", "locator"),
    [
        (0, 3, "p. 7"),
        (0, 10, "p. 7"),
        (0, 11, "p. 7–8"),
        (12, 25, "p. 8–00:12:31"),
        (30, 31, "00:12:31"),
    ],
)
def test_a_stretch_is_referred_to_by_the_marks_it_lies_behind(
    start: int, end: int, locator: str
) -> None:
    marks = Marks([0, 10, 20], ["p. 7", "p. 8", "00:12:31"])
    assert marks.locator(start, end) == locator
