"""A desk with a confidential source that is full of words nobody else may read.

Every one of them has `MARK` in it, so that one search finds whatever got out.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.screens.conftest import Desk, new_article, new_claim, new_proposal
from workbench.accounts.rules import Role
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.service import publish_edition
from workbench.sources.fetching import ask_for_snapshot
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Snapshot, Source
from workbench.sources.rules import SourceKind
from workbench.sources.sealing import add_confidential, make_confidential
from workbench.sources.service import SourceFields, add_source, edit_source
from workbench.sources.taking import take
from workbench.sources.unwatched import unwatch_place
from workbench.storage.files import FileStore
from workbench.verdicts.service import approve_verdict

MARK = "zzsecret"
WORDING = "a ministry official who saw the contract"
NAMED = frozenset({Role.FACT_CHECKER, Role.VIEWER})  # neither an editor nor an admin
KNOWN_BY = "harbourmaster"  # by which the source is found, and a page may repeat what was asked

FIELDS = SourceFields(
    f"{MARK}-title {KNOWN_BY}", SourceKind.E_MAIL, (f"{MARK}-family, Given",), f"{MARK}-publisher",
    "1999-04", f"https://{MARK}-host.example/{MARK}-page", f"https://archive.example/{MARK}-copy",
    "1999-05", {"DOI": f"10.5555/{MARK}-doi", "volume": f"{MARK}-volume"},
)  # fmt: skip


def make_secret(session: Session, desk: Desk, files: FileStore) -> dict[str, Any]:
    """All of it, by what addresses are filled with. Record and jobs knew its name before."""
    article = new_article(session, desk)
    source = _known_to_all(session, desk)
    snapshot_id = _kept(session, desk, source, files)
    claim = new_claim(session, desk, article)
    _used(session, desk, claim, source)
    make_confidential(
        session, source=source, shown_as=WORDING, revision=source.revision, by=desk.actor(),
        confidants=[desk.people[role] for role in NAMED],
    )  # fmt: skip
    _kept_later(session, desk, source, files)
    _secret_from_the_start(session, desk)
    slug = _published(session, desk, article, claim)
    waits = new_claim(session, desk, article, "The quay was late", "The quay was late.")
    _used(session, desk, waits, source)
    verdict = new_proposal(session, desk, waits)
    worked_on = new_claim(session, desk, article, "Nobody asked why", "Nobody asked.")
    piece = _used(session, desk, worked_on, source)
    return {
        "article_id": article.id, "number": worked_on.number, "evidence_id": piece.id,
        "source_id": source.id, "snapshot_id": snapshot_id, "verdict_id": verdict.id, "slug": slug,
    }  # fmt: skip


def _known_to_all(session: Session, desk: Desk) -> Source:
    earlier = SourceFields(f"{MARK}-earlier", url=f"https://{MARK}-earlier.example/")
    source = add_source(session, fields=earlier, by=desk.actor())
    edit_source(session, source=source, fields=FIELDS, revision=1, by=desk.actor())
    job = ask_for_snapshot(session, source=source, by=desk.actor())
    job.trouble = f"{MARK}-host.example did not answer."
    return source


def _secret_from_the_start(session: Session, desk: Desk) -> None:
    url = f"https://{MARK}-second.example/"
    fields = replace(FIELDS, title=f"{MARK}-second {KNOWN_BY}", url=url, further={})
    add_confidential(
        session, fields=fields, shown_as="a second official", by=desk.actor(),
        confidants=[desk.people[role] for role in NAMED],
    )  # fmt: skip


def _kept(session: Session, desk: Desk, source: Source, files: FileStore) -> int:
    taken = take(f"{MARK}-text. The council.".encode(), name=f"{MARK}-file.txt", files=files)
    warc = files.keep(f"WARC/1.1 {MARK}-warc".encode())
    taken = replace(taken, warc_sha256=warc, warc_size=99)
    kept = keep_snapshot(
        session, source=source, taken=taken, by=desk.actor(), url=f"https://{MARK}-at.example/"
    )
    unwatch_place(session, source=source, snapshot=kept, after=0, before=None, by=desk.actor())
    return kept.id


def _kept_later(session: Session, desk: Desk, source: Source, files: FileStore) -> None:
    taken = take(f"{MARK}-later".encode(), name=f"{MARK}-later.txt", files=files)
    keep_snapshot(session, source=source, taken=taken, by=desk.actor())


def _used(session: Session, desk: Desk, claim: Claim, source: Source) -> Evidence:
    kept = session.scalars(select(Snapshot.id).where(Snapshot.source_id == source.id)).first()
    fields = EvidenceFields(
        Stance.REFUTES, "He approved 32 million.", f"{MARK}-locator", f"{MARK}-note", kept
    )
    return add_evidence(session, claim=claim, source=source, fields=fields, by=desk.actor())


def _published(session: Session, desk: Desk, article: Article, claim: Claim) -> str:
    verdict, editor = new_proposal(session, desk, claim), desk.actor(Role.EDITOR)
    approve_verdict(session, claim=claim, revision=verdict.revision, by=editor)
    edition = publish_edition(
        session, article=article, fields=EditionFields("The harbour"),
        public_url="http://localhost", by=editor,
    )  # fmt: skip
    slug: str = edition.report.slug
    return slug
