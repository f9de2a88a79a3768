"""Writes about policies. A changed policy is a new version: what was decided keeps its own."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.accounts.queries import get_desk, other_editors
from workbench.accounts.rules import Actor
from workbench.db import lock
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.policies.errors import TooFewVoters
from workbench.policies.models import BlockingCheck, Policy, SecondRead
from workbench.policies.queries import current_policy
from workbench.policies.rules import PLAIN, VOTES, Balloting, PolicyFields


def set_policy(session: Session, *, seen: int, fields: PolicyFields, by: Actor) -> Policy:
    """Let this hold for claims that are taken up from now on.

    `seen` is the version that the person saw, 0 for none. Raises `EditedMeanwhile`, and
    `TooFewVoters` for a ballot that nobody could fill.
    """
    _refuse_too_few(session, fields, by)
    lock(session, get_desk(session, by.desk_id))
    former = current_policy(session, by.desk_id)
    version = former.version if former else 0
    if version != seen:
        raise EditedMeanwhile(
            _(
                "Somebody else set the policy while you were at it. Theirs holds and is shown "
                "above, yours is in the form; nothing was overwritten. Save again if yours is to "
                "hold."
            )
        )
    policy = follow(session, former, fields, by)
    _record(session, former, fields, policy.version, by)
    return policy


def follow(session: Session, former: Policy | None, fields: PolicyFields, by: Actor) -> Policy:
    """Make the next version; the caller holds the desk, and records it."""
    if former is not None:
        former.current = False
        session.flush()
    return add_policy_version(session, fields=fields, current=True, by=by)


def _refuse_too_few(session: Session, fields: PolicyFields, by: Actor) -> None:
    editors = other_editors(session, by.desk_id, None)
    if fields.ballot is not Balloting.NEVER and editors < VOTES:
        raise TooFewVoters(
            _(
                "Three editors vote, and this desk has %(number)s. Nothing was saved; invite more, "
                "or let one person decide where the readers disagree.",
                number=editors,
            )
        )


def add_policy_version(
    session: Session, *, fields: PolicyFields, current: bool, by: Actor
) -> Policy:
    """Store the next version; the caller has locked the desk."""
    policy = Policy(
        desk_id=by.desk_id,
        version=_latest(session, by.desk_id) + 1,
        current=current,
        blind=fields.blind,
        approvals=fields.approvals,
        ballot=fields.ballot,
        shortest_rationale=fields.shortest_rationale,
        by_id=by.person_id,
        priorities=[SecondRead(priority=each) for each in sorted(fields.second_for)],
        checks=[BlockingCheck(check=each) for each in sorted(fields.blocking)],
    )
    session.add(policy)
    session.flush()
    return policy


def _latest(session: Session, desk_id: int) -> int:
    """The newest version there is: rounds of dossiers bring such as never held on the desk."""
    newest = select(func.coalesce(func.max(Policy.version), 0))
    return session.scalar(newest.where(Policy.desk_id == desk_id)) or 0


def _record(
    session: Session, former: Policy | None, fields: PolicyFields, version: int, by: Actor
) -> None:
    before, after = (_words(each) for each in (former.fields if former else PLAIN, fields))
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    details = {"version": version, **changed}
    undo = {"version": version, "was": former.version if former else 0}
    record(session, EventKind.POLICY_SET, by=by, details=details, undo=undo)


def _words(fields: PolicyFields) -> dict[str, object]:
    """A policy as the record tells it."""
    return {
        "second_for": sorted(fields.second_for),
        "blind": fields.blind,
        "approvals": fields.approvals,
        "ballot": fields.ballot,
        "shortest_rationale": fields.shortest_rationale,
        "blocking": sorted(fields.blocking),
    }
