"""Editions are what was published."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.cli.progress import Advance
from workbench.publishing.edition.stored import sha256
from workbench.publishing.models import Edition, Report


def edition_faults(session: Session, advance: Advance) -> Iterator[str]:
    """Editions whose content is not what its SHA-256 says."""
    editions = (
        select(Report.slug, Edition.number, Edition.content, Edition.sha256)
        .join(Edition.report)
        .order_by(Edition.id)
        .execution_options(yield_per=10)
    )
    for slug, number, content, digest in session.execute(editions):
        if sha256(content) != digest:
            yield f"Report {slug}, edition {number}: it is not what was published"
        advance(1)
