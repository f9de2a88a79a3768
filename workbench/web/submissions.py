"""One form, one act, however often it is sent: idempotency keys for every write.

Every form carries a `submission_key`. The first request with a key writes it in the same unit of
work as the act itself; the same request again is answered with where the first one led; another
request under the same key is a conflict.
"""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Flask, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from workbench.db import plain_rows, plain_write
from workbench.errors import Conflict, Invalid
from workbench.web.database import reading, writing
from workbench.web.models import Submission

P = ParamSpec("P")

EXTENSION = "workbench.carried_out"
KEY_FIELD = "submission_key"
KEPT_AS = "kept_as"  # a field that scripts add: as what the form's words are kept
DONE_COOKIE = "workbench-done"
NOT_PART_OF_THE_REQUEST = {KEY_FIELD, KEPT_AS, "csrf_token"}


class KeyMissing(Invalid):
    """A write without an idempotency key."""


class KeyReused(Conflict):
    """A second, different form under a key that was used."""


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return secrets.token_urlsafe(16)


def writes(
    view: Callable[Concatenate[Session, P], ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Give a view its unit of work as first argument, and carry it out once per key.

    The view answers with a redirect, which is committed and remembered; anything else (a form
    with errors) is rolled back.
    """

    @wraps(view)
    def run(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        return carry_out(lambda session: view(session, *args, **kwargs))

    return run


def carry_out(work: Callable[[Session], ResponseReturnValue]) -> ResponseReturnValue:
    """Do the work in one unit of work, once per submission key.

    For views that have something slow to do first, which must not hold the writers' turn.
    """
    key, request_hash = _key(), _request_hash()
    try:
        return _first_time(work, key, request_hash)
    except IntegrityError:
        with reading() as session:
            location = _earlier(session, key, request_hash)
        if location is None:
            raise
        return redirect(location, 303)


def _first_time(
    work: Callable[[Session], ResponseReturnValue], key: str, request_hash: str
) -> ResponseReturnValue:
    with writing() as session:
        # First of all the key, which is there once. On PostgreSQL an equal request waits here for
        # this one to end.
        plain_write(session, _BEGUN, {"key": key, "request_hash": request_hash})
        response = work(session)
        if not isinstance(response, Response) or not response.location:
            session.rollback()
            return response
        current_app.extensions[EXTENSION](session, key)
        _tell_browser(response, key)
        led = {"of_key": key, "led_to": response.location}
        plain_write(session, _CARRIED_OUT, led)
        return response


_BEGUN = insert(Submission).values(location="")
_CARRIED_OUT = (
    update(Submission)
    .where(Submission.key == bindparam("of_key"))
    .values(location=bindparam("led_to"))
)


def register_carried_out(app: Flask, told: Callable[[Session, str], None]) -> None:
    """Tell of the key of each form that is carried out, in the same unit of work."""
    app.extensions[EXTENSION] = told


def was_carried_out(session: Session, key: str) -> bool:
    """Whether a form with this key was carried out."""
    return plain_rows(session, _EARLIER, {"key": key}).one_or_none() is not None


def _tell_browser(response: Response, key: str) -> None:
    """The page that follows may forget what the browser kept of this form (`forms.js`)."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(DONE_COOKIE, key, max_age=600, samesite="Lax", secure=secure)


def _earlier(session: Session, key: str, request_hash: str) -> str | None:
    """Where the same form led before. Raises `KeyReused` for another form."""
    found = plain_rows(session, _EARLIER, {"key": key}).one_or_none()
    if found is None:
        return None
    if found.request_hash != request_hash:
        raise KeyReused(
            _(
                "This form was sent before with other words. What was saved then stands; "
                "your words are below. Open the page anew to send them as a change."
            )
        )
    return str(found.location)


_EARLIER = select(Submission.request_hash, Submission.location).where(
    Submission.key == bindparam("key")
)


def _key() -> str:
    key = request.form.get(KEY_FIELD, "")
    if not 8 <= len(key) <= 100:
        raise KeyMissing(_("The form came without its key. Reload the page and send it again."))
    return key


def _request_hash() -> str:
    """What was asked, and by whom: method, path, fields, files and person."""
    said = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    said.update(str(getattr(g.get("actor"), "person_id", "")).encode())
    for name, values in sorted(request.form.lists()):
        if name not in NOT_PART_OF_THE_REQUEST:
            said.update(f"{name}={values!r}\n".encode())
    for name, file in sorted(request.files.items(multi=True), key=_named):
        said.update(f"{name}={file.filename!r} {_digest(file)}\n".encode())
    return said.hexdigest()


def _named(field: tuple[str, FileStorage]) -> str:
    return field[0]


def _digest(file: FileStorage) -> str:
    """The SHA-256 of an uploaded file, which can be read from its beginning afterwards."""
    file.seek(0)
    digest = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return digest
