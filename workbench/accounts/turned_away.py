"""What somebody meets whose session has run out: the way in, and what they had typed."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from workbench.accounts.forms import SignInForm
from workbench.accounts.gate import login_manager
from workbench.accounts.kept import keep_request
from workbench.web.htmx import is_htmx
from workbench.web.navigation import here


@login_manager.unauthorized_handler
def turned_away() -> ResponseReturnValue:
    """Called by Flask-Login for whoever is not signed in."""
    if is_htmx():
        return _message()
    if request.method in {"GET", "HEAD"}:
        wanted = None if here() == "/" else here()
        return redirect(url_for("accounts.sign_in", next=wanted), 303)
    return _sign_in_with_words()


def _message() -> Response:
    """Beside the form, which keeps its words: sign in elsewhere, then send it again."""
    response = make_response(render_template("accounts/_session_over.html"), 401)
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def _sign_in_with_words() -> Response:
    kept = keep_request()
    form = SignInForm(formdata=None, data={"kept": kept.to_json()})
    return make_response(render_template("accounts/sign_in.html", form=form, kept=kept), 401)
