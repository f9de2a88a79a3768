"""The editors' queue: a claim, its evidence and its verdict on one screen, and the decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
from workbench.claims.rules import WAITING
from workbench.claims.workflow import Move, moves_open_to
from workbench.db import lock
from workbench.errors import WorkbenchError
from workbench.evidence.footing import Footing, footing_of
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.queries import contacts_of, evidence_of, searches_of
from workbench.evidence.quote_checks import QuoteCheck, quote_checks
from workbench.messages.models import Message
from workbench.messages.queries import messages_on_claim
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.contexts import Context, contexts_of
from workbench.screens.figures import Figures, figures_beside
from workbench.screens.rewordings import rewordings
from workbench.screens.tables import TABLES, as_file, every
from workbench.sources.sight import OpenedSource, open_seals
from workbench.verdicts.errors import CommentMissing, VerdictDecided
from workbench.verdicts.forms import ReviewForm
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import count_awaiting_review, verdicts_of
from workbench.verdicts.queue import (
    QueuePlace,
    Waiting,
    get_verdict,
    next_waiting,
    previous_waiting,
    review_queue,
)
from workbench.verdicts.rounds import reviewing_of, situation_of
from workbench.verdicts.service import approve_verdict, return_verdict
from workbench.web.database import reading
from workbench.web.dates import today
from workbench.web.pages import PAGE_SIZE, Page, page_of
from workbench.web.site import public_url
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
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


@dataclass(frozen=True)
class OpenVerdict:
    """Everything that a decision on a verdict needs.

    `stood_last`: of a claim that stands nowhere in the newest version, where it did at last.
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
    messages: Sequence[Message]
    earlier: Sequence[Verdict]
    waits: bool
    may_decide: bool
    previous_id: int | None
    next_id: int | None


@blueprint.get("/review")
@permit(Act.REVIEW)
def queue() -> ResponseReturnValue:
    """The queue from a place on, with its first verdict open."""
    desk_id, after = current_actor().desk_id, QueuePlace.parse(request.args.get("after"))
    with reading() as session:
        first = review_queue(session, desk_id, after=after, limit=1)
        if not first:
            return render_template("review/empty.html")
        return _show(session, get_verdict(session, desk_id, first[0].verdict_id))


@blueprint.get("/review.<ending>")
@permit(Act.REVIEW)
def table(ending: str) -> ResponseReturnValue:
    """The whole queue as a table."""
    desk_id = current_actor().desk_id

    def read(session: Session, after: QueuePlace | None, limit: int) -> Sequence[Waiting]:
        return review_queue(session, desk_id, after=after, limit=limit)

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
    return _decide(session, verdict_id, approve_verdict, _("Approved: claim %(number)s."))


@blueprint.post("/review/<int:verdict_id>/return")
@permit(Act.REVIEW)
@writes
def send_back(session: Session, verdict_id: int) -> ResponseReturnValue:
    """Send the verdict back with a comment."""
    return _decide(
        session, verdict_id, return_verdict, _("Returned to its author: claim %(number)s.")
    )


def _decide(
    session: Session, verdict_id: int, decide: Callable[..., None], done: str
) -> ResponseReturnValue:
    found = get_verdict(session, current_actor().desk_id, verdict_id)
    form = ReviewForm()
    if not form.validate():
        return _show(session, found, Trouble(form))
    try:
        _require_newest(session, found)
        decide(
            session, claim=found.claim, revision=form.revision.data, comment=form.comment.data,
            by=current_actor(),
        )  # fmt: skip
    except (CommentMissing, MoveRefused, VerdictDecided) as error:
        session.rollback()  # show what is saved: all of it, not only what was read anew
        found = get_verdict(session, current_actor().desk_id, verdict_id)
        return _show(session, found, _trouble(form, error))
    flash(done % {"number": found.claim.number}, "message")
    return redirect(_next_address(session, found), 303)


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


def _trouble(form: ReviewForm, error: WorkbenchError) -> Trouble[ReviewForm]:
    form.renew_key()
    return Trouble(form, said(error), status=error.status)


def _next_address(session: Session, decided: Verdict) -> str:
    """The verdict that waits behind the one decided, else the queue's beginning."""
    behind = next_waiting(session, decided.claim.desk_id, QueuePlace.of(decided))
    return url_for(".verdict", verdict_id=behind) if behind else url_for(".queue")


def _show(
    session: Session, verdict: Verdict, trouble: Trouble[ReviewForm] | None = None
) -> Response:
    form = trouble.form if trouble else ReviewForm(formdata=None)
    form.revision.data, form.revision.raw_data = verdict.revision, None  # not what was posted
    page = render_template(
        "review/page.html",
        open=_open(session, verdict),
        queue=_queue_around(session, verdict),
        waiting=count_awaiting_review(session, verdict.claim.desk_id),
        form=form,
        trouble=trouble,
        time_zone=time_zone(),
        today=today(time_zone()),
        formats=TABLES.values(),
    )
    return make_response(page, trouble.status if trouble else 200)


def _queue_around(session: Session, verdict: Verdict) -> Page[Waiting]:
    """The head of the queue; for a verdict further behind, the queue from there on."""
    desk_id, place = verdict.claim.desk_id, QueuePlace.of(verdict)
    rows = review_queue(session, desk_id, limit=PAGE_SIZE + 1)
    if len(rows) > PAGE_SIZE and place > rows[PAGE_SIZE - 1].place:
        rows = review_queue(session, desk_id, start=place, limit=PAGE_SIZE + 1)
    return page_of(rows, lambda row: str(row.place))


def _open(session: Session, verdict: Verdict) -> OpenVerdict:
    claim, place = verdict.claim, QueuePlace.of(verdict)
    waits = verdict.current and claim.status in WAITING
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    moves = moves_open_to(claim.status, by=current_actor(), situation=situation)
    contexts = contexts_of(session, claim)
    evidence = evidence_of(session, claim)
    opened = open_seals(session, current_actor(), [piece.source for piece in evidence])
    return OpenVerdict(
        verdict=verdict,
        contexts=contexts,
        stood_last=() if contexts else _stood_last(session, claim),
        rewordings=_rewordings(session, verdict),
        evidence=evidence,
        opened=opened,
        checks=quote_checks(session, evidence, opened),
        footing=footing_of(session, evidence),
        contacts=contacts_of(session, claim),
        figures=figures_beside(claim, evidence),
        searches=searches_of(session, claim),
        messages=messages_on_claim(session, claim),
        earlier=_earlier(session, verdict),
        waits=waits,
        may_decide=waits and Move.APPROVE in moves,
        previous_id=previous_waiting(session, claim.desk_id, place),
        next_id=next_waiting(session, claim.desk_id, place),
    )


def _earlier(session: Session, verdict: Verdict) -> Sequence[Verdict]:
    versions = verdicts_of(session, verdict.claim, viewer=current_actor())
    return [each for each in versions if each.number < verdict.number]


def _stood_last(session: Session, claim: Claim) -> Sequence[EarlierPlace]:
    stood = earlier_places(session, claim)  # none for what was split off when it stood nowhere
    return [place for place in stood if place.version == stood[0].version]


def _rewordings(session: Session, verdict: Verdict) -> Sequence[Sequence[Piece]]:
    """How the claim's words changed under the verdict, if they did."""
    if verdict.stale_since is None:
        return ()
    return rewordings(verdict.claim.passages, earlier_places(session, verdict.claim))
