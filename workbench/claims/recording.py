"""Adding to the record what somebody did to a claim."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.status import holding_of
from workbench.history.rules import EventKind
from workbench.history.service import record


def record_claim(
    session: Session,
    kind: EventKind,
    *,
    claim: Claim,
    by: Actor,
    details: Mapping[str, Any] | None = None,
    undo: dict[str, Any] | None = None,
) -> int:
    """Add one line about a claim, which its details name by number. Returns its id."""
    return record(
        session,
        kind,
        by=by,
        article_id=claim.article_id,
        claim_id=claim.id,
        details={"number": claim.number, **(details or {})},
        undo=undo,
    )


def record_holding(
    session: Session,
    kind: EventKind,
    *,
    claim: Claim,
    before: Mapping[str, Any],
    by: Actor,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Add one line about who has a claim, until when and in which status. Returns its id.

    `before` is what `holding_of` told before the act, by which it is taken back.
    """
    undo = {"before": dict(before), "after": holding_of(claim)}
    return record_claim(session, kind, claim=claim, by=by, details=details, undo=undo)
