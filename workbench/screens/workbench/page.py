"""What the workbench shows around the text: the head, the list of claims and the open claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workbench.accounts.models import Person
from workbench.accounts.queries import other_editors
from workbench.accounts.rules import Act, Actor
from workbench.articles.models import Article, Block, Version
from workbench.articles.versions import Waiting, waiting_of
from workbench.articles.word_difference import Piece
from workbench.claims.coverage import Coverage, next_untouched
from workbench.claims.models import Claim, Passage
from workbench.claims.queries import EarlierPlace, earlier_places
from workbench.claims.rules import LOCKED, WAITING, Status
from workbench.claims.workflow import Move, moves_open_to
from workbench.db import plain_rows
from workbench.discussion.queries import SeenThread, colleagues, placed, threads_of_claim
from workbench.discussion.rules import About
from workbench.evidence.alerts import alerts_of_claim
from workbench.evidence.footing import Footing, footing_of
from workbench.evidence.models import Alert, Contact, Evidence, Search
from workbench.evidence.queries import contacts_of, evidence_of, searches_of, sees_piece
from workbench.evidence.quote_checks import QuoteCheck, quote_checks
from workbench.history.models import Event
from workbench.history.queries import events_of_claim
from workbench.messages.models import Message
from workbench.messages.queries import messages_on_claim
from workbench.publishing.flags import flags_of_claim
from workbench.publishing.models import Flag
from workbench.publishing.queries import report_of
from workbench.screens.approval_checks import Checked, check_before_approval
from workbench.screens.checkers import checkers
from workbench.screens.coverage import Parts, coverage_in_colours
from workbench.screens.figures import Figures, figures_beside
from workbench.screens.rewordings import rewordings
from workbench.sources.sight import OpenedSource, open_seals
from workbench.verdicts.checks.grounds import Grounds
from workbench.verdicts.models import Review, Scale, Verdict
from workbench.verdicts.overview import ListedClaim, claims_of_article, statuses_of_articles
from workbench.verdicts.points import last_return
from workbench.verdicts.precedents import Precedent, departures, precedents
from workbench.verdicts.queries import current_scale, verdicts_of
from workbench.verdicts.reading import ClaimReading, reading_of
from workbench.verdicts.same import SameElsewhere, same_as
from workbench.verdicts.sight import is_read_blind
from workbench.web.pages import PAGE_SIZE, Page, page_of


@dataclass(frozen=True)
class Head:
    """The article's name, how much of it is accounted for, and what may be done with it."""

    article: Article
    version: Version
    coverage: Coverage
    parts: Parts
    next_untouched: int | None
    waiting: Waiting
    to_publish: int
    report_slug: str | None
    statuses: Mapping[Status, int]

    @property
    def live_claims(self) -> int:
        """How many claims the article has, those withdrawn left out."""
        return sum(self.statuses.values()) - self.statuses.get(Status.WITHDRAWN, 0)


def head_of(session: Session, article: Article, version: Version) -> Head:
    """The head of an article's page."""
    coverage, parts = coverage_in_colours(session, [version])[version.id]
    statuses = statuses_of_articles(session, [article.id]).get(article.id, {})
    report = report_of(session, article)
    return Head(
        article=article,
        version=version,
        coverage=coverage,
        parts=parts,
        next_untouched=next_untouched(session, version.id),
        waiting=waiting_of(session, article),
        to_publish=statuses.get(Status.APPROVED, 0),
        report_slug=report.slug if report else None,
        statuses=statuses,
    )


@dataclass(frozen=True)
class ClaimList:
    """A page of the article's claims, and the status it is narrowed to."""

    page: Page[ListedClaim]
    status: Status | None
    earlier: bool


def claim_list(
    session: Session,
    article: Article,
    *,
    status: Status | None = None,
    after: str | None = None,
    around: Claim | None = None,
    only: Claim | None = None,
) -> ClaimList:
    """The claims after a key, a page that holds the claim that is open, or `only` one."""
    if only is not None:
        return ClaimList(_only(session, article, only), status, earlier=False)
    key = _key(after) if after else _key_before(around)
    rows = claims_of_article(session, article, status=status, after=key, limit=PAGE_SIZE + 1)
    page = page_of(rows, lambda claim: f"{claim.position}-{claim.id}")
    return ClaimList(page, status, earlier=key is not None and not after)


def _only(session: Session, article: Article, claim: Claim) -> Page[ListedClaim]:
    """A page with this claim, or with none if it is not listed."""
    before = (claim.position, claim.id - 1)
    rows = claims_of_article(session, article, after=before, limit=1)
    return Page([row for row in rows if row.id == claim.id], None)


def _key(value: str) -> tuple[int, int] | None:
    position, _dash, claim_id = value.partition("-")
    usable = all(part.isdecimal() and len(part) < 10 for part in (position, claim_id))
    return (int(position), int(claim_id)) if usable else None


def _key_before(claim: Claim | None) -> tuple[int, int] | None:
    """Where a page must begin to hold a claim that is not among the first."""
    if claim is None or claim.position <= PAGE_SIZE // 2:
        return None
    return (claim.position - PAGE_SIZE // 4, 0)


@dataclass(frozen=True)
class OpenClaim:
    """Everything about one claim, in the order of the work."""

    claim: Claim
    passages: Sequence[tuple[Passage, int]]
    stood: Sequence[EarlierPlace]
    evidence: Sequence[Evidence]
    opened: Mapping[int, OpenedSource]
    checks: Mapping[int, QuoteCheck]
    alerts: Sequence[Alert]
    footing: Footing
    contacts: Sequence[Contact]
    figures: Figures
    searches: Sequence[Search]
    checked: Checked
    returned: Review | None
    precedents: Sequence[Precedent]
    same: Sequence[SameElsewhere]
    flags: Sequence[Flag]
    messages: Sequence[Message]
    verdict: Verdict | None
    versions: Sequence[Verdict]
    scale: Scale
    reading: ClaimReading
    moves: Sequence[Move]
    people: Mapping[int, str]
    checkers: Sequence[tuple[int, str]]
    events: Sequence[Event]
    merged_into: int | None
    editors_missing: bool
    threads: Sequence[SeenThread]
    read_blind: bool
    colleagues: Mapping[int, str]

    def threads_on(self, piece: Evidence) -> Sequence[SeenThread]:
        """What was said about a piece of evidence."""
        return placed(self.threads, About.EVIDENCE, piece.id)

    @property
    def threads_on_verdicts(self) -> Sequence[SeenThread]:
        """What was said about the verdict, earlier versions included."""
        return placed(self.threads, About.VERDICT, None)

    @property
    def threads_on_claim(self) -> Sequence[SeenThread]:
        """What was said about the claim, and about evidence that is there no more."""
        there = {piece.id for piece in self.evidence}
        on_evidence = placed(self.threads, About.EVIDENCE, None)
        gone = [seen for seen in on_evidence if seen.thread.evidence_id not in there]
        return [*placed(self.threads, About.CLAIM, None), *gone]

    def shows_whole(self, piece: Evidence) -> bool:
        """Whether nothing of a piece of evidence is kept from whoever looks."""
        return sees_piece(piece, self.opened)

    @property
    def locked(self) -> bool:
        """Whether a verdict stands on the claim as it is, so that nothing below it may change."""
        return self.claim.status in LOCKED

    @property
    def waiting(self) -> bool:
        """Whether the verdict waits for an editor."""
        return self.claim.status in WAITING

    @property
    def stale(self) -> bool:
        """Whether the verdict was given on words that have changed since."""
        return self.verdict is not None and self.verdict.stale_since is not None

    @property
    def rewordings(self) -> Sequence[Sequence[Piece]]:
        """How its words changed between versions."""
        return rewordings([passage for passage, _block in self.passages], self.stood)

    @property
    def to_be_read_blind(self) -> bool:
        """Whether somebody is to read the claim who does not see its first verdict."""
        asked = self.checked.policy
        hidden = self.verdict is None or self.verdict.blind
        return hidden and asked.blind and self.claim.priority in asked.second_for

    @property
    def previous(self) -> Sequence[Verdict]:
        """Earlier versions of the verdict, and what the second reader wrote, the newest first."""
        own = self.reading.own_second if self.reading.reads_second else None
        return [v for v in self.versions if v is not self.verdict and v is not own]

    @property
    def departing(self) -> Sequence[Precedent]:
        """The precedents from which the rating that the actor saved departs."""
        own = self.reading.own_second if self.reading.reads_second else self.verdict
        return departures(self.precedents, own.rating if own else None)


def open_claim(session: Session, claim: Claim, version: Version, actor: Actor) -> OpenClaim:
    """The panel of a claim, as this actor may work on it."""
    versions = verdicts_of(session, claim, viewer=actor)
    verdict = next((v for v in versions if v.current), None)
    reading = reading_of(session, claim, verdict, actor)
    events = events_of_claim(session, claim.id, limit=100)
    evidence = evidence_of(session, claim)
    opened = open_seals(session, actor, [piece.source for piece in evidence])
    checks, footing = quote_checks(session, evidence, opened), footing_of(session, evidence)
    contacts, searches = contacts_of(session, claim), searches_of(session, claim)
    grounds = Grounds(claim, evidence, checks, footing, contacts, searches, verdict)
    return OpenClaim(
        claim=claim,
        passages=_with_blocks(session, claim),
        stood=earlier_places(session, claim) if version.number > 1 else (),
        evidence=evidence,
        opened=opened,
        checks=checks,
        alerts=alerts_of_claim(session, claim),
        footing=footing,
        contacts=contacts,
        figures=figures_beside(claim, evidence),
        searches=searches,
        checked=check_before_approval(session, grounds, actor),
        returned=last_return(session, claim),
        precedents=precedents(session, claim) if _writes(claim, reading, actor) else (),
        same=same_as(session, claim),
        flags=flags_of_claim(session, claim),
        messages=messages_on_claim(session, claim) if actor.may(Act.RESEARCH) else (),
        verdict=verdict,
        versions=versions,
        scale=current_scale(session, claim.desk_id),
        reading=reading,
        moves=moves_open_to(claim.status, by=actor, situation=reading.situation),
        people=_names(session, claim),
        checkers=checkers(session, claim.desk_id) if actor.may(Act.PROPOSE) else (),
        events=events,
        merged_into=_merged_into(session, claim),
        editors_missing=actor.may(Act.PROPOSE)
        and not other_editors(session, claim.desk_id, actor.person_id),
        threads=threads_of_claim(session, claim, viewer=actor),
        read_blind=is_read_blind(session, claim),
        colleagues=colleagues(session, claim.desk_id) if actor.may(Act.RESEARCH) else {},
    )


def _writes(claim: Claim, reading: ClaimReading, actor: Actor) -> bool:
    """Whether the actor has a verdict to write here, as either reader."""
    moves = moves_open_to(claim.status, by=actor, situation=reading.situation)
    return reading.reads_second or Move.PROPOSE in moves


def _with_blocks(session: Session, claim: Claim) -> list[tuple[Passage, int]]:
    """Each passage with the number of the block it begins in."""
    numbers = dict(plain_rows(session, _BLOCKS_OF_PASSAGES, {"claim_id": claim.id}).all())
    return [(passage, numbers[passage.id]) for passage in claim.passages]


_BLOCKS_OF_PASSAGES = (
    select(Passage.id, Block.position)
    .join(Block, Block.version_id == Passage.version_id)
    .where(
        Passage.claim_id == bindparam("claim_id"),
        Block.start <= Passage.start,
        Passage.start < Block.end,
    )
)


def _names(session: Session, claim: Claim) -> Mapping[int, str]:
    if claim.taken_by_id is None:
        return {}
    return dict(plain_rows(session, _NAME, {"person_id": claim.taken_by_id}).all())


_NAME = select(Person.id, Person.name).where(Person.id == bindparam("person_id"))


def _merged_into(session: Session, claim: Claim) -> int | None:
    if claim.merged_into_id is None:
        return None
    return session.scalar(select(Claim.number).where(Claim.id == claim.merged_into_id))
