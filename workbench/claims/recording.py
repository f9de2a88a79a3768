"""Adding to the record what somebody did to a claim."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
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
) -> None:
    """Add one line about a claim, which its details name by number."""
    record(
        session,
        kind,
        by=by,
        article_id=claim.article_id,
        claim_id=claim.id,
        details={"number": claim.number, **(details or {})},
        undo=undo,
    )
