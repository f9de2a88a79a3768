"""What the frame around every page shows: who is signed in, and how much waits for them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from workbench.accounts.gate import SignedIn, signed_in, time_zone
from workbench.accounts.rules import Act, Actor
from workbench.discussion.notices import count_unread
from workbench.messages.queries import count_new_messages
from workbench.verdicts.queries import count_awaiting_review
from workbench.web.database import reading
from workbench.web.dates import today


@dataclass(frozen=True)
class Visitor(Actor):
    """The member looking at the page, and the desk they look at it from."""

    desk_name: str = ""


def register_navigation(app: Flask) -> None:
    """Tell every template who is looking (`current_actor`), and how much waits for them."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    try:
        found = signed_in()
        return {"current_actor": _visitor(found), **_counts(found)}
    except OperationalError as error:
        # The page that says so is drawn in this frame too.
        current_app.logger.error("no navigation: %s", type(error.orig).__name__)
        return {"current_actor": None, **_counts(None)}


def _visitor(found: SignedIn | None) -> Visitor | None:
    if found is None:
        return None
    actor = found.actor
    return Visitor(actor.desk_id, actor.name, actor.role, actor.person_id, found.desk_name)


def _counts(found: SignedIn | None) -> dict[str, Callable[[], int]]:
    """What is counted where it is said, and only for whoever may settle it."""
    return {
        "review_count": partial(_count, found, Act.REVIEW, _to_review),
        "message_count": partial(_count, found, Act.RESEARCH, _new_messages),
        "notice_count": partial(_count, found, Act.READ, count_unread),
    }


def _to_review(session: Session, actor: Actor) -> int:
    return count_awaiting_review(session, actor.desk_id, today(time_zone()))


def _new_messages(session: Session, actor: Actor) -> int:
    return count_new_messages(session, actor.desk_id)


def _count(found: SignedIn | None, act: Act, count: Callable[[Session, Actor], int]) -> int:
    if found is None or not found.actor.may(act):
        return 0
    counted: dict[Act, int] = g.setdefault("counted", {})
    if act not in counted:  # asked once a page, not once a template
        with reading() as session:
            counted[act] = count(session, found.actor)
    return counted[act]
