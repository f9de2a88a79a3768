"""Errors become answers here, once: a page, or a fragment that says the same to htmx."""

from typing import NamedTuple

from flask import Flask, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge
from werkzeug.wrappers import Response

from workbench.errors import Unavailable, WorkbenchError
from workbench.web.htmx import is_htmx
from workbench.web.words import said

# Fields that a page fills, or that are chosen again in a moment.
NOT_TYPED = {
    "csrf_token", "submission_key", "kept_as", "revision", "base", "began", "join", "read_in",
    "start", "end", "source_id", "rating", "stance", "kind", "priority", "source_kind",
    "position", "into", "passages", "evidence",
}  # fmt: skip
FOR_READERS = ("/reports/", "/desks/")  # where addresses begin that need no signing in


def register_errors(app: Flask) -> None:
    """Map the tree of errors, and what the framework raises, to answers."""
    app.register_error_handler(WorkbenchError, refused)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(OverflowError, _number_too_large)
    app.register_error_handler(DataError, _number_too_large)
    app.register_error_handler(HTTPException, _http_error)
    app.before_request(_unreadable_address)


class Onward(NamedTuple):
    """Where an error's page leads beside the desk: the link's words, and the address."""

    words: str
    url: str


def refused(error: WorkbenchError, onward: Onward | None = None) -> Response:
    """What the workbench refuses to do, as an answer."""
    if isinstance(error, Unavailable):
        current_app.logger.error("unavailable: %s", _first_line(error.__cause__ or error))
    return answer(error.status, _heading(error.status), said(error), onward)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def _form_expired(_error: CSRFError) -> Response:
    words = _("This form has expired. Your words are below; reload the page and send them again.")
    return answer(400, _("Nothing was saved"), words)


def _database_busy(error: OperationalError) -> Response:
    current_app.logger.error("database unavailable: %s", type(error.orig).__name__)
    words = _("The database did not answer in time. Nothing was changed. Try again in a moment.")
    return answer(503, _("Busy just now"), words)


def _number_too_large(_error: Exception) -> Response:
    """A number in an address is higher than any row's could be: SQLite's driver, or PostgreSQL."""
    return answer(404, _heading(404), _WORDS[404]())


def _unreadable_address() -> Response | None:
    """Raw bytes after the `?` that are no UTF-8, before whatever asks for `request.args` fails.

    Browsers send none, and our servers take none; others do. Of a path, and of bytes written as
    `%FF`, Werkzeug makes what it can.
    """
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        words = _("This address holds characters that cannot be read. Open it from a link again.")
        return answer(400, _("Not a readable address"), words)
    return None


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, InternalServerError):
        words = _("This is our fault, not yours. Nothing was half saved. Go back and try again.")
    else:
        words = _WORDS.get(status, lambda: str(error.description or ""))()
    return answer(status, _heading(status), words)


_WORDS = {
    404: lambda: _("There is nothing at this address, or it belongs to another desk."),
    405: lambda: _("This address cannot be opened like that. Go back and use the button."),
    413: lambda: _(
        "This is more than can be sent at once, 20 MB a file. "
        "Send a smaller file or fewer of them, or paste the text."
    ),
}


def _heading(status: int) -> str:
    if status == 404:
        return _("Not found")
    if status == 403:
        return _("Not allowed")
    return _("Something went wrong") if status >= 500 else _("Nothing was saved")


def answer(status: int, heading: str, words: str, onward: Onward | None = None) -> Response:
    """The error as a page with what was typed, or as a message beside a form that keeps it."""
    kept = [] if is_htmx() else _typed()
    body = render_template(
        _template(), status=status, heading=heading, words=words, kept=kept, onward=onward
    )
    response = make_response(body, status)
    if is_htmx():
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _template() -> str:
    if is_htmx():
        return "errors/_error.html"
    if request.path.startswith(FOR_READERS):
        return "errors/for_readers.html"
    return "errors/error.html"


def _typed() -> list[str]:
    """Everything that was typed into the form, so that none of it is lost."""
    try:
        typed = request.form
    except RequestEntityTooLarge:
        return []  # the form is part of what was too large to be read
    return [
        value
        for name, value in typed.items(multi=True)
        if name not in NOT_TYPED and "password" not in name and value.strip()
    ]
