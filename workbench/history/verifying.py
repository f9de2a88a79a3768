"""Whether the record of a desk is as it was written, told in lines that a person understands.

Found is what was changed, taken out, put in or moved past the application. Whoever can write the
database and knows this code could chain the whole record anew, from the line they changed to its
end: that is seen by who noted the end of the record elsewhere, and compares (`same_line`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.history.hashing import FIRST, TOLD, line_hash, plain_hash, salted_hash
from workbench.history.models import ChainedEvent, ChainEnd, Event, EventAddress
from workbench.history.rules import EventKind

Advance = Callable[[int], None]
Row = Mapping[Any, Any]  # by the columns’ names
NEAR = 1_000  # places up and down, in which a line that stands elsewhere is looked for
MOST_LOOKED_FOR = 100  # lines, so that a record of which nothing holds is told of soon


def ends_of_records(session: Session) -> list[ChainEnd]:
    """The end of each desk's record, by the desk's id."""
    return list(session.scalars(select(ChainEnd).order_by(ChainEnd.desk_id)))


def desks_recorded(session: Session) -> list[int]:
    """The desks of which there is a line, a link, or an end of a record."""
    of = (select(table.desk_id).distinct() for table in (Event, ChainedEvent, ChainEnd))
    return sorted({desk_id for ids in of for desk_id in session.scalars(ids)})


def same_line(session: Session, *, desk_id: int, number: int, noted: str) -> bool:
    """Whether a line has the digest, or its first letters, that somebody noted once."""
    links = select(ChainedEvent.hash).where(ChainedEvent.desk_id == desk_id)
    found = session.scalar(links.where(ChainedEvent.number == number))
    return found is not None and found.startswith(noted)


def record_faults(session: Session, desk_id: int, advance: Advance) -> Iterator[str]:
    """Everything that is wrong with a desk's record, one line each. Calls `advance` for a line."""
    walk = _Walk(_vouched_for(session, desk_id))
    for row in session.execute(_CHAIN, {"desk_id": desk_id}).mappings():
        yield from walk.faults_at(row)
        advance(1)
    yield from _end_faults(session.get(ChainEnd, desk_id), walk)
    for row in session.execute(_UNCHAINED, {"desk_id": desk_id}).mappings():
        yield f"{_named(row)}: it was inserted past the application, and has no number"


_LINE = tuple(Event.__table__.c[name] for name in TOLD)
_CHAIN = (
    select(
        *(column.label(f"link_{column.name}") for column in ChainedEvent.__table__.c),
        *_LINE, Event.details, Event.retold_by_id,
        EventAddress.address, EventAddress.salt.label("address_salt"),
    )
    .select_from(ChainedEvent)
    .outerjoin(Event, Event.id == ChainedEvent.event_id)
    .outerjoin(EventAddress, EventAddress.event_id == ChainedEvent.event_id)
    .where(ChainedEvent.desk_id == bindparam("desk_id"))
    .order_by(ChainedEvent.number)
    .execution_options(yield_per=1_000)
)  # fmt: skip
_UNCHAINED = (
    select(*_LINE)
    .outerjoin(ChainedEvent, ChainedEvent.event_id == Event.id)
    .where(Event.desk_id == bindparam("desk_id"), ChainedEvent.event_id.is_(None))
    .order_by(Event.id)
    .execution_options(yield_per=1_000)
)


def _vouched_for(session: Session, desk_id: int) -> Mapping[int, Mapping[str, str]]:
    """The digests of words that were told anew, by the line that vouches for them.

    Only what made a source confidential on this desk does; a line of an article's record may be of
    a dossier, which says what it likes.
    """
    retold = select(Event.retold_by_id).where(
        Event.desk_id == desk_id, Event.retold_by_id.is_not(None)
    )
    sealed = Event.kind == EventKind.SOURCE_SEALED, Event.article_id.is_(None)
    found = session.execute(select(Event.id, Event.details).where(Event.id.in_(retold), *sealed))
    return {event_id: details.get("retold", {}) for event_id, details in found}


def _end_faults(end: ChainEnd | None, walk: "_Walk") -> Iterator[str]:
    last = walk.number
    if end is None:
        if last:
            yield f"The end of the record is missing: nothing says that it stops at line {last:,}"
    elif end.number > last:
        yield f"{_lines(last + 1, end.number)} missing at the end of the record"
    elif end.number < last:
        yield f"{_lines(end.number + 1, last)} beyond the end of the record, and inserted"
    elif end.hash != walk.previous:
        yield f"{walk.named}: it was written anew; the record ended with another line"


def _lines(first: int, last: int) -> str:
    return f"Line {first:,} is" if first == last else f"Lines {first:,} to {last:,} are"


def _named(row: Row) -> str:
    number = f"Line {row['link_number']:,}" if "link_number" in row else "A line"
    if row["id"] is None:
        return f"{number} (id {row['link_event_id']})"
    when = f"{row['at']:%Y-%m-%d %H:%M:%S} UTC"
    return f"{number} (id {row['id']}, “{row['kind']}” by {row['by_name']}, {when})"


@dataclass
class _Walk:
    """Goes along a chain, and knows what the next line has to follow."""

    vouched: Mapping[int, Mapping[str, str]]
    number: int = 0
    previous: str = FIRST
    before_previous: str = ""
    named: str = ""
    moved_by: int = 0
    looked_for: int = 0

    def faults_at(self, row: Row) -> Iterator[str]:
        """What is wrong with a line, and with how it follows the one before."""
        number = row["link_number"]
        yield from self._place_faults(row, number)
        yield from self._content_faults(row, number)
        self.number, self.named = number, _named(row)
        self.before_previous, self.previous = self.previous, row["link_hash"]

    def _place_faults(self, row: Row, number: int) -> Iterator[str]:
        if number > self.number + 1:
            yield f"{_lines(self.number + 1, number - 1)} missing"
        elif row["link_previous_hash"] == self.previous:
            return
        elif row["link_previous_hash"] == self.before_previous:
            yield f"{self.named}: it was inserted; the next line follows the one before it"
        elif number == 1:
            yield f"{_named(row)}: it is not the first; what was before it is missing"
        else:
            yield f"{self.named}: it was written anew or moved; the next line follows another one"

    def _content_faults(self, row: Row, number: int) -> Iterator[str]:
        if row["id"] is None:
            yield f"{_named(row)}: it is missing; its place in the chain is still there"
            return
        if _digest(row, number) == row["link_hash"]:
            self.moved_by = 0
        elif words := self._what_became_of(row, number):
            yield f"{_named(row)}: {words}"
        if row["desk_id"] != row["link_desk_id"]:
            yield f"{_named(row)}: it is of desk {row['desk_id']}"
        if not self._says_what_it_said(row):
            yield f"{_named(row)}: its words were changed"
        if row["address"] is not None and not _same_address(row):
            yield f"{_named(row)}: the address kept with it was changed"

    def _what_became_of(self, row: Row, number: int) -> str:
        """Of lines on end that were moved alike, the first is told of alone."""
        moved, self.moved_by = self.moved_by, self._moved_by(row, number)
        if not self.moved_by:
            return "who did what, or when, was changed"
        if moved == self.moved_by:
            return ""
        return f"it was line {number + self.moved_by:,}, and was moved"

    def _moved_by(self, row: Row, number: int) -> int:
        """How many places before or behind its own a line was written, as far as that is found."""
        self.looked_for += 1
        near = sorted(range(-NEAR, NEAR), key=abs) if self.looked_for <= MOST_LOOKED_FOR else ()
        for moved in (self.moved_by, *near):
            if _digest(row, number + moved) == row["link_hash"]:
                return moved
        return 0

    def _says_what_it_said(self, row: Row) -> bool:
        """Whether its words are those it was written with, or those it was told anew with."""
        if row["link_salt"] is not None:
            return row["link_words_hash"] == salted_hash(row["link_salt"], row["details"])
        vouched = self.vouched.get(row["retold_by_id"] or 0, {})
        return vouched.get(str(row["id"])) == plain_hash(row["details"])


def _digest(row: Row, number: int) -> str:
    return line_hash(
        row["link_previous_hash"], number, row, row["link_words_hash"], row["link_address_hash"]
    )


def _same_address(row: Row) -> bool:
    return row["link_address_hash"] == salted_hash(row["address_salt"], row["address"])
