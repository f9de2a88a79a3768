"""The page of the desk's claims, as it is shown at first and when what was asked was refused."""

from collections.abc import Sequence
from typing import Any

from flask import make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, time_zone
from workbench.accounts.queries import names_of
from workbench.accounts.rules import Act
from workbench.claims.forms import ChosenClaimsForm
from workbench.claims.tags import claim_tags_of_desk
from workbench.screens.checkers import checkers
from workbench.screens.forms import ClaimFilterForm
from workbench.screens.tables import TABLES
from workbench.sources.queries import count_sources
from workbench.verdicts.claim_views import ClaimView, count_views
from workbench.verdicts.overview import (
    ClaimFilter,
    ClaimPlace,
    claims_of_desk,
    count_claims,
    place_of,
)
from workbench.verdicts.rows import ClaimRow
from workbench.web.dates import today
from workbench.web.pages import PAGE_SIZE, page_of


def show_claims(session: Session, refused: ChosenClaimsForm | None = None) -> Response:
    """The claims that the address asks for, newest first, late ones the most overdue first."""
    actor, form = current_actor(), ClaimFilterForm(request.args)
    wanted, after = asked_for(form), _after()
    rows = claims_of_desk(session, actor.desk_id, wanted, after=after, limit=PAGE_SIZE + 1)
    page = render_template(
        "claims/page.html",
        form=form,
        chosen=form.chosen(),
        place=place(),
        views=_views(session),
        page=page_of(rows, lambda row: str(place_of(row.claim, wanted))),
        further=after is not None,
        total=_total(session, actor.desk_id, wanted, rows, further=after is not None),
        sources=count_sources(session, actor, wanted.words) if wanted.words else 0,
        people=names_of(session, {row.claim.taken_by_id for row in rows}),
        tags=claim_tags_of_desk(session, actor.desk_id),
        ticked=_ticked(session, refused),
        today=today(time_zone()),
        formats=TABLES.values(),
    )
    return make_response(page, 200 if refused is None else 422)


def asked_for(form: ClaimFilterForm) -> ClaimFilter:
    """The filter that the address has, asked by whoever looks, today."""
    return form.wanted(current_actor(), today(time_zone()))


def place() -> dict[str, Any]:
    """What of the list the address shows: to come back to it after something was done."""
    after = _after()
    return ClaimFilterForm(request.args).chosen() | ({"after": str(after)} if after else {})


def _after() -> ClaimPlace | None:
    return ClaimPlace.parse(request.args.get("after"))


def _views(session: Session) -> dict[ClaimView, int]:
    return dict(count_views(session, current_actor(), today(time_zone())))


def _ticked(session: Session, refused: ChosenClaimsForm | None) -> ChosenClaimsForm | None:
    """The form of what is ticked, for who may do something with it."""
    actor = current_actor()
    if not actor.may(Act.MARK):
        return None
    ticked = refused or ChosenClaimsForm(formdata=None)
    ticked.renew_key()
    ticked.set_apart("chosen")
    ticked.offer(checkers(session, actor.desk_id))
    return ticked


def _total(
    session: Session, desk_id: int, wanted: ClaimFilter, rows: Sequence[ClaimRow], *, further: bool
) -> int:
    """How many claims there are; when the first page holds them all, that is known."""
    if not further and len(rows) <= PAGE_SIZE:
        return len(rows)
    return count_claims(session, desk_id, wanted)
