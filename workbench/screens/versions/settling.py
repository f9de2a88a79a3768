"""A draft beside the version it follows: what differs, and where each claim is to stand."""

from collections.abc import Callable
from functools import partial

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.composed import Composed
from workbench.claims.errors import QuoteElsewhere
from workbench.claims.forms import PlaceForm
from workbench.claims.settling import Words, items_of, settle, undo_settlement, words_there_once
from workbench.screens.versions import DRAFT, blueprint
from workbench.screens.versions.forms import MadeForm, WordsForm
from workbench.screens.versions.place import Comparison, DraftPlace, compared, load_draft
from workbench.screens.versions.workings import workings_of
from workbench.web.database import reading
from workbench.web.forms import EditForm
from workbench.web.htmx import is_htmx
from workbench.web.submissions import carry_out, writes
from workbench.web.trouble import Trouble

PASSAGE = f"{DRAFT}/passages/<int:passage_id>"


@blueprint.get(DRAFT)
@permit(Act.READ)
def draft(article_id: int, draft_id: int) -> ResponseReturnValue:
    """The draft beside the version before, at `?passage=`, the next open one, or the `?finish`."""
    with reading() as session:
        place = load_draft(session, article_id, draft_id)
        if not place.draft.waits:
            return render_template("versions/past_draft.html", place=place, article=place.article)
        return show(session, place, compared(session, place))


@blueprint.get(f"{DRAFT}/make")
@permit(Act.READ)
def finish(article_id: int, draft_id: int) -> ResponseReturnValue:
    """On to the form that makes the version: where that was refused, a browser is still here."""
    with reading() as session:
        return load_draft(session, article_id, draft_id).leads_to(finish="yes")


@blueprint.post(PASSAGE)
@permit(Act.MARK)
def put(article_id: int, draft_id: int, passage_id: int) -> ResponseReturnValue:
    """Let a passage stand at a place: one that was found, or the words that are selected."""
    form = PlaceForm()
    if not form.validate():
        raise QuoteElsewhere(
            _("Nothing is selected. Select words in the new text, then try again.")
        )
    words = Words(**form.place())
    return _settle(article_id, draft_id, passage_id, form, lambda _text: words)


@blueprint.post(f"{PASSAGE}/words")
@permit(Act.MARK)
def put_at_words(article_id: int, draft_id: int, passage_id: int) -> ResponseReturnValue:
    """Let a passage stand at words that were copied from the new text, which has them once."""
    form = WordsForm()
    if not form.validate():
        raise QuoteElsewhere(form.exact.errors[0])
    words = partial(words_there_once, exact=form.exact.data)
    return _settle(article_id, draft_id, passage_id, form, words)


@blueprint.post(f"{PASSAGE}/leave")
@permit(Act.MARK)
def leave(article_id: int, draft_id: int, passage_id: int) -> ResponseReturnValue:
    """Leave a passage behind, on the version it stands in."""
    return _settle(article_id, draft_id, passage_id, EditForm(), lambda _text: None)


def _settle(
    article_id: int,
    draft_id: int,
    passage_id: int,
    form: EditForm,
    words_in: Callable[[Composed], Words | None],
) -> ResponseReturnValue:
    """Compare before the unit of work, decide within it."""
    with reading() as session:
        comparison = compared(session, load_draft(session, article_id, draft_id))
    words = words_in(comparison.new)

    def work(session: Session) -> Response:
        place = load_draft(session, article_id, draft_id)
        items = items_of(session, place.draft, comparison.following)
        item = items.of(passage_id)
        settle(
            session, draft=place.draft, revision=form.revision.data, item=item,
            text=comparison.new, words=words, by=current_actor(),
        )  # fmt: skip
        after = items.open_after(item)
        return place.leads_to(passage=after.passage.id if after else None, **_view())

    return carry_out(work)


@blueprint.post(f"{DRAFT}/undo")
@permit(Act.MARK)
@writes
def undo(session: Session, article_id: int, draft_id: int) -> ResponseReturnValue:
    """Take back what the person decided last, and look at that passage again."""
    place = load_draft(session, article_id, draft_id)
    passage_id = undo_settlement(session, draft=place.draft, by=current_actor())
    return place.leads_to(passage=passage_id, **_view())


def _view() -> dict[str, str]:
    """How the page was looked at."""
    return {"all": "yes"} if "all" in request.args else {}


def show(
    session: Session,
    place: DraftPlace,
    comparison: Comparison,
    trouble: Trouble[MadeForm] | None = None,
) -> Response:
    """The page, to htmx without the frame around it."""
    workings = workings_of(session, place, comparison, at_end=trouble is not None)
    form = trouble.form if trouble else _form(place)
    form.renew_key()
    words = render_template(
        "versions/_settling.html" if is_htmx() else "versions/draft.html",
        place=place,
        article=place.article,
        workings=workings,
        form=form,
        trouble=trouble,
        time_zone=time_zone(),
    )
    answer = make_response(words, trouble.status if trouble else 200)
    if trouble:
        answer.headers.update({"HX-Retarget": "#settling", "HX-Reswap": "outerMorph"})
    return answer


def _form(place: DraftPlace) -> MadeForm:
    said = {"amended": place.draft.origin.from_outlet, "revision": place.draft.revision}
    return MadeForm(formdata=None, data=said)
