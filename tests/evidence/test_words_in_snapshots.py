"""Evidence refers to the snapshot that its words were read in, whatever becomes of its claim."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import Newsroom, events_of_article
from tests.history.behind import unguard
from workbench.claims.errors import CannotUndo
from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.evidence.rearranging import merge_claims, split_claim
from workbench.evidence.service import edit_evidence, fields_of, remove_evidence
from workbench.history.rules import EventKind
from workbench.sources.errors import SnapshotInUse, SnapshotUnknown
from workbench.sources.keeping import delete_snapshot, keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.taking import take
from workbench.storage.files import FileStore
from workbench.verdicts.undo import undo_last


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """An empty store."""
    return FileStore(tmp_path)


@pytest.fixture
def claim(room: Newsroom) -> Claim:
    """A claim of the article."""
    return room.claim()


@pytest.fixture
def piece(room: Newsroom, claim: Claim) -> Evidence:
    """Evidence that refers to no snapshot yet."""
    return room.evidence(claim)


def kept(room: Newsroom, files: FileStore, source: Source, words: str = "32 million") -> Snapshot:
    taken = take(words.encode(), name="minutes.txt", files=files)
    return keep_snapshot(room.session, source=source, taken=taken, by=room.ana)


def refer(room: Newsroom, piece: Evidence, snapshot_id: int | None) -> None:
    edit_evidence(
        room.session, claim=piece.claim, evidence=piece, revision=piece.revision, by=room.ana,
        fields=replace(fields_of(piece), snapshot_id=snapshot_id),
    )  # fmt: skip


def test_a_snapshot_that_evidence_refers_to_stays(
    room: Newsroom, files: FileStore, piece: Evidence
) -> None:
    snapshot = kept(room, files, piece.source)
    refer(room, piece, snapshot.id)
    with pytest.raises(SnapshotInUse, match="Nothing was deleted"):
        delete_snapshot(room.session, source=piece.source, snapshot=snapshot, by=room.ana)
    assert piece.snapshot_id == snapshot.id


def test_removed_evidence_holds_its_snapshot_so_that_it_can_be_put_back(
    room: Newsroom, files: FileStore, piece: Evidence
) -> None:
    snapshot = kept(room, files, piece.source)
    refer(room, piece, snapshot.id)
    remove_evidence(room.session, claim=piece.claim, evidence=piece, by=room.ana)
    with pytest.raises(SnapshotInUse):
        delete_snapshot(room.session, source=piece.source, snapshot=snapshot, by=room.ana)
    undo_last(room.session, article=room.article, by=room.ana)
    assert (piece.removed_at, piece.snapshot_id) == (None, snapshot.id)


def test_another_sources_snapshot_is_refused(
    room: Newsroom, files: FileStore, piece: Evidence
) -> None:
    with pytest.raises(SnapshotUnknown):
        refer(room, piece, kept(room, files, room.source("Another")).id)


def test_a_snapshot_without_text_is_refused(
    room: Newsroom, files: FileStore, piece: Evidence
) -> None:
    with pytest.raises(SnapshotUnknown):
        refer(room, piece, kept(room, files, piece.source, "\0\1\2\3").id)


def test_splitting_and_merging_carry_the_reference_along(
    room: Newsroom, files: FileStore, claim: Claim, piece: Evidence
) -> None:
    snapshot = kept(room, files, piece.source)
    refer(room, piece, snapshot.id)
    new = split_claim(
        room.session, claim=claim, statement="It did.", passage_ids=[],
        attached={"evidence": [piece.id]}, by=room.ana,
    )  # fmt: skip
    assert [used.snapshot_id for used in evidence_of(room.session, new)] == [snapshot.id]
    merge_claims(room.session, claim=new, into=claim, by=room.ana)
    assert [used.snapshot_id for used in evidence_of(room.session, claim)] == [snapshot.id]


def test_taking_an_edit_back_brings_the_earlier_reference_back(
    room: Newsroom, files: FileStore, piece: Evidence
) -> None:
    first, second = (kept(room, files, piece.source, words) for words in ("first", "second"))
    refer(room, piece, first.id)
    refer(room, piece, second.id)
    undo_last(room.session, article=room.article, by=room.ana)
    assert piece.snapshot_id == first.id
    undo_last(room.session, article=room.article, by=room.ana)
    assert piece.snapshot_id is None


def test_a_reference_to_what_was_deleted_is_not_brought_back(
    room: Newsroom, files: FileStore, piece: Evidence
) -> None:
    first, second = (kept(room, files, piece.source, words) for words in ("first", "second"))
    refer(room, piece, first.id)
    refer(room, piece, second.id)
    delete_snapshot(room.session, source=piece.source, snapshot=first, by=room.ana)
    with pytest.raises(CannotUndo):
        undo_last(room.session, article=room.article, by=room.ana)
    assert piece.snapshot_id == second.id


def test_what_was_recorded_before_there_were_references_can_still_be_taken_back(
    room: Newsroom, claim: Claim, piece: Evidence
) -> None:
    added = events_of_article(room.session, room.article.id)[-1]
    assert added.kind == EventKind.EVIDENCE_ADDED
    after = {k: v for k, v in (added.undo or {})["after"].items() if k != "snapshot_id"}
    unguard(room.session)
    added.undo = {**(added.undo or {}), "after": after}
    undo_last(room.session, article=room.article, by=room.ana)
    assert evidence_of(room.session, claim) == []
