"""The claims that a source bears on: `_uses.html`."""

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from workbench.evidence.queries import count_uses, uses_of_source
from workbench.evidence.quote_checks import quote_checks
from workbench.sources.models import Source
from workbench.verdicts.overview import ratings_of_claims
from workbench.web.pages import PAGE_SIZE, page_of


def bearing(session: Session, source: Source, *, whole: bool) -> dict[str, Any]:
    """A page of its uses, newest first. Quotes are checked for whoever sees the source whole."""
    before = request.args.get("before", type=int)
    found = uses_of_source(session, source.id, before=before, limit=PAGE_SIZE + 1)
    uses = page_of(found, lambda use: str(use.id))
    return {
        "uses": uses,
        "uses_in_all": count_uses(session, source.id),
        "checks": quote_checks(session, uses.items, {source.id} if whole else ()),
        "ratings": ratings_of_claims(session, {use.claim_id for use in uses.items}),
    }
