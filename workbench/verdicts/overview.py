"""Reads that set verdicts beside claims: those of an article, and those of a desk."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from workbench.accounts.models import Person
from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.models import Claim, Claimant, ClaimTag
from workbench.claims.rules import FINISHED, Priority, Status
from workbench.db import plain_rows
from workbench.evidence.alerts import NOTICED
from workbench.evidence.rules import AlertKind
from workbench.intake.labels import label_key
from workbench.searching import searched
from workbench.verdicts.claim_views import ClaimView, in_view
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.rows import ROWS, SOURCES, ClaimRow, fetch_rows
from workbench.verdicts.rules import Token
from workbench.verdicts.sight import SHOWN

Narrowed = TypeVar("Narrowed", bound=Select[*tuple[Any, ...]])


class ListedClaim(NamedTuple):
    """A line of the list of an article's claims, with what its verdict looks like."""

    id: int
    number: int
    position: int
    statement: str
    status: Status
    token: Token | None
    label: str | None
    icon: str | None
    stale: bool
    sources: int
    noticed: AlertKind | None
    works_on_it: str | None
    due_on: str

    @property
    def finished(self) -> bool:
        """Whether nobody has anything left to do."""
        return self.status in FINISHED


def claims_of_article(
    session: Session,
    article: Article,
    *,
    status: Status | None = None,
    after: tuple[int, int] | None = None,
    limit: int = 51,
) -> Sequence[ListedClaim]:
    """An article's claims in their order, those after the key (position, id).

    Withdrawn claims are listed only when their status is asked for.
    """
    chosen = _LIVE_CLAIMS if status is None else _CLAIMS.where(Claim.status == status)
    if after is not None:
        position, claim_id = after
        chosen = chosen.where(
            (Claim.position > position) | ((Claim.position == position) & (Claim.id > claim_id))
        )
    found = plain_rows(session, chosen, {"article_id": article.id, "most": limit})
    return [ListedClaim(*row) for row in found]


_CLAIMS = (
    select(
        Claim.id, Claim.number, Claim.position, Claim.statement, Claim.status,
        Rating.token, Rating.label, Rating.icon, Verdict.stale_since.is_not(None), SOURCES,
        NOTICED, Person.name, Claim.due_on,
    )
    .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & SHOWN)
    .outerjoin(Rating, Rating.id == Verdict.rating_id)
    .outerjoin(Person, Person.id == Claim.taken_by_id)
    .where(Claim.article_id == bindparam("article_id"))
    .order_by(Claim.position, Claim.id)
    .limit(bindparam("most"))
)  # fmt: skip
_LIVE_CLAIMS = _CLAIMS.where(Claim.status != Status.WITHDRAWN)


@dataclass(frozen=True)
class ClaimFilter:
    """What a list of a desk's claims is narrowed to.

    `stale`: claims whose words have changed under their verdicts. `view`: as `viewer` has it, on
    the desk's day `today`.
    """

    words: str = ""
    status: Status | None = None
    priority: Priority | None = None
    token: Token | None = None
    without_verdict: bool = False
    stale: bool = False
    mine: int | None = None
    tag: str = ""
    view: ClaimView | None = None
    viewer: Actor | None = None
    today: str = ""


@dataclass(frozen=True)
class ClaimPlace:
    """Where a claim stands in a list of a desk's claims: by its id, among late ones by its day."""

    id: int
    due_on: str = ""

    @classmethod
    def parse(cls, key: str | None) -> "ClaimPlace | None":
        """The place that an address names, `None` for words that name none."""
        found = re.fullmatch(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})\.)?([0-9]{1,18})", key or "")
        return cls(int(found[2]), found[1] or "") if found else None

    def __str__(self) -> str:
        return f"{self.due_on}.{self.id}" if self.due_on else str(self.id)


def claims_of_desk(
    session: Session,
    desk_id: int,
    wanted: ClaimFilter,
    *,
    after: ClaimPlace | None = None,
    limit: int = 51,
) -> Sequence[ClaimRow]:
    """A desk's claims that follow a place: newest first, late ones by how long they are overdue."""
    chosen = _narrowed(ROWS.where(Claim.desk_id == desk_id), wanted)
    chosen = chosen.options(joinedload(Claim.claimant), selectinload(Claim.tags))
    return fetch_rows(session, _in_order(chosen, wanted, after).limit(limit))


def place_of(claim: Claim, wanted: ClaimFilter) -> ClaimPlace:
    """Where a claim stands in the list that a filter leaves."""
    return ClaimPlace(claim.id, claim.due_on if wanted.view is ClaimView.LATE else "")


def _in_order(chosen: Narrowed, wanted: ClaimFilter, after: ClaimPlace | None) -> Narrowed:
    if wanted.view is ClaimView.LATE:
        if after is not None:
            chosen = chosen.where(tuple_(Claim.due_on, Claim.id) > (after.due_on, after.id))
        return chosen.order_by(Claim.due_on, Claim.id)
    if after is not None:
        chosen = chosen.where(Claim.id < after.id)
    return chosen.order_by(Claim.id.desc())


def claims_as_lines(
    session: Session, desk_id: int, wanted: ClaimFilter, *, at_once: int
) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """All the claims a filter leaves, in the same order, as columns and in parts.

    A desk's claims need not fit into memory; the columns are those of `_LINES`.
    """
    chosen = _narrowed(_LINES.where(Claim.desk_id == desk_id), wanted).limit(at_once)
    rows = session.execute(_in_order(chosen, wanted, None)).all()
    while rows:
        yield rows
        after = ClaimPlace(rows[-1].id, rows[-1].due_on)
        rows = session.execute(_in_order(chosen, wanted, after)).all()


_LINES = (
    select(
        Claim.id, Claim.article_id, Article.title, Claim.number, Claim.statement,
        Claimant.name.label("claimant"), Claim.said_on, Claim.kind, Claim.priority, Claim.status,
        Claim.status_since, Rating.label, Verdict.state, SOURCES.label("sources"),
        Person.name.label("works_on_it"), NOTICED.label("noticed"), Claim.due_on,
    )
    .join(Article, Article.id == Claim.article_id)
    .outerjoin(Claimant, Claimant.id == Claim.claimant_id)
    .outerjoin(Person, Person.id == Claim.taken_by_id)
    .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & SHOWN)
    .outerjoin(Rating, Rating.id == Verdict.rating_id)
)  # fmt: skip


def count_claims(session: Session, desk_id: int, wanted: ClaimFilter) -> int:
    """How many claims of a desk a filter leaves."""
    counting = select(func.count(Claim.id)).where(Claim.desk_id == desk_id)
    if (
        wanted.token is not None or wanted.without_verdict or wanted.stale
    ):  # else an index tells alone
        counting = counting.outerjoin(Verdict, (Verdict.claim_id == Claim.id) & SHOWN).outerjoin(
            Rating, Rating.id == Verdict.rating_id
        )
    return session.scalar(_narrowed(counting, wanted)) or 0


def _narrowed(chosen: Narrowed, wanted: ClaimFilter) -> Narrowed:
    for word in searched(wanted.words):
        chosen = chosen.where(Claim.search_text.contains(word, autoescape=True))
    if wanted.status is not None:
        chosen = chosen.where(Claim.status == wanted.status)
    if wanted.priority is not None:
        chosen = chosen.where(Claim.priority == wanted.priority)
    if wanted.token is not None:
        chosen = chosen.where(Rating.token == wanted.token)
    if wanted.without_verdict:
        chosen = chosen.where(Rating.id.is_(None))
    if wanted.stale:
        chosen = chosen.where(Verdict.stale_since.is_not(None), Claim.status != Status.WITHDRAWN)
    return chosen.where(*_whose_turn(wanted))


def _whose_turn(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.mine is not None:
        yield Claim.taken_by_id == wanted.mine
    if wanted.tag:
        tagged = select(ClaimTag.claim_id).where(
            ClaimTag.desk_id == Claim.desk_id, ClaimTag.key == label_key(wanted.tag)
        )
        yield Claim.id.in_(tagged)
    if wanted.view is not None and wanted.viewer is not None:
        yield in_view(wanted.view, wanted.viewer, wanted.today)


def ratings_of_claims(session: Session, claim_ids: Collection[int]) -> Mapping[int, Rating]:
    """The rating that each of these claims has now, by claim id; unrated claims are left out."""
    rows = session.execute(
        select(Verdict.claim_id, Rating)
        .join(Rating, Rating.id == Verdict.rating_id)
        .where(Verdict.claim_id.in_(claim_ids), SHOWN)
    )
    return dict(rows.all())


def statuses_of_articles(
    session: Session, article_ids: Sequence[int]
) -> Mapping[int, Mapping[Status, int]]:
    """How many claims of each status the articles have, in the order of a claim's way."""
    counts: dict[int, dict[Status, int]] = {}
    counted = plain_rows(session, _STATUSES, {"article_ids": list(article_ids)})
    for article_id, status, number in counted:
        counts.setdefault(article_id, {})[status] = number
    return {article: _in_their_order(found) for article, found in counts.items()}


def _in_their_order(found: Mapping[Status, int]) -> Mapping[Status, int]:
    return {status: found[status] for status in Status if status in found}


_STATUSES = (
    select(Claim.article_id, Claim.status, func.count())
    .where(Claim.article_id.in_(bindparam("article_ids", expanding=True)))
    .group_by(Claim.article_id, Claim.status)
)
