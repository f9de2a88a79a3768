"""Confidential sources: adding one, making one so, who sees it, and opening it to the desk."""

from collections.abc import Sequence

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.queries import members
from workbench.accounts.rules import Act
from workbench.db import lock
from workbench.errors import EditedMeanwhile
from workbench.evidence.queries import may_edit
from workbench.publishing.kept_files import make_packs_anew
from workbench.screens.source_page import show
from workbench.sources.alike import same_sources
from workbench.sources.confidants import confidants_of
from workbench.sources.errors import HoldsOthers, NobodyNamed
from workbench.sources.forms import BreakSealForm, ConfidantsForm, ConfidentialSourceForm
from workbench.sources.models import Source
from workbench.sources.passing_on import passed_on
from workbench.sources.sealing import (
    add_confidential,
    break_seal,
    change_confidants,
    make_confidential,
)
from workbench.sources.sight import (
    SeenSource,
    all_as_seen,
    as_seen,
    get_source,
    may_name,
    shown_source,
)
from workbench.web.database import reading
from workbench.web.forms import Form
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.words import said

blueprint = Blueprint("confidants", __name__)


@blueprint.get("/sources/new/confidential")
@permit(Act.RESEARCH)
def new() -> ResponseReturnValue:
    """An empty form for a source that is confidential from the start. Who asks sees it too."""
    actor = current_actor()
    with reading() as session:
        on_desk = members(session, actor.desk_id)
        own = [each.id for each in on_desk if each.person_id == actor.person_id]
        form = ConfidentialSourceForm(formdata=None, data={"confidants": own}).offer(on_desk)
        return render_template("sources/new_confidential.html", form=form, known=[])


@blueprint.post("/sources/new/confidential")
@permit(Act.RESEARCH)
@writes
def add(session: Session) -> ResponseReturnValue:
    """Put a source into the library that is confidential from the start, unless it is there."""
    actor = current_actor()
    on_desk = members(session, actor.desk_id)
    form = ConfidentialSourceForm().offer(on_desk)
    valid, fields = form.validate(), form.fields()
    same = same_sources(session, actor, fields)
    if not valid or same:
        return _add_again(form, all_as_seen(session, actor, same))
    try:
        added = add_confidential(
            session, fields=fields, shown_as=form.shown_as.data,
            confidants=form.chosen(on_desk), by=actor,
        )  # fmt: skip
    except NobodyNamed as error:
        form.confidants.errors = [said(error)]
        return _add_again(form, [])
    flash(_("The source is in the library. Those you named see it, and nobody else."), "message")
    return redirect(url_for("sources.source", source_id=added.id), 303)


def _add_again(form: ConfidentialSourceForm, known: Sequence[SeenSource]) -> Response:
    form.renew_key()
    page = render_template("sources/new_confidential.html", form=form, known=known)
    return make_response(page, 422)


@blueprint.post("/sources/<int:source_id>/confidants")
@permit(Act.RESEARCH)
@writes
def name(session: Session, source_id: int) -> ResponseReturnValue:
    """Make a source confidential, or say anew how it is worded and who sees it."""
    source = _to_be_named(session, source_id)
    on_desk = members(session, source.desk_id)
    form = ConfidantsForm().offer(on_desk)
    if not form.validate():
        return _refused(session, source, form)
    if _rewords(source, form) and not may_edit(session, source, current_actor()):
        return _not_past_an_editor(session, source, form, "naming")
    save = change_confidants if source.confidential else make_confidential
    lock(session, source)  # so that nobody lets more of it be passed on until it is saved
    was_passed_on = passed_on(session, source.id)
    try:
        save(
            session, source=source, shown_as=form.shown_as.data,
            confidants=form.chosen(on_desk), revision=form.revision.data, by=current_actor(),
        )  # fmt: skip
    except NobodyNamed as error:
        form.confidants.errors = [said(error)]
        return _refused(session, source, form)
    except HoldsOthers as error:
        return show(session, source, naming=Trouble[Form](form, said(error), name="naming"))
    except EditedMeanwhile as error:
        saved = ConfidantsForm.of(
            as_seen(session, current_actor(), source), confidants_of(session, source)
        )
        return show(session, source, naming=conflict(form, saved, error, name="naming"))
    make_packs_anew(session, digests=was_passed_on, by=current_actor())
    flash(_("Who sees this source is saved."), "message")
    return _back(source_id)


@blueprint.post("/sources/<int:source_id>/confidants/end")
@permit(Act.RESEARCH)
@writes
def end(session: Session, source_id: int) -> ResponseReturnValue:
    """Let the whole desk see a confidential source."""
    source = get_source(session, current_actor(), source_id)
    form = BreakSealForm()
    if not source.confidential:
        return _back(source_id)
    if not form.validate():
        return show(session, source, naming=Trouble(form, name="breaking"))
    if not may_edit(session, source, current_actor()):
        return _not_past_an_editor(session, source, form, "breaking")
    try:
        break_seal(session, source=source, revision=form.revision.data, by=current_actor())
    except EditedMeanwhile as error:
        form.revision.data, form.revision.raw_data = source.revision, None
        trouble = Trouble[Form](form, said(error), status=error.status, name="breaking")
        return show(session, source, naming=trouble)
    flash(_("The source is no longer confidential: the whole desk sees it."), "message")
    return _back(source_id)


def _to_be_named(session: Session, source_id: int) -> Source:
    """The source, for somebody who may say who sees it. Raises `MayNot`, `SourceUnknown`."""
    actor = current_actor()
    source = shown_source(session, actor.desk_id, source_id)
    confidants = confidants_of(session, source)
    if not may_name(actor, as_seen(session, actor, source), confidants):
        raise MayNot(
            _("Only those who see a confidential source say who does. Nothing was changed.")
        )
    return source


def _rewords(source: Source, form: ConfidantsForm) -> bool:
    """Whether readers get other words of it than they would now."""
    return not source.confidential or form.shown_as.data != source.title


def _not_past_an_editor(session: Session, source: Source, form: Form, name: str) -> Response:
    words = _(
        "Decided claims rely on this source, so an editor who sees it has to do this: it changes "
        "what readers read. Nothing was changed. Who sees it can be changed without that."
    )
    return show(session, source, naming=Trouble(form, words, status=MayNot.status, name=name))


def _refused(session: Session, source: Source, form: Form) -> Response:
    return show(session, source, naming=Trouble(form, name="naming"))


def _back(source_id: int) -> Response:
    return redirect(url_for("sources.source", source_id=source_id, _anchor="confidential"), 303)
