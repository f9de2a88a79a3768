"""Saying whether readers get a snapshot, with the evidence packs of editions that quote it."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.publishing.kept_files import make_packs_anew
from workbench.sources.forms import LicenceForm
from workbench.sources.passing_on import say_licence
from workbench.sources.sight import get_source
from workbench.sources.snapshots import get_snapshot
from workbench.web.submissions import writes

blueprint = Blueprint("passing_on", __name__)


@blueprint.post("/sources/<int:source_id>/snapshots/<int:snapshot_id>/licence")
@permit(Act.PUBLISH)
@writes
def say(session: Session, source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """Say why a snapshot may be passed on, or that it may not; packs are made anew."""
    actor, form = current_actor(), LicenceForm()
    source = get_source(session, actor, source_id)
    snapshot = get_snapshot(session, source, snapshot_id)
    if not form.validate():
        flash(" ".join(form.licence.errors), "error")
    elif say_licence(
        session, source=source, snapshot=snapshot, licence=form.licence.data or "", by=actor
    ):
        make_packs_anew(session, digests=[snapshot.sha256], by=actor)
        flash(_("Saved. The evidence packs of editions that quote it are made anew."), "message")
    address = url_for("snapshots.snapshot", source_id=source_id, snapshot_id=snapshot_id)
    return redirect(f"{address}#passing-on", 303)
