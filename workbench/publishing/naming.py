"""Editions that name a source or a member: what readers have, and keep when it is withheld."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, cast, exists, false, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.publishing.models import Edition, Report


@dataclass(frozen=True)
class NamingEdition:
    """An edition that names it, and whether it is the one that readers come to."""

    edition: Edition
    newest: bool


def editions_naming(
    session: Session, source_id: int, names: Iterable[str]
) -> Sequence[NamingEdition]:
    """The editions in which one of these names stands by itself, the newest first.

    They are looked for where claims use the source, or did. One query, and no content is loaded.
    """
    used = select(Claim.article_id).join(Evidence, Evidence.claim_id == Claim.id)
    return _naming(
        session, names, Report.article_id.in_(used.where(Evidence.source_id == source_id))
    )


def editions_naming_person(session: Session, desk_id: int, name: str) -> Sequence[NamingEdition]:
    """The desk's editions in which a person's name stands by itself, the newest first."""
    return _naming(session, [name], Report.desk_id == desk_id)


def _naming(
    session: Session, names: Iterable[str], among: ColumnElement[bool]
) -> Sequence[NamingEdition]:
    text = cast(Edition.content, Text)  # as JSON has it, other letters than ASCII's escaped
    holding = [text.contains(json.dumps(name), autoescape=True) for name in sorted(names)]
    later = aliased(Edition)
    newest = ~exists().where(later.report_id == Edition.report_id, later.number > Edition.number)
    chosen = (
        select(Edition, newest)
        .join(Edition.report)
        .options(contains_eager(Edition.report))
        .where(among, or_(false(), *holding))
        .order_by(Edition.id.desc())
    )
    return [NamingEdition(*row) for row in session.execute(chosen)]
