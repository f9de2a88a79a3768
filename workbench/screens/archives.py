"""Web archives: asking one for a copy of a source's page, or to make one, and noting it."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.evidence.queries import may_edit
from workbench.sources.archive_keeping import ask_to_keep
from workbench.sources.archiving import ask_archive, note_copy, offered_copy
from workbench.sources.errors import NotArchived
from workbench.sources.sight import get_source
from workbench.web.site import has_archive, has_archive_that_keeps
from workbench.web.submissions import writes

blueprint = Blueprint("archives", __name__)


@blueprint.post("/sources/<int:source_id>/archive")
@permit(Act.RESEARCH)
@writes
def look(session: Session, source_id: int) -> ResponseReturnValue:
    """Have the web archive asked, in the background."""
    actor = current_actor()
    source = get_source(session, actor, source_id)
    if not has_archive():
        raise NotArchived(_("This workbench has no web archive to ask."))
    ask_archive(session, source=source, by=actor)
    return redirect(url_for("sources.source", source_id=source_id, _anchor="archive"), 303)


@blueprint.post("/sources/<int:source_id>/archive/keep")
@permit(Act.RESEARCH)
@writes
def keep(session: Session, source_id: int) -> ResponseReturnValue:
    """Have the web archive asked to keep the page as it is now, in the background."""
    source = get_source(session, current_actor(), source_id)
    if not has_archive_that_keeps():
        raise NotArchived(_("This workbench has no web archive that keeps pages when asked."))
    ask_to_keep(session, source=source, by=current_actor())
    return redirect(url_for("sources.source", source_id=source_id, _anchor="archive"), 303)


@blueprint.post("/sources/<int:source_id>/archive/note")
@permit(Act.RESEARCH)
@writes
def note(session: Session, source_id: int) -> ResponseReturnValue:
    """Let the copy that is offered be the archived copy of the source."""
    actor = current_actor()
    source = get_source(session, actor, source_id)
    if not may_edit(session, source, actor):
        raise MayNot(_("Decided claims rely on this source, so an editor has to change it."))
    offered = offered_copy(session, source)
    if offered is not None:
        note_copy(session, source=source, url=offered.url, by=actor)
        flash(_("The archived copy is noted."), "message")
    return redirect(url_for("sources.source", source_id=source_id), 303)
