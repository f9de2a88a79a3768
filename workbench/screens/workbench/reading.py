"""The workbench's pages and the fragments they are made of."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.rules import Status
from workbench.screens.workbench import blueprint
from workbench.screens.workbench.answers import show
from workbench.screens.workbench.page import claim_list, load_place
from workbench.screens.workbench.text import text_part
from workbench.web.database import reading


@blueprint.get("/articles/<int:article_id>")
@permit(Act.READ)
def article(article_id: int) -> ResponseReturnValue:
    """The article with no claim open. `?sentence=` begins at a sentence, `?part=` at a part."""
    with reading() as session:
        return show(session, load_place(session, current_actor(), article_id))


@blueprint.get("/articles/<int:article_id>/claims/<int:number>")
@permit(Act.READ)
def claim(article_id: int, number: int) -> ResponseReturnValue:
    """The article with a claim open."""
    with reading() as session:
        return show(session, load_place(session, current_actor(), article_id, number))


@blueprint.get("/articles/<int:article_id>/text/<int:number>")
@permit(Act.READ)
def text(article_id: int, number: int) -> ResponseReturnValue:
    """One part of a long text."""
    with reading() as session:
        place = load_place(session, current_actor(), article_id)
        part = text_part(session, place.version, number)
        return render_template("workbench/_part.html", part=part, article=place.article, open=None)


@blueprint.get("/articles/<int:article_id>/claims")
@permit(Act.READ)
def claims(article_id: int) -> ResponseReturnValue:
    """The article's claims, narrowed to a `?status=`, those `?after=` a key."""
    status = request.args.get("status", type=Status)
    after = request.args.get("after")
    with reading() as session:
        place = load_place(session, current_actor(), article_id)
        found = claim_list(session, place.article, status=status, after=after)
        return render_template(
            "workbench/_claims.html", list=found, article=place.article, open=None
        )
