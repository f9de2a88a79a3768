"""Every claim of the desk: search, filters in the address, and the same as a table."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import (
    Blueprint,
    Response,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import Row
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.queries import names_of
from workbench.accounts.rules import Act
from workbench.publishing.tables.csv_rows import safe
from workbench.screens.forms import ClaimFilterForm
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

ROWS_AT_ONCE = 1_000  # of the table that is downloaded
COLUMNS = (
    "article", "claim", "statement", "claimant", "said on", "kind", "priority", "status",
    "status since (UTC)", "verdict", "verdict state", "sources", "address",
)  # fmt: skip

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
        )


def _total(
    session: Session, desk_id: int, wanted: ClaimFilter, rows: Sequence[ClaimRow], *, further: bool
) -> int:
    """How many claims there are; when the first page holds them all, that is known."""
    if not further and len(rows) <= PAGE_SIZE:
        return len(rows)
    return count_claims(session, desk_id, wanted)


@blueprint.get("/claims.csv")
@permit(Act.READ)
def table() -> ResponseReturnValue:
    """The same claims, all of them, as a table for a spreadsheet."""
    actor = current_actor()
    wanted = ClaimFilterForm(request.args).wanted(actor.person_id)
    response = Response(stream_with_context(_parts(actor.desk_id, wanted)), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="claims.csv"'
    return response


def _parts(desk_id: int, wanted: ClaimFilter) -> Iterator[bytes]:
    """The table as it is sent, so many rows at once."""
    yield BOM_UTF8 + _written([COLUMNS])
    articles = public_url() + url_for("articles_list.articles")
    with reading() as session:
        for rows in claims_as_lines(session, desk_id, wanted, at_once=ROWS_AT_ONCE):
            yield _written(_cells(row, articles) for row in rows)


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of the table, each cell safe to open in a spreadsheet."""
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(map(safe, row) for row in rows)
    return lines.getvalue().encode()


def _cells(line: Row[*tuple[Any, ...]], articles: str) -> Sequence[str]:
    return (
        line.title,
        str(line.number),
        line.statement,
        line.claimant or "",
        line.said_on,
        line.kind.value,
        line.priority.value,
        line.status.value,
        f"{line.status_since:%Y-%m-%d %H:%M}",
        line.label or "",
        line.state.value if line.state else "",
        str(line.sources),
        f"{articles}/{line.article_id}/claims/{line.number}",
    )
