"""What people do to the places where a claim stands."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.forms import PlaceForm
from workbench.claims.models import Passage
from workbench.claims.passages import add_passage, adjust_passage, remove_passage
from workbench.claims.queries import get_passage
from workbench.errors import EditedMeanwhile
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, changed_claims, show_trouble
from workbench.screens.workbench.place import load_place, selection
from workbench.screens.workbench.touched import blocks_between, blocks_of_claims
from workbench.web.joining import Both
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.words import said


@blueprint.post(f"{CLAIM}/passages")
@permit(Act.MARK)
@writes
def add(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let a claim stand at the selection too."""
    form = selection()
    place = load_place(session, current_actor(), article_id, number)
    add_passage(
        session, claim=place.opened, version=place.version, by=current_actor(), **form.place()
    )
    return changed_claims(session, place)


@blueprint.post(f"{CLAIM}/passages/<int:passage_id>")
@permit(Act.MARK)
@writes
def adjust(session: Session, article_id: int, number: int, passage_id: int) -> ResponseReturnValue:
    """Move a passage's bounds to the selection."""
    form = selection()
    place = load_place(session, current_actor(), article_id, number)
    passage = get_passage(session, place.opened, passage_id)
    before = blocks_between(session, place.version, passage.start, passage.end)
    try:
        adjust_passage(
            session, passage=passage, revision=form.revision.data, by=current_actor(),
            **form.place(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        return show_trouble(session, place, _moved_meanwhile(passage, form, error))
    return changed(place, [*before, *blocks_of_claims(session, place.version, [place.opened.id])])


def _moved_meanwhile(
    passage: Passage, form: PlaceForm, error: EditedMeanwhile
) -> Trouble[PlaceForm]:
    """Where somebody else put the passage, beside the selection that was to be its place."""
    both = {str(_("Passage")): Both(passage.exact, form.place()["exact"])}
    return Trouble(form, said(error), both, error.status, "passage")


@blueprint.post(f"{CLAIM}/passages/<int:passage_id>/remove")
@permit(Act.MARK)
@writes
def remove(session: Session, article_id: int, number: int, passage_id: int) -> ResponseReturnValue:
    """Let a claim no longer stand at a place."""
    place = load_place(session, current_actor(), article_id, number)
    passage = get_passage(session, place.opened, passage_id)
    before = blocks_between(session, place.version, passage.start, passage.end)
    remove_passage(session, passage=passage, by=current_actor())
    return changed(place, [*before, *blocks_of_claims(session, place.version, [place.opened.id])])
