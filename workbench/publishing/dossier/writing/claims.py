"""Claims with their evidence and verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.tags import put_new_tags
from workbench.db import lock
from workbench.evidence.contacts import put_file
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.searches import write_fields
from workbench.publishing.dossier.plan import (
    EvidenceKey,
    Plan,
    PlannedClaim,
    PlannedContact,
    PlannedEvidence,
    PlannedSearch,
)
from workbench.publishing.dossier.sharing import claimants_of
from workbench.publishing.dossier.writing.rows import Rows
from workbench.publishing.dossier.writing.threads import mentions_in, thread_of
from workbench.publishing.dossier.writing.verdicts import write_verdicts


def write_claims(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    """All claims, but not yet where they stand."""
    claimants = claimants_of(session, plan, article.desk_id)
    for planned in plan.claims:
        claim = _claim(planned, article, rows)
        claim.claimant = claimants.get(planned.fields)
        rows.claims[planned.number] = claim
    session.add_all(rows.claims.values())
    session.flush()
    for planned in plan.claims:
        if planned.merged_into is not None:
            rows.claims[planned.number].merged_into_id = rows.claims[planned.merged_into].id
        _attach(session, planned, rows)
    session.add_all(rows.evidence.values())
    session.flush()
    write_verdicts(session, plan, rows)
    _write_threads(session, plan, rows)
    _tag(session, {rows.claims[p.number]: p.tags for p in plan.claims if p.tags}, article.desk_id)


def _write_threads(session: Session, plan: Plan, rows: Rows) -> None:
    threads = [
        (each, thread_of(each, rows.claims[planned.number], rows.verdicts[planned.number], rows))
        for planned in plan.claims
        for each in planned.threads
    ]
    session.add_all(thread for _planned, thread in threads)
    session.flush()
    session.add_all(m for planned, thread in threads for m in mentions_in(planned, thread, rows))


def _tag(session: Session, tags: Mapping[Claim, Sequence[str]], desk_id: int) -> None:
    if tags:
        lock(session, session.get_one(Desk, desk_id))  # two at once would spell one in two ways
        put_new_tags(session, desk_id, tags)


def _claim(plan: PlannedClaim, article: Article, rows: Rows) -> Claim:
    return Claim(
        desk_id=article.desk_id,
        article=article,
        number=plan.number,
        position=plan.position,
        statement=plan.fields.statement,
        said_on=plan.fields.said_on,
        appearance_url=plan.fields.appearance_url,
        kind=plan.fields.kind,
        priority=plan.fields.priority,
        status=plan.status,
        status_since=plan.status_since,
        taken_by_id=rows.person(plan.taken_by),
        due_on=plan.due_on,
        recheck_on=plan.recheck_on,
        created_at=plan.created_at,
    )


def _attach(session: Session, plan: PlannedClaim, rows: Rows) -> None:
    claim = rows.claims[plan.number]
    for place, each in enumerate(plan.evidence):
        rows.evidence[EvidenceKey(plan.number, place)] = _evidence(each, claim, rows)
    session.add_all(_search(each, claim) for each in plan.searches)
    session.add_all(_contact(each, claim, rows) for each in plan.contacts)


def _evidence(plan: PlannedEvidence, claim: Claim, rows: Rows) -> Evidence:
    said = plan.fields
    return Evidence(
        claim=claim,
        source=rows.sources[plan.source],
        snapshot_id=plan.snapshot and rows.snapshots[plan.snapshot].id,
        stance=said.stance,
        quote=said.quote,
        locator=said.locator,
        note=said.note,
        about=said.about,
        created_at=plan.created_at,
        removed_at=plan.removed_at,
    )


def _search(plan: PlannedSearch, claim: Claim) -> Search:
    search = Search(claim=claim, created_at=plan.created_at, removed_at=plan.removed_at)
    write_fields(search, plan.fields)
    return search


def _contact(plan: PlannedContact, claim: Claim, rows: Rows) -> Contact:
    contact = Contact(
        desk_id=claim.desk_id,
        claim=claim,
        asked_by_id=rows.person(plan.asked_by),
        created_at=plan.created_at,
        removed_at=plan.removed_at,
        **asdict(plan.fields),
    )
    put_file(contact, plan.file)
    return contact
