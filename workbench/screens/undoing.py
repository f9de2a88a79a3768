"""What somebody did within the last hour, and the way back from each act of it."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.articles.queries import titles_of_articles
from workbench.screens.claims_page import place
from workbench.screens.record import event_words
from workbench.verdicts.undo import Left, late_acts, undo_act
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.words import said

MOST_NAMED = 5

blueprint = Blueprint("undoing", __name__)


@blueprint.get("/undo")
@permit(Act.READ)
def lately() -> ResponseReturnValue:
    """What the person did within the last hour, newest first."""
    with reading() as session:
        acts = late_acts(session, current_actor())
        articles = {act.event.article_id for act in acts if act.event.article_id is not None}
        return render_template(
            "desk/lately_done.html",
            acts=acts,
            titles=titles_of_articles(session, articles),
            time_zone=time_zone(),
        )


@blueprint.post("/undo/<int:event_id>")
@permit(Act.READ)
@writes
def undo(session: Session, event_id: int) -> ResponseReturnValue:
    """Take one of one's own acts back, and go where it was done."""
    undone = undo_act(session, event_id=event_id, by=current_actor())
    flash(_("Taken back: you %(act)s.", act=event_words(undone.event)), "message")
    if undone.left:
        flash(_kept(undone.left), "error")
    if request.args.get("to") == "claims":
        return redirect(url_for("claims.claims", **place()), 303)
    return redirect(url_for(".lately"), 303)


def _kept(left: Sequence[Left]) -> str:
    """Which parts of a bulk act stay as they are, the first few with the reason."""
    words = ngettext(
        "%(num)s claim stays as it is: %(which)s",
        "%(num)s claims stay as they are: %(which)s",
        len(left),
        which=" ".join(_named(each) for each in left[:MOST_NAMED]),
    )
    return words if len(left) <= MOST_NAMED else f"{words} …"


def _named(left: Left) -> str:
    return _(
        "Claim %(number)s (%(why)s)", number=left.event.details.get("number"), why=said(left.why)
    )
