"""Who says it: rows that the desk's claims share, decided ones among them."""

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workbench.claims.errors import ClaimantDiffers
from workbench.claims.models import Claim, Claimant
from workbench.claims.queries import find_claimant
from workbench.claims.rules import LOCKED
from workbench.errors import message as _


def claimant_for(
    session: Session, desk_id: int, *, name: str, role: str, url: str
) -> Claimant | None:
    """The desk's row for whoever is named, made or given its first web page where needed.

    Raises `ClaimantDiffers` where that would change what other claims say.
    """
    name, role = name.strip(), role.strip()
    if not name:
        return None
    claimant = find_claimant(session, desk_id, name, role) or _made(session, desk_id, name, role)
    if url not in {"", claimant.url}:
        _refuse_another(claimant)
        _refuse_first(session, claimant)
        claimant.url = url
    session.flush()
    return claimant


def _refuse_another(claimant: Claimant) -> None:
    if claimant.url:
        raise ClaimantDiffers(
            _(
                "The desk knows %(name)s by another web page: %(url)s. Nothing was changed. "
                "Give the claimant another role, or leave the web page as it was.",
                name=claimant.name,
                url=claimant.url,
            )
        )


def _refuse_first(session: Session, claimant: Claimant) -> None:
    if stands_in_decided_claims(session, claimant):
        raise ClaimantDiffers(
            _(
                "Other claims by %(name)s are decided, or wait for it, and give no web page. "
                "Nothing was changed. Give the claimant another role, or leave the web page empty.",
                name=claimant.name,
            )
        )


def stands_in_decided_claims(session: Session, claimant: Claimant) -> bool:
    """Whether a verdict stands, or waits, on a claim of this claimant as it is."""
    decided = exists().where(Claim.claimant_id == claimant.id, Claim.status.in_(LOCKED))
    return bool(session.scalar(select(decided)))


def _made(session: Session, desk_id: int, name: str, role: str) -> Claimant:
    """A row for somebody new, or the one that another person made in this very moment."""
    claimant = Claimant(desk_id=desk_id, name=name, role=role)
    try:
        with session.begin_nested():
            session.add(claimant)
    except IntegrityError:
        found = find_claimant(session, desk_id, name, role)
        if found is None:
            raise
        return found
    return claimant
