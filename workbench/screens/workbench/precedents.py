"""What the desk decided of similar claims, while somebody rates one."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.place import load_place
from workbench.verdicts.precedents import departures, precedents
from workbench.verdicts.queries import current_scale
from workbench.web.database import reading


@blueprint.get(f"{CLAIM}/precedents")
@permit(Act.PROPOSE)
def precedents_of(article_id: int, number: int) -> ResponseReturnValue:
    """The precedents beside a rating that is chosen and not saved yet."""
    chosen = request.args.get("rating", type=int)
    with reading() as session:
        claim = load_place(session, current_actor(), article_id, number).opened
        found = precedents(session, claim)
        ratings = current_scale(session, claim.desk_id).ratings
        rating = next((each for each in ratings if each.id == chosen), None)
        return render_template(
            "workbench/_precedents.html",
            precedents=found,
            departing=departures(found, rating),
            time_zone=time_zone(),
        )
