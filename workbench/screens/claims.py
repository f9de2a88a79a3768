"""Every claim of the desk: search, filters in the address, and the same as a table."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.tags import tags_of_claims
from workbench.publishing.tables import Cell, Column, Table, day_in
from workbench.screens.claims_page import asked_for, show_claims
from workbench.screens.forms import ClaimFilterForm
from workbench.screens.tables import ROWS_AT_ONCE, as_file
from workbench.verdicts.overview import ClaimFilter, claims_as_lines
from workbench.web.database import reading
from workbench.web.site import public_url

COLUMNS = (
    Column("article", width=40),
    Column("claim", width=8),
    Column("statement", width=60),
    Column("claimant"),
    Column("said on", width=12),
    Column("kind"),
    Column("priority", width=10),
    Column("status", width=14),
    Column("status since (UTC)"),
    Column("works on it"),
    Column("due on", width=12),
    Column("tags"),
    Column("verdict"),
    Column("verdict state"),
    Column("sources", width=8),
    Column("noticed at a source"),
    Column("address", width=40),
)

blueprint = Blueprint("claims", __name__)


@blueprint.get("/claims")
@permit(Act.READ)
def claims() -> ResponseReturnValue:
    """The claims that the address asks for, newest first."""
    with reading() as session:
        return show_claims(session)


@blueprint.get("/claims.<ending>")
@permit(Act.READ)
def table(ending: str) -> ResponseReturnValue:
    """The same claims, all of them, as a table."""
    actor = current_actor()
    wanted = asked_for(ClaimFilterForm(request.args))
    return as_file(Table("claims", "claim", COLUMNS, _rows(actor.desk_id, wanted)), ending)


def _rows(desk_id: int, wanted: ClaimFilter) -> Iterator[Sequence[Cell]]:
    articles = public_url() + url_for("articles_list.articles")
    with reading() as session:
        for lines in claims_as_lines(session, desk_id, wanted, at_once=ROWS_AT_ONCE):
            tags = tags_of_claims(session, [line.id for line in lines])
            yield from (_cells(line, articles, tags.get(line.id, ())) for line in lines)


def _cells(line: Row[*tuple[Any, ...]], articles: str, tags: Sequence[str]) -> Sequence[Cell]:
    return (
        line.title,
        line.number,
        line.statement,
        line.claimant or "",
        day_in(line.said_on),
        line.kind.value,
        line.priority.value,
        line.status.value,
        line.status_since,
        line.works_on_it or "",
        day_in(line.due_on),
        tuple(tags),
        line.label or "",
        line.state.value if line.state else "",
        line.sources,
        line.noticed or "",
        f"{articles}/{line.article_id}/claims/{line.number}",
    )
