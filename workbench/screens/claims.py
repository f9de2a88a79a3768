"""Every claim of the desk: search, filters in the address, and the same as a table."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.queries import names_of
from workbench.accounts.rules import Act
from workbench.publishing.tables import Cell, Column, Table, day_in
from workbench.screens.forms import ClaimFilterForm
from workbench.screens.tables import ROWS_AT_ONCE, TABLES, as_file
from workbench.sources.queries import count_sources
from workbench.verdicts.overview import (
    ClaimFilter,
    claims_as_lines,
    claims_of_desk,
    count_claims,
)
from workbench.verdicts.rows import ClaimRow
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, page_of
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
    actor, form = current_actor(), ClaimFilterForm(request.args)
    wanted, before = form.wanted(actor.person_id), request.args.get("before", type=int)
    with reading() as session:
        rows = claims_of_desk(session, actor.desk_id, wanted, before=before, limit=PAGE_SIZE + 1)
        return render_template(
            "claims/page.html",
            form=form,
            chosen=form.chosen(),
            page=page_of(rows, lambda row: str(row.claim.id)),
            further=before is not None,
            total=_total(session, actor.desk_id, wanted, rows, further=before is not None),
            sources=count_sources(session, actor, wanted.words) if wanted.words else 0,
            people=names_of(session, {row.claim.taken_by_id for row in rows}),
            formats=TABLES.values(),
        )


def _total(
    session: Session, desk_id: int, wanted: ClaimFilter, rows: Sequence[ClaimRow], *, further: bool
) -> int:
    """How many claims there are; when the first page holds them all, that is known."""
    if not further and len(rows) <= PAGE_SIZE:
        return len(rows)
    return count_claims(session, desk_id, wanted)


@blueprint.get("/claims.<ending>")
@permit(Act.READ)
def table(ending: str) -> ResponseReturnValue:
    """The same claims, all of them, as a table."""
    actor = current_actor()
    wanted = ClaimFilterForm(request.args).wanted(actor.person_id)
    return as_file(Table("claims", "claim", COLUMNS, _rows(actor.desk_id, wanted)), ending)


def _rows(desk_id: int, wanted: ClaimFilter) -> Iterator[Sequence[Cell]]:
    articles = public_url() + url_for("articles_list.articles")
    with reading() as session:
        for lines in claims_as_lines(session, desk_id, wanted, at_once=ROWS_AT_ONCE):
            yield from (_cells(line, articles) for line in lines)


def _cells(line: Row[*tuple[Any, ...]], articles: str) -> Sequence[Cell]:
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
        line.label or "",
        line.state.value if line.state else "",
        line.sources,
        line.noticed or "",
        f"{articles}/{line.article_id}/claims/{line.number}",
    )
