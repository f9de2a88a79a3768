"""What all doors that open once share: the form shown again, or the way on."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from workbench.accounts.errors import (
    AddressTaken,
    LinkSpent,
    OtherAddress,
    TooManyAttempts,
    WrongCredentials,
)
from workbench.accounts.gate import signed_in
from workbench.accounts.models import OneTimeLink
from workbench.accounts.queries import open_link
from workbench.accounts.rules import Purpose
from workbench.errors import WorkbenchError
from workbench.web.database import reading
from workbench.web.words import said

# Mistakes that the form itself can tell of; a spent link is another matter.
MISTAKES = (AddressTaken, OtherAddress, TooManyAttempts, WrongCredentials)


def settle(
    attempt: Callable[[], str | None], again: Callable[[WorkbenchError | None], Response]
) -> ResponseReturnValue:
    """Lead on; or show the form again; or say that the link was used, perhaps a moment ago."""
    try:
        leads_to = attempt()
        return again(None) if leads_to is None else redirect(leads_to, 303)
    except MISTAKES as error:
        return again(error)
    except LinkSpent as error:
        return _too_late(said(error))


def _too_late(why: str) -> ResponseReturnValue:
    """Whoever is signed in may have clicked twice, or may be another than the link was for."""
    someone = signed_in()
    if someone is None:
        flash(_("%(said)s If it was you, sign in.", said=why), "error")
        return redirect(url_for("accounts.sign_in"), 303)
    told = _(
        "This link was used already, perhaps by a first click, or has expired. "
        "You are signed in as %(name)s, and nothing else was changed.",
        name=someone.actor.name,
    )
    flash(told, "notice")
    return redirect("/", 303)


def found_open(token: str, purpose: Purpose) -> OneTimeLink:
    """A link that can still be used. Raises `LinkSpent`."""
    with reading() as session:
        return open_link(session, token, purpose)


def status_of(form: FlaskForm, error: WorkbenchError | None = None) -> int:
    """The status of a page with a form on it that could perhaps not be carried out."""
    if error is not None:
        return error.status
    return 422 if form.errors else 200
