"""Watching a source or not a place of its text, and having seen what was noticed at it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.evidence.alerting import mark_seen
from workbench.evidence.errors import NoticedMeanwhile
from workbench.screens.source_page import show
from workbench.sources.errors import PlaceUnclear
from workbench.sources.forms import WatchForm
from workbench.sources.sight import get_source
from workbench.sources.snapshots import get_snapshot
from workbench.sources.unwatched import unwatch_place, watch_place_again
from workbench.sources.watching import watch_source
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.words import said

blueprint = Blueprint("watching", __name__)


@blueprint.post("/sources/<int:source_id>/watch")
@permit(Act.RESEARCH)
@writes
def watch(session: Session, source_id: int) -> ResponseReturnValue:
    """Have a source looked at by itself, or no more."""
    source, form = get_source(session, current_actor(), source_id), WatchForm()
    if not form.validate():
        return show(session, source, watching=Trouble(form))
    watch_source(session, source=source, every=form.wanted(), by=current_actor())
    told = _("The source is watched.") if form.wanted() else _("The source is not watched.")
    flash(told, "message")
    return redirect(url_for("sources.source", source_id=source_id), 303)


@blueprint.post("/sources/<int:source_id>/alerts/seen")
@permit(Act.RESEARCH)
@writes
def seen(session: Session, source_id: int) -> ResponseReturnValue:
    """Mark what was noticed as seen, unless there is more of it by now."""
    source = get_source(session, current_actor(), source_id)
    last_id, newest_id = (request.form.get(name, 0, int) for name in ("last", "newest"))
    try:
        mark_seen(session, source=source, last_id=last_id, newest_id=newest_id, by=current_actor())
        flash(_("Marked as seen."), "message")
    except NoticedMeanwhile as error:
        flash(said(error), "error")
    return redirect(url_for("sources.source", source_id=source_id), 303)


@blueprint.post("/sources/<int:source_id>/snapshots/<int:snapshot_id>/unwatched")
@permit(Act.RESEARCH)
@writes
def unwatch(session: Session, source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """Raise no alert of what changes in a place of the source's text."""
    source = get_source(session, current_actor(), source_id)
    after, before = (request.form.get(name, type=int) for name in ("after", "before"))
    try:
        unwatch_place(
            session, source=source, snapshot=get_snapshot(session, source, snapshot_id),
            after=after, before=before, by=current_actor(),
        )  # fmt: skip
        flash(_("That place is not watched any more; quotes in it are, as before."), "message")
    except PlaceUnclear as error:
        flash(said(error), "error")
    since, part = (request.args.get(name, type=int) for name in ("since", "part"))
    this = request.view_args or {}
    return redirect(url_for("snapshots.changes", **this, since=since, part=part), 303)


@blueprint.post("/sources/<int:source_id>/unwatched/<int:place_id>/end")
@permit(Act.RESEARCH)
@writes
def watch_again(session: Session, source_id: int, place_id: int) -> ResponseReturnValue:
    """Watch a place like the rest of the text."""
    source = get_source(session, current_actor(), source_id)
    watch_place_again(session, source=source, place_id=place_id, by=current_actor())
    flash(_("This place is watched again."), "message")
    return redirect(url_for("sources.source", source_id=source_id, _anchor="unwatched"), 303)
