"""Watching a source, and saying that one has seen what was noticed at it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.evidence.alerting import mark_seen
from workbench.evidence.errors import NoticedMeanwhile
from workbench.screens.source_page import show
from workbench.sources.forms import WatchForm
from workbench.sources.sight import get_source
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
