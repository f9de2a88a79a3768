"""The editors' queue: a claim, its evidence and its verdict on one screen, and the decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.word_difference import Piece
from workbench.claims.errors import MoveRefused
from workbench.claims.models import Claim
from workbench.claims.queries import EarlierPlace, earlier_places
from workbench.claims.rules import FOR_EDITORS, UNSETTLED
from workbench.claims.workflow import Move, moves_open_to
from workbench.db import lock
from workbench.discussion.queries import Said, said_of_claim
from workbench.errors import WorkbenchError
from workbench.evidence.footing import Footing, footing_of
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.queries import contacts_of, evidence_of, searches_of
from workbench.evidence.quote_checks import QuoteCheck, quote_checks
from workbench.history.service import last_act
from workbench.messages.models import Message
from workbench.messages.queries import messages_on_claim
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.answers_to_return import Answer, answer_to_return
from workbench.screens.approval_checks import Checked, check_before_approval
from workbench.screens.contexts import Context, contexts_of
from workbench.screens.figures import Figures, figures_beside
from workbench.screens.rewordings import rewordings
from workbench.screens.tables import TABLES, as_file, every
from workbench.sources.sight import OpenedSource, open_seals
from workbench.verdicts.checks.grounds import Grounds
from workbench.verdicts.errors import Blocked, CommentMissing, PointElsewhere, VerdictDecided
from workbench.verdicts.forms import RecheckForm, ReviewForm
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import count_awaiting_review, verdicts_of
from workbench.verdicts.queue import (
    QueuePlace,
    Turn,
    Waiting,
    get_verdict,
    next_waiting,
    previous_waiting,
    review_queue,
)
from workbench.verdicts.rechecking import hold_on
from workbench.verdicts.rounds import reviewing_of, situation_of
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import approve_verdict, return_verdict
from workbench.web.database import reading
from workbench.web.dates import today
from workbench.web.pages import PAGE_SIZE, Page, page_of
from workbench.web.site import public_url
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.undoing import flash_done
from workbench.web.words import said

COLUMNS = (
    Column("waits since (UTC)"),
    Column("article", width=40),
    Column("claim", width=8),
    Column("statement", width=60),
    Column("status", width=14),
    Column("priority", width=10),
    Column("verdict"),
    Column("author"),
    Column("address", width=40),
)

blueprint = Blueprint("review", __name__)

Tried = TypeVar("Tried", ReviewForm, RecheckForm)


@dataclass(frozen=True)
class OpenVerdict:
    """Everything that a decision on a verdict needs.

    `beside`: the round's other verdict, of a claim that was read twice. `stood_last`: of a claim
    that stands nowhere in the newest version, where it did at last.
    """

    verdict: Verdict
    contexts: Sequence[Context]
    stood_last: Sequence[EarlierPlace]
    rewordings: Sequence[Sequence[Piece]]
    evidence: Sequence[Evidence]
    opened: Mapping[int, OpenedSource]
    checks: Mapping[int, QuoteCheck]
    footing: Footing
    contacts: Sequence[Contact]
    figures: Figures
    searches: Sequence[Search]
    checked: Checked
    messages: Sequence[Message]
    said: Said
    earlier: Sequence[Verdict]
    beside: Verdict | None
    answer: Answer | None
    waits: bool
    unsettled: bool
    may_decide: bool
    holds_again: bool
    previous_id: int | None
    next_id: int | None


@blueprint.get("/review")
@permit(Act.REVIEW)
def queue() -> ResponseReturnValue:
    """The queue from a place on, with its first verdict open."""
    desk_id, after = current_actor().desk_id, QueuePlace.parse(request.args.get("after"))
    with reading() as session:
        first = review_queue(session, desk_id, _today(), after=after, limit=1)
        if not first:
            return render_template("review/empty.html")
        return _show(session, get_verdict(session, desk_id, first[0].verdict_id))


@blueprint.get("/review.<ending>")
@permit(Act.REVIEW)
def table(ending: str) -> ResponseReturnValue:
    """The whole queue as a table."""
    desk_id, today = current_actor().desk_id, _today()

    def read(session: Session, after: QueuePlace | None, limit: int) -> Sequence[Waiting]:
        return review_queue(session, desk_id, today, after=after, limit=limit)

    rows = map(_cells, every(read, lambda waiting: waiting.place))
    return as_file(Table("review", "verdict", COLUMNS, rows), ending)


def _cells(waiting: Waiting) -> Sequence[Cell]:
    return (
        waiting.since,
        waiting.article_title,
        waiting.number,
        waiting.statement,
        waiting.status.value,
        waiting.priority.value,
        waiting.label or "",
        waiting.author or "",
        public_url() + url_for(".verdict", verdict_id=waiting.verdict_id),
    )


@blueprint.get("/review/<int:verdict_id>")
@permit(Act.REVIEW)
def verdict(verdict_id: int) -> ResponseReturnValue:
    """The queue with one verdict open."""
    with reading() as session:
        return _show(session, get_verdict(session, current_actor().desk_id, verdict_id))


@blueprint.post("/review/<int:verdict_id>/approve")
@permit(Act.REVIEW)
@writes
def approve(session: Session, verdict_id: int) -> ResponseReturnValue:
    """Let the verdict stand."""
    return _decide(session, verdict_id, _approve, _("Approved: claim %(number)s."))


@blueprint.post("/review/<int:verdict_id>/return")
@permit(Act.REVIEW)
@writes
def send_back(session: Session, verdict_id: int) -> ResponseReturnValue:
    """Send the verdict back with a comment."""
    return _decide(session, verdict_id, _return, _("Returned to its author: claim %(number)s."))


@blueprint.post("/review/<int:verdict_id>/still-holds")
@permit(Act.REVIEW)
@writes
def still_holds(session: Session, verdict_id: int) -> ResponseReturnValue:
    """Say that the verdict still holds, and until when."""
    found = get_verdict(session, current_actor().desk_id, verdict_id)
    form, place = RecheckForm(), QueuePlace.of(found, _today())
    if not form.validate() or form.is_over(_today()):
        return _show(session, found, recheck=Trouble(form))
    try:
        hold_on(
            session, claim=found.claim, revision=form.revision.data, day=form.day.data,
            by=current_actor(),
        )  # fmt: skip
    except (MoveRefused, VerdictDecided) as error:
        session.rollback()
        found = get_verdict(session, current_actor().desk_id, verdict_id)
        return _show(session, found, recheck=_trouble(form, error))
    flash_done(_("Still holds: claim %(number)s.", number=found.claim.number), last_act(session))
    return redirect(_next_address(session, place), 303)


def _approve(session: Session, claim: Claim, form: ReviewForm) -> None:
    approve_verdict(
        session, claim=claim, revision=form.revision.data, comment=form.all_said(),
        by=current_actor(),
    )  # fmt: skip


def _return(session: Session, claim: Claim, form: ReviewForm) -> None:
    return_verdict(
        session, claim=claim, revision=form.revision.data, comment=form.comment.data,
        points=form.asked(), by=current_actor(),
    )  # fmt: skip


def _decide(
    session: Session,
    verdict_id: int,
    decide: Callable[[Session, Claim, ReviewForm], None],
    done: str,
) -> ResponseReturnValue:
    found = get_verdict(session, current_actor().desk_id, verdict_id)
    form = ReviewForm()
    if not form.validate():
        return _show(session, found, Trouble(form))
    place = QueuePlace.of(found, _today())
    try:
        _require_newest(session, found)
        decide(session, found.claim, form)
    except (Blocked, CommentMissing, MoveRefused, PointElsewhere, VerdictDecided) as error:
        session.rollback()  # show what is saved: all of it, not only what was read anew
        found = get_verdict(session, current_actor().desk_id, verdict_id)
        return _show(session, found, _trouble(form, error))
    flash(done % {"number": found.claim.number}, "message")
    return redirect(_next_address(session, place), 303)


def _require_newest(session: Session, verdict: Verdict) -> None:
    """A decision is about the verdict that was read, never about the one that followed it."""
    lock(session, verdict.claim)
    session.refresh(verdict, ["current", "revision"])
    if not verdict.current:
        raise VerdictDecided(
            _(
                "The author has proposed another verdict since. Nothing was decided; "
                "read the new one."
            )
        )


def _trouble(form: Tried, error: WorkbenchError) -> Trouble[Tried]:
    form.renew_key()
    return Trouble(form, said(error), status=error.status)


def _today() -> str:
    return today(time_zone())


def _next_address(session: Session, place: QueuePlace) -> str:
    """What waits behind the place of what was decided, else the queue's beginning."""
    behind = next_waiting(session, current_actor().desk_id, _today(), place)
    return url_for(".verdict", verdict_id=behind) if behind else url_for(".queue")


def _show(
    session: Session,
    verdict: Verdict,
    trouble: Trouble[ReviewForm] | None = None,
    recheck: Trouble[RecheckForm] | None = None,
) -> Response:
    form = trouble.form if trouble else ReviewForm(formdata=None)
    form.revision.data, form.revision.raw_data = verdict.revision, None  # not what was posted
    open_ = _open(session, verdict)
    page = render_template(
        "review/page.html",
        open=open_,
        queue=_queue_around(session, verdict),
        waiting=count_awaiting_review(session, verdict.claim.desk_id, _today()),
        form=form.offer(open_.evidence),
        recheck_form=_recheck_form(verdict, recheck),
        trouble=trouble or recheck,
        time_zone=time_zone(),
        today=_today(),
        formats=TABLES.values(),
    )
    failed = trouble or recheck
    return make_response(page, failed.status if failed else 200)


def _recheck_form(verdict: Verdict, trouble: Trouble[RecheckForm] | None) -> RecheckForm:
    if trouble is None:
        return RecheckForm.after(verdict.claim, verdict)
    trouble.form.revision.data, trouble.form.revision.raw_data = verdict.revision, None
    return trouble.form


def _queue_around(session: Session, verdict: Verdict) -> Page[Waiting]:
    """The head of the queue; for a verdict further behind, the queue from there on."""
    desk_id, now = verdict.claim.desk_id, _today()
    place = QueuePlace.of(verdict, now)
    rows = review_queue(session, desk_id, now, limit=PAGE_SIZE + 1)
    if len(rows) > PAGE_SIZE and place > rows[PAGE_SIZE - 1].place:
        rows = review_queue(session, desk_id, now, start=place, limit=PAGE_SIZE + 1)
    return page_of(rows, lambda row: str(row.place))


def _open(session: Session, verdict: Verdict) -> OpenVerdict:
    claim, now = verdict.claim, _today()
    place = QueuePlace.of(verdict, now)
    waits = verdict.current and claim.status in FOR_EDITORS
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    moves = moves_open_to(claim.status, by=current_actor(), situation=situation)
    contexts, versions = contexts_of(session, claim), _versions(session, verdict)
    evidence = evidence_of(session, claim)
    opened = open_seals(session, current_actor(), [piece.source for piece in evidence])
    checks, footing = quote_checks(session, evidence, opened), footing_of(session, evidence)
    contacts, searches = contacts_of(session, claim), searches_of(session, claim)
    grounds = Grounds(claim, evidence, checks, footing, contacts, searches, verdict)
    return OpenVerdict(
        verdict=verdict,
        contexts=contexts,
        stood_last=() if contexts else _stood_last(session, claim),
        rewordings=_rewordings(session, verdict),
        evidence=evidence,
        opened=opened,
        checks=checks,
        footing=footing,
        contacts=contacts,
        figures=figures_beside(claim, evidence),
        searches=searches,
        checked=check_before_approval(session, grounds, current_actor()),
        messages=messages_on_claim(session, claim),
        said=said_of_claim(session, claim, viewer=current_actor()),
        earlier=[each for each in versions if each.number < verdict.number],
        beside=_beside(verdict, versions),
        answer=answer_to_return(session, verdict, evidence, opened),
        waits=waits,
        unsettled=waits and claim.status in UNSETTLED,
        may_decide=waits and Move.APPROVE in moves,
        holds_again=place.turn is Turn.RECHECK and Move.RECHECK in moves,
        previous_id=previous_waiting(session, claim.desk_id, now, place),
        next_id=next_waiting(session, claim.desk_id, now, place),
    )


def _versions(session: Session, verdict: Verdict) -> Sequence[Verdict]:
    return verdicts_of(session, verdict.claim, viewer=current_actor())


def _beside(verdict: Verdict, versions: Sequence[Verdict]) -> Verdict | None:
    """What the other reader of the verdict's round said, whether agreeing or not."""
    said = {VerdictState.PROPOSED, VerdictState.CONCURRING, VerdictState.DISSENTING}
    others = (each for each in versions if each.state in said and each is not verdict)
    return next((each for each in others if each.round_id == verdict.round_id), None)


def _stood_last(session: Session, claim: Claim) -> Sequence[EarlierPlace]:
    stood = earlier_places(session, claim)  # none for what was split off when it stood nowhere
    return [place for place in stood if place.version == stood[0].version]


def _rewordings(session: Session, verdict: Verdict) -> Sequence[Sequence[Piece]]:
    """How the claim's words changed under the verdict, if they did."""
    if verdict.stale_since is None:
        return ()
    return rewordings(verdict.claim.passages, earlier_places(session, verdict.claim))
