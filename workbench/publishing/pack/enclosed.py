"""Which kept files go into a pack, and what it says that it has not.

The public one gets the snapshots that an edition's quotes were compared with, where they may be
passed on; the internal one every file that the dossier of the article names. Neither gets any of a
confidential source, nor what a dossier named without bringing it: a digest opens no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from workbench.articles.models import Article, Version, VersionDraft
from workbench.claims.models import Claim
from workbench.evidence.models import Contact
from workbench.publishing.dossier import dump_bytes
from workbench.publishing.dossier.dumping.gathering import SNAPSHOT_OF_ARTICLE, USED_SOURCES
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.models import Edition
from workbench.publishing.tables import Column, Table
from workbench.sources.models import Snapshot, Source

PUBLIC, INTERNAL = "public", "internal"
SNAPSHOTS_PASSED_ON = (
    "What the desk kept of its sources (snapshots) is in this pack only where it may be passed on "
    "and a quote was compared with it. The edition tells the SHA-256 of each that one was."
)
BESIDE = (
    "What the desk keeps beside the article is not in this pack: which claims are the same in "
    "other articles and what was corrected there, where sources are watched and what was noticed, "
    "readers' messages, work in the background."
)
CONFIDENTIAL = "Sources are confidential; nothing but their wording is in this pack: "
ONLY_NAMED = "A file that a dossier named and did not bring: SHA-256 "

COLUMNS = (
    Column("path", width=40),
    Column("sha256", width=64),
    Column("media type", width=24),
    Column("name", width=40),
    Column("licence", width=40),
)


@dataclass(frozen=True)
class Enclosed:
    """A file of the store, and where it lies in a pack. `named_only`: it never came in here."""

    path: str
    sha256: str
    media_type: str = ""
    name: str = ""
    licence: str = ""
    named_only: bool = False


@dataclass(frozen=True)
class Inside:
    """What a pack has beside the edition, and what it says that it has not."""

    kind: str
    files: Sequence[Enclosed]
    left_out: Sequence[str]
    documents: Mapping[str, bytes] = field(default_factory=dict)


def public_inside(session: Session, edition: Edition) -> Inside:
    """What anybody may have beside the edition. As the sources' licences are said to be now."""
    content = from_json(edition.content)
    confidential = sum(not source.kind for source in content.sources)
    files = list(_passed_on(session, edition.report.desk_id, content))
    return Inside(PUBLIC, files, [*_sealed(confidential), SNAPSHOTS_PASSED_ON])


def internal_inside(session: Session, edition: Edition) -> Inside:
    """What members have of the article as it is now: its dossier, and every file this names."""
    article = edition.report.article
    found = [*_snapshots(session, article), *_answers(session, article)]
    found += _originals(session, article)
    named = [f"{ONLY_NAMED}{each.sha256}" for each in found if each.named_only]
    sealed = session.scalar(_SEALED, {"article_id": article.id}) or 0
    return Inside(
        INTERNAL,
        [each for each in found if not each.named_only],
        [*_sealed(sealed), *named, BESIDE],
        {"dossier.json": dump_bytes(session, article)},
    )


def as_table(files: Sequence[Enclosed]) -> Table:
    """The files, a row each."""
    rows = ((each.path, each.sha256, each.media_type, each.name, each.licence) for each in files)
    return Table("files", "file", COLUMNS, rows)


def _sealed(number: int) -> list[str]:
    return [f"{CONFIDENTIAL}{number}"] if number else []


_SEALED = (
    select(func.count())
    .select_from(Source)
    .where(Source.id.in_(select(USED_SOURCES.c.id)), Source.confidential)
)


def _passed_on(session: Session, desk_id: int, content: EditionContent) -> Iterator[Enclosed]:
    """Each once, under its digest: what it was called here is no reader's business."""
    checked = {used.checked for claim in content.claims for used in claim.evidence}
    digests = {each.sha256 for each in checked if each}
    chosen = (
        select(Snapshot)
        .join(Source, Source.id == Snapshot.source_id)
        .where(Snapshot.desk_id == desk_id, Snapshot.sha256.in_(digests), Snapshot.licence != "")
        .where(Source.confidential.is_(False), Snapshot.from_dossier.is_(False))
        .order_by(Snapshot.id)
    )
    found = {each.sha256: each for each in session.scalars(chosen)}
    for digest, each in sorted(found.items()):
        yield Enclosed(f"snapshots/{digest}", digest, each.media_type, licence=each.licence)


def _snapshots(session: Session, article: Article) -> Iterator[Enclosed]:
    """Of all sources that claims use or used, removed or not, and of those that these repeat."""
    chosen = select(Snapshot).where(SNAPSHOT_OF_ARTICLE).order_by(Snapshot.id)
    for each in session.scalars(chosen, {"article_id": article.id}):
        yield Enclosed(
            f"snapshots/{each.id}/file", each.sha256, each.media_type, each.name, each.licence,
            each.from_dossier,
        )  # fmt: skip
        if each.warc_sha256:
            path = f"snapshots/{each.id}/warc"
            yield Enclosed(path, each.warc_sha256, "application/warc", f"{each.name}.warc.gz")


def _answers(session: Session, article: Article) -> Iterator[Enclosed]:
    """The files of contacts' answers, of removed contacts too."""
    chosen = select(Contact).join(Contact.claim).where(Claim.article_id == article.id)
    for each in session.scalars(chosen.order_by(Contact.id)):
        if each.file_sha256:
            yield Enclosed(
                f"answers/{each.id}/file", each.file_sha256, each.file_media_type, each.file_name,
                named_only=each.file_from_dossier,
            )  # fmt: skip


def _originals(session: Session, article: Article) -> Iterator[Enclosed]:
    """The files that the article's versions, and drafts of versions, were read from."""
    own = {"article_id": article.id}
    for folder, chosen in (("versions", _OF_VERSIONS), ("drafts", _OF_DRAFTS)):
        for number, digest, name in session.execute(chosen, own):
            if digest:
                yield Enclosed(f"{folder}/{number}/file", digest, name=name)


_OF_VERSIONS = (
    select(Version.number, Version.original_sha256, Version.original_name)
    .where(Version.article_id == bindparam("article_id"))
    .order_by(Version.number)
)
_OF_DRAFTS = (
    select(VersionDraft.id, VersionDraft.original_sha256, VersionDraft.original_name)
    .where(VersionDraft.article_id == bindparam("article_id"))
    .order_by(VersionDraft.id)
)
