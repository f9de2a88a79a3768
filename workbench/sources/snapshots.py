"""Reads about snapshots: those of a source, and a stretch of the text of one."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from workbench.errors import message as _
from workbench.intake.contents.laying_out import SEPARATOR
from workbench.intake.contents.rules import MarkKind
from workbench.sources.errors import SnapshotUnknown, WordsElsewhere
from workbench.sources.models import Snapshot, Source

LONGEST_PART = 20_000  # code points that are sent at once, or one stretch, if that is longer


@dataclass(frozen=True)
class Listed:
    """A snapshot in the list of a source's, and how many marks of which kind part its text."""

    snapshot: Snapshot
    marks: int
    kind: MarkKind | None


@dataclass(frozen=True)
class Paragraph:
    """Words of a text, and where they begin, in code points."""

    start: int
    text: str


@dataclass(frozen=True)
class Stretch:
    """What is behind a mark. `number` counts the marks of the text from 1.

    `sheet`, of a page that can be drawn: its `number`, `width` and `height`.
    """

    number: int
    kind: MarkKind
    label: str
    start: int
    paragraphs: Sequence[Paragraph]
    sheet: Mapping[str, int] | None


@dataclass(frozen=True)
class TextPart:
    """Some stretches on end, of `total`; numbers of the marks where other parts begin, or None."""

    stretches: Sequence[Stretch]
    previous: int | None
    following: int | None
    total: int


def snapshots_of(
    session: Session, source: Source, *, limit: int, before: int | None = None
) -> Sequence[Listed]:
    """The newest snapshots of a source, or the newest before one, in one query."""
    wanted = (
        select(
            Snapshot,
            func.json_array_length(Snapshot.marks),
            Snapshot.marks[0]["kind"].as_string(),
        )
        .options(joinedload(Snapshot.by))
        .where(Snapshot.source_id == source.id)
    )
    if before is not None:
        wanted = wanted.where(Snapshot.id < before)
    rows = session.execute(wanted.order_by(Snapshot.id.desc()).limit(limit))
    return [Listed(found, marks, MarkKind(kind) if kind else None) for found, marks, kind in rows]


def count_snapshots(session: Session, source: Source) -> int:
    """How many snapshots a source has."""
    counted = select(func.count(Snapshot.id)).where(Snapshot.source_id == source.id)
    return session.scalar(counted) or 0


def telling_snapshot(session: Session, source: Source) -> Snapshot | None:
    """The newest snapshot of a source whose file says something of itself, as any PDF does."""
    said = (cast(Snapshot.said, Text) != "{}") | (Snapshot.media_type == "application/pdf")
    telling = select(Snapshot).where(Snapshot.source_id == source.id, said)
    return session.scalars(telling.order_by(Snapshot.id.desc()).limit(1)).first()


def get_snapshot(session: Session, source: Source, snapshot_id: int) -> Snapshot:
    """A snapshot of a source, its marks loaded and its text not. Raises `SnapshotUnknown`."""
    found = session.scalars(
        select(Snapshot)
        .options(undefer(Snapshot.marks), joinedload(Snapshot.by))
        .where(Snapshot.id == snapshot_id, Snapshot.source_id == source.id)
    ).one_or_none()
    if found is None:
        raise SnapshotUnknown(_("This source has no such snapshot."))
    return found


def files_of_snapshots(session: Session, digests: Collection[str]) -> Set[str]:
    """Those of these digests that are of files kept of sources here, whosever they are."""
    found = Snapshot.sha256.in_(digests) | Snapshot.warc_sha256.in_(digests)
    kept = select(Snapshot.sha256, Snapshot.warc_sha256).where(found, ~Snapshot.from_dossier)
    return {digest for row in session.execute(kept) for digest in row}


def hold_readable(session: Session, source: Source, snapshot_id: int) -> None:
    """Let nobody delete a snapshot until the unit of work ends, which will refer to it.

    Raises `SnapshotUnknown` if the source has no such snapshot, or none with a text.
    """
    wanted = select(Snapshot.id).where(
        Snapshot.id == snapshot_id, Snapshot.source_id == source.id, Snapshot.unreadable == ""
    )
    if session.scalar(wanted.with_for_update(read=True, key_share=True)) is None:
        raise SnapshotUnknown(_("This source has no such snapshot."))


def snapshot_before(session: Session, snapshot: Snapshot) -> Snapshot | None:
    """The snapshot of the same source that was kept before this one."""
    earlier = select(Snapshot).where(
        Snapshot.source_id == snapshot.source_id, Snapshot.id < snapshot.id
    )
    return session.scalars(earlier.order_by(Snapshot.id.desc()).limit(1)).first()


def is_watched_change(session: Session, snapshot_id: int) -> bool:
    """Whether a snapshot's text changed in more than places that are not watched."""
    counted = select(Snapshot.changed > Snapshot.unwatched).where(Snapshot.id == snapshot_id)
    return bool(session.scalar(counted))


def first_snapshot(session: Session, source: Source) -> Snapshot | None:
    """The snapshot of a source that was kept first."""
    own = select(Snapshot).where(Snapshot.source_id == source.id)
    return session.scalars(own.order_by(Snapshot.id).limit(1)).first()


def last_snapshot_until(session: Session, source: Source, moment: datetime) -> Snapshot | None:
    """What was kept of a source last, up to a moment and without it."""
    until = select(Snapshot).where(Snapshot.source_id == source.id, Snapshot.taken_at < moment)
    newest_first = until.order_by(Snapshot.taken_at.desc(), Snapshot.id.desc())
    return session.scalars(newest_first.limit(1)).first()


def newest_snapshot_id(session: Session, source: Source) -> int | None:
    """The id of the newest snapshot of a source, if there is one."""
    return session.scalar(select(func.max(Snapshot.id)).where(Snapshot.source_id == source.id))


def newest_readable(session: Session, source_ids: Collection[int]) -> Mapping[int, int]:
    """The newest snapshot that has a text, by source; sources without one are left out."""
    found = session.execute(
        select(Snapshot.source_id, func.max(Snapshot.id))
        .where(Snapshot.source_id.in_(source_ids), Snapshot.unreadable == "")
        .group_by(Snapshot.source_id)
    )
    return dict(found.all())


@dataclass(frozen=True)
class Fingerprint:
    """Which snapshot of which source, when it was taken, and the SHA-256 of its bytes.

    The id alone tells no snapshot from one that was deleted: SQLite gives it anew.
    """

    id: int
    source_id: int
    taken_at: datetime
    sha256: str


def fingerprints(
    session: Session, source_ids: Collection[int], snapshot_ids: Collection[int]
) -> Sequence[Fingerprint]:
    """The newest snapshot with a text of each source, and these snapshots, in order of ids."""
    newest = (
        select(func.max(Snapshot.id))
        .where(Snapshot.source_id.in_(source_ids), Snapshot.unreadable == "")
        .group_by(Snapshot.source_id)
    )
    found = session.execute(
        select(Snapshot.id, Snapshot.source_id, Snapshot.taken_at, Snapshot.sha256)
        .where(or_(Snapshot.id.in_(newest), Snapshot.id.in_(snapshot_ids)))
        .order_by(Snapshot.id)
    )
    return [Fingerprint(*row) for row in found]


@dataclass(frozen=True)
class Marks:
    """The offsets and labels of the marks that part a snapshot's text."""

    starts: Sequence[int]
    labels: Sequence[str]

    def mark_at(self, offset: int) -> int:
        """The index of the mark behind which an offset lies."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def locator(self, start: int, end: int) -> str:
        """How one refers to a stretch of it: “p. 7”, or “p. 7–8” if it goes on there."""
        if not self.labels:
            return ""
        return _from_to(self.labels[self.mark_at(start)], self.labels[self.mark_at(end - 1)])


def _from_to(first: str, last: str) -> str:
    if first == last:
        return first
    word, _space, number = last.rpartition(" ")
    return f"{first}–{number if first.startswith(f'{word} ') else last}"


def marks_of(stored: Sequence[Mapping[str, Any]]) -> Marks:
    """The marks of a snapshot, as its row has them."""
    return Marks([mark["start"] for mark in stored], [mark["label"] for mark in stored])


@dataclass(frozen=True)
class MarkedText:
    """The text of a snapshot, and its marks."""

    text: str
    marks: Marks


def marked_texts(session: Session, snapshot_ids: Collection[int]) -> Mapping[int, MarkedText]:
    """The texts of snapshots, by id."""
    columns = select(Snapshot.id, Snapshot.text, Snapshot.marks)
    return {
        snapshot_id: MarkedText(text, marks_of(marks))
        for snapshot_id, text, marks in session.execute(
            columns.where(Snapshot.id.in_(snapshot_ids))
        )
    }


def part_from(session: Session, snapshot: Snapshot, number: int) -> TextPart:
    """The part of the text that begins at a mark, the nearest there is; in one query.

    A text that fits into one part is given whole.
    """
    starts = [mark["start"] for mark in snapshot.marks]
    if not starts:
        return TextPart((), None, None, 0)
    first = _index(starts, number)
    beyond = part_end(starts, first)
    end = starts[beyond] if beyond < len(starts) else None
    text = _text_between(session, snapshot.id, starts[first], end)
    return TextPart(
        stretches=list(_stretches(snapshot, text, first, beyond)),
        previous=part_before(starts, first) + 1 if first else None,
        following=beyond + 1 if beyond < len(starts) else None,
        total=len(starts),
    )


def _index(starts: Sequence[int], number: int) -> int:
    fits = part_end(starts, 0) == len(starts)
    return 0 if fits else min(max(number, 1), len(starts)) - 1


def part_end(starts: Sequence[int], first: int) -> int:
    """The index of the mark at which a part ends that begins at another one."""
    return bisect_left(starts, starts[first] + LONGEST_PART)


def part_before(starts: Sequence[int], first: int) -> int:
    """The index of the mark at which the part before begins."""
    return min(first - 1, bisect_left(starts, starts[first] - LONGEST_PART))


def locate(session: Session, snapshot: Snapshot, *, start: int, end: int, exact: str) -> str:
    """How one refers to words that stand at these offsets, spaces at their edges left out.

    Raises `WordsElsewhere` when they do not stand there, or when there is nothing but space.
    """
    # The end is compared too: what is cut out stops quietly where the text does.
    stands = 0 <= start < end == start + len(exact) and bool(exact.strip())
    if not stands or _text_between(session, snapshot.id, start, end) != exact:
        raise WordsElsewhere(
            _(
                "The words selected do not stand there in the snapshot. Nothing was taken over; "
                "reload the page and select them again."
            )
        )
    start += len(exact) - len(exact.lstrip())
    return marks_of(snapshot.marks).locator(start, start + len(exact.strip()))


def _text_between(session: Session, snapshot_id: int, start: int, end: int | None) -> str:
    length = () if end is None else (end - start,)
    cut = func.substr(Snapshot.text, start + 1, *length)
    return session.scalar(select(cut).where(Snapshot.id == snapshot_id)) or ""


def _stretches(snapshot: Snapshot, text: str, first: int, beyond: int) -> Iterator[Stretch]:
    offset = snapshot.marks[first]["start"]
    bounds = [mark["start"] - offset for mark in snapshot.marks[first : beyond + 1]]
    for at, mark in enumerate(snapshot.marks[first:beyond]):
        end = bounds[at + 1] if at + 1 < len(bounds) else len(text)
        own = _paragraphs(text[bounds[at] : end], mark["start"])
        yield Stretch(
            first + at + 1, MarkKind(mark["kind"]), mark["label"], mark["start"], list(own),
            mark.get("sheet"),
        )  # fmt: skip


def _paragraphs(text: str, start: int) -> Iterator[Paragraph]:
    for words in text.split(SEPARATOR):
        if words:
            yield Paragraph(start, words)
        start += len(words) + len(SEPARATOR)
