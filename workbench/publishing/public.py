"""How public pages and files are sent: to anybody, and to every cache between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flask import request
from werkzeug.wrappers import Response

from workbench.publishing.pages.answers import HTML, Answer, answers
from workbench.publishing.pages.dress import Dress

# In the environment of a request for a copy in files, where nobody will answer.
AS_FILES = "workbench.as_files"
ASK_EACH_TIME = "public, no-cache"


def sent_once(etag: str, make: Callable[[], Answer], *, at: datetime | None = None) -> Response:
    """The rendered answer, from memory when it was asked for before; nothing to who has it.

    `at`: when it was made, where that is known.
    """
    if request.if_none_match.contains_weak(etag):  # a proxy that compresses weakens a tag
        return public(Answer(b"", HTML), etag=etag, at=at, status=304)
    return public(answers.recall(etag, make), etag=etag, at=at)


def public(answer: Answer, *, etag: str, at: datetime | None = None, status: int = 200) -> Response:
    """For anybody, and for every cache between, which asks each time whether it still holds."""
    response = Response(answer.body, status, content_type=answer.media_type)
    response.headers["Cache-Control"] = ASK_EACH_TIME
    response.set_etag(etag)
    response.last_modified = at
    if answer.filename:
        response.headers["Content-Disposition"] = disposition(answer.media_type, answer.filename)
    return response


def as_asked(dress: Dress) -> Dress:
    """A dress for who asks: one who makes a copy gets no way to where nobody answers there."""
    return replace(dress, answering=False) if AS_FILES in request.environ else dress


def disposition(media_type: str, filename: str) -> str:
    """Whether a file is kept or shown: HTML to be kept is never shown as a page of the site."""
    kind = "attachment" if media_type == HTML else "inline"
    return f'{kind}; filename="{filename}"'
