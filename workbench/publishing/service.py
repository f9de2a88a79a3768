"""Writes about reports: publishing an edition, and what it would be."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.claims.models import Claim
from workbench.claims.rules import Move, Status
from workbench.claims.service import move_claim
from workbench.db import lock, now
from workbench.errors import message as _
from workbench.history.service import record
from workbench.publishing.edition.building import EditionFields, build_content
from workbench.publishing.edition.changes import CLARIFICATION, was_corrected
from workbench.publishing.edition.claims import Entry, entries
from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.material import load_material
from workbench.publishing.edition.model import Change, EditionContent, Site
from workbench.publishing.edition.stored import from_json, sha256, to_json
from workbench.publishing.edition.substance import is_repetition, state_of
from workbench.publishing.errors import NothingNew, NothingToPublish, ReasonMissing, SeenOtherwise
from workbench.publishing.models import Edition, Report
from workbench.publishing.queries import latest_edition_of, report_of, slug_taken
from workbench.publishing.rules import default_summary, default_title, slugs_for


@dataclass(frozen=True)
class _Prepared:
    """An edition that is ready, the claims that are in it, and the edition before it."""

    content: EditionContent
    entries: list[Entry]
    previous: EditionContent | None

    @property
    def new_changes(self) -> tuple[Change, ...]:
        """What it changes of what was public."""
        return self.content.changes[len(self.previous.changes) :] if self.previous else ()


def publish_edition(
    session: Session,
    *,
    article: Article,
    title: str,
    summary: str,
    note: str,
    whole_text: bool,
    public_url: str,
    by: Actor,
    seen: str | None = None,
) -> Edition:
    """Publish the article's approved verdicts as its next edition, which never changes.

    `public_url` is the site's address without a trailing slash. `seen` is the state (`state_of`)
    that the editor has read; nothing else goes out. Raises `SeenOtherwise` when it is another one
    by now, `NothingToPublish` without an approved verdict, `NothingNew` for a repetition of the
    latest edition without a word on why, `ReasonMissing` where a published verdict changed and the
    note is empty, `MoveRefused` for who may not publish.
    """
    lock(session, article)
    _lock_claims(session, article)
    fields = _fields(article, title=title, summary=summary, note=note, whole_text=whole_text)
    prepared = _prepare(session, article, fields, public_url, by)
    _refuse_unseen(prepared.content, seen)
    _refuse_unfit(prepared)
    report = report_of(session, article) or _open_report(session, article, fields.title)
    _move_claims(session, prepared, by)
    site = Site(public_url, report.slug)  # the slug that was foreseen may be taken by now
    edition = _store(session, report, replace(prepared.content, site=site), by)
    details = {"number": edition.number, "title": edition.title, "note": edition.note}
    record(session, "edition published", by=by, article_id=article.id, details=details)
    return edition


def preview_content(
    session: Session,
    *,
    article: Article,
    title: str,
    summary: str,
    note: str,
    whole_text: bool,
    public_url: str,
    by: Actor,
) -> EditionContent:
    """The edition as it would be if it were published now; nothing is stored or moved."""
    fields = _fields(article, title=title, summary=summary, note=note, whole_text=whole_text)
    return _prepare(session, article, fields, public_url, by).content


def suggested_fields(session: Session, *, article: Article, by: Actor) -> EditionFields:
    """Sensible words for an edition: title, summary and note, and the text as it was shown last.

    Excerpts for the first edition: whoever has a right to the whole text says so.
    """
    prepared = _prepare(session, article, EditionFields(default_title(article.title)), "", by)
    previous = prepared.previous
    return EditionFields(
        title=previous.title if previous else prepared.content.title,
        summary=_suggested_summary(prepared),
        note=_suggested_note(prepared),
        whole_text=previous.whole_text if previous else False,
    )


def _suggested_summary(prepared: _Prepared) -> str:
    """The verdicts counted; an editor's own words stay while they are true of the same claims."""
    content, previous = prepared.content, prepared.previous
    if previous and state_of(replace(content, number=previous.number)) == state_of(previous):
        return previous.summary
    counts = verdict_counts(content.claims, content.scales)
    return default_summary([(rating.label, number) for rating, number in counts])


def _suggested_note(prepared: _Prepared) -> str:
    if prepared.previous is None:
        return "First edition."
    known = {claim.number for claim in prepared.previous.claims}
    added = [str(e.number) for e in prepared.entries if e.number not in known]
    sentences = [_in_a_sentence(change) for change in prepared.new_changes]
    if added:
        noun = "Claim" if len(added) == 1 else "Claims"
        sentences.append(f"{noun} {', '.join(added)} added.")
    return " ".join(sentences) or "No verdict changed."


def _in_a_sentence(change: Change) -> str:
    if change.new is None:
        return f"Claim {change.claim} withdrawn."
    if change.kind == CLARIFICATION:
        return f"Claim {change.claim} explained anew."
    return f"Claim {change.claim} corrected from {change.old.label} to {change.new.label}."


def _fields(
    article: Article, *, title: str, summary: str, note: str, whole_text: bool
) -> EditionFields:
    words = " ".join(title.split()) or default_title(article.title)
    return EditionFields(words, summary.strip(), note.strip(), whole_text)


def _prepare(
    session: Session, article: Article, fields: EditionFields, public_url: str, by: Actor
) -> _Prepared:
    previous = _previous(session, article)
    material = load_material(session, article)
    chosen = entries(material, previous)
    content = build_content(
        material,
        chosen,
        fields=fields,
        site=Site(public_url, _slug(session, article, fields.title)),
        previous=previous,
        published_by=by.name if by.person_id is not None else "",
        at=now(),
    )
    return _Prepared(content, chosen, previous)


def _previous(session: Session, article: Article) -> EditionContent | None:
    edition = latest_edition_of(session, article)
    return from_json(edition.content) if edition else None


def _slug(session: Session, article: Article, title: str) -> str:
    """The report's slug, or the one it would get."""
    report = report_of(session, article)
    if report is not None:
        return report.slug
    return next(slug for slug in slugs_for(title) if not slug_taken(session, slug))


def _refuse_unseen(content: EditionContent, seen: str | None) -> None:
    if seen is None or seen == state_of(content):
        return
    if seen.partition("-")[0] != str(content.number):
        raise SeenOtherwise(
            _(
                "Somebody else published edition %(number)s while this page was open. Nothing was "
                "published now, and your words are kept: compare them with that edition.",
                number=content.number - 1,
            )
        )
    raise SeenOtherwise(
        _(
            "What this edition would hold has changed since this page was opened. Nothing was "
            "published, and your words are kept: look at the preview again, then publish."
        )
    )


def _refuse_unfit(prepared: _Prepared) -> None:
    if not prepared.entries:
        raise NothingToPublish(
            _(
                "No verdict of this article is approved yet, so there is nothing to publish. "
                "Propose a verdict, and let another editor approve it."
            )
        )
    if prepared.previous and is_repetition(prepared.content, prepared.previous):
        raise NothingNew(
            _(
                "Nothing has changed since edition %(number)s, and nothing was published. "
                "If readers should get it again, say in the note why.",
                number=prepared.previous.number,
            )
        )
    if prepared.new_changes and not prepared.content.note:
        raise ReasonMissing(
            _(
                "This edition changes what was published. Say in its note what changed and why; "
                "readers see it beside the old verdict. Nothing was published."
            )
        )


def _lock_claims(session: Session, article: Article) -> None:
    """Hold every claim of the article, so that none is decided on while it is published."""
    session.scalars(
        select(Claim)
        .where(Claim.article_id == article.id)
        .order_by(Claim.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _move_claims(session: Session, prepared: _Prepared, by: Actor) -> None:
    for entry in prepared.entries:
        if entry.live.status is Status.APPROVED:
            corrected = was_corrected(prepared.content.changes, entry.number)
            move = Move.CORRECT if corrected else Move.PUBLISH
            move_claim(session, claim=entry.live, move=move, by=by)


def _open_report(session: Session, article: Article, title: str) -> Report:
    """The article's report, with the first slug nobody has; two desks may ask at once."""
    for slug in slugs_for(title):
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
    return edition
