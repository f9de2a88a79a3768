"""Claims that are the same in other articles: choosing one, and taking that back."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.queries import claim_of_desk
from workbench.claims.same import confirm_same, note_other, note_same
from workbench.publishing.flags import look_at_flags
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed
from workbench.screens.workbench.place import load_place
from workbench.verdicts.same import alike, with_words
from workbench.web.database import reading
from workbench.web.submissions import writes

MOST_FOUND = 20


@blueprint.get(f"{CLAIM}/same")
@permit(Act.MARK)
def choose_same(article_id: int, number: int) -> ResponseReturnValue:
    """Claims of other articles, of which one may be the same: those alike, or with typed words."""
    words = request.args.get("q", "").strip()
    with reading() as session:
        claim = load_place(session, current_actor(), article_id, number).opened
        if words:
            others = with_words(session, claim, words, limit=MOST_FOUND)
        else:
            others = alike(session, claim, limit=MOST_FOUND)
        return render_template("workbench/same.html", claim=claim, words=words, others=others)


@blueprint.post(f"{CLAIM}/same/<int:other_id>")
@permit(Act.MARK)
@writes
def same(session: Session, article_id: int, number: int, other_id: int) -> ResponseReturnValue:
    """Note that two claims are the same."""
    actor = current_actor()
    place = load_place(session, actor, article_id, number)
    other = claim_of_desk(session, actor.desk_id, other_id)
    note_same(session, claim=place.opened, other=other, by=actor)
    return changed(place, [])


@blueprint.post(f"{CLAIM}/not-same")
@permit(Act.MARK)
@writes
def not_same(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Note that a claim is the same as no other."""
    place = load_place(session, current_actor(), article_id, number)
    note_other(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/same/confirmed")
@permit(Act.PUBLISH)
@writes
def confirm_sameness(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let readers be told what the claim is the same as: `?seen=` the ids that the page showed."""
    place = load_place(session, current_actor(), article_id, number)
    confirm_same(session, claim=place.opened, seen=_seen(), by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/looked")
@permit(Act.PUBLISH)
@writes
def looked(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Note that an editor looked at what was changed elsewhere: readers are told of it no more."""
    place = load_place(session, current_actor(), article_id, number)
    look_at_flags(session, claim=place.opened, by=current_actor())
    return changed(place, [])


def _seen() -> Sequence[int]:
    parts = request.args.get("seen", "").split(".")
    return [int(part) for part in parts if part.isdecimal() and len(part) < 10]
