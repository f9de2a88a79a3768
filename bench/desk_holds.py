"""Whether a desk has all that its people were told is done: each hold tells its faults."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.desk_work import Done, Kept
from workbench.accounts.models import KeptWords
from workbench.claims.models import Claim, ClaimTag
from workbench.claims.rules import Status
from workbench.claims.workflow import Move, steps_for
from workbench.discussion.models import Comment
from workbench.history.models import ChainedEvent, Event
from workbench.history.rules import BULK, EventKind
from workbench.verdicts.models import Review, SettledReading, Verdict, VerdictRevision, Vote
from workbench.verdicts.rules import VerdictState

_K = EventKind
# The lines that each act leaves; of a set, one of them.
LINES: Mapping[str, Sequence[frozenset[EventKind]]] = {
    "mark": (frozenset({_K.CLAIM_MARKED}),),
    "take": (frozenset({_K.CLAIM_TAKEN}),),
    "release": (frozenset({_K.CLAIM_RELEASED}),),
    "edit": (frozenset({_K.CLAIM_EDITED}),),
    "draft": (_WRITTEN := frozenset({_K.VERDICT_DRAFTED, _K.READING_SAVED}),),
    "propose": (_WRITTEN, _HANDED_IN := frozenset({_K.VERDICT_PROPOSED, _K.READING_HANDED_IN})),
    "take back": (frozenset({_K.VERDICT_TAKEN_BACK, _K.READING_TAKEN_BACK}),),
    "sit": (frozenset({_K.SECOND_SEAT_TAKEN}),),
    "stand": (frozenset({_K.SECOND_SEAT_LEFT}),),
    "second draft": (_WRITTEN,),
    "hand in": (_WRITTEN, _HANDED_IN),
    "comment": (frozenset({_K.COMMENT_POSTED}),),
    "start review": (frozenset({_K.REVIEW_STARTED}),),
    "stop review": (frozenset({_K.REVIEW_STOPPED}),),
    "approve": (frozenset({_K.VERDICT_APPROVED, _K.VERDICT_APPROVED_IN_PART}),),
    "return": (frozenset({_K.VERDICT_RETURNED}),),
    "reopen": (frozenset({_K.CLAIM_REOPENED}),),
    "settle": (frozenset({_K.READINGS_SETTLED}),),
    "vote": (frozenset({_K.VOTE_CAST}),),
    "set the policy": (frozenset({_K.POLICY_SET}),),
}
# The moves that a line may tell of.
MOVED: Mapping[str, Sequence[Move]] = {
    _K.CLAIM_TAKEN: (Move.TAKE,),
    _K.CLAIM_ASSIGNED: (Move.ASSIGN,),
    _K.CLAIM_RELEASED: (Move.RELEASE,),
    _K.VERDICT_PROPOSED: (Move.PROPOSE,),
    _K.VERDICT_TAKEN_BACK: (Move.TAKE_BACK,),
    _K.READING_TAKEN_BACK: (Move.TAKE_BACK,),
    _K.READING_HANDED_IN: (Move.PROPOSE, Move.CONCLUDE),
    _K.SECOND_SEAT_TAKEN: (Move.SIT,),
    _K.SECOND_SEAT_LEFT: (Move.STAND,),
    _K.READINGS_SETTLED: (Move.SETTLE,),
    _K.VOTE_CAST: (Move.VOTE,),
    _K.REVIEW_STARTED: (Move.START_REVIEW,),
    _K.REVIEW_STOPPED: (Move.STOP_REVIEW,),
    _K.VERDICT_APPROVED: (Move.APPROVE,),
    _K.VERDICT_APPROVED_IN_PART: (Move.APPROVE,),
    _K.VERDICT_RETURNED: (Move.RETURN,),
    _K.CLAIM_REOPENED: (Move.REOPEN,),
    _K.CLAIM_WITHDRAWN: (Move.WITHDRAW,),
    _K.CLAIM_RESTORED: (Move.RESTORE,),
}
# What a claim's current verdict is while the claim is this.
VERDICT_OF = {
    Status.PROPOSED: {VerdictState.PROPOSED},
    Status.IN_REVIEW: {VerdictState.PROPOSED},
    Status.RETURNED: {VerdictState.RETURNED, VerdictState.DRAFT},  # somebody writes on
    Status.APPROVED: {VerdictState.APPROVED},
}


@dataclass(frozen=True)
class Before:
    """A desk before its people came: how far its record went, and its claims' statuses by id."""

    last_event: int
    statuses: Mapping[int, Status]


@dataclass(frozen=True)
class Lines:
    """What was added to the record since, in the order of the record."""

    events: Sequence[Event]

    @property
    def taken_back(self) -> frozenset[int]:
        """What was taken back."""
        return frozenset(event.undoes_id for event in self.events if event.undoes_id)


def before(session: Session) -> Before:
    """A desk that nobody works at yet."""
    last = session.scalars(select(Event.id).order_by(Event.id.desc())).first() or 0
    return Before(last, {claim.id: claim.status for claim in session.scalars(select(Claim))})


def faults(
    session: Session, began: Before, done: Sequence[Done], kept: Iterable[Kept]
) -> Iterator[str]:
    """Everything that is not as people were told."""
    lines = _lines(session, began)
    accepted = [one for one in done if one.accepted]
    yield from _answers(done)
    yield from _counted(lines, accepted)
    yield from _named(lines, accepted)
    yield from _undone(lines, accepted)
    yield from _words(session, accepted, lines)
    yield from _edits(session, lines, accepted)
    yield from _ways(session, began, lines)
    yield from _verdicts(session)
    yield from _kept(session, kept)


def log_faults(log: Path) -> Iterator[str]:
    """What the server had to say about errors."""
    for line in log.read_text(errors="replace").splitlines():
        if any(word in line for word in ("database is locked", "deadlock", "Traceback")):
            yield f"The server’s log: {line[:200]}"


def _lines(session: Session, began: Before) -> Lines:
    chosen = (
        select(Event)
        .join(ChainedEvent, ChainedEvent.event_id == Event.id)
        .where(Event.id > began.last_event)
    )
    return Lines(session.scalars(chosen.order_by(ChainedEvent.number)).all())


def _answers(done: Iterable[Done]) -> Iterator[str]:
    """No error page, and nothing sent twice that was not once."""
    for one in done:
        if one.status >= 500 or one.status == 400:
            yield f"{one.act}, {one.path}: {one.status} after {one.took:,.0f} ms, {one.why}"
        elif "again" in one.act and (one.status != 303 or "elsewhere" in one.act):
            yield f"{one.act}, {one.path}: {one.status}, {one.why}"


def _counted(lines: Lines, accepted: Iterable[Done]) -> Iterator[str]:
    """Each act has left its lines, by its person: none is missing, none is there twice.

    What a ballot decided is told with its votes, and is no act of whoever gave the last one.
    """
    expected: Counter[tuple[int | None, frozenset[EventKind]]] = Counter(
        (one.person_id, kinds) for one in accepted for kinds in LINES.get(one.act, ())
    )
    kinds_told = {kinds for acts in LINES.values() for kinds in acts}
    told = Counter(
        (event.by_id, kinds) for event in lines.events for kinds in kinds_told
        if event.kind in kinds and "votes" not in event.details
    )  # fmt: skip
    for key in expected.keys() | told.keys():
        if expected[key] != told[key]:
            who, kinds = key
            names = " or ".join(sorted(kinds))
            yield f"Person {who}: {expected[key]} acts, but {told[key]} lines “{names}”"


def _named(lines: Lines, accepted: Iterable[Done]) -> Iterator[str]:
    """Batches and what was taken back are in the record under the number that a page told."""
    by_id = {event.id: event for event in lines.events}
    for one in accepted:
        kind = {"assign a batch": _K.CLAIMS_ASSIGNED, "tag a batch": _K.CLAIMS_TAGGED}.get(one.act)
        if kind and one.event_id and by_id[one.event_id].kind != kind:
            yield f"{one.act}: line {one.event_id} tells of something else"
        if one.act == "undo" and one.event_id not in lines.taken_back:
            yield f"{one.act}: nothing in the record takes {one.event_id} back"


def _undone(lines: Lines, accepted: Iterable[Done]) -> Iterator[str]:
    """Whatever was taken back has one line that says so; of a batch each part has one beside it.

    A part may also be taken back for itself, as the last act on its article.
    """
    batches = [each for each in lines.events if each.kind in BULK and each.id in lines.taken_back]
    parts = {part for batch in batches for part in (batch.undo or {}).get("acts", ())}
    acts = Counter(one.person_id for one in accepted if one.act in {"undo", "undo last"})
    told = Counter(
        event.by_id for event in lines.events if event.undoes_id and event.undoes_id not in parts
    )
    for who in acts.keys() | told.keys():
        if acts[who or 0] != told[who]:
            yield f"Person {who}: {acts[who or 0]} acts taken back, but {told[who]} lines say so"


def _words(session: Session, accepted: Iterable[Done], lines: Lines) -> Iterator[str]:
    """Every word that was accepted is in its table."""
    gone = {one.token for one in accepted if one.event_id in lines.taken_back}
    verdicts = " ".join(session.scalars(select(VerdictRevision.summary)))
    reviews = " ".join(session.scalars(select(Review.comment)))
    tables = {
        "draft": verdicts, "propose": verdicts, "second draft": verdicts, "hand in": verdicts,
        "approve": reviews, "return": reviews,
        "comment": " ".join(session.scalars(select(Comment.text))),
        "settle": " ".join(session.scalars(select(SettledReading.why))),
        "vote": " ".join(session.scalars(select(Vote.reason))),
        "tag a batch": " ".join(session.scalars(select(ClaimTag.key))),
    }  # fmt: skip
    for one in accepted:
        sought = one.act in tables and one.token not in gone
        if (
            sought
            and (one.event_id or one.act != "tag a batch")
            and one.token not in tables[one.act]
        ):
            yield f"{one.act}, {one.path}: “{one.token}” is in no row"


def _edits(session: Session, lines: Lines, accepted: Iterable[Done]) -> Iterator[str]:
    """Each edit is in the record, and the last one is what the claim says."""
    edited = [event for event in lines.events if event.kind == _K.CLAIM_EDITED]
    told = json.dumps([event.details for event in edited], ensure_ascii=False)
    last: dict[str, Done] = {}
    for one in accepted:
        if one.act == "edit":
            if one.token not in told:
                yield f"{one.act}, {one.path}: “{one.token}” is in no line"
            if one.path not in last or one.revision > last[one.path].revision:
                last[one.path] = one
    undone = {event.claim_id for event in edited if event.id in lines.taken_back}
    for claim in session.scalars(select(Claim).where(Claim.id.not_in(undone))):
        path = f"/articles/{claim.article_id}/claims/{claim.number}"
        if path in last and last[path].token not in claim.statement:
            yield f"{path}: its statement is not “{last[path].token}”, which was saved last"


def _ways(session: Session, began: Before, lines: Lines) -> Iterator[str]:
    """Each claim went a way that the table of moves has, and is where that way ends."""
    of_claim: dict[int, list[Event]] = defaultdict(list)
    for event in lines.events:
        if event.claim_id is not None:
            of_claim[event.claim_id].append(event)
    for claim in session.scalars(select(Claim)):
        start = began.statuses.get(claim.id, Status.OPEN)
        yield from _way(claim, start, of_claim[claim.id])


def _way(claim: Claim, start: Status, events: Sequence[Event]) -> Iterator[str]:
    """Follows all that the table allows, for a line does not tell the status it led to."""
    at, by_id = frozenset({start}), {event.id: event for event in events}
    earlier: dict[int, frozenset[Status]] = {}
    for event in events:
        earlier[event.id] = at
        if event.undoes_id in by_id:
            at = _put_back(by_id[event.undoes_id], at, earlier)
        elif event.kind in _WRITTEN:  # who writes takes the claim, if it is there to be taken
            at |= _after((Move.TAKE,), at)
        elif event.kind in MOVED:
            at = _after(MOVED[event.kind], at)
        if not at:
            was = " or ".join(sorted(earlier[event.id]))
            yield f"Claim {claim.id}: “{event.kind}” (line {event.id}) while it was {was}"
            return
    if claim.status not in at:
        went = ", ".join(f"{event.kind} ({event.id})" for event in events)
        ends = " or ".join(sorted(at))
        yield f"Claim {claim.id} is {claim.status}, but its record ends at {ends}: {start}, {went}"


def _after(moves: Iterable[Move], at: Iterable[Status]) -> frozenset[Status]:
    steps = [(step, status) for move in moves for status in at for step in steps_for(move, status)]
    return frozenset(step.end or status for step, status in steps)


def _put_back(
    undone: Event, at: frozenset[Status], earlier: Mapping[int, frozenset[Status]]
) -> frozenset[Status]:
    """Where an act led from; an act that moved nothing leaves the claim where it is."""
    if undone.kind == _K.CLAIM_MARKED:
        return frozenset({Status.WITHDRAWN})
    return earlier[undone.id] if undone.kind in MOVED else at


def _verdicts(session: Session) -> Iterator[str]:
    """A claim that waits, stands or was returned has one current verdict, and of that kind."""
    states: dict[int, list[VerdictState]] = defaultdict(list)
    for verdict in session.scalars(select(Verdict).where(Verdict.current)):
        states[verdict.claim_id].append(verdict.state)
    for claim in session.scalars(select(Claim).where(Claim.status.in_(VERDICT_OF))):
        if len(states[claim.id]) != 1 or states[claim.id][0] not in VERDICT_OF[claim.status]:
            found = ", ".join(states[claim.id])
            yield f"Claim {claim.id} is {claim.status}, but its current verdicts are: {found}"


def _kept(session: Session, kept: Iterable[Kept]) -> Iterator[str]:
    """What is kept of each form is what was typed last."""
    rows = {
        (row.person_id, row.form, row.tab): row.words for row in session.scalars(select(KeptWords))
    }
    for typed in kept:
        if rows.get((typed.person_id, typed.form, typed.tab)) != typed.words:
            yield f"Person {typed.person_id}: {typed.form} is not kept as it was typed last"
