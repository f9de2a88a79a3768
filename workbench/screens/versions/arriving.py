"""The article once more: pasted, uploaded, or fetched, also only to see whether it changed."""

from collections.abc import Sequence

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.composed import blocks_in, composed
from workbench.articles.draft_blocks import blocks_from_json, kinds_kept, plain
from workbench.articles.drafting import begin_draft
from workbench.articles.errors import AddressMissing
from workbench.articles.incoming import ReadFile, fetched, user_agent
from workbench.articles.models import Article, Version, VersionDraft
from workbench.articles.queries import current_version
from workbench.articles.rules import Origin
from workbench.articles.versions import composed_version, waiting_on
from workbench.articles.views.files import files
from workbench.articles.views.reading import read_and_keep
from workbench.intake.draft import DraftBlock
from workbench.intake.errors import UnreadableInput
from workbench.intake.fetching import FetchError
from workbench.screens.versions import ARTICLE, blueprint
from workbench.screens.versions.forms import NewVersionForm
from workbench.screens.versions.place import DraftPlace, load_article
from workbench.web.database import reading
from workbench.web.site import public_url
from workbench.web.submissions import carry_out


@blueprint.get(f"{ARTICLE}/versions/new")
@permit(Act.MARK)
def new(article_id: int) -> ResponseReturnValue:
    """Paste, upload or fetch the article again."""
    with reading() as session:
        article = load_article(session, article_id)
        form = NewVersionForm(formdata=None, data={"url": article.url})
        return _page(session, article, form)


@blueprint.post(f"{ARTICLE}/versions/new")
@permit(Act.MARK)
def add(article_id: int) -> ResponseReturnValue:
    """Read what came, and make a draft of it if it differs from the newest version."""
    form = NewVersionForm()
    if not form.validate():
        return _again(article_id, form, 422)
    try:
        file = read_and_keep(form.incoming(user_agent=user_agent(public_url())), files())
    except (UnreadableInput, FetchError) as error:
        form.blame(error)
        return _again(article_id, form, error.status)
    return _arrived(article_id, file, form.origin)


@blueprint.post(f"{ARTICLE}/versions/watch")
@permit(Act.MARK)
def watch(article_id: int) -> ResponseReturnValue:
    """Look at the article's address, and make a draft if the text there differs."""
    with reading() as session:
        article = load_article(session, article_id)
    if not article.url:
        raise AddressMissing(
            _("This article has no web address to look at. Paste the text as a new version.")
        )
    file = read_and_keep(fetched(article.url, user_agent=user_agent(public_url())), files())
    return _arrived(article_id, file, Origin.FETCHED)


def _arrived(article_id: int, file: ReadFile, origin: Origin) -> ResponseReturnValue:
    """On to the draft of what came, or to the one there is of it, or back if nothing differs."""
    with reading() as session:
        article = load_article(session, article_id)
        base = current_version(session, article)
        old = composed_version(session, base)
    new = composed(kinds_kept(blocks_in(old), file.draft.blocks), article.language)
    if new.text == old.text:
        flash(_("Nothing changed since version %(number)s.", number=base.number), "notice")
        return redirect(url_for("versions.versions", article_id=article.id), 303)
    blocks = blocks_in(new)
    same = _waiting(base, blocks)

    def work(session: Session) -> Response:
        draft = same or begin_draft(
            session, base=base, blocks=blocks, origin=origin, by=current_actor(), file=file
        )
        return DraftPlace(article, draft).leads_to()

    return carry_out(work)


def _waiting(base: Version, blocks: Sequence[DraftBlock]) -> VersionDraft | None:
    """The draft of these very blocks that waits already. Long to read where many wait."""
    with reading() as session:
        waiting = waiting_on(session, base)
    return next((d for d in waiting if plain(blocks_from_json(d.blocks)) == blocks), None)


def _again(article_id: int, form: NewVersionForm, status: int) -> Response:
    form.renew_key()
    with reading() as session:
        page = _page(session, load_article(session, article_id), form)
    return make_response(page, status)


def _page(session: Session, article: Article, form: NewVersionForm) -> str:
    version = current_version(session, article)
    return render_template("versions/new.html", article=article, version=version, form=form)
