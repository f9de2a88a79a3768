"""A list of reports, or what was searched for, as a file: all pages of it, in its order."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.publishing.index.models import PublicReport
from workbench.publishing.pages.answers import Answer, etag_of
from workbench.publishing.public import sent_once
from workbench.publishing.tables import Cell, Column, Table, csv_pieces, day_in, json_lines
from workbench.site.queries import key_of_report, reports_wanted, revision_of
from workbench.site.rules import Wanted, wanted_in
from workbench.web.database import reading
from workbench.web.site import public_url

AT_ONCE = 1_000  # reports read at a time
WRITERS: Mapping[str, tuple[str, Callable[[Table], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_pieces),
    "jsonl": ("application/jsonl; charset=utf-8", json_lines),
}
COLUMNS = (
    Column("title"),
    Column("summary"),
    Column("verdicts"),
    Column("outlet"),
    Column("article_published"),
    Column("topics"),
    Column("desk"),
    Column("first_published"),
    Column("edition"),
    Column("edition_published_at"),
    Column("report_url"),
)

blueprint = Blueprint("list_files", __name__)


@blueprint.get(f"/reports/list.<any({', '.join(WRITERS)}):ending>")
def reports(ending: str) -> ResponseReturnValue:
    """The reports that a query asks for, made anew when the index or the site's address changed."""
    wanted, (media_type, write) = wanted_in(request.args).behind(None), WRITERS[ending]
    with reading() as session:
        etag = etag_of(revision_of(session), f"list.{ending} {wanted.query} {public_url()}")
        table = Table("reports", "report", COLUMNS, _rows(session, wanted))
        return sent_once(etag, lambda: Answer(b"".join(write(table)), media_type))


def _rows(session: Session, wanted: Wanted) -> Iterator[Sequence[Cell]]:
    while True:
        found = reports_wanted(session, wanted, limit=AT_ONCE)
        yield from map(_cells, found)
        if len(found) < AT_ONCE:
            return
        wanted = wanted.behind(key_of_report(found[-1]))


def _cells(report: PublicReport) -> Sequence[Cell]:
    shown = report.shown
    counts = (f"{each['rating']['label']}: {each['number']}" for each in shown["counts"])
    return (
        report.title,
        report.summary,
        tuple(counts),
        shown["outlet"],
        day_in(shown["published"]),
        tuple(shown["topics"]),
        shown["desk"],
        day_in(report.first_on),
        shown["number"],
        report.at,
        f"{public_url()}/reports/{report.slug}",
    )
