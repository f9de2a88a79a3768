"""The workbench's pages and the fragments they are made of."""

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.rules import Status
from workbench.publishing.dossier import dump_bytes
from workbench.screens.workbench import blueprint, fragments
from workbench.screens.workbench.answers import show
from workbench.screens.workbench.place import load_place
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


@blueprint.get("/articles/<int:article_id>/dossier.json")
@permit(Act.READ)
def dossier(article_id: int) -> ResponseReturnValue:
    """The live article with everything about it, as a file for members."""
    with reading() as session:
        place = load_place(session, current_actor(), article_id)
        name = f"dossier-{article_id}.json"
        return send_file(
            BytesIO(dump_bytes(session, place.article)),
            mimetype="application/json",
            as_attachment=True,
            download_name=name,
        )


@blueprint.get("/articles/<int:article_id>/text/<int:number>")
@permit(Act.READ)
def text(article_id: int, number: int) -> ResponseReturnValue:
    """One part of a long text."""
    with reading() as session:
        place = load_place(session, current_actor(), article_id)
        return fragments.text(session, place, number)


@blueprint.get("/articles/<int:article_id>/claims")
@permit(Act.READ)
def claims(article_id: int) -> ResponseReturnValue:
    """The article's claims, narrowed to a `?status=`, those `?after=` a key."""
    status = request.args.get("status", type=Status)
    with reading() as session:
        place = load_place(session, current_actor(), article_id)
        return fragments.claims(session, place, status=status, after=request.args.get("after"))
