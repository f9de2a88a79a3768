"""Taking back what a person did within the last hour, on an article or anywhere on the desk.

Each act that can be taken back left in its event what that needs. Nothing of the record is ever
removed: taking back is an act, too, and adds its own line.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Act, Actor
from workbench.articles.models import Article
from workbench.claims.errors import CannotUndo
from workbench.claims.holding import hold_articles, hold_claims_by_id
from workbench.claims.models import Claim
from workbench.db import lock, now
from workbench.errors import Message, WorkbenchError
from workbench.errors import message as _
from workbench.evidence import undo as on_claims
from workbench.evidence.errors import ActUnknown, NothingToUndo
from workbench.evidence.undo import refuse_if
from workbench.history.models import Event
from workbench.history.queries import acts_of_person, last_undoable, taken_back
from workbench.history.rules import BULK, EventKind
from workbench.history.service import record
from workbench.verdicts.undoing import INVERSES as ON_VERDICTS
from workbench.verdicts.undoing_desk import INVERSES as ON_THE_DESK
from workbench.verdicts.undoing_library import INVERSES as ON_SOURCES
from workbench.verdicts.ways_back import ACTS_ASKED, INSTEAD, OTHERWISE

UNDO_WITHIN = timedelta(hours=1)
Inverse = Callable[[Session, Event, Actor], None]


@dataclass(frozen=True)
class Left:
    """A part of a bulk act that stays as it is, and why."""

    event: Event
    why: WorkbenchError


@dataclass(frozen=True)
class Undone:
    """What was taken back, and which parts of it were not."""

    event: Event
    left: Sequence[Left] = ()


@dataclass(frozen=True)
class LateAct:
    """Something a person did lately, and whether it can be taken back."""

    event: Event
    taken_back: bool

    @property
    def open(self) -> bool:
        """Whether there is a way back that was not gone yet."""
        return has_way_back(self.event) and not self.taken_back

    @property
    def instead(self) -> Message | str:
        """What to do instead, of an act that is not taken back in one step."""
        return "" if self.open else INSTEAD.get(self.event.kind, OTHERWISE)


def has_way_back(event: Event) -> bool:
    """Whether an act is of a kind that is taken back in one step, and left what that needs."""
    return event.undo is not None and (event.kind in BULK or event.kind in _inverses)


def kinds_taken_back() -> Collection[str]:
    """The kinds of acts that are taken back in one step."""
    return {*_inverses, *BULK}


def offer(kind: EventKind, inverse: Inverse) -> None:
    """Say how an act of a room above is taken back; said once, where the inverse is defined."""
    _inverses[kind] = inverse


def undo_last(session: Session, *, article: Article, by: Actor) -> Event:
    """Take back the actor's latest act on an article. Returns its event.

    Raises `NothingToUndo`, `CannotUndo` when somebody built on the act, and `ClaimLocked`.
    """
    lock(session, article)
    event = last_undoable(
        session, article_id=article.id, person_id=by.person_id, since=_an_hour_ago()
    )
    if event is None:
        raise NothingToUndo(
            _("There is nothing of yours from the last hour left to take back on this article.")
        )
    _take_back_whole(session, event, by)
    return event


def undo_act(session: Session, *, event_id: int, by: Actor) -> Undone:
    """Take back one act of the actor's, wherever on the desk. Of a bulk act, all that can be.

    Raises `ActUnknown`, `NothingToUndo` for what is not theirs, older than an hour or taken back
    already, `CannotUndo` when somebody built on the act, and `ClaimLocked`.
    """
    event = session.get(Event, event_id)
    if event is None or event.desk_id != by.desk_id:
        raise ActUnknown(_("There is no such act on this desk."))
    if event.by_id != by.person_id:
        raise NothingToUndo(_("This is no act of yours. Nothing was changed."))
    parts = _parts_of(session, event)
    _held = _hold(session, (event, *parts))  # until the end, so that each part finds its own
    _refuse_if_over(session, event)
    if event.kind in BULK:
        return _take_bulk_back(session, event, parts, by)
    _take_back_whole(session, event, by)
    return Undone(event)


def late_acts(session: Session, by: Actor, *, limit: int = 100) -> Sequence[LateAct]:
    """What the actor did within the last hour, newest first.

    A bulk act stands for its parts, and one that two claims' records tell of for both lines.
    """
    found = acts_of_person(
        session, desk_id=by.desk_id, person_id=by.person_id, since=_an_hour_ago(), limit=limit
    )
    acts = [LateAct(event, gone) for event, gone in found]
    parts = {part for act in acts if act.open for part in _acts(act.event)}
    twins = {(act.event.undo or {}).get("twin") for act in acts}
    return [act for act in acts if act.event.id not in parts | twins]


def _an_hour_ago() -> datetime:
    return now() - UNDO_WITHIN


def _hold(session: Session, acts: Sequence[Event]) -> Sequence[Claim]:
    """Every article and claim concerned, before anything else is locked."""
    hold_articles(session, {act.article_id for act in acts if act.article_id is not None})
    return hold_claims_by_id(session, {act.claim_id for act in acts if act.claim_id is not None})


def _refuse_if_over(session: Session, event: Event) -> None:
    """Refuse what was taken back already, what has no way back, and what is an hour old."""
    if session.scalar(select(taken_back(event.id))):
        raise NothingToUndo(_("This was taken back already. Nothing was changed."))
    if event.kind in INSTEAD:
        raise NothingToUndo(INSTEAD[event.kind])
    if not has_way_back(event) or event.at < _an_hour_ago():
        raise NothingToUndo(
            _(
                "This can no longer be taken back in one step: that goes for an hour. "
                "Nothing was changed; what you do instead is seen in the history."
            )
        )


def _take_back_whole(session: Session, event: Event, by: Actor) -> None:
    """All of an act, or nothing."""
    parts = _parts_of(session, event)
    refuse_if(any(part.undo is None for part in parts))  # it named what is confidential now
    for act in (event, *parts):
        _take_back(session, act, by)


def _take_bulk_back(session: Session, event: Event, parts: Sequence[Event], by: Actor) -> Undone:
    """What can be taken back of a bulk act; the rest was worked on since, and is named."""
    left = []
    gone = _taken_back_of(session, parts)
    waiting = [part for part in parts if part.id not in gone]
    for part in waiting:
        try:
            with session.begin_nested():
                refuse_if(part.undo is None)
                _take_back(session, part, by)
        except WorkbenchError as error:
            left.append(Left(part, error))
    if len(left) == len(waiting):
        raise CannotUndo(
            _("All of this was worked on since, so none of it was taken back. Nothing was changed.")
        )
    _record(session, event, by)
    return Undone(event, left)


def _taken_back_of(session: Session, parts: Sequence[Event]) -> set[int]:
    """Which of these were taken back already, by themselves."""
    undone = select(Event.undoes_id).where(Event.undoes_id.in_([part.id for part in parts]))
    return {event_id for event_id in session.scalars(undone) if event_id is not None}


def _parts_of(session: Session, event: Event) -> Sequence[Event]:
    """The acts that an act consists of, the latest first."""
    acts = _acts(event)
    if not acts:
        return ()
    parts = select(Event).where(Event.id.in_(acts)).order_by(Event.id.desc())
    return session.scalars(parts).all()


def _acts(event: Event) -> Sequence[int]:
    found: Sequence[int] = (event.undo or {}).get("acts", [])
    return found


def _take_back(session: Session, event: Event, by: Actor) -> None:
    _refuse_unless_may(event, by)
    _inverses[event.kind](session, event, by)
    session.flush()
    session.refresh(event)  # told anew, if what it names has become confidential meanwhile
    for line in _lines_of(session, event):
        _record(session, line, by)


def _refuse_unless_may(event: Event, by: Actor) -> None:
    """Who may no longer do a thing may not undo it either."""
    if not by.may(ACTS_ASKED.get(event.kind, Act.MARK)):
        raise CannotUndo(_("Your role on this desk does not allow this any more. Ask an admin."))


def _lines_of(session: Session, event: Event) -> list[Event]:
    """The event, and its twin in the record of the other claim where two took part."""
    twin = (event.undo or {}).get("twin")
    return [event] if twin is None else [session.get_one(Event, twin), event]


def _record(session: Session, line: Event, by: Actor) -> None:
    record(
        session,
        EventKind.TAKEN_BACK,
        by=by,
        article_id=line.article_id,
        claim_id=line.claim_id,
        details={"what": line.kind, **line.details},
        undoes_id=line.id,
    )


def _whoever(inverse: on_claims.Inverse, session: Session, event: Event, _by: Actor) -> None:
    inverse(session, event)


_inverses: dict[str, Inverse] = {
    **{kind: partial(_whoever, inverse) for kind, inverse in on_claims.INVERSES.items()},
    **ON_VERDICTS,
    **ON_SOURCES,
    **ON_THE_DESK,
}
