"""Writes about reports: publishing an edition, and what it would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.rules import Status
from workbench.claims.service import hold_claims, move_claim
from workbench.claims.workflow import Move
from workbench.db import lock
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.changes import differences
from workbench.publishing.edition.model import EditionContent, Site
from workbench.publishing.edition.stored import sha256, to_json
from workbench.publishing.flags import changed_by, raise_flags, settle_flags
from workbench.publishing.index.writing import index_edition
from workbench.publishing.kept_files import ask_for_files
from workbench.publishing.models import Edition, Report
from workbench.publishing.naming import NamedInProse, named_in_prose
from workbench.publishing.next_edition import NextEdition, next_edition
from workbench.publishing.queries import report_of, slug_taken
from workbench.publishing.refusals import (
    refuse_silent_return,
    refuse_stale,
    refuse_unfit,
    refuse_unseen,
)
from workbench.publishing.rules import Part, default_title, report_slugs
from workbench.publishing.suggestions import suggested_fields


def publish_edition(
    session: Session,
    *,
    article: Article,
    fields: EditionFields,
    public_url: str,
    by: Actor,
    seen: str | None = None,
) -> Edition:
    """Publish the article's approved verdicts as its next edition, which never changes.

    `public_url` is the site's address without a trailing slash. `seen` is the state (`state_of`)
    that the editor has read; nothing else goes out. Raises `SeenOtherwise` when it is another one
    by now, `VerdictsStale` while claims have other words than their verdicts were given on,
    `NothingToPublish` without an approved verdict, `NothingNew` for a repetition of the
    latest edition without a word on why, `ReasonMissing` where a published claim changed, or a
    withdrawn report comes back, and nothing says why, `KindUnfit` where another rating is called a
    clarification, `MoveRefused` for who may not publish.
    """
    lock(session, article)
    hold_claims(session, article)
    fields = _tidied(fields, article)
    following = next_edition(session, article)
    site = _site(session, article, fields.title, public_url)
    content = following.content(fields, site, by)
    refuse_unseen(content, seen)
    refuse_stale(following.stale)
    refuse_unfit(content, following.previous, fields.changes)
    if following.brings_back:
        refuse_silent_return(content.note)
    published = [e.live.id for e in following.entries if e.live.status is Status.APPROVED]
    report = report_of(session, article) or _open_report(session, article, fields.title)
    _move_claims(session, following, content, by)
    # The slug that was foreseen may be taken by now.
    edition = _store(session, report, replace(content, site=Site(public_url, report.slug)), by)
    ask_for_files(session, edition=edition, by=by)
    details = {"number": edition.number, "title": edition.title, "note": edition.note}
    record(session, EventKind.EDITION_PUBLISHED, by=by, article_id=article.id, details=details)
    settle_flags(session, published)
    raise_flags(session, edition=edition, told=changed_by(content), at=edition.at, by=by)
    return edition


@dataclass(frozen=True)
class Preview:
    """The edition as it would be, and what keeps it from going out.

    `differences`: which parts of published claims it changes, by their numbers. `stale`: the
    numbers of claims whose words changed under their verdicts. They are shown as they would be
    once somebody confirmed these. `named`: where names that the desk withholds stand in its words.
    `brings_back`: whether the report is withdrawn until then.
    """

    content: EditionContent
    differences: Mapping[int, Sequence[Part]]
    stale: Sequence[int]
    named: Sequence[NamedInProse]
    brings_back: bool


def preview_of(
    session: Session, *, article: Article, fields: EditionFields, public_url: str, by: Actor
) -> Preview:
    """The edition as it would be if it were published now; nothing is stored or moved."""
    fields = _tidied(fields, article)
    return _preview(session, next_edition(session, article), fields, public_url, by)


def suggested_preview(session: Session, *, article: Article, public_url: str, by: Actor) -> Preview:
    """The edition as it would be now with sensible words of its own; nothing is stored."""
    following = next_edition(session, article)
    return _preview(session, following, suggested_fields(following), public_url, by)


def _preview(
    session: Session, following: NextEdition, fields: EditionFields, public_url: str, by: Actor
) -> Preview:
    site = _site(session, following.material.article, fields.title, public_url)
    content, previous = following.content(fields, site, by), following.previous
    changed = differences(previous, content) if previous else {}
    named = named_in_prose(content, following.material.withheld.names)
    return Preview(content, changed, following.stale, named, following.brings_back)


def _tidied(fields: EditionFields, article: Article) -> EditionFields:
    """The words without needless space; an edition without a title gets the usual one."""
    title = " ".join(fields.title.split()) or default_title(article.title)
    return replace(fields, title=title, summary=fields.summary.strip(), note=fields.note.strip())


def _site(session: Session, article: Article, title: str, public_url: str) -> Site:
    """Where the edition will be read: at the report's slug, or at the one it would get."""
    report = report_of(session, article)
    if report is not None:
        return Site(public_url, report.slug)
    return Site(public_url, next(s for s in report_slugs(title) if not slug_taken(session, s)))


def _move_claims(
    session: Session, following: NextEdition, content: EditionContent, by: Actor
) -> None:
    for entry in following.entries:
        if entry.live.status is Status.APPROVED:
            corrected = any(change.rerated for change in content.changes_of(entry.number))
            move = Move.CORRECT if corrected else Move.PUBLISH
            move_claim(session, claim=entry.live, move=move, by=by)


def _open_report(session: Session, article: Article, title: str) -> Report:
    """The article's report, with the first slug nobody has; two desks may ask at once."""
    for slug in report_slugs(title):
        if slug_taken(session, slug):
            continue
        report = Report(desk_id=article.desk_id, article_id=article.id, slug=slug)
        try:
            with session.begin_nested():
                session.add(report)
        except IntegrityError:
            continue
        return report
    raise AssertionError("slugs never run out")


def _store(session: Session, report: Report, content: EditionContent, by: Actor) -> Edition:
    stored = to_json(content)
    edition = Edition(
        report=report,
        number=content.number,
        title=content.title,
        summary=content.summary,
        note=content.note,
        whole_text=content.whole_text,
        content=stored,
        sha256=sha256(stored),
        by_id=by.person_id,
        at=datetime.fromisoformat(content.at),
    )
    session.add(edition)
    session.flush()
    index_edition(session, report, edition, content)
    return edition
