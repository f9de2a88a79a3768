"""The end of a draft: it is made the newest version, put away, or set upon a newer one."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.articles.drafting import discard_draft, put_on_newest, take_up_draft
from workbench.articles.errors import NothingDiffers, NothingToCheck, TextMovedOn
from workbench.claims.errors import Unsettled
from workbench.claims.settling import forget_settlements
from workbench.errors import EditedMeanwhile, WorkbenchError
from workbench.screens.versions import DRAFT, blueprint
from workbench.screens.versions.forms import MadeForm
from workbench.screens.versions.place import Comparison, compared, load_draft
from workbench.screens.versions.settling import show
from workbench.verdicts.renewing import make_version
from workbench.web.database import reading
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble
from workbench.web.words import said

REFUSALS = (NothingDiffers, NothingToCheck, TextMovedOn, Unsettled, EditedMeanwhile)


@blueprint.post(f"{DRAFT}/make")
@permit(Act.MARK)
def make(article_id: int, draft_id: int) -> ResponseReturnValue:
    """Make the draft the article's newest version."""
    form = MadeForm()
    with reading() as session:
        place = load_draft(session, article_id, draft_id)
        comparison = compared(session, place)
        if not form.validate():
            return show(session, place, comparison, Trouble(form))
    try:
        return carry_out(lambda session: _make(session, article_id, draft_id, form, comparison))
    except REFUSALS as error:
        return _refused(article_id, draft_id, form, error)


def _make(
    session: Session, article_id: int, draft_id: int, form: MadeForm, comparison: Comparison
) -> Response:
    place = load_draft(session, article_id, draft_id)
    version = make_version(
        session, draft=place.draft, revision=form.revision.data, text=comparison.new,
        following=comparison.following, amendment=form.amendment(), by=current_actor(),
    )  # fmt: skip
    flash(_("Version %(number)s is the newest now.", number=version.number))
    return redirect(url_for("workbench.article", article_id=article_id), 303)


def _refused(
    article_id: int, draft_id: int, form: MadeForm, error: WorkbenchError
) -> ResponseReturnValue:
    """The draft as it is saved now; if its text changed, it is compared while no writer waits."""
    with reading() as session:
        place = load_draft(session, article_id, draft_id)
        form.revision.data, form.revision.raw_data = place.draft.revision, None
        trouble = Trouble(form, said(error), status=error.status)
        return show(session, place, compared(session, place), trouble)


@blueprint.post(f"{DRAFT}/discard")
@permit(Act.MARK)
@writes
def discard(session: Session, article_id: int, draft_id: int) -> ResponseReturnValue:
    """Put the draft away."""
    place = load_draft(session, article_id, draft_id)
    discard_draft(session, draft=place.draft, by=current_actor())
    return place.leads_to()


@blueprint.post(f"{DRAFT}/take-up")
@permit(Act.MARK)
@writes
def take_up(session: Session, article_id: int, draft_id: int) -> ResponseReturnValue:
    """Take a discarded draft up again."""
    place = load_draft(session, article_id, draft_id)
    take_up_draft(session, draft=place.draft, by=current_actor())
    return place.leads_to()


@blueprint.post(f"{DRAFT}/follow-newest")
@permit(Act.MARK)
@writes
def follow_newest(session: Session, article_id: int, draft_id: int) -> ResponseReturnValue:
    """Compare the draft with the newest version instead; what was decided is open again."""
    place = load_draft(session, article_id, draft_id)
    put_on_newest(session, draft=place.draft)
    forget_settlements(session, draft=place.draft)
    return place.leads_to()
