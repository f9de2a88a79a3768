"""The library: finding a source, adding one, and every claim that each bears on."""

from collections.abc import Sequence

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.evidence.library import exported_sources
from workbench.evidence.queries import may_edit
from workbench.history.service import last_act
from workbench.screens.forms import SourceFilterForm
from workbench.screens.library_page import show_library
from workbench.screens.library_table import library_table
from workbench.screens.source_page import show
from workbench.screens.tables import TABLES, as_file
from workbench.sources.alike import alike_sources, same_sources
from workbench.sources.errors import LibraryUnreadable, SourceUnknown
from workbench.sources.exchange import (
    FORMATS,
    MOST_ITEMS,
    Listed,
    ReadLibrary,
    Unread,
    read_library,
    write_library,
)
from workbench.sources.forms import LibraryForm, SourceForm
from workbench.sources.importing import Imported, import_sources
from workbench.sources.models import Source
from workbench.sources.queries import suggested_sources
from workbench.sources.sealing import edit_seal
from workbench.sources.service import SourceFields, add_source, edit_source
from workbench.sources.sight import all_as_seen, as_seen, get_source, sealed_titled, shown_source
from workbench.web.database import reading
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.undoing import flash_done
from workbench.web.words import said, translated

SUGGESTIONS = 8
MOST_NAMED = 5  # items that were left out
LONGEST_NAMED = 80  # code points of what one is called: a cookie carries the words

blueprint = Blueprint("sources", __name__)


@blueprint.get("/sources")
@permit(Act.READ)
def library() -> ResponseReturnValue:
    """The desk's sources, newest first, as far as the address asks for them."""
    with reading() as session:
        return show_library(session)


@blueprint.get("/sources/find")
@permit(Act.READ)
def find() -> ResponseReturnValue:
    """A few sources that match the title or address typed of one: for the evidence form."""
    words = request.args.get("source_title", "").strip()
    address = SourceFields("", url=request.args.get("source_url", ""))
    with reading() as session:
        found = [*same_sources(session, current_actor(), address)]
        if words and not found:
            found = [*suggested_sources(session, current_actor(), words, limit=SUGGESTIONS)]
        return render_template(
            "sources/_found.html", found=all_as_seen(session, current_actor(), found), words=words
        )


@blueprint.get("/sources/known")
@permit(Act.RESEARCH)
def known() -> ResponseReturnValue:
    """The sources of the library that may be the one that is being typed into the form for one."""
    fields = SourceForm(request.args).fields()
    with reading() as session:
        same = same_sources(session, current_actor(), fields)
        found = dict.fromkeys([*same, *_alike(session, fields)])
        return render_template(
            "sources/_known.html", known=all_as_seen(session, current_actor(), found)
        )


def _alike(session: Session, fields: SourceFields) -> Sequence[Source]:
    """Those of nearly the same title, and confidential ones of that very title that one sees."""
    actor = current_actor()
    sealed = sealed_titled(session, actor, fields.title)
    return [*sealed, *alike_sources(session, actor.desk_id, fields)]


@blueprint.get("/sources/new")
@permit(Act.RESEARCH)
def new() -> ResponseReturnValue:
    """An empty form for a source."""
    return render_template("sources/new.html", form=SourceForm(formdata=None), known=[])


@blueprint.post("/sources/new")
@permit(Act.RESEARCH)
@writes
def add(session: Session) -> ResponseReturnValue:
    """Put a source into the library, unless it is there already.

    One of another address that looks the same is added if the person says so.
    """
    actor, form = current_actor(), SourceForm()
    valid, fields = form.validate(), form.fields()
    same = same_sources(session, actor, fields)
    alike = [] if "anyway" in request.form else _alike(session, fields)
    if not valid or same or alike:
        form.renew_key()
        known = all_as_seen(session, current_actor(), same or alike)
        page = render_template("sources/new.html", form=form, known=known, sure=bool(same))
        return make_response(page, 422)
    added = add_source(session, fields=form.fields(), by=actor)
    flash_done(_("The source is in the library."), last_act(session))
    return redirect(url_for(".source", source_id=added.id), 303)


@blueprint.get("/sources/import")
@permit(Act.RESEARCH)
def import_form() -> ResponseReturnValue:
    """An empty form for a library of another program."""
    return render_template("sources/import.html", form=LibraryForm(formdata=None))


@blueprint.post("/sources/import")
@permit(Act.RESEARCH)
def import_library() -> ResponseReturnValue:
    """Put what another program exported into the library; what cannot be read is named."""
    form = LibraryForm()
    if not form.validate():
        return _import_again(form)
    try:
        library = read_library(form.content())
    except LibraryUnreadable as error:
        form.file.errors = [said(error)]
        return _import_again(form)
    if not form.keywords.data:
        library = library.without_tags()
    return carry_out(lambda session: _import(session, library))


def _import(session: Session, library: ReadLibrary) -> Response:
    imported = import_sources(session, found=library.sources, by=current_actor())
    if library.sources:
        flash(_told(imported), "message")
    if library.unread:
        flash(_unread(library.unread), "error")
    return redirect(url_for(".library"), 303)


def _told(imported: Imported) -> str:
    """How many were added, and what was left out and why: of each the first few by name."""
    words = ngettext(
        "%(num)s source was added.", "%(num)s sources were added.", len(imported.added)
    )
    known, repeated = imported.known, imported.repeated
    there = ngettext(
        "%(num)s was in the library already: %(which)s.",
        "%(num)s were in the library already: %(which)s.",
        len(known), which=_first_titles(known),
    )  # fmt: skip
    again = ngettext(
        "%(num)s came twice, and was added once: %(which)s.",
        "%(num)s came again, and were added once: %(which)s.",
        len(repeated), which=_first_titles(repeated),
    )  # fmt: skip
    return " ".join([words, *([there] if known else []), *([again] if repeated else [])])


def _first_titles(listed: Sequence[Listed]) -> str:
    titles = [_("“%(title)s”", title=each.fields.title[:LONGEST_NAMED]) for each in listed]
    more = ["…"] if len(titles) > MOST_NAMED else []
    return ", ".join([*titles[:MOST_NAMED], *more])


def _unread(unread: Sequence[Unread]) -> str:
    """How many items could not be read, and of the first ones which and why."""
    words = ngettext(
        "%(num)s item could not be read: %(which)s.",
        "%(num)s items could not be read: %(which)s.",
        len(unread),
        which="; ".join(map(_named, unread[:MOST_NAMED])),
    )
    return words.replace("\n", " ")


def _named(unread: Unread) -> str:
    return f"{translated(unread.name)[:LONGEST_NAMED]} ({translated(unread.why)})"


def _import_again(form: LibraryForm) -> Response:
    form.renew_key()
    return make_response(render_template("sources/import.html", form=form), 422)


@blueprint.get("/sources/export.<ending>")
@permit(Act.READ)
def export(ending: str) -> ResponseReturnValue:
    """The sources that the list shows, for another program."""
    wanted = SourceFilterForm(request.args).wanted()
    if ending in TABLES:
        return as_file(library_table(current_actor(), wanted), ending)
    if ending not in FORMATS:
        raise SourceUnknown(
            _("Sources are exported as .bib, .ris, .json, .csv, .xlsx, .jsonl and .md.")
        )
    form_of = FORMATS[ending]
    with reading() as session:
        found = exported_sources(session, current_actor(), wanted, limit=MOST_ITEMS)
        answer = make_response(write_library(found, ending))
    answer.headers["Content-Type"] = f"{form_of.media_type}; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="sources.{ending}"'
    return answer


@blueprint.get("/sources/<int:source_id>")
@permit(Act.READ)
def source(source_id: int) -> ResponseReturnValue:
    """A source: what it is, and every claim it bears on. One that went into another leads there."""
    with reading() as session:
        found = shown_source(session, current_actor().desk_id, source_id)
        if found.id != source_id:
            return redirect(url_for(".source", source_id=found.id), 303)
        return show(session, found)


@blueprint.post("/sources/<int:source_id>")
@permit(Act.RESEARCH)
@writes
def edit(session: Session, source_id: int) -> ResponseReturnValue:
    """Say something else of a source.

    What it says is published with the verdicts that stand on it: nobody changes it past an editor.
    """
    found = get_source(session, current_actor(), source_id)
    form = SourceForm()
    if not form.validate():
        return show(session, found, Trouble(form))
    if not may_edit(session, found, current_actor()):
        words = _("Decided claims rely on this source, so an editor has to change it.")
        return show(session, found, Trouble(form, words, status=MayNot.status))
    save = edit_seal if found.confidential else edit_source
    try:
        save(
            session, source=found, fields=form.fields(),
            revision=form.revision.data if found.id == source_id else 0,  # of no merged source
            by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        saved = SourceForm.of(as_seen(session, current_actor(), found))
        return show(session, found, conflict(form, saved, error))
    flash_done(_("The source is saved."), last_act(session))
    return redirect(url_for(".source", source_id=found.id), 303)
