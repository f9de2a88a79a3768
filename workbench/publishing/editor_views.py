"""The screen where an editor publishes, and the report as it would be."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.models import Article
from workbench.articles.queries import get_article
from workbench.claims.same import waiting_in
from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.substance import state_of
from workbench.publishing.errors import (
    KindUnfit,
    NothingNew,
    NothingToPublish,
    ReasonMissing,
    SeenOtherwise,
    VerdictsStale,
)
from workbench.publishing.forms import PublishForm
from workbench.publishing.internal_packs import internal_pack_of, job_of_internal_pack
from workbench.publishing.kept_files import file_states
from workbench.publishing.pages.answers import HTML
from workbench.publishing.pages.dress import Dress, dress_of
from workbench.publishing.pages.report import preview_page
from workbench.publishing.queries import editions_of
from workbench.publishing.service import (
    Preview,
    preview_of,
    publish_edition,
    suggested_preview,
)
from workbench.web.database import reading
from workbench.web.site import public_url
from workbench.web.submissions import writes
from workbench.web.words import said

blueprint = Blueprint("publish", __name__)


@blueprint.get("/articles/<int:article_id>/preview")
@permit(Act.READ)
def preview(article_id: int) -> ResponseReturnValue:
    """The report as it would be now, for members."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        shown = _suggested(session, article)
        dress = dress_of(session, current_actor().desk_id)
    return _preview_page(shown, dress)


def _preview_page(shown: Preview, dress: Dress) -> Response:
    page = preview_page(
        shown.content, stale=shown.stale, brings_back=shown.brings_back, dress=dress
    )
    return Response(page, content_type=HTML)


@blueprint.post("/articles/<int:article_id>/publish/preview")
@permit(Act.PUBLISH)
def preview_typed(article_id: int) -> ResponseReturnValue:
    """The report as it would be with what was typed. Nothing is stored."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        shown = _typed(session, article, PublishForm())
        dress = dress_of(session, current_actor().desk_id)
    return _preview_page(shown, dress)


def _suggested(session: Session, article: Article) -> Preview:
    return suggested_preview(session, article=article, public_url=public_url(), by=current_actor())


def _typed(session: Session, article: Article, form: PublishForm) -> Preview:
    return preview_of(
        session, article=article, fields=form.fields(), public_url=public_url(), by=current_actor()
    )


@blueprint.get("/articles/<int:article_id>/publish")
@permit(Act.PUBLISH)
def publish(article_id: int) -> ResponseReturnValue:
    """The form for an edition, filled with sensible words."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        shown = _suggested(session, article)
        return _publish_page(session, article, PublishForm.of(shown.content), shown)


@blueprint.post("/articles/<int:article_id>/publish")
@permit(Act.PUBLISH)
@writes
def publish_now(session: Session, article_id: int) -> ResponseReturnValue:
    """Make the edition; its report, and how far its files are, stand on the page of the form."""
    article = get_article(session, current_actor().desk_id, article_id)
    form = PublishForm()
    if not form.validate():
        return _publish_page(session, article, form, _typed(session, article, form)), 422
    try:
        edition = publish_edition(
            session, article=article, fields=form.fields(), public_url=public_url(),
            by=current_actor(), seen=form.seen.data,
        )  # fmt: skip
    except _REFUSALS as refused:
        form.form_errors.append(said(refused))
        shown = _typed(session, article, form)
        return _publish_page(session, article, form, shown), refused.status
    flash(_("Edition %(number)s is published: readers have it now.", number=edition.number))
    return redirect(url_for("publish.publish", article_id=article_id), 303)


_REFUSALS = (
    NothingToPublish, NothingNew, KindUnfit, ReasonMissing, SeenOtherwise, VerdictsStale,
)  # fmt: skip


def _publish_page(session: Session, article: Article, form: PublishForm, shown: Preview) -> str:
    content = shown.content
    form.renew_key()
    form.shows(state_of(content), content.new_changes)
    editions = editions_of(session, article)
    return render_template(
        "publishing/publish.html",
        article=article,
        form=form,
        content=content,
        counts=verdict_counts(content.claims, content.scales),
        new_changes=content.new_changes,
        differences=shown.differences,
        stale=shown.stale,
        same_waiting=waiting_in(session, article),
        named=shown.named,
        editions=editions,
        files=file_states(session, editions[0]) if editions else [],
        members_pack=internal_pack_of(session, editions[0]) if editions else None,
        packing=job_of_internal_pack(session, editions[0]) if editions else None,
        time_zone=time_zone(),
    )
