"""What came beside a manuscript's words: each comment and note to be accepted or dismissed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.models import Article, Remark
from workbench.articles.queries import article_to_work_on, get_article
from workbench.articles.remarks import (
    StandingRemark,
    get_remark,
    settled_remarks,
    standing,
    waiting_remarks,
)
from workbench.articles.versions import waiting_of
from workbench.evidence.forms import RemarkForm
from workbench.evidence.remarks import (
    accept_remark,
    accept_remarks,
    dismiss_remark,
    take_up_remark,
)
from workbench.screens.forms import RemarkFilterForm
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, Page, page_of
from workbench.web.submissions import writes

blueprint = Blueprint("remarks", __name__)
REMARKS = "/articles/<int:article_id>/remarks"
REMARK = f"{REMARKS}/<int:remark_id>"


@dataclass(frozen=True)
class Offer:
    """A remark that waits, where it stands, and the form that accepts it."""

    standing: StandingRemark
    form: RemarkForm


@blueprint.get(REMARKS)
@permit(Act.READ)
def remarks(article_id: int) -> ResponseReturnValue:
    """The remarks that wait, a page of them, and what became of the others."""
    with reading() as session:
        return _show(session, article_id, {})


@blueprint.post(f"{REMARK}/accept")
@permit(Act.MARK)
@writes
def accept(session: Session, article_id: int, remark_id: int) -> ResponseReturnValue:
    """Make of a remark what it proposes, in the words that were sent."""
    article, remark = _load(session, article_id, remark_id)
    form = RemarkForm()
    if not form.validate():
        return _show(session, article_id, {remark.id: form}, status=422)
    claim = accept_remark(
        session, article=article, remark=remark, proposed=form.proposed.data,
        url=form.url.data or "", by=current_actor(),
    )  # fmt: skip
    flash(_("Accepted for claim %(number)s.", number=claim.number), "message")
    return _back(article)


@blueprint.post(f"{REMARKS}/accept")
@permit(Act.MARK)
@writes
def accept_all(session: Session, article_id: int) -> ResponseReturnValue:
    """Accept all that the page showed, as they are proposed."""
    article = get_article(session, current_actor().desk_id, article_id)
    seen = request.form.getlist("remark", type=int)[:PAGE_SIZE]
    shown = [get_remark(session, article, remark_id) for remark_id in seen]
    number = accept_remarks(session, article=article, remarks=shown, by=current_actor())
    flash(ngettext("%(num)d is accepted.", "%(num)d are accepted.", number), "message")
    return _back(article)


@blueprint.post(f"{REMARK}/dismiss")
@permit(Act.MARK)
@writes
def dismiss(session: Session, article_id: int, remark_id: int) -> ResponseReturnValue:
    """Put a remark aside."""
    return _change(session, article_id, remark_id, dismiss_remark)


@blueprint.post(f"{REMARK}/again")
@permit(Act.MARK)
@writes
def take_up_again(session: Session, article_id: int, remark_id: int) -> ResponseReturnValue:
    """Let a remark wait again."""
    return _change(session, article_id, remark_id, take_up_remark)


def _change(
    session: Session, article_id: int, remark_id: int, change: Callable[..., None]
) -> Response:
    article, remark = _load(session, article_id, remark_id)
    change(session, article=article, remark=remark, by=current_actor())
    return _back(article)


def _load(session: Session, article_id: int, remark_id: int) -> tuple[Article, Remark]:
    article = get_article(session, current_actor().desk_id, article_id)
    return article, get_remark(session, article, remark_id)


def _back(article: Article) -> Response:
    """To the next that waits, which is the first then."""
    return redirect(url_for("remarks.remarks", article_id=article.id, _anchor="waiting"), 303)


def _show(
    session: Session, article_id: int, sent: Mapping[int, RemarkForm], *, status: int = 200
) -> Response:
    """The page; `sent` are forms that were refused, by the remark's id, with what was typed."""
    after, before = request.args.get("after", 0, type=int), request.args.get("before", type=int)
    form = RemarkFilterForm(request.args)
    kind = form.wanted()
    article, version = article_to_work_on(session, current_actor().desk_id, article_id)
    page = _page(waiting_remarks(session, article, kind, after=after, limit=PAGE_SIZE + 1))
    settled = _page(settled_remarks(session, article, kind, before=before, limit=PAGE_SIZE + 1))
    offers = [_offer(each, sent) for each in standing(session, page.items, version)]
    words = render_template(
        "remarks/page.html",
        article=article,
        offers=offers,
        next_key=page.next_key,
        counts=waiting_of(session, article),
        settled=settled,
        form=form,
        chosen=form.chosen(),
        time_zone=time_zone(),
    )
    return make_response(words, status)


def _page(rows: Sequence[Remark]) -> Page[Remark]:
    return page_of(rows, lambda remark: str(remark.id), PAGE_SIZE)


def _offer(each: StandingRemark, sent: Mapping[int, RemarkForm]) -> Offer:
    form = sent.get(each.remark.id) or RemarkForm.of(each.remark)
    form.about(each.remark)
    form.renew_key()
    form.set_apart(str(each.remark.id))
    return Offer(each, form)
