"""Every claim of the desk: search, filters in the address, and the same as a table."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC

from flask import (
    Blueprint,
    Response,
    current_app,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.models import Person
from workbench.accounts.rules import Act
from workbench.config import Settings
from workbench.publishing.exports.csv_table import safe
from workbench.screens.forms import ClaimFilterForm
from workbench.sources.queries import count_sources
from workbench.verdicts.overview import ClaimFilter, ClaimRow, claims_of_desk, count_claims
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, page_of

ROWS_AT_ONCE = 500  # of the table that is downloaded

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
            total=count_claims(session, actor.desk_id, wanted),
            sources=count_sources(session, actor.desk_id, wanted.words) if wanted.words else 0,
            people=_names(session, {row.claim.taken_by_id for row in rows}),
        )


def _names(session: Session, person_ids: Set[int | None]) -> Mapping[int, str]:
    """Who works on the claims, by the person's id."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return dict(rows.all())


@blueprint.get("/claims.csv")
@permit(Act.READ)
def table() -> ResponseReturnValue:
    """The same claims, all of them, as a table for a spreadsheet."""
    actor = current_actor()
    wanted = ClaimFilterForm(request.args).wanted(actor.person_id)
    lines = stream_with_context(_lines(_table(actor.desk_id, wanted)))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="claims.csv"'
    return response


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The rows as they are sent, one by one, each cell safe to open in a spreadsheet."""
    yield BOM_UTF8
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\r\n").writerow([safe(cell) for cell in row])
        yield line.getvalue().encode()


def _table(desk_id: int, wanted: ClaimFilter) -> Iterator[Sequence[str]]:
    yield (
        "article", "claim", "statement", "claimant", "said on", "kind", "priority", "status",
        "status since (UTC)", "verdict", "verdict state", "sources", "address",
    )  # fmt: skip
    with reading() as session:
        for row in _all_rows(session, desk_id, wanted):
            yield _cells(row)


def _all_rows(session: Session, desk_id: int, wanted: ClaimFilter) -> Iterator[ClaimRow]:
    """Every row, fetched in parts: a desk's claims need not fit into memory."""
    before: int | None = None
    while rows := claims_of_desk(session, desk_id, wanted, before=before, limit=ROWS_AT_ONCE):
        before = rows[-1].claim.id
        yield from rows


def _cells(row: ClaimRow) -> Sequence[str]:
    claim = row.claim
    return (
        row.article_title,
        str(claim.number),
        claim.statement,
        claim.claimant.name if claim.claimant else "",
        claim.said_on,
        claim.kind.value,
        claim.priority.value,
        claim.status.value,
        claim.status_since.astimezone(UTC).strftime("%Y-%m-%d %H:%M"),
        row.label or "",
        row.state.value if row.state else "",
        str(row.sources),
        _public_url()
        + url_for("workbench.claim", article_id=claim.article_id, number=claim.number),
    )


def _public_url() -> str:
    """The site's address as it is set; what a request calls the host anybody could have chosen."""
    settings: Settings = current_app.extensions["workbench.settings"]
    return settings.public_url
