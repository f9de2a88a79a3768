"""What feeds tell: the reports that changed last, and what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.publishing.index.models import (
    Facet,
    PublicChange,
    PublicClaim,
    PublicReport,
    Withdrawn,
)
from workbench.site.changes import CHANGES, changes_of_site, withdrawn_reports
from workbench.site.environment import environment
from workbench.site.feeds import Entry, Feed
from workbench.site.queries import Offered, reports_with
from workbench.site.rules import Wanted
from workbench.slugs import own_slug

AT_ONCE = 30  # entries of a feed
MOST_CLAIMS = 50  # of a report that are told whole


def feed_of_reports(session: Session, desk: str, site: str, topic: Offered | None = None) -> Feed:
    """The reports that were published or changed last, of the whole site or of a topic.

    `desk`: whose it is, empty where there are several; `site`: its public address.
    """
    chosen = select(PublicReport)
    if topic:
        chosen = chosen.where(PublicReport.report_id.in_(reports_with(Facet.TOPIC, topic.slug)))
    newest = chosen.order_by(PublicReport.at.desc(), PublicReport.report_id.desc())
    reports = session.scalars(newest.limit(AT_ONCE)).all()
    claims = _claims_of(session, reports)
    wanted = Wanted(topic=topic.slug) if topic else Wanted()
    name = f"topics/{quote(topic.slug)}" if topic else "reports"
    told = [_report_told(each, claims.get(each.report_id, ()), site) for each in reports]
    gone = _gone(session, site, topic.slug if topic else "")
    return Feed(
        title=_titled(desk, topic.words if topic else "Reports"),
        url=f"{site}{wanted.address}",
        address=f"{site}/feeds/{name}",
        entries=sorted([*told, *gone], key=lambda entry: entry.updated, reverse=True)[:AT_ONCE],
    )


def feed_of_former_topic(session: Session, desk: str, site: str, slug: str) -> Feed:
    """What a topic without a report is told of: so that who follows it hears of the next one.

    It does not have the topic's words, which went with its last report.
    """
    return Feed(
        title=_titled(desk, "A topic without reports"),
        url=f"{site}{Wanted().address}",
        address=f"{site}/feeds/topics/{quote(slug)}",
        entries=_gone(session, site, slug),
    )


def _gone(session: Session, site: str, topic: str) -> list[Entry]:
    """The reports, of a topic or of all, that were withdrawn last."""
    return [
        _withdrawn_told(*each, site)
        for each in withdrawn_reports(session, limit=AT_ONCE)
        if not topic or topic in map(own_slug, each[0].told["topics"])
    ]


def _claims_of(
    session: Session, reports: Sequence[PublicReport]
) -> Mapping[int, Sequence[PublicClaim]]:
    found: dict[int, list[PublicClaim]] = {}
    of_reports = PublicClaim.report_id.in_([report.report_id for report in reports])
    in_order = PublicClaim.report_id, PublicClaim.number
    for claim in session.scalars(select(PublicClaim).where(of_reports).order_by(*in_order)):
        found.setdefault(claim.report_id, []).append(claim)
    return found


def _report_told(report: PublicReport, claims: Sequence[PublicClaim], site: str) -> Entry:
    address = f"{site}/reports/{report.slug}"
    content = environment().get_template("site/_told.html").render(
        report=report, address=address, claims=claims[:MOST_CLAIMS],
        more=max(0, len(claims) - MOST_CLAIMS),
    )  # fmt: skip
    return Entry(
        key=_key(report.slug, report.first_at),
        url=address,
        title=report.title,
        summary=report.summary,
        content=content,
        author=report.shown["desk"],
        published=report.first_at,
        updated=report.at,
        tags=report.shown["topics"],
    )


def _withdrawn_told(change: PublicChange, slug: str, site: str) -> Entry:
    """A report that is gone: under its own key, so that readers' programs show it in its place."""
    first_at = datetime.fromisoformat(change.told["first_at"])
    gone = _change_told(change, slug, site)
    return replace(gone, key=_key(slug, first_at), url=f"{site}/reports/{slug}", published=first_at)


def _key(slug: str, first_at: datetime) -> str:
    return f"report {slug} {int(first_at.timestamp())}"


def feed_of_corrections(session: Session, desk: str, site: str) -> Feed:
    """What was changed last of what had been published."""
    return Feed(
        title=_titled(desk, "Corrections"),
        url=f"{site}{CHANGES}",
        address=f"{site}/feeds/corrections",
        entries=[_change_told(*each, site) for each in changes_of_site(session, limit=AT_ONCE)],
    )


def _titled(desk: str, words: str) -> str:
    """Readers have the feeds of many sites in one list."""
    return f"{desk} · {words}" if desk else words


def _change_told(change: PublicChange, slug: str, site: str) -> Entry:
    told, address = change.told, f"{site}/reports/{slug}"
    gone = told["gone"]
    return Entry(
        key=f"change {slug} {change.position} {int(change.at.timestamp())}",
        url=f"{site}{CHANGES}#{slug}-{change.position + 1}",
        title=_headline(told),
        summary=told["why"],
        content=environment()
        .get_template("site/_change_told.html")
        .render(change=change, address=address),
        author=told["desk"],
        published=change.at,
        updated=datetime.fromisoformat(gone) if gone else change.at,
        tags=[told["kind"]],
    )


def _headline(told: Mapping[str, Any]) -> str:
    """What became of it: of a claim in its own words, while its report stands."""
    if told["kind"] == Withdrawn.REPORT:
        return f"Withdrawn: {told['title']}"
    if told["kind"] == Withdrawn.EDITION:
        return f"Edition {told['edition']} withdrawn: {told['title']}"
    if told["kind"] == Withdrawn.BACK:
        return f"Published again: {told['title']}"
    return f"{told['statement'] or 'A claim of a report withdrawn since:'} {_in_short(told)}"


def _in_short(told: Mapping[str, Any]) -> str:
    """“True → False”, or the verdict that stays."""
    before, after = told["old"]["label"], told["new"]["label"] if told["new"] else "withdrawn"
    return f"({after})" if before == after else f"{before} → {after}"
