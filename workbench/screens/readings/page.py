"""What the page of two readers' verdicts shows, and to whom it offers what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import make_response, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, time_zone
from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.claims.workflow import Move, moves_open_to
from workbench.evidence.models import Evidence
from workbench.evidence.quote_checks import QuoteCheck, quote_checks
from workbench.screens.contexts import Context, contexts_of
from workbench.screens.readings.rationales import Rationales, compare_rationales
from workbench.sources.sight import OpenedSource, open_seals
from workbench.verdicts.ballots import left_to_vote
from workbench.verdicts.forms import SettleForm, VoteForm
from workbench.verdicts.models import Ballot, SettledReading
from workbench.verdicts.pairs import EvidenceUsed, Pair, evidence_used, pair_of
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rounds import reviewing_of, situation_of
from workbench.verdicts.side_by_side import SideBySide, side_by_side
from workbench.verdicts.tallying import VOTERS, can_fill
from workbench.verdicts.votes_seen import BallotSeen, ballot_held, ballots_closed, settled_of
from workbench.web.forms import Form
from workbench.web.trouble import Trouble


@dataclass(frozen=True)
class ShownEvidence:
    """What both verdicts stood on, with what the viewer may see of the sources."""

    used: EvidenceUsed
    opened: Mapping[int, OpenedSource]
    checks: Mapping[int, QuoteCheck]


@dataclass(frozen=True)
class OpenBallot:
    """A ballot that is held: what the viewer may know of it, and whether it can come to its end."""

    seen: BallotSeen
    left: int

    @property
    def can_fill(self) -> bool:
        """Whether enough members are left to vote."""
        return can_fill(self.seen.voted, self.left)


@dataclass(frozen=True)
class Compared:
    """Both verdicts of a claim, and what the viewer may do about them."""

    claim: Claim
    pair: Pair
    contexts: Sequence[Context]
    summaries: SideBySide
    rationales: Rationales
    evidence: ShownEvidence
    settled: Sequence[SettledReading]
    closed: Sequence[Ballot]
    ballot: OpenBallot | None
    moves: Sequence[Move]


def show(session: Session, claim: Claim, trouble: Trouble[Form] | None = None) -> Response:
    """The page; before both verdicts are in it tells nothing of either."""
    pair = pair_of(session, claim)
    page = render_template(
        "readings/page.html",
        claim=claim,
        open=_compared(session, claim, pair, current_actor()) if pair else None,
        forms=_forms(pair, trouble) if pair else {},
        trouble=trouble,
        voters=VOTERS,
        time_zone=time_zone(),
    )
    return make_response(page, trouble.status if trouble else 200)


def _compared(session: Session, claim: Claim, pair: Pair, viewer: Actor) -> Compared:
    first, second = pair.verdicts
    return Compared(
        claim=claim,
        pair=pair,
        contexts=contexts_of(session, claim),
        summaries=side_by_side(first.summary, second.summary),
        rationales=compare_rationales(first.rationale, second.rationale),
        evidence=_evidence(session, pair, viewer),
        settled=settled_of(session, pair.round.id),
        closed=ballots_closed(session, pair.round.id),
        ballot=_ballot(session, claim, pair, viewer),
        moves=_moves(session, claim, viewer),
    )


def _evidence(session: Session, pair: Pair, viewer: Actor) -> ShownEvidence:
    used = evidence_used(session, pair)
    pieces: list[Evidence] = [*used.by_both, *used.by_first, *used.by_second]
    opened = open_seals(session, viewer, [piece.source for piece in pieces])
    return ShownEvidence(used, opened, quote_checks(session, pieces, opened))


def _ballot(session: Session, claim: Claim, pair: Pair, viewer: Actor) -> OpenBallot | None:
    if claim.status is not Status.BALLOT:
        return None
    left = left_to_vote(session, claim, pair)
    return OpenBallot(ballot_held(session, pair.round.id, viewer), left)


def _moves(session: Session, claim: Claim, viewer: Actor) -> Sequence[Move]:
    verdict = current_verdict(session, claim)
    situation = situation_of(claim, verdict, reviewing_of(session, verdict))
    return moves_open_to(claim.status, by=viewer, situation=situation)


def _forms(pair: Pair, trouble: Trouble[Form] | None) -> Mapping[str, Form]:
    forms: dict[str, Form] = {
        "settle": SettleForm(formdata=None).offer(pair),
        "vote": VoteForm(formdata=None).offer(pair),
    }
    if trouble is not None:
        trouble.form.renew_key()
        forms[trouble.name] = trouble.form
    return forms
