"""What a person typed into forms and did not send: kept for their scripts, and shown to them."""

from datetime import UTC, datetime
from typing import Any

from flask import redirect as lead
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.kept_words import (
    drop_words,
    fields_in,
    keep_words,
    tabs_in,
    typed_words,
    words_kept,
)
from workbench.accounts.models import KeptWords
from workbench.accounts.rules import Act
from workbench.accounts.views.blueprint import blueprint
from workbench.errors import Conflict
from workbench.web.database import database, reading
from workbench.web.errors import NOT_TYPED
from workbench.web.submissions import was_carried_out, writes

MOST_PATHS = 50
DONE: ResponseReturnValue = ("", 204)


@blueprint.get("/kept")
@permit(Act.READ)
def kept() -> ResponseReturnValue:
    """Everything that the person typed on this desk and did not send, on whichever machine."""
    with reading() as session:
        rows = words_kept(session, current_actor())
        typed = [(row, _shown(row)) for row in rows]
    return render_template("accounts/kept_words.html", typed=typed, time_zone=time_zone())


def _shown(row: KeptWords) -> list[str]:
    """The words of a form that somebody would want back."""
    said = (value for name, value in fields_in(row.words) if name not in NOT_TYPED)
    return [value.encode(errors="replace").decode() for value in said if value.strip()]


@blueprint.get("/kept.json")
@permit(Act.READ)
def kept_under() -> ResponseReturnValue:
    """What was typed into the forms at these paths (`?under=`) and below them, the latest first."""
    _refuse_somebody_else()
    under = request.args.getlist("under")[:MOST_PATHS]
    with reading() as session:
        rows = words_kept(session, current_actor(), under) if under else ()
        return [_as_sent(row) for row in rows]


def _refuse_somebody_else() -> None:
    """A page tells whose it is: another member may have come in since, in the same browser.

    A page that goes away sends its words when the next one is there, with that one's cookie.
    """
    by = current_actor()
    if request.headers.get("X-Keeps-For") != f"{by.desk_id}-{by.person_id}":
        raise Conflict(_("Somebody else is signed in here now. Nothing was kept."))


def _as_sent(row: KeptWords) -> dict[str, Any]:
    """A row as the browser keeps its own; `age` in seconds, since clocks differ."""
    age = (datetime.now(UTC) - row.at).total_seconds()
    said = {"form": row.form, "tab": row.tab, "words": row.words, "age": max(0.0, age)}
    return {**said, "key": row.submission_key, "revision": row.revision, "base": row.base}


@blueprint.put("/kept/<path:form>")
@permit(Act.READ)
def keep(form: str) -> ResponseReturnValue:
    """Keep what a tab has in the form that is sent to this path. The same again changes nothing."""
    _refuse_somebody_else()
    sent = request.get_json(silent=True)
    typed = typed_words(f"/{form}", sent)
    taken_over = tabs_in(sent)
    with database().writing() as session:
        if not (typed.submission_key and was_carried_out(session, typed.submission_key)):
            keep_words(session, typed=typed, instead=taken_over, by=current_actor())
    return DONE


@blueprint.delete("/kept/<path:form>")
@permit(Act.READ)
def drop(form: str) -> ResponseReturnValue:
    """Forget what these tabs (`?tab=`) had in a form."""
    _refuse_somebody_else()
    with database().writing() as session:
        tabs = request.args.getlist("tab")
        drop_words(session, form=f"/{form}", tabs=tabs, by=current_actor())
    return DONE


@blueprint.post("/kept/discard")
@permit(Act.READ)
@writes
def discard(session: Session) -> ResponseReturnValue:
    """The same, from the page that shows all of it."""
    form, tab = request.form.get("form", ""), request.form.get("tab", "")
    drop_words(session, form=form, tabs=[tab], by=current_actor())
    return lead(url_for("accounts.kept"), 303)
