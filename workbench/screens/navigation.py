"""What the frame around every page shows: who is signed in, and how much waits for review."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy.exc import OperationalError

from workbench.accounts.gate import SignedIn, signed_in
from workbench.accounts.rules import Act, Actor
from workbench.verdicts.queries import count_awaiting_review
from workbench.web.database import reading


@dataclass(frozen=True)
class Visitor(Actor):
    """The member looking at the page, and the desk they look at it from."""

    desk_name: str = ""


def register_navigation(app: Flask) -> None:
    """Tell every template who is looking (`current_actor`) and what waits (`review_count()`)."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    try:
        found = signed_in()
        return {"current_actor": _visitor(found), "review_count": partial(_waiting, found)}
    except OperationalError as error:
        # The page that says so is drawn in this frame too.
        current_app.logger.error("no navigation: %s", type(error.orig).__name__)
        return {"current_actor": None, "review_count": partial(_waiting, None)}


def _visitor(found: SignedIn | None) -> Visitor | None:
    if found is None:
        return None
    actor = found.actor
    return Visitor(actor.desk_id, actor.name, actor.role, actor.person_id, found.desk_name)


def _waiting(found: SignedIn | None) -> int:
    """How many claims wait for whoever may decide: asked for where it is said."""
    if found is None or not found.actor.may(Act.REVIEW):
        return 0
    if "review_count" not in g:  # asked once a page, not once a template
        with reading() as session:
            g.review_count = count_awaiting_review(session, found.actor.desk_id)
    counted: int = g.review_count
    return counted
