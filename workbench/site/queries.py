"""Reads from the index: which reports there are, and what is to be said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union
from sqlalchemy.orm import Session, undefer

from workbench.publishing.index.models import (
    Facet,
    PublicClaim,
    PublicFacet,
    PublicReport,
    SiteState,
)
from workbench.publishing.models import Edition
from workbench.remembering import Memory
from workbench.searching import searched
from workbench.site.rules import Key, Wanted, first_day, last_day
from workbench.slugs import own_slug
from workbench.verdicts.rules import Token

SIZE = 20  # reports on a page
MOST_OFFERED = 12  # of a facet, beside a list
MOST_HITS = 3  # claims below a report's line
_TRUTH = list(Token)
EVERYTHING = Wanted()


def revision_of(session: Session) -> str:
    """The state of the index: another one whenever anything became public or changed."""
    return session.scalar(select(SiteState.revision)) or ""


def reports_wanted(
    session: Session, wanted: Wanted, *, limit: int = SIZE + 1
) -> Sequence[PublicReport]:
    """So many reports (a page and one more), newest first by their first editions."""
    chosen = select(PublicReport).where(*_conditions(wanted))
    if wanted.words:
        chosen = chosen.options(undefer(PublicReport.said))
    if wanted.older:
        chosen = chosen.where(_behind(wanted.older))
    newest = chosen.order_by(PublicReport.first_at.desc(), PublicReport.report_id.desc())
    return session.scalars(newest.limit(limit)).all()


def newest_editions(session: Session) -> Sequence[tuple[int, datetime]]:
    """The newest edition of every report, by id, and its moment, the last published first."""
    newest = select(PublicReport.edition_id, PublicReport.at)
    rows = session.execute(newest.order_by(PublicReport.at.desc(), PublicReport.report_id.desc()))
    return [(row.edition_id, row.at) for row in rows]


def key_of_report(report: PublicReport) -> Key:
    """The key behind which the reports older than this one begin."""
    return Key(int(report.first_at.timestamp()), report.report_id)


def _behind(key: Key) -> ColumnElement[bool]:
    at = datetime.fromtimestamp(key.at, UTC)
    same = and_(PublicReport.first_at == at, PublicReport.report_id < key.report_id)
    return or_(PublicReport.first_at < at, same)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        PublicReport.report_id.in_(reports_with(facet, slug))
        for facet, slug in wanted.facets.items()
        if facet not in _OF_CLAIMS
    ]
    if wanted.since:
        found.append(PublicReport.first_on >= first_day(wanted.since))
    if wanted.until:
        found.append(PublicReport.first_on <= last_day(wanted.until))
    return [*found, *_of_claims(wanted)]


_OF_CLAIMS = {Facet.VERDICT: PublicClaim.verdict, Facet.CLAIMANT: PublicClaim.claimant_slug}


def reports_with(facet: Facet, slug: str) -> Select[int]:
    """The ids of the reports that have a facet."""
    return select(PublicFacet.report_id).where(PublicFacet.facet == facet, PublicFacet.slug == slug)


def _of_claims(wanted: Wanted) -> list[ColumnElement[bool]]:
    """One claim has to have everything that is asked of claims; words may be the report's own."""
    asked, words = _asked(wanted), searched(wanted.words)
    if not asked and not words:
        return []
    having = select(PublicClaim.report_id).where(*asked)
    if words:
        # As one set, which is made once: two conditions joined by “or” are looked at row by row.
        own = select(PublicReport.report_id).where(*_contains(PublicReport, words))
        of_own = own.where(PublicReport.report_id.in_(having)) if asked else own
        return [
            PublicReport.report_id.in_(union(having.where(*_contains(PublicClaim, words)), of_own))
        ]
    return [PublicReport.report_id.in_(having)]


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    facets = wanted.facets
    return [column == facets[facet] for facet, column in _OF_CLAIMS.items() if facet in facets]


def _contains(
    table: type[PublicClaim | PublicReport], words: Sequence[str]
) -> list[ColumnElement[bool]]:
    return [table.search_text.contains(word, autoescape=True) for word in words]


@dataclass(frozen=True)
class Hits:
    """The claims of a report that are what was asked for: the first of them, and how many."""

    claims: Sequence[PublicClaim]
    number: int


def hits(session: Session, wanted: Wanted, reports: Sequence[PublicReport]) -> Mapping[int, Hits]:
    """The claims that are what was asked for, by their reports; none if nothing is of claims."""
    asked = [*_asked(wanted), *_contains(PublicClaim, searched(wanted.words))]
    if not asked or not reports:
        return {}
    by_report: dict[int, Hits] = {}
    for claim, number in session.execute(_first_of(asked, reports)):
        before = by_report.get(claim.report_id, Hits((), number))
        by_report[claim.report_id] = Hits((*before.claims, claim), number)
    return by_report


def _first_of(
    asked: Sequence[ColumnElement[bool]], reports: Sequence[PublicReport]
) -> Select[PublicClaim, int]:
    """The first claims of each report that are as asked, each with how many are."""
    of_report, each = PublicClaim.report_id, PublicClaim.number
    among = PublicClaim.report_id.in_([report.report_id for report in reports])
    found = (
        select(
            PublicClaim.report_id, PublicClaim.number,
            func.row_number().over(partition_by=of_report, order_by=each).label("place"),
            func.count().over(partition_by=of_report).label("found"),
        )
        .where(among, *asked)
        .subquery()
    )  # fmt: skip
    same = and_(PublicClaim.report_id == found.c.report_id, PublicClaim.number == found.c.number)
    return (
        select(PublicClaim, found.c.found)
        .options(undefer(PublicClaim.said))
        .join(found, same)
        .where(found.c.place <= MOST_HITS)
        .order_by(PublicClaim.report_id, PublicClaim.number)
    )


@dataclass(frozen=True)
class Offered:
    """A facet to choose: its words, how many reports have it, and how a verdict looks."""

    facet: Facet
    slug: str
    words: str
    token: str
    icon: str
    reports: int

    @property
    def label(self) -> str:
        """The words of a verdict."""
        return self.words


def facets_of_site(
    session: Session, wanted: Wanted = EVERYTHING, most: int | None = MOST_OFFERED
) -> Mapping[Facet, Sequence[Offered]]:
    """What reports can be chosen by: verdicts in their order, the rest by how many have them.

    Of those that are wanted: of a facet as if nothing were chosen of it, since a click on it
    chooses another one instead. One query, and one more for each that is chosen.
    """
    found = _facets_among(session, wanted, most)
    others = {facet: wanted.having(facet, "") for facet in wanted.facets}
    instead = {facet: _facets_among(session, each, most)[facet] for facet, each in others.items()}
    return {**found, **instead}


def _facets_among(
    session: Session, wanted: Wanted, most: int | None
) -> Mapping[Facet, Sequence[Offered]]:
    among = select(PublicReport.report_id).where(*_conditions(wanted))
    counted = (
        select(
            PublicFacet.facet, PublicFacet.slug, func.min(PublicFacet.words),
            func.min(PublicFacet.token), func.min(PublicFacet.icon), func.count(),
        )
        .where(*([] if wanted.everything else [PublicFacet.report_id.in_(among)]))
        .group_by(PublicFacet.facet, PublicFacet.slug)
        .order_by(PublicFacet.facet, func.count().desc(), PublicFacet.slug)
    )  # fmt: skip
    found: dict[Facet, list[Offered]] = {facet: [] for facet in Facet}
    for row in session.execute(counted):
        each = Offered(*row)
        if most is None or len(found[each.facet]) < most:
            found[each.facet].append(each)
    found[Facet.VERDICT].sort(key=lambda each: _TRUTH.index(Token(each.token)))
    return found


def facet_named(session: Session, facet: Facet, slug: str) -> Offered | None:
    """A facet by its slug, if a report has it."""
    found = session.execute(
        select(
            PublicFacet.facet, PublicFacet.slug, func.min(PublicFacet.words),
            func.min(PublicFacet.token), func.min(PublicFacet.icon), func.count(),
        )
        .where(PublicFacet.facet == facet, PublicFacet.slug == slug)
        .group_by(PublicFacet.facet, PublicFacet.slug)
    ).first()  # fmt: skip
    return Offered(*found) if found else None


def slugs_of_topics_ever(session: Session) -> frozenset[str]:
    """The topics that any edition ever had. Read once for each state of the site: it takes long."""
    return _topics_ever.recall(revision_of(session), lambda: _slugs_of_topics(session))


_topics_ever = Memory(20_000)  # topics, of all the states that are remembered


def _slugs_of_topics(session: Session) -> frozenset[str]:
    rows = session.scalars(select(Edition.content[("article", "topics")]))
    return frozenset(own_slug(topic) for topics in rows for topic in topics or ())


def months(session: Session, wanted: Wanted = EVERYTHING) -> Sequence[tuple[str, int]]:
    """The months in which reports first appeared, and how many, newest first.

    Of those that are wanted, whenever they appeared: a click on a month chooses that one instead.
    """
    month = func.substr(PublicReport.first_on, 1, 7)
    among = _conditions(wanted.within(""))
    counted = select(month, func.count()).where(*among).group_by(month).order_by(month.desc())
    rows = session.execute(counted)
    return [(each, number) for each, number in rows]


def totals(session: Session) -> tuple[int, int]:
    """How many reports there are, and how many claims in them."""
    reports = select(func.count()).select_from(PublicReport).scalar_subquery()
    claims = select(func.count()).select_from(PublicClaim).scalar_subquery()
    found = session.execute(select(reports, claims)).one()
    return found[0], found[1]
