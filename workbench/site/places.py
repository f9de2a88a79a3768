"""Every address that the public site has, for its map and for whoever copies it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from workbench.publishing.formats import TAKEN_AWAY
from workbench.publishing.index.models import PublicChange, PublicClaim, PublicReport, Withdrawn
from workbench.publishing.index.models import PublicFacet as Of
from workbench.publishing.kept_files import KEPT
from workbench.publishing.models import Edition, EditionFile, Report, SigningKey, Withdrawal
from workbench.publishing.pages.dress import dress_of
from workbench.publishing.queries import content_of
from workbench.site.building import Part
from workbench.site.changes import CHANGES, older_changes
from workbench.site.queries import SIZE, key_of_report, slugs_of_topics_ever
from workbench.site.rules import FACETS, Key, Wanted
from workbench.site.stamps import stamps

NAMES = [f"/reports/{folder}/" for folder in FACETS]
EMBEDDING = "/static/js/embed.js"  # named to those who embed, and linked by no page
MOST = 50_000  # addresses in a part of the map, as its protocol has it


@dataclass(frozen=True)
class Place:
    """An address of the site, and when what is there last changed, where that is known."""

    address: str
    changed: datetime | None = None


def places_to_find(session: Session) -> Iterator[Place]:
    """What search engines are told of: the lists, reports and claims as they are now."""
    yield from (Place(wanted.address) for wanted in _lists(session))
    yield from map(Place, (*NAMES, CHANGES, *_pages_of_desks(session)))
    reports = select(PublicReport.report_id, PublicReport.slug, PublicReport.at)
    slugs = {}
    for report_id, slug, at in session.execute(reports.order_by(PublicReport.report_id)):
        slugs[report_id] = slug
        yield Place(f"/reports/{slug}", at)
    claims = select(
        PublicClaim.report_id, PublicClaim.number, PublicClaim.published_at, PublicClaim.changed_at
    ).order_by(PublicClaim.report_id, PublicClaim.number)
    for report_id, number, published_at, changed_at in session.execute(claims):
        yield Place(f"/reports/{slugs[report_id]}/claims/{number}", changed_at or published_at)


def every_part(session: Session) -> Iterator[Part]:
    """Everything that a copy of the site has: what is listed elsewhere comes first."""
    found = stamps(session)
    for report_id, slug, addresses in (*_of_reports(session), *_withdrawn(session)):
        yield Part(list(addresses), slug, found[report_id])
    yield Part(list(_of_site(session)))


def _of_site(session: Session) -> Iterator[str]:
    yield from _pages_of_desks(session)
    yield from _keys(session)
    yield EMBEDDING
    lists = _lists(session)
    for wanted, keys in lists.items():
        yield wanted.address
        begins = keys[SIZE - 1 : -1 : SIZE]
        yield from (wanted.behind(key).address for key in begins)
    yield from (*NAMES, CHANGES)
    yield from older_changes(session)
    yield from _feeds(slugs_of_topics_ever(session))
    yield from ("/robots.txt", *_map(session), "/sitemap.xml")


def _pages_of_desks(session: Session) -> Iterator[str]:
    """The pages of the desks that have published something."""
    desks = select(Report.desk_id).join(PublicReport, PublicReport.report_id == Report.id)
    for desk_id in session.scalars(desks.distinct().order_by(Report.desk_id)).all():
        yield from (path for _words, path in dress_of(session, desk_id).all_pages)


def _keys(session: Session) -> Iterator[str]:
    """The public keys with which packs were signed; each desk's newest at its own address too."""
    keys = select(SigningKey.desk_id, SigningKey.fingerprint).order_by(SigningKey.id)
    found = session.execute(keys).all()
    yield from (f"/keys/{fingerprint}.pem" for _desk_id, fingerprint in found)
    for desk_id in dict(found):
        yield f"/desks/{dress_of(session, desk_id).slug}/key.pem"


def _of_reports(session: Session) -> Iterator[tuple[int, str, Iterable[str]]]:
    """The id and the slug of each report that is public, with its addresses."""
    claims, standing, kept = _claims(session), _standing(session), _kept(session)
    for report in session.scalars(select(PublicReport).order_by(PublicReport.report_id)):
        about, number = report.report_id, report.shown["number"]
        editions = _of_editions(number, kept.get(about, frozenset()))
        ways = (*_of_claims(claims[about], standing[about]), *_OF_NEWEST, *editions, "")
        yield about, report.slug, [f"/reports/{report.slug}{way}" for way in ways]


_OF_NEWEST = ("/embed", "/card.png", *(f"/{each.address}" for each in TAKEN_AWAY.values()))


def _of_claims(numbers: Iterable[int], standing: Iterable[int]) -> Iterator[str]:
    for number in sorted(numbers):
        yield from (f"/claims/{number}/embed", f"/claims/{number}")
    yield from (f"/claims/{number}/card.png" for number in standing)


def _of_editions(newest: int, kept: Collection[tuple[int, str]]) -> Iterator[str]:
    """Each edition with its files; of those that a worker makes, what was made of earlier ones."""
    for number in range(1, newest + 1):
        yield f"/editions/{number}"
        for name, each in TAKEN_AWAY.items():
            if name not in KEPT or number == newest or (number, name) in kept:
                yield f"/editions/{number}/{each.address}"


def _kept(session: Session) -> Mapping[int, set[tuple[int, str]]]:
    """By report, of which editions (by number) which files were made."""
    found: dict[int, set[tuple[int, str]]] = {}
    chosen = select(Edition.report_id, Edition.number, EditionFile.format)
    for report_id, number, name in session.execute(chosen.join(EditionFile)):
        found.setdefault(report_id, set()).add((number, name))
    return found


def _withdrawn(session: Session) -> Iterator[tuple[int, str, Iterable[str]]]:
    """What was withdrawn as a whole: pages that say so, where pages were."""
    public = select(PublicReport.report_id)
    chosen = (
        select(Edition)
        .join(Edition.report)
        .join(
            Withdrawal, (Withdrawal.report_id == Report.id) & (Withdrawal.number == Edition.number)
        )
    )
    chosen = chosen.where(Withdrawal.whole, Report.id.not_in(public)).order_by(Report.id)
    for edition in session.scalars(chosen.options(contains_eager(Edition.report))):
        numbers = [claim.number for claim in content_of(edition).claims]
        claims = (f"/claims/{n}{way}" for n in numbers for way in ("", "/embed"))
        editions = (f"/editions/{n}" for n in range(1, edition.number + 1))
        slug = edition.report.slug
        ways = (*claims, *editions, "/embed", "")
        yield edition.report_id, slug, [f"/reports/{slug}{way}" for way in ways]


def _feeds(slugs: Iterable[str]) -> Iterator[str]:
    topics = (f"topics/{quote(slug)}" for slug in sorted(slugs))
    for name in ("reports", "corrections", *topics):
        yield from (f"/feeds/{name}.atom", f"/feeds/{name}.json")
    yield "/feeds/claimreview.json"


def _map(session: Session) -> Iterator[str]:
    """The parts of the map, of a site that is too large for one."""
    number = sum(1 for _place in places_to_find(session))
    if number > MOST:
        yield from (f"/sitemaps/{part}.xml" for part in range(1, ceil(number / MOST) + 1))


def _standing(session: Session) -> Mapping[int, Sequence[int]]:
    """The numbers of the claims that have a verdict now, by report."""
    found: dict[int, list[int]] = {}
    claims = select(PublicClaim.report_id, PublicClaim.number)
    for report_id, number in session.execute(claims.order_by(PublicClaim.number)):
        found.setdefault(report_id, []).append(number)
    return found


def _claims(session: Session) -> Mapping[int, set[int]]:
    """The numbers of all claims that have a page, by report: also of those withdrawn."""
    found = {report_id: set(numbers) for report_id, numbers in _standing(session).items()}
    told_of = select(PublicChange.report_id, PublicChange.told)
    of_claims = told_of.where(PublicChange.kind.not_in(list(Withdrawn)))
    for report_id, told in session.execute(of_claims):
        found.setdefault(report_id, set()).add(told["claim"])
    return found


def _lists(session: Session) -> Mapping[Wanted, Sequence[Key]]:
    """Each list with the keys of its reports, newest first; the list of all first."""
    found: dict[Wanted, list[Key]] = {Wanted(): []}
    facets: dict[int, list[Wanted]] = {}
    for report_id, facet, slug in session.execute(select(Of.report_id, Of.facet, Of.slug)):
        facets.setdefault(report_id, []).append(Wanted().having(facet, slug))
    newest = PublicReport.first_at.desc(), PublicReport.report_id.desc()
    for report in session.scalars(select(PublicReport).order_by(*newest)):
        periods = (report.first_on[:4], report.first_on[:7])
        of_periods = (Wanted(since=period, until=period) for period in periods)
        for wanted in (Wanted(), *of_periods, *facets.get(report.report_id, ())):
            found.setdefault(wanted, []).append(key_of_report(report))
    return found
