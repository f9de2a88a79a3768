"""The public pages of reports, and the screen where an editor publishes one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.models import Article
from workbench.articles.queries import get_article
from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.edition.substance import state_of
from workbench.publishing.elsewhere import changed_elsewhere, elsewhere
from workbench.publishing.errors import (
    KindUnfit,
    NothingNew,
    NothingToPublish,
    ReasonMissing,
    ReportUnknown,
    SeenOtherwise,
    VerdictsStale,
)
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.forms import PublishForm
from workbench.publishing.internal_packs import internal_pack_of, job_of_internal_pack
from workbench.publishing.kept_files import file_states
from workbench.publishing.models import Edition
from workbench.publishing.pages.answers import HTML, Answer, etag_of
from workbench.publishing.pages.dress import PLAIN, Dress, dress_of
from workbench.publishing.pages.elsewhere import ChangedElsewhere, Elsewhere
from workbench.publishing.pages.report import claim_page, preview_page, report_page
from workbench.publishing.public import sent_once
from workbench.publishing.queries import (
    content_of,
    earlier_editions,
    editions_of,
    public_edition,
    refuse_withdrawn,
)
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

blueprint = Blueprint("publishing", __name__)


@blueprint.get("/reports/<slug>")
def report(slug: str) -> ResponseReturnValue:
    """The newest edition of a report."""
    with reading() as session:
        edition = public_edition(session, slug)
        dress, changed = (
            dress_of(session, edition.report.desk_id),
            changed_elsewhere(session, edition),
        )
        name = f"page {_live(edition)} {changed}"
        page = partial(_page, edition, edition.number, dress, changed)
        return _answer(edition, name, page, dress)


@blueprint.get("/reports/<slug>/editions/<int:number>")
def older_edition(slug: str, number: int) -> ResponseReturnValue:
    """An edition as it was published, with a notice if there is a newer one."""
    with reading() as session:
        latest = public_edition(session, slug).number
        edition = public_edition(session, slug, number)
        dress = dress_of(session, edition.report.desk_id)
        name = f"page {latest} {_live(edition)}"
        return _answer(edition, name, lambda: _page(edition, latest, dress), dress)


def _live(edition: Edition) -> str:
    """What was withdrawn, which a page tells beside its frozen edition: a part of its ETag."""
    return repr([(each.number, each.whole) for each in edition.report.withdrawals])


@blueprint.get("/reports/<slug>/claims/<int:number>")
def claim(slug: str, number: int) -> ResponseReturnValue:
    """A claim's own page; of one that was withdrawn, what was public last."""
    with reading() as session:
        edition = public_edition(session, slug)
        dress = dress_of(session, edition.report.desk_id)
        there = elsewhere(session, edition, number)
        name = f"claim {number} {_live(edition)} {there}"
        page = partial(_claim, session, edition, number, dress, there)
        return _answer(edition, name, page, dress)


def _page(
    edition: Edition,
    latest: int,
    dress: Dress,
    changed: Mapping[int, Sequence[ChangedElsewhere]] = MappingProxyType({}),
) -> Answer:
    content, withdrawals = content_of(edition), edition.report.withdrawals
    page = report_page(
        content, latest=latest, withdrawals=withdrawals, changed=changed, dress=dress
    )
    return Answer(page, HTML)


def _claim(
    session: Session, edition: Edition, number: int, dress: Dress, there: Elsewhere
) -> Answer:
    newest = content_of(edition)
    content, found = _last_with_claim(session, edition, newest, number)
    review = claim_review(content, found) if content.number == edition.number else None
    page = claim_page(
        content, found, review=review, changes=newest.changes_of(number), elsewhere=there,
        dress=dress,
    )  # fmt: skip
    return Answer(page, HTML)


def _last_with_claim(
    session: Session, edition: Edition, newest: EditionContent, number: int
) -> tuple[EditionContent, Claim]:
    """The newest edition that has the claim. Raises `ReportUnknown`, `EditionWithdrawn`."""
    known = number in newest.known_claims
    for each in (edition, *(earlier_editions(session, edition) if known else ())):
        content = content_of(each)
        found = content.claim(number)
        if found is not None:
            refuse_withdrawn(each)
            return content, found
    raise ReportUnknown(_("This report has no claim with this number."))


def _answer(
    edition: Edition, name: str, make: Callable[[], Answer], dress: Dress = PLAIN
) -> Response:
    return sent_once(etag_of(edition.sha256, name, dress.digest), make, at=edition.at)


@blueprint.get("/articles/<int:article_id>/preview")
@permit(Act.READ)
def preview(article_id: int) -> ResponseReturnValue:
    """The report as it would be now, for members."""
    with reading() as session:
        article = get_article(session, current_actor().desk_id, article_id)
        shown = suggested_preview(
            session, article=article, public_url=public_url(), by=current_actor()
        )
        dress = dress_of(session, current_actor().desk_id)
    return _preview_page(shown, dress)


def _preview_page(shown: Preview, dress: Dress) -> Response:
    page = preview_page(shown.content, stale=shown.stale, dress=dress)
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
        shown = suggested_preview(
            session, article=article, public_url=public_url(), by=current_actor()
        )
        return _publish_page(session, article, PublishForm.of(shown.content), shown)


@blueprint.post("/articles/<int:article_id>/publish")
@permit(Act.PUBLISH)
@writes
def publish_now(session: Session, article_id: int) -> ResponseReturnValue:
    """Make the edition, and show it."""
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
    flash(_("Edition %(number)s is published.", number=edition.number))
    return redirect(url_for("publishing.report", slug=edition.report.slug), 303)


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
        named=shown.named,
        editions=editions,
        files=file_states(session, editions[0]) if editions else [],
        members_pack=internal_pack_of(session, editions[0]) if editions else None,
        packing=job_of_internal_pack(session, editions[0]) if editions else None,
        time_zone=time_zone(),
    )
