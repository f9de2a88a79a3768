"""Which piece of evidence somebody chooses words for, and in which snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.status import refuse_if_still
from workbench.evidence.models import Evidence
from workbench.evidence.queries import get_evidence
from workbench.screens.workbench.place import load_place
from workbench.sources.models import Snapshot
from workbench.sources.sight import get_source
from workbench.sources.snapshots import get_snapshot, newest_readable


@dataclass(frozen=True)
class Piece:
    """A piece of a claim's evidence."""

    article: Article
    claim: Claim
    evidence: Evidence

    @property
    def this(self) -> Mapping[str, Any]:
        """What names it in an address."""
        return {
            "article_id": self.article.id, "number": self.claim.number,
            "evidence_id": self.evidence.id,
        }  # fmt: skip

    @property
    def in_claim(self) -> str:
        """Where it stands in its claim's panel."""
        return url_for(
            "workbench.claim", article_id=self.article.id, number=self.claim.number,
            _anchor=f"evidence-{self.evidence.id}",
        )  # fmt: skip


@dataclass(frozen=True)
class Reading(Piece):
    """A piece of evidence, and a snapshot of its source that is read for it."""

    snapshot: Snapshot

    @property
    def this(self) -> Mapping[str, Any]:
        """What names both in an address."""
        return {**super().this, "snapshot_id": self.snapshot.id}


def load_piece(session: Session, actor: Actor, **address: int) -> Piece:
    """The piece that an address names. Raises `NotFound`, and `ClaimLocked` if it stands still."""
    place = load_place(session, actor, address["article_id"], address["number"])
    refuse_if_still(place.opened)
    evidence = get_evidence(session, place.opened, address["evidence_id"])
    get_source(session, actor, evidence.source_id)  # of a confidential one, its confidants alone
    return Piece(place.article, place.opened, evidence)


def load_newest(session: Session, piece: Piece) -> Reading | None:
    """The piece and the newest snapshot of its source that has a text, if there is one."""
    source = piece.evidence.source
    newest = newest_readable(session, [source.id]).get(source.id)
    if newest is None:
        return None
    snapshot = get_snapshot(session, source, newest)
    return Reading(piece.article, piece.claim, piece.evidence, snapshot)


def load_reading(session: Session, actor: Actor, *, snapshot_id: int, **address: int) -> Reading:
    """The piece and the snapshot. Raises `NotFound`, `SnapshotUnknown` and `ClaimLocked`."""
    piece = load_piece(session, actor, **address)
    snapshot = get_snapshot(session, piece.evidence.source, snapshot_id)
    return Reading(piece.article, piece.claim, piece.evidence, snapshot)
