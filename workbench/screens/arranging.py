"""Arranging the library: tags and origins of a source, and many sources at once."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.evidence.library import chosen_sources
from workbench.evidence.queries import relied_on
from workbench.history.service import last_act
from workbench.screens.library_page import place, show_library
from workbench.sources.errors import OriginCircular, OriginConfidential
from workbench.sources.forms import ChosenForm, OriginForm, TagsForm
from workbench.sources.models import Source
from workbench.sources.origins import set_origin, source_titled
from workbench.sources.service import edit_source, fields_of
from workbench.sources.sight import get_source
from workbench.sources.tags import add_tags, remove_tags
from workbench.web.submissions import writes
from workbench.web.undoing import flash_done
from workbench.web.words import said

blueprint = Blueprint("arranging", __name__)


def _source(session: Session, source_id: int) -> Source:
    """A source that can be arranged. Raises `MayNot` for a confidential one, `SourceUnknown`."""
    found = get_source(session, current_actor(), source_id)
    if found.confidential:
        raise MayNot(_("A confidential source has neither tags nor an origin: they would tell."))
    return found


@blueprint.post("/sources/<int:source_id>/tags")
@permit(Act.RESEARCH)
@writes
def tag(session: Session, source_id: int) -> ResponseReturnValue:
    """Give a source tags."""
    source, form = _source(session, source_id), TagsForm()
    if form.validate() and form.typed():
        add_tags(session, sources=[source], tags=form.typed(), by=current_actor())
        flash_done(_("The source is tagged."), last_act(session))
    else:
        flash(_("Type a tag first. Nothing was changed."), "error")
    return redirect(url_for("sources.source", source_id=source_id, _anchor="tags"), 303)


@blueprint.post("/sources/<int:source_id>/tags/remove")
@permit(Act.RESEARCH)
@writes
def untag(session: Session, source_id: int) -> ResponseReturnValue:
    """Take a tag off a source."""
    source, form = _source(session, source_id), TagsForm()
    remove_tags(session, sources=[source], tags=form.typed(), by=current_actor())
    flash_done(_("The tag is off the source."), last_act(session))
    return redirect(url_for("sources.source", source_id=source_id, _anchor="tags"), 303)


@blueprint.post("/sources/<int:source_id>/origin")
@permit(Act.RESEARCH)
@writes
def name_origin(session: Session, source_id: int) -> ResponseReturnValue:
    """Say what a source goes back to; a title that the library does not have becomes a source."""
    source, form = _source(session, source_id), OriginForm()
    try:
        if form.validate() and (form.source_id.data or form.source_title.data):
            set_origin(session, source=source, origin=_origin(session, form), by=current_actor())
            flash_done(_("The origin is named."), last_act(session))
        else:
            flash(_("Type the title of what it goes back to. Nothing was changed."), "error")
    except (OriginCircular, OriginConfidential) as error:
        flash(said(error), "error")
    return redirect(url_for("sources.source", source_id=source_id, _anchor="origin"), 303)


def _origin(session: Session, form: OriginForm) -> Source:
    if form.source_id.data:
        return get_source(session, current_actor(), form.source_id.data)
    return source_titled(session, title=form.source_title.data, by=current_actor())


@blueprint.post("/sources/<int:source_id>/origin/remove")
@permit(Act.RESEARCH)
@writes
def take_origin_away(session: Session, source_id: int) -> ResponseReturnValue:
    """Let a source stand on its own again."""
    source = _source(session, source_id)
    set_origin(session, source=source, origin=None, by=current_actor())
    flash_done(_("The source stands on its own."), last_act(session))
    return redirect(url_for("sources.source", source_id=source_id, _anchor="origin"), 303)


@blueprint.post("/sources/chosen/tags")
@permit(Act.RESEARCH)
@writes
def tag_chosen(session: Session) -> ResponseReturnValue:
    """Give the sources that are ticked tags."""
    form = ChosenForm()
    if not form.validate_with_tags():
        return show_library(session, form)
    sources = _chosen(session, form)
    add_tags(session, sources=sources, tags=form.typed(), by=current_actor())
    words = ngettext("%(num)s source is tagged.", "%(num)s sources are tagged.", len(sources))
    return _back(words, act_id=last_act(session))


@blueprint.post("/sources/chosen/tags/remove")
@permit(Act.RESEARCH)
@writes
def untag_chosen(session: Session) -> ResponseReturnValue:
    """Take tags off the sources that are ticked."""
    form = ChosenForm()
    if not form.validate_with_tags():
        return show_library(session, form)
    sources = _chosen(session, form)
    remove_tags(session, sources=sources, tags=form.typed(), by=current_actor())
    return _back(_("The tag is off the sources that were ticked."), act_id=last_act(session))


@blueprint.post("/sources/chosen")
@permit(Act.RESEARCH)
@writes
def change_chosen(session: Session) -> ResponseReturnValue:
    """Set kind and closeness of the sources that are ticked."""
    form = ChosenForm()
    if not form.validate_with_words():
        return show_library(session, form)
    sources = _chosen(session, form)
    free = _free_to_change(session, sources)
    for source in free:
        _change(session, source, form)
    words = ngettext("%(num)s source is changed.", "%(num)s sources are changed.", len(free))
    return _back(words, left_out=len(sources) - len(free))


def _chosen(session: Session, form: ChosenForm) -> Sequence[Source]:
    return chosen_sources(session, current_actor().desk_id, form.sources.data)


def _free_to_change(session: Session, sources: Sequence[Source]) -> Sequence[Source]:
    """Those that the actor may change: what a decided verdict stands on is an editor's matter."""
    if current_actor().may(Act.REVIEW):
        return sources
    held = set(relied_on(session, [source.id for source in sources]))
    return [source for source in sources if source.id not in held]


def _change(session: Session, source: Source, form: ChosenForm) -> None:
    """Set what was chosen. Whoever has the source's form open is told, as after any edit."""
    chosen = {"kind": form.kind.data, "closeness": form.closeness.data}
    fields = replace(fields_of(source), **{name: word for name, word in chosen.items() if word})
    edit_source(session, source=source, fields=fields, revision=source.revision, by=current_actor())


def _back(words: str, left_out: int = 0, act_id: int | None = None) -> Response:
    """To the part of the library that was shown, with what was done and the way back."""
    flash_done(words, act_id)
    if left_out:
        told = ngettext(
            "%(num)s was left as it is: decided claims rely on it, so an editor has to change it.",
            "%(num)s were left as they are: decided claims rely on them, so an editor has to "
            "change them.",
            left_out,
        )
        flash(told, "error")
    return redirect(url_for("sources.library", **place()), 303)
