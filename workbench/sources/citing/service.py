"""Writes and reads about the style by which a desk cites."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.accounts.rules import Actor
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.sources.citing.errors import StyleMissing
from workbench.sources.citing.house import ReadStyle, StyleChoice
from workbench.sources.citing.models import CitationStyle


def style_of(session: Session, desk_id: int) -> CitationStyle:
    """What a desk has chosen; for one that never did a row that is in no session."""
    found = session.scalars(select(CitationStyle).where(CitationStyle.desk_id == desk_id)).first()
    return found or CitationStyle(
        desk_id=desk_id, choice=StyleChoice.AUTHOR_DATE, own_title="", own_csl="", revision=0
    )


def choose_style(
    session: Session,
    *,
    choice: StyleChoice,
    own: ReadStyle | None = None,
    revision: int,
    by: Actor,
) -> None:
    """Let the desk cite by a style; `own` is a new one of its own, which it keeps.

    Raises `EditedMeanwhile`, and `StyleMissing` for a style of its own that it does not have.
    """
    lock(session, session.get_one(Desk, by.desk_id))  # or two would each make the first row
    style = style_of(session, by.desk_id)
    session.add(style)
    session.flush()
    begin_edit(session, style, revision)
    if own is not None:
        style.own_title, style.own_csl = own
    if choice is StyleChoice.OWN and not style.own_csl:
        raise StyleMissing(_("The desk has no style of its own yet. Choose its file first."))
    # Taken back in one step where nothing but the choice changed: the file of a style is long.
    undo = {"was": style.choice, "is": choice} if own is None and revision else None
    style.choice = choice
    session.flush()
    details = {"style": str(choice), "title": style.own_title if choice is StyleChoice.OWN else ""}
    record(session, EventKind.CITATION_STYLE_CHOSEN, by=by, details=details, undo=undo)
