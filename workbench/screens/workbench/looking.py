"""What the desk looked for and did not find: recording it, and saying something else of it."""

from functools import partial

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.evidence.forms import SearchForm
from workbench.evidence.queries import get_search
from workbench.evidence.searches import add_search, edit_search, remove_search
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, show_trouble
from workbench.screens.workbench.place import load_place
from workbench.screens.workbench.saving import save_edit
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble

SEARCH = f"{CLAIM}/searches/<int:search_id>"


@blueprint.post(f"{CLAIM}/searches")
@permit(Act.RESEARCH)
@writes
def record_search(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Record what was looked for in vain."""
    place = load_place(session, current_actor(), article_id, number)
    form = SearchForm()
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name="add_search"))
    add_search(session, claim=place.opened, fields=form.fields(), by=current_actor())
    return changed(place, [])


@blueprint.post(SEARCH)
@permit(Act.RESEARCH)
@writes
def edit_recorded(
    session: Session, article_id: int, number: int, search_id: int
) -> ResponseReturnValue:
    """Say something else of a search."""
    place = load_place(session, current_actor(), article_id, number)
    search, form = get_search(session, place.opened, search_id), SearchForm()

    def edit() -> None:
        edit_search(
            session, claim=place.opened, search=search, fields=form.fields(),
            revision=form.revision.data, by=current_actor(),
        )  # fmt: skip

    name, saved = f"search-{search.id}", partial(SearchForm.of, search)
    return save_edit(session, place, form, edit, name=name, saved=saved)


@blueprint.post(f"{SEARCH}/remove")
@permit(Act.RESEARCH)
@writes
def remove_recorded(
    session: Session, article_id: int, number: int, search_id: int
) -> ResponseReturnValue:
    """Take a search off a claim."""
    place = load_place(session, current_actor(), article_id, number)
    search = get_search(session, place.opened, search_id)
    remove_search(session, claim=place.opened, search=search, by=current_actor())
    return changed(place, [])
