"""Snapshots: keeping a file, reading what stands in it, taking its bytes away, deleting it."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.views.files import files
from workbench.config import LONGEST_SNAPSHOT
from workbench.evidence.models import Evidence
from workbench.evidence.queries import without_words
from workbench.intake.formats.pdf_pictures import DRAWN_AS, picture_of
from workbench.publishing.relying import delete_unless_relied_on, relying_on
from workbench.screens.forms import ComparisonForm
from workbench.screens.snapshot_changes import changes_part
from workbench.screens.source_page import show
from workbench.sources.errors import (
    FileEmpty,
    FileTooLarge,
    SnapshotInUse,
    SnapshotKnown,
    SnapshotUnknown,
    SourceUnknown,
)
from workbench.sources.fetching import ask_for_snapshot
from workbench.sources.forms import LicenceForm, SnapshotForm
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.sight import get_source
from workbench.sources.snapshots import (
    first_snapshot,
    get_snapshot,
    last_snapshot_until,
    part_from,
    snapshot_before,
)
from workbench.sources.taking import Taken, take
from workbench.sources.unwatched import places_of
from workbench.web.attachments import as_attachment
from workbench.web.database import reading
from workbench.web.dates import end_of_day
from workbench.web.errors import Onward, answer, refused
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble
from workbench.web.words import said

MOST_WITHOUT_WORDS = 10
MOST_RELYING = 10  # of the evidence that relies on a snapshot, and of the editions
# A file over the limit is refused beside its field, so the form around it has to be read first.
LONGEST_REQUEST = 2 * LONGEST_SNAPSHOT

blueprint = Blueprint("snapshots", __name__)


@blueprint.url_value_preprocessor
def _take_in_large_files(endpoint: str | None, _values: object) -> None:
    if endpoint == "snapshots.keep":
        request.max_content_length = LONGEST_REQUEST


@blueprint.errorhandler(RequestEntityTooLarge)
def _far_too_large(_error: RequestEntityTooLarge) -> Response:
    words = _(
        "This file is far larger than %(limit)s MB, the most that is kept of a source, so nothing "
        "was kept. Save it with smaller pictures, or upload the part that you quote.",
        limit=LONGEST_SNAPSHOT // 2**20,
    )
    return answer(413, _("Nothing was saved"), words, _to_source())


@blueprint.errorhandler(SnapshotUnknown)
def _no_such_snapshot(error: SnapshotUnknown) -> Response:
    return refused(error, _to_source())


@blueprint.errorhandler(SourceUnknown)
def _no_such_source(error: SourceUnknown) -> Response:
    return refused(error, Onward(_("To the sources"), url_for("sources.library")))


def _to_source() -> Onward:
    source_id = (request.view_args or {})["source_id"]
    return Onward(_("To the source"), url_for("sources.source", source_id=source_id))


@blueprint.post("/sources/<int:source_id>/snapshots")
@permit(Act.RESEARCH)
def keep(source_id: int) -> ResponseReturnValue:
    """Read an uploaded file and keep it. Reading holds up nobody's write."""
    form = SnapshotForm()
    with reading() as session:
        source = get_source(session, current_actor(), source_id)
        if not form.validate():
            return show(session, source, upload=Trouble(form))
    try:
        taken = take(form.content(), name=form.file.data.filename, files=files())
    except (FileEmpty, FileTooLarge) as error:
        form.blame(error)
        with reading() as session:
            source = get_source(session, current_actor(), source_id)
            return show(session, source, upload=Trouble(form, status=error.status))
    return carry_out(lambda session: _keep(session, source_id, taken))


@blueprint.post("/sources/<int:source_id>/snapshots/fetch")
@permit(Act.RESEARCH)
@writes
def fetch(session: Session, source_id: int) -> ResponseReturnValue:
    """Have the source's page fetched, in the background."""
    source = get_source(session, current_actor(), source_id)
    ask_for_snapshot(session, source=source, by=current_actor())
    return redirect(url_for("sources.source", source_id=source_id, _anchor="kept"), 303)


def _keep(session: Session, source_id: int, taken: Taken) -> Response:
    actor = current_actor()
    source = get_source(session, actor, source_id)
    try:
        kept = keep_snapshot(session, source=source, taken=taken, by=actor).id
        flash(_("The snapshot is kept."), "message")
    except SnapshotKnown as error:
        kept = error.snapshot_id
        flash(said(error), "notice")
    return redirect(url_for(".snapshot", source_id=source_id, snapshot_id=kept), 303)


@blueprint.get("/sources/<int:source_id>/snapshots/<int:snapshot_id>")
@permit(Act.READ)
def snapshot(source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """A snapshot, to be read. `?at=` a mark begins there, `?to=` leads to one."""
    to = request.args.get("to", type=int)
    if to is not None:
        return redirect(f"{request.path}?at={to}#p-{to}", 303)
    return _text(source_id, snapshot_id, request.args.get("at", 1, int), "sources/snapshot.html")


@blueprint.get("/sources/<int:source_id>/snapshots/<int:snapshot_id>/text/<int:number>")
@permit(Act.READ)
def text(source_id: int, snapshot_id: int, number: int) -> ResponseReturnValue:
    """The part of a long text that begins at a mark."""
    return _text(source_id, snapshot_id, number, "sources/_snapshot_part.html")


@blueprint.get("/sources/<int:source_id>/snapshots/<int:snapshot_id>/changes")
@permit(Act.READ)
def changes(source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """What changed since the snapshot before, or `?since=` another; `?day=` leads to one."""
    form = ComparisonForm(request.args)
    with reading() as session:
        source, found = _load(session, source_id, snapshot_id)
        if "day" in request.args and form.validate():
            since = _kept_until(session, source, form.day.data)
            return redirect(url_for(".changes", **request.view_args or {}, since=since), 303)
        return render_template(
            "sources/changes.html", **_changes(session, source, found), form=form
        )


def _kept_until(session: Session, source: Source, day: str) -> int | None:
    """The last snapshot kept up to a day, or the first of all if none was."""
    until = end_of_day(day, time_zone())
    kept = last_snapshot_until(session, source, until) or first_snapshot(session, source)
    return kept.id if kept else None


def _changes(session: Session, source: Source, found: Snapshot) -> dict[str, Any]:
    since = request.args.get("since", type=int)
    other = get_snapshot(session, source, since) if since else snapshot_before(session, found)
    earlier, later = sorted((other or found, found), key=lambda each: each.id)
    return {
        "source": source,
        "earlier": earlier,
        "later": later,
        "part": changes_part(session, earlier, later, request.args.get("part", 0, int)),
        "former": snapshot_before(session, later),
        "places": places_of(session, source.id),
        "first": first_snapshot(session, source),
        "time_zone": time_zone(),
    }


def _text(source_id: int, snapshot_id: int, number: int, template: str) -> str:
    with reading() as session:
        source, found = _load(session, source_id, snapshot_id)
        return render_template(template, **_shown(session, source, found, number))


def _shown(session: Session, source: Source, found: Snapshot, number: int = 1) -> dict[str, Any]:
    return {
        "source": source,
        "snapshot": found,
        "former": snapshot_before(session, found),
        "part": part_from(session, found, number),
        "here": not found.from_dossier,
        "without_words": _without_words(session, found),
        "relying": None,
        "licence": LicenceForm(formdata=None, data={"licence": found.licence}),
        "time_zone": time_zone(),
    }


def _without_words(session: Session, found: Snapshot) -> Sequence[Evidence]:
    """What may quote it, for those who may choose the words."""
    if found.unreadable or not current_actor().may(Act.RESEARCH):
        return []
    return without_words(session, found.source_id, limit=MOST_WITHOUT_WORDS)


@blueprint.get("/sources/<int:source_id>/snapshots/<int:snapshot_id>/file")
@permit(Act.READ)
def file(source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """The bytes as they came, as a file that no browser opens or runs."""
    with reading() as session:
        found = _with_file(session, source_id, snapshot_id)
    return as_attachment(files().read(found.sha256), found.name)


@blueprint.get("/sources/<int:source_id>/snapshots/<int:snapshot_id>/warc")
@permit(Act.READ)
def warc(source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """What went over the wire of a fetch, for other tools."""
    with reading() as session:
        _source, found = _load(session, source_id, snapshot_id)
    if not found.warc_sha256:
        raise SnapshotUnknown(_("This snapshot was not fetched, so there is no WARC of it."))
    content = files().read(found.warc_sha256)
    return as_attachment(content, f"{found.name}.warc.gz", "application/warc")


@blueprint.get("/sources/<int:source_id>/snapshots/<int:snapshot_id>/pages/<int:number>.png")
@permit(Act.READ)
def page(source_id: int, snapshot_id: int, number: int) -> ResponseReturnValue:
    """A page of a PDF as a picture. Browsers keep it, and ask each time whether they still may."""
    with reading() as session:
        found = _with_file(session, source_id, snapshot_id)
    answer = Response(mimetype="image/png")
    answer.headers["Cache-Control"] = "private, no-cache"
    etag = f"{found.sha256}-{number}-{DRAWN_AS}"
    answer.set_etag(etag)
    if etag not in request.if_none_match:
        answer.set_data(picture_of(files().read(found.sha256), number))
    return answer.make_conditional(request)


@blueprint.post("/sources/<int:source_id>/snapshots/<int:snapshot_id>/delete")
@permit(Act.REVIEW)
def delete(source_id: int, snapshot_id: int) -> ResponseReturnValue:
    """Take a snapshot away, unless something relies on it. Looking for that holds up nobody."""
    with reading() as session:
        relying_on(
            session, _load(session, source_id, snapshot_id)[1]
        )  # what is found is remembered
    return carry_out(lambda session: _delete(session, source_id, snapshot_id))


def _delete(session: Session, source_id: int, snapshot_id: int) -> ResponseReturnValue:
    source, found = _load(session, source_id, snapshot_id)
    try:
        delete_unless_relied_on(session, source=source, snapshot=found, by=current_actor())
    except SnapshotInUse as error:
        return _in_use(session, source, found, error)
    flash(_("The snapshot is deleted."), "message")
    return redirect(url_for("sources.source", source_id=source_id), 303)


def _in_use(
    session: Session, source: Source, found: Snapshot, error: SnapshotInUse
) -> ResponseReturnValue:
    """The snapshot with what relies on it."""
    told = {"relying": relying_on(session, found), "refusal": said(error), "most": MOST_RELYING}
    page = render_template("sources/snapshot.html", **_shown(session, source, found) | told)
    return page, error.status


def _load(session: Session, source_id: int, snapshot_id: int) -> tuple[Source, Snapshot]:
    source = get_source(session, current_actor(), source_id)
    return source, get_snapshot(session, source, snapshot_id)


def _with_file(session: Session, source_id: int, snapshot_id: int) -> Snapshot:
    """A snapshot whose file is here. A dossier brings a digest: that opens no file of the store."""
    _source, found = _load(session, source_id, snapshot_id)
    if found.from_dossier:
        raise SnapshotUnknown(_("The file of this snapshot is kept elsewhere."))
    return found
