"""Everything of the live article that an edition may be made of, loaded in a few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from workbench.accounts.models import Desk
from workbench.accounts.queries import get_desk, withheld_members
from workbench.articles.models import Article, Version
from workbench.articles.queries import blocks_of, current_version, sentences_in
from workbench.articles.topics import topics_of
from workbench.claims.coverage import coverage_of
from workbench.claims.models import Claim
from workbench.claims.queries import covered_sentences, dispositions_in
from workbench.claims.rules import Status
from workbench.evidence import models as evidence_rows
from workbench.evidence.models import Contact, Evidence
from workbench.evidence.quote_checks import QuoteCheck, quote_checks
from workbench.publishing.edition.excerpts import Outline
from workbench.publishing.edition.model import Coverage, Search, SetAside, Source
from workbench.publishing.edition.versions import Versions, load_versions
from workbench.sources import models as sources
from workbench.sources.citing.service import style_of
from workbench.sources.models import Seal
from workbench.verdicts.models import Rating, Review, Scale, Verdict
from workbench.verdicts.rules import VerdictState


@dataclass(frozen=True)
class OutlinedBlock:
    """A block of the version, and whether it belongs to the article's body."""

    outline: Outline
    body: bool


@dataclass(frozen=True)
class Sealed:
    """A source that is confidential now: how it is worded, and what an edition may call it yet."""

    wording: str
    names: frozenset[str]

    def is_called(self, source: Source) -> bool:
        """Whether a source of an edition is this one."""
        return not self.names.isdisjoint(source.names)


@dataclass(frozen=True)
class Withheld:
    """The people whom readers are not told of: their ids, and what they are called now."""

    ids: frozenset[int]
    names: frozenset[str]

    def told(self, name: str, person_id: int | None = None) -> str:
        """A name as readers get it: empty if it is withheld."""
        return "" if person_id in self.ids or name in self.names else name


@dataclass(frozen=True)
class Material:
    """The live article: its newest text and its claims, those withdrawn left out.

    `csl` is the style by which the desk cites.
    """

    desk: Desk
    article: Article
    topics: tuple[str, ...]
    version: Version
    versions: Versions
    blocks: Sequence[OutlinedBlock]
    claims: Sequence[Claim]
    verdicts: Mapping[int, Verdict]
    evidence: Mapping[int, Sequence[Evidence]]
    searches: Mapping[int, Sequence[Search]]
    contacts: Mapping[int, Sequence[str]]
    checks: Mapping[int, QuoteCheck]
    coverage: Coverage
    csl: str
    sealed: Sequence[Sealed]
    withheld: Withheld


def load_material(session: Session, article: Article) -> Material:
    """Load it all.

    `verdicts` are the approved ones, by claim id, as the rest is but for `checks` of quotes, which
    are by the evidence's. Of contacts nothing is loaded but how the desk words them for readers.
    """
    version = current_version(session, article)
    evidence = _evidence(session, article)
    return Material(
        desk=get_desk(session, article.desk_id),
        article=article,
        topics=topics_of(session, article),
        version=version,
        versions=load_versions(session, article, version),
        blocks=_blocks(session, version),
        claims=_claims(session, article),
        verdicts=_approved(session, article),
        evidence=evidence,
        searches=_searches(session, article),
        contacts=_contacts(session, article),
        checks=quote_checks(session, [each for used in evidence.values() for each in used], ()),
        coverage=_coverage(session, version),
        csl=style_of(session, article.desk_id).csl,
        sealed=_sealed(session, article),
        withheld=_withheld(session, article),
    )


def _blocks(session: Session, version: Version) -> list[OutlinedBlock]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for sentence in sentences_in(session, version.id):
        spans.setdefault(sentence.block_id, []).append((sentence.start, sentence.end))
    return [
        OutlinedBlock(Outline(b.kind, b.start, b.end, tuple(spans.get(b.id, ()))), b.body)
        for b in blocks_of(session, version.id)
    ]


def _claims(session: Session, article: Article) -> Sequence[Claim]:
    return session.scalars(
        select(Claim)
        .options(selectinload(Claim.passages), joinedload(Claim.claimant))
        .where(Claim.article_id == article.id, Claim.status != Status.WITHDRAWN)
        .order_by(Claim.position, Claim.id)
    ).all()


def _approved(session: Session, article: Article) -> dict[int, Verdict]:
    found = session.scalars(
        select(Verdict)
        .join(Verdict.claim)
        .options(
            joinedload(Verdict.rating).joinedload(Rating.scale).selectinload(Scale.ratings),
            joinedload(Verdict.author),
            selectinload(Verdict.reviews).joinedload(Review.reviewer),
        )
        .where(Claim.article_id == article.id, Verdict.state == VerdictState.APPROVED)
    )
    return {verdict.claim_id: verdict for verdict in found}


def _evidence(session: Session, article: Article) -> dict[int, list[Evidence]]:
    found = session.scalars(
        select(Evidence)
        .join(Evidence.claim)
        .options(joinedload(Evidence.source))
        .where(Claim.article_id == article.id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    by_claim: dict[int, list[Evidence]] = {}
    for evidence in found:
        by_claim.setdefault(evidence.claim_id, []).append(evidence)
    return by_claim


def _searches(session: Session, article: Article) -> dict[int, list[Search]]:
    found = session.scalars(
        select(evidence_rows.Search)
        .join(evidence_rows.Search.claim)
        .where(Claim.article_id == article.id, evidence_rows.Search.removed_at.is_(None))
        .order_by(evidence_rows.Search.id)
    )
    by_claim: dict[int, list[Search]] = {}
    for each in found:
        told = Search(each.sought, tuple(each.places), each.searched_on)
        by_claim.setdefault(each.claim_id, []).append(told)
    return by_claim


def _contacts(session: Session, article: Article) -> dict[int, list[str]]:
    found = session.execute(
        select(Contact.claim_id, Contact.wording)
        .join(Contact.claim)
        .where(Claim.article_id == article.id, Contact.removed_at.is_(None), Contact.wording != "")
        .order_by(Contact.id)
    )
    by_claim: dict[int, list[str]] = {}
    for claim_id, wording in found:
        by_claim.setdefault(claim_id, []).append(wording)
    return by_claim


def _sealed(session: Session, article: Article) -> list[Sealed]:
    rows = session.execute(
        select(sources.Source.title, Seal.names)
        .join(Seal, Seal.source_id == sources.Source.id)
        .where(sources.Source.desk_id == article.desk_id)
    )
    return [Sealed(title, frozenset(names)) for title, names in rows]


def _withheld(session: Session, article: Article) -> Withheld:
    people = withheld_members(session, article.desk_id)
    return Withheld(frozenset(p.id for p in people), frozenset(p.name for p in people))


def _coverage(session: Session, version: Version) -> Coverage:
    """Counts of sentences; what claims and blocks come to is filled in by who knows them."""
    counted = coverage_of(session, [version])[version.id]
    return Coverage(
        sentences=counted.total,
        claimed=counted.claimed,
        set_aside=_set_aside(session, version),
        untouched=counted.untouched,
        open_claims=0,
        blocks_left_out=0,
    )


def _set_aside(session: Session, version: Version) -> tuple[SetAside, ...]:
    """Body sentences by reason, the commonest first; a claim on a sentence outweighs it."""
    end = len(version.text)
    covered = covered_sentences(session, version.id, 0, end)
    counts: dict[str, int] = {}
    for decided in dispositions_in(session, version.id, 0, end):
        if decided.sentence.body and decided.sentence_id not in covered:
            counts[decided.reason] = counts.get(decided.reason, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(SetAside(str(reason), number) for reason, number in ordered)
