"""What is in a pack: of the public one what the edition holds, of the internal one all the rest.

Neither has anything of a confidential source but its wording, whoever asks.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.publishing.dossier import dump_bytes
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import canonical, from_json
from workbench.publishing.exports.rendering import exported
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition
from workbench.publishing.pack.bag import Bag
from workbench.publishing.pack.signing import Signer
from workbench.sources.models import Snapshot, Source
from workbench.storage.files import FileMissing, FileStore

PUBLIC, INTERNAL = "public", "internal"
NO_SNAPSHOTS = (
    "What the desk kept of its sources (snapshots) is not in this pack: it may not be passed on. "
    "The edition tells the SHA-256 of each that a quote was compared with."
)
NOT_KEPT = "A file that the store does not have: SHA-256 "
CONFIDENTIAL = "Sources are confidential; nothing but their wording is in this pack: "


Advance = Callable[[int, int], None]  # told how many files are written, and of how many


def public_pack(edition: Edition, signer: Signer, *, advance: Advance) -> bytes:
    """The pack that anybody may have. The same edition and key give the same bytes."""
    content, file = from_json(edition.content), io.BytesIO()
    bag = _begun(file, edition, content, advance)
    info = [*_info(edition, content, PUBLIC), ("Left-Out", NO_SNAPSHOTS)]
    bag.finish(info, signer.public, signer.sign)
    return file.getvalue()


def internal_pack(
    session: Session, edition: Edition, signer: Signer, *, files: FileStore, file: IO[bytes]
) -> None:
    """Write the pack for members: the public one's files, the dossier with its history, snapshots.

    The dossier is of the article as it is now.
    """
    content = from_json(edition.content)
    bag = _begun(file, edition, content, lambda _done, _all: None)
    bag.add("dossier.json", [dump_bytes(session, edition.report.article)])
    missing = [("Left-Out", f"{NOT_KEPT}{d}") for d in _add_snapshots(session, edition, bag, files)]
    bag.finish([*_info(edition, content, INTERNAL), *missing], signer.public, signer.sign)


def _begun(file: IO[bytes], edition: Edition, content: EditionContent, advance: Advance) -> Bag:
    """A bag with the edition as it is stored and in every format."""
    folder = f"{content.site.slug}-edition-{content.number}"
    bag = Bag(file, folder, datetime.fromisoformat(content.at))
    bag.add("edition.json", [canonical(edition.content)])
    for done, (name, chosen) in enumerate(FORMATS.items()):
        advance(done, len(FORMATS))
        bag.add(f"formats/{chosen.address}", [exported(content, name)])
    return bag


def _add_snapshots(session: Session, edition: Edition, bag: Bag, files: FileStore) -> Iterator[str]:
    """Put in what was kept of the sources that claims use; yield what the store does not have."""
    for snapshot in _snapshots(session, edition):
        for digest, name in ((snapshot.sha256, "file"), (snapshot.warc_sha256, "warc")):
            if not digest:
                continue
            try:
                bag.add(f"snapshots/{snapshot.id}/{name}", files.pieces(digest))
            except FileMissing:
                yield digest


def _snapshots(session: Session, edition: Edition) -> Sequence[Snapshot]:
    used = (
        select(Evidence.source_id)
        .join(Claim, Claim.id == Evidence.claim_id)
        .where(Claim.article_id == edition.report.article_id, Evidence.removed_at.is_(None))
    )
    chosen = select(Snapshot).join(Source, Source.id == Snapshot.source_id)
    chosen = chosen.where(Source.id.in_(used), Source.confidential.is_(False))
    return session.scalars(chosen.order_by(Snapshot.id)).all()


def _info(edition: Edition, content: EditionContent, kind: str) -> list[tuple[str, str]]:
    confidential = sum(not source.kind for source in content.sources)
    return [
        ("Source-Organization", content.desk.name),
        ("External-Description", content.title),
        ("External-Identifier", f"{content.site.report_url}/editions/{content.number}"),
        ("Bagging-Date", content.at[:10]),
        ("Bag-Software-Agent", f"workbench {version('workbench')}"),
        ("Pack-Kind", kind),
        ("Edition-SHA256", edition.sha256),
        *([("Left-Out", f"{CONFIDENTIAL}{confidential}")] if confidential else []),
    ]
