"""A page shows one version of an article, and no part of another is ever put into it.

Each request of htmx tells the version that its page shows (`workbench/page.html`), and every answer
is about the newest one. Where these differ, the page is loaded anew instead. A refusal leaves it as
it is, with what was typed, and says that there is a newer version.
"""

from flask import flash, g, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.screens.workbench import blueprint
from workbench.web.htmx import is_htmx


@blueprint.after_request
def keep_to_one_version(response: Response) -> Response:
    """What htmx gets, unless its page shows an older version: then what leads to the newest."""
    if not _is_older() or 300 <= response.status_code < 400:  # where that leads, it is told
        return response
    return _load_anew() if response.status_code < 300 else _tell(response)


def _is_older() -> bool:
    newest, shown = g.get("newest_version"), _shown()
    return is_htmx() and newest is not None and shown is not None and shown != newest


def _shown() -> int | None:
    return request.headers.get("X-Version-Shown", type=int)


def _load_anew() -> Response:
    """The page of the claim that was asked for, else the one where the person is."""
    flash(_words(g.newest_version), "notice")
    answer = make_response("")
    if request.endpoint == f"{blueprint.name}.claim":
        answer.headers["HX-Redirect"] = request.path
    else:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _words(newest: int) -> str:
    if "touched" in request.args:  # a change led here
        return _(
            "Done. The article is at version %(newest)s now; this page shows it.", newest=newest
        )
    return _("The article is at version %(newest)s now; this page shows it.", newest=newest)


def _tell(refusal: Response) -> Response:
    """Under the words above the page, if the refusal is said there; else in their place."""
    alone = refusal.headers.get("HX-Retarget") != "#messages"
    note = render_template(
        "workbench/_older.html", newest=g.newest_version, shown=_shown(), alone=alone
    )
    refusal.set_data(refusal.get_data(as_text=True) + note)
    return refusal
