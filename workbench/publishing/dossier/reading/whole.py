"""The dossier as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbench.publishing.dossier.errors import Fault
from workbench.publishing.dossier.plan import Plan, PlannedArticle, PlannedClaim, PlannedScale
from workbench.publishing.dossier.reading.claims import Surroundings, read_claims
from workbench.publishing.dossier.reading.dispositions import read_dispositions
from workbench.publishing.dossier.reading.drafts import read_drafts
from workbench.publishing.dossier.reading.editions import read_editions, read_slug, read_withdrawals
from workbench.publishing.dossier.reading.events import read_events
from workbench.publishing.dossier.reading.labels import read_labels
from workbench.publishing.dossier.reading.node import Node
from workbench.publishing.dossier.reading.people import read_people
from workbench.publishing.dossier.reading.remarks import read_remarks
from workbench.publishing.dossier.reading.scales import read_scales
from workbench.publishing.dossier.reading.snapshots import read_snapshots
from workbench.publishing.dossier.reading.sources import read_sources
from workbench.publishing.dossier.reading.versions import read_versions


@dataclass(frozen=True)
class Desk:
    """What has to be known of the desk: its scales, the current one first, and slugs in use."""

    scales: Sequence[PlannedScale] = ()
    slugs: frozenset[str] = field(default=frozenset())


def read(data: Mapping[str, Any], desk: Desk, *, at: datetime) -> tuple[Plan, list[Fault]]:
    """What a dossier of the right shape means, and every fault of meaning.

    With faults the plan is not whole, and must not be written. `at` is the moment of the loading.
    """
    faults: list[Fault] = []
    dossier = Node(data, "$", faults, at)
    people = read_people(dossier)
    versions, sources = read_versions(dossier, people), read_sources(dossier)
    scales = read_scales(dossier, desk.scales)
    ids = frozenset(source.id for source in sources)
    snapshots = read_snapshots(dossier, ids, people)
    claims = read_claims(dossier, Surroundings(versions, people, scales, ids, snapshots))
    numbers = frozenset(claim.number for claim in claims)
    slug = read_slug(dossier, desk.slugs)
    editions = read_editions(dossier, slug, people)
    plan = Plan(
        article=_article(dossier.child("article"), claims),
        versions=tuple(version for version in versions.planned.values() if version),
        people=people.names,
        sources=sources,
        snapshots=snapshots,
        scales=scales.own,
        claims=claims,
        dispositions=read_dispositions(dossier, versions, people),
        drafts=read_drafts(dossier, versions, claims, people),
        slug=slug,
        editions=editions,
        withdrawals=read_withdrawals(dossier, len(editions), people),
        remarks=read_remarks(dossier, versions, numbers, people),
        events=read_events(dossier, people, numbers),
    )
    return plan, faults


def _article(node: Node, claims: Sequence[PlannedClaim]) -> PlannedArticle:
    highest = max((claim.number for claim in claims), default=0)
    numbered = node.number("claims_numbered")
    if numbered is not None and numbered < highest:
        node.fault("claims_numbered", f"is {numbered}, but there is a claim {highest}")
    return PlannedArticle(
        title=node.line("title"),
        outlet=node.text("outlet"),
        authors=node.texts("authors"),
        url=node.text("url"),
        published=node.day("published"),
        language=node.line("language") or "en",
        topics=read_labels(node, "topics", "a topic has no comma"),
        claims_numbered=max(numbered or 0, highest),
        created_at=node.moment("created_at"),
    )
