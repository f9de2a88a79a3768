"""Reads about policies."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.policies.models import Policy
from workbench.policies.rules import PLAIN, PolicyFields


def current_policy(session: Session, desk_id: int) -> Policy | None:
    """The policy for claims that are taken up from now on; none for a desk that never set one."""
    return session.scalars(_OF_DESKS.where(Policy.desk_id == desk_id, Policy.current)).one_or_none()


def policy_of(session: Session, desk_id: int) -> PolicyFields:
    """What the desk's policy says, the plain one for a desk that never set one."""
    policy = current_policy(session, desk_id)
    return policy.fields if policy else PLAIN


def policies_of(session: Session, desk_id: int) -> Sequence[Policy]:
    """Every version there was, the newest first."""
    newest_first = _OF_DESKS.order_by(Policy.version.desc())
    return session.scalars(newest_first.where(Policy.desk_id == desk_id)).all()


_OF_DESKS = select(Policy).options(selectinload(Policy.priorities), selectinload(Policy.checks))
