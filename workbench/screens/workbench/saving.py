"""Something else is said of what hangs on a claim: it is saved, or what stands against it shown."""

from collections.abc import Callable

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.errors import EditedMeanwhile
from workbench.screens.workbench.answers import changed, show_trouble
from workbench.screens.workbench.place import Place
from workbench.web.forms import EditForm
from workbench.web.trouble import Trouble, conflict


def save_edit(
    session: Session,
    place: Place,
    form: EditForm,
    edit: Callable[[], None],
    *,
    name: str,
    saved: Callable[[], EditForm],
) -> Response:
    """Carry an edit out and show the claim; a form that cannot be saved keeps every word.

    `name` is the form's on the panel; `saved` makes it as it is saved, if somebody else was first.
    """
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name=name))
    try:
        edit()
    except EditedMeanwhile as error:
        return show_trouble(session, place, conflict(form, saved(), error, name=name))
    return changed(place, [])
