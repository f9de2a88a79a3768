"""Taking over what a source's page or PDF says of itself, field by field."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.evidence.queries import may_edit
from workbench.screens.source_page import show
from workbench.sources.comparing import joined
from workbench.sources.forms import ProposalsForm
from workbench.sources.proposing import proposals, proposed, told_by
from workbench.sources.sealing import edit_seal
from workbench.sources.service import edit_source
from workbench.sources.sight import as_seen, get_source, said_of
from workbench.sources.snapshots import get_snapshot
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble

blueprint = Blueprint("proposals", __name__)


@blueprint.post("/sources/<int:source_id>/snapshots/<int:snapshot_id>/proposals")
@permit(Act.RESEARCH)
@writes
def use(session: Session, source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """Let the source say what is ticked of what the snapshot's file says."""
    source = get_source(session, current_actor(), source_id)
    said, form = told_by(get_snapshot(session, source, snapshot_id)), ProposalsForm()
    fields = said_of(as_seen(session, current_actor(), source))
    taken = {each.name for each in proposals(fields, said)} & set(form.taken.data or ())
    if not form.validate() or not taken:
        words = _("Tick what the source is to take over. Nothing was changed.")
        return show(session, source, proposing=Trouble(form, words))
    if not may_edit(session, source, current_actor()):
        words = _("Decided claims rely on this source, so an editor has to change it.")
        return show(session, source, proposing=Trouble(form, words, status=MayNot.status))
    save = edit_seal if source.confidential else edit_source
    try:
        save(
            session, source=source, fields=joined(fields, proposed(fields, said), taken),
            revision=form.revision.data, by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile:
        words = _("Somebody else changed this source. Nothing was taken over; look again.")
        anew = ProposalsForm.of(source.revision, proposals(fields, said), said)
        trouble = Trouble(anew, words, status=EditedMeanwhile.status)
        return show(session, source, proposing=trouble)
    flash(_("The source says now what you ticked."), "message")
    return redirect(url_for("sources.source", source_id=source.id), 303)
