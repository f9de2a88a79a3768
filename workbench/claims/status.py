"""A claim's status: whether it lets the claim be changed, and putting an earlier one back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workbench.claims.errors import ClaimLocked
from workbench.claims.models import Claim
from workbench.claims.rules import LOCKED, READ_TWICE, WAITING, Status
from workbench.db import now
from workbench.errors import message as _


def refuse_if_locked(claim: Claim, *, adding: bool = False) -> None:
    """Raises `ClaimLocked` while a verdict on the claim waits for its decision, or has got it.

    `adding`: a second reader may find more than the first, so evidence may be added until then.
    """
    if claim.status not in LOCKED or (adding and claim.status is Status.SECOND_READING):
        return
    way_out = _("Reopen the claim to change it; the verdict stands until the next is approved.")
    if claim.status in WAITING:
        way_out = _("Take the verdict back, or wait for the editor’s decision.")
    elif claim.status in READ_TWICE:
        way_out = _("Take the verdict back, or wait until its readers are done.")
    raise ClaimLocked(
        _(
            "Claim %(number)s is %(status)s, so it stands still. Nothing was changed. %(way_out)s",
            number=claim.number,
            status=claim.status,
            way_out=way_out,
        )
    )


def refuse_if_still(claim: Claim, *, adding: bool = False) -> None:
    """Raises `ClaimLocked` for a claim that is locked, and for one that was withdrawn."""
    refuse_if_locked(claim, adding=adding)
    if not claim.live:
        raise ClaimLocked(
            _(
                "Claim %(number)s is withdrawn, so it stands still. Nothing was changed. "
                "Restore it to work on it again.",
                number=claim.number,
            )
        )


def set_status(claim: Claim, status: Status) -> None:
    """Give a claim a status from now on."""
    claim.status, claim.status_since = status, now()


def status_of(claim: Claim) -> dict[str, Any]:
    """The status and since when, as an event keeps them for `put_status_back`."""
    return {"status": claim.status, "since": claim.status_since.isoformat()}


def put_status_back(claim: Claim, earlier: Mapping[str, Any]) -> None:
    """Give a claim the status it had, as `status_of` told it."""
    claim.status = Status(earlier["status"])
    claim.status_since = datetime.fromisoformat(earlier["since"])


def holding_of(claim: Claim) -> dict[str, Any]:
    """Who has a claim, until when and in which status, as an event keeps it."""
    return {**status_of(claim), "taken_by": claim.taken_by_id, "due_on": claim.due_on}


def put_holding_back(claim: Claim, earlier: Mapping[str, Any]) -> None:
    """Let a claim be held as `holding_of` told it."""
    put_status_back(claim, earlier)
    claim.taken_by_id, claim.due_on = earlier["taken_by"], earlier["due_on"]
