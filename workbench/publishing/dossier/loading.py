"""Writing a dossier into a desk."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.db import now
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.publishing.dossier.errors import BadDossier
from workbench.publishing.dossier.plan import Plan, PlannedScale
from workbench.publishing.dossier.reading import Desk, read
from workbench.publishing.dossier.shape import examine
from workbench.publishing.dossier.sharing import presets_of
from workbench.publishing.dossier.writing import write
from workbench.publishing.models import Report
from workbench.verdicts.models import Scale
from workbench.verdicts.rules import VerdictState


def load(
    session: Session,
    data: object,
    *,
    by: Actor,
    people: Mapping[str, int] | None = None,
) -> Article:
    """Make an article of a dossier, on the actor's desk; what is approved in it stays approved.

    People whom the dossier names become rows without an address, who cannot sign in; `people`
    maps ids of the dossier to those who are known here already. Raises `BadDossier` with every
    fault, having written nothing.
    """
    shaped, faults = examine(data)
    plan, more = read(shaped, _desk(session, by.desk_id), at=now())
    known = {fault.path for fault in faults}
    faults += [fault for fault in more if fault.path not in known]
    if faults:
        raise BadDossier(faults)
    article = write(session, plan, people or {}, by=by)
    record(session, EventKind.DOSSIER_LOADED, by=by, article_id=article.id, details=_summary(plan))
    return article


def _summary(plan: Plan) -> dict[str, Any]:
    verdicts = [verdict for claim in plan.claims for verdict in claim.verdicts]
    approved = sum(verdict.state is VerdictState.APPROVED for verdict in verdicts)
    return {"title": plan.article.title, "claims": len(plan.claims), "approved": approved}


def _desk(session: Session, desk_id: int) -> Desk:
    scales = session.scalars(
        select(Scale)
        .options(selectinload(Scale.ratings))
        .where(Scale.desk_id == desk_id)
        .order_by(Scale.current.desc(), Scale.id.desc())
    )
    slugs = session.scalars(select(Report.slug))
    return Desk([_known(scale) for scale in scales], frozenset(slugs))


def _known(scale: Scale) -> PlannedScale:
    return PlannedScale(scale.name, scale.version, presets_of(scale), scale.id)
