"""How an act on the desk, its members or an article as a whole is taken back.

Each refuses unless all is still as the act left it.
"""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from workbench.accounts.models import Desk, DeskSite, Membership
from workbench.accounts.queries import get_desk, get_desk_site
from workbench.accounts.rules import Actor, Role
from workbench.accounts.service import put_role
from workbench.articles.models import Article, Remark, VersionDraft
from workbench.articles.rules import RemarkState
from workbench.articles.topics import put_topics, topics_of
from workbench.claims.models import Claim
from workbench.db import lock
from workbench.evidence.remarks import let_wait
from workbench.evidence.undo import refuse_if
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.policies.queries import current_policy, policies_of
from workbench.policies.rules import PLAIN
from workbench.policies.service import follow
from workbench.sources.citing.house import StyleChoice
from workbench.sources.citing.service import style_of


def _unedit_desk(session: Session, event: Event, by: Actor) -> None:
    _say_again(session, event, get_desk(session, by.desk_id))


def _unedit_site(session: Session, event: Event, by: Actor) -> None:
    _say_again(session, event, get_desk_site(session, by.desk_id))


def _say_again(session: Session, event: Event, row: Desk | DeskSite) -> None:
    """What stood there before, word for word."""
    lock(session, row)
    undo = event.undo or {}
    refuse_if(any(getattr(row, name) != words for name, words in undo["after"].items()))
    for name, words in undo["before"].items():
        setattr(row, name, words)
    row.revision += 1


def _unset_topics(session: Session, event: Event, _by: Actor) -> None:
    article, undo = session.get_one(Article, event.article_id), event.undo or {}
    lock(session, article)
    refuse_if(list(topics_of(session, article)) != undo["after"]["topics"])
    put_topics(session, article, undo["before"]["topics"])
    article.revision += 1


def _unchange_role(session: Session, event: Event, by: Actor) -> None:
    """The role of before; there is always an admin left (`LastAdmin`)."""
    membership = _member(session, event, by)
    refuse_if(membership.role is not Role(event.details["after"]))
    role = Role(event.details["before"])
    put_role(session, membership=membership, role=role, revision=membership.revision)


def _unwithhold(session: Session, event: Event, by: Actor) -> None:
    membership = _member(session, event, by)
    withheld = event.kind == EventKind.NAME_WITHHELD
    refuse_if(membership.withheld != withheld)
    membership.withheld = not withheld


def _member(session: Session, event: Event, by: Actor) -> Membership:
    lock(session, get_desk(session, by.desk_id))  # as whoever changes who is an admin does
    membership = session.get_one(Membership, (event.undo or {})["membership"])
    lock(session, membership)
    refuse_if(membership.ended_at is not None)
    return membership


def _unset_policy(session: Session, event: Event, by: Actor) -> None:
    """What held before holds again, as the next version: the one that was set stays to be seen."""
    lock(session, get_desk(session, by.desk_id))
    current, undo = current_policy(session, by.desk_id), event.undo or {}
    refuse_if(current is None or current.version != undo["version"])
    former = {each.version: each.fields for each in policies_of(session, by.desk_id)}
    follow(session, current, former.get(undo["was"], PLAIN), by)


def _unchoose_style(session: Session, event: Event, by: Actor) -> None:
    lock(session, get_desk(session, by.desk_id))
    style, undo = style_of(session, by.desk_id), event.undo or {}
    lock(session, style)
    refuse_if(style.choice is not StyleChoice(undo["is"]))
    style.choice, style.revision = StyleChoice(undo["was"]), style.revision + 1


def _undismiss(session: Session, event: Event, _by: Actor) -> None:
    remark = session.get_one(Remark, (event.undo or {})["remark"])
    lock(session, remark)
    refuse_if(remark.state is not RemarkState.DISMISSED)
    let_wait(session, remark)


def _undiscard(session: Session, event: Event, _by: Actor) -> None:
    draft = session.get_one(VersionDraft, (event.undo or {})["draft"])
    lock(session, draft)
    refuse_if(draft.discarded_at is None)
    draft.discarded_at = None


def _unset_recheck(session: Session, event: Event, _by: Actor) -> None:
    """Claims come back to the queue on the day that was set before, if one was."""
    claim = session.get_one(Claim, event.claim_id)
    lock(session, claim)
    refuse_if(claim.recheck_on != event.details["after"])
    claim.recheck_on = event.details["before"]


INVERSES: Mapping[str, Callable[[Session, Event, Actor], None]] = {
    EventKind.DESK_EDITED: _unedit_desk,
    EventKind.DESK_SITE_EDITED: _unedit_site,
    EventKind.TOPICS_SET: _unset_topics,
    EventKind.ROLE_CHANGED: _unchange_role,
    EventKind.NAME_WITHHELD: _unwithhold,
    EventKind.NAME_TOLD: _unwithhold,
    EventKind.POLICY_SET: _unset_policy,
    EventKind.CITATION_STYLE_CHOSEN: _unchoose_style,
    EventKind.REMARK_DISMISSED: _undismiss,
    EventKind.DRAFT_DISCARDED: _undiscard,
    EventKind.RECHECK_SET: _unset_recheck,
    EventKind.CLAIM_RECHECKED: _unset_recheck,
}
