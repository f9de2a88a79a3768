"""Merging a source with another that is the same: choosing it, comparing both, and parting them."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectMultipleField
from wtforms.widgets import HiddenInput

from workbench.accounts.errors import MayNot
from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.evidence.merging import merge_sources, part_sources
from workbench.evidence.queries import claims_using, may_edit
from workbench.sources.comparing import differences
from workbench.sources.errors import SourceUnknown
from workbench.sources.forms import labels_of_fields
from workbench.sources.models import Source
from workbench.sources.queries import find_sources
from workbench.sources.service import fields_of
from workbench.sources.sight import get_source
from workbench.web.database import reading
from workbench.web.forms import EditForm
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble

MOST_FOUND = 20

blueprint = Blueprint("merging", __name__)


class MergeForm(EditForm):
    """Of which fields the value of the source that goes stays. `revision` is that of this one."""

    into_revision = IntegerField(widget=HiddenInput(), default=0)
    taken = SelectMultipleField(lazy_gettext("Take over"), validate_choice=False)

    @classmethod
    def of(cls, source: Source, into: Source) -> "MergeForm":
        """The form; what the other does not say is taken over."""
        both = differences(fields_of(source), fields_of(into))
        taken = [each.name for each in both if not each.other]
        revisions = {"revision": source.revision, "into_revision": into.revision}
        return cls(formdata=None, data={"taken": taken, **revisions})


@blueprint.get("/sources/<int:source_id>/merge")
@permit(Act.RESEARCH)
def choose(source_id: int) -> ResponseReturnValue:
    """Other sources of the library, of which one may be the same."""
    with reading() as session:
        source = _open(session, source_id)
        words = request.args.get("q", " ".join(source.title.split()[:2]))
        found = find_sources(session, current_actor(), words, limit=MOST_FOUND + 1)
        others = [each for each in found if each.id != source.id and not each.confidential]
        uses = claims_using(session, [each.id for each in others])
        return render_template(
            "sources/merge.html", source=source, words=words, others=others[:MOST_FOUND], uses=uses
        )


@blueprint.get("/sources/<int:source_id>/merge/<int:into_id>")
@permit(Act.RESEARCH)
def compare(source_id: int, into_id: int) -> ResponseReturnValue:
    """Both side by side, to choose of each field whose value stays."""
    with reading() as session:
        source, into = _both(session, source_id, into_id)
        return _show(session, source, into)


@blueprint.post("/sources/<int:source_id>/merge/<int:into_id>")
@permit(Act.RESEARCH)
@writes
def merge(session: Session, source_id: int, into_id: int) -> ResponseReturnValue:
    """Let the one go into the other."""
    source, into = _both(session, source_id, into_id)
    form, actor = MergeForm(), current_actor()
    if not form.validate():
        return _show(session, source, into, Trouble(form))
    _refuse_unless_editor(session, source, into)
    try:
        merge_sources(
            session, source=source, into=into, taken=form.taken.data or (),
            revisions=(form.revision.data, form.into_revision.data), by=actor,
        )  # fmt: skip
    except EditedMeanwhile:
        words = _("Somebody else changed one of them meanwhile. Nothing was merged; look again.")
        anew = MergeForm.of(source, into)
        return _show(session, source, into, Trouble(anew, words, status=EditedMeanwhile.status))
    flash(_("“%(title)s” is part of this source now.", title=source.title), "message")
    return redirect(url_for("sources.source", source_id=into.id), 303)


@blueprint.post("/sources/<int:source_id>/part")
@permit(Act.RESEARCH)
@writes
def part(session: Session, source_id: int) -> ResponseReturnValue:
    """Take a source out of the one that it went into."""
    source = session.get(Source, source_id)
    if source is None or source.desk_id != current_actor().desk_id:
        raise SourceUnknown(_("There is no such source in this desk’s library."))
    _refuse_unless_editor(session, source, get_source(session, current_actor(), source.id))
    part_sources(session, source=source, by=current_actor())
    flash(_("The source stands by itself again, with what it had brought along."), "message")
    return redirect(url_for("sources.source", source_id=source.id), 303)


def _both(session: Session, source_id: int, into_id: int) -> tuple[Source, Source]:
    return _open(session, source_id), _open(session, into_id)


def _open(session: Session, source_id: int) -> Source:
    """A source that the whole desk sees: others stay by themselves."""
    source = get_source(session, current_actor(), source_id)
    if source.confidential:
        raise SourceUnknown(_("A confidential source is merged with no other."))
    return source


def _refuse_unless_editor(session: Session, *sources: Source) -> None:
    if not all(may_edit(session, source, current_actor()) for source in sources):
        raise MayNot(_("Decided claims rely on these sources, so an editor has to do this."))


def _show(
    session: Session, source: Source, into: Source, trouble: Trouble[MergeForm] | None = None
) -> Response:
    if trouble is not None:
        trouble.form.renew_key()
    page = render_template(
        "sources/merging.html",
        source=source,
        into=into,
        uses=claims_using(session, [source.id, into.id]),
        differences=differences(fields_of(source), fields_of(into)),
        labels=labels_of_fields(),
        form=trouble.form if trouble else MergeForm.of(source, into),
        trouble=trouble,
    )
    return make_response(page, trouble.status if trouble else 200)
