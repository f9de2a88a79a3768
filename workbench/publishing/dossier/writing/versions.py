"""The versions of an article, what they were made of, and drafts of the next."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.articles.draft_blocks import blocks_to_json
from workbench.articles.making import NewVersion, add_versions
from workbench.articles.models import Amendment, Article, Sentence, Version, VersionDraft
from workbench.claims.models import Settlement
from workbench.publishing.dossier.plan import (
    Plan,
    PlannedDraft,
    PlannedSettlement,
    PlannedVersion,
)
from workbench.publishing.dossier.writing.rows import Rows


def write_versions(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    """All versions with their blocks and sentences, and what the outlet changed."""
    versions = add_versions(session, [_new(version, article, rows) for version in plan.versions])
    rows.versions = {version.number: version for version in versions}
    rows.sentences = _sentences_of(session, article)
    for earlier, later in pairwise(plan.versions):
        for index, followed in later.follows.items():
            sentence = rows.sentences[later.number][index]
            sentence.follows_id = rows.sentences[earlier.number][followed].id
    session.add_all(_amendments(plan, rows))
    session.flush()


def _new(plan: PlannedVersion, article: Article, rows: Rows) -> NewVersion:
    return NewVersion(
        article,
        plan.text,
        plan.sentences,
        number=plan.number,
        original_sha256=rows.original(plan.original_sha256),
        original_name=plan.original_name,
        created_at=plan.created_at,
    )


def _sentences_of(session: Session, article: Article) -> Mapping[int, Sequence[Sentence]]:
    """The sentences of each version, by its number."""
    found = session.execute(
        select(Version.number, Sentence)
        .join(Version, Version.id == Sentence.version_id)
        .where(Version.article_id == article.id)
        .order_by(Version.number, Sentence.position)
    )
    grouped = groupby(found, key=lambda row: row.number)
    return {number: [row.Sentence for row in group] for number, group in grouped}


def _amendments(plan: Plan, rows: Rows) -> list[Amendment]:
    return [
        Amendment(
            version_id=rows.versions[version.number].id,
            made_on=version.amendment.made_on,
            notice=version.amendment.notice,
            note=version.amendment.note,
            by_id=rows.person(version.amendment.by),
            at=version.amendment.at,
        )
        for version in plan.versions
        if version.amendment is not None
    ]


def write_drafts(session: Session, plan: Plan, article: Article, rows: Rows) -> None:
    """All drafts with what was decided on them."""
    drafts = [_draft(planned, article, rows) for planned in plan.drafts]
    session.add_all(drafts)
    for planned, draft in zip(plan.drafts, drafts, strict=True):
        session.add_all(_settlement(each, draft, rows) for each in planned.settlements)
    session.flush()


def _draft(plan: PlannedDraft, article: Article, rows: Rows) -> VersionDraft:
    return VersionDraft(
        article=article,
        base=rows.versions[plan.base],
        version=None if plan.version is None else rows.versions[plan.version],
        origin=plan.origin,
        blocks=blocks_to_json(plan.blocks),
        original_name=plan.original_name,
        original_sha256=rows.original(plan.original_sha256),
        by_id=rows.person(plan.by),
        created_at=plan.created_at,
        discarded_at=plan.discarded_at,
    )


def _settlement(plan: PlannedSettlement, draft: VersionDraft, rows: Rows) -> Settlement:
    start, end = plan.place or (None, None)
    return Settlement(
        draft=draft,
        passage_id=rows.passages[plan.passage].id,
        was_start=plan.was[0],
        was_end=plan.was[1],
        outcome=plan.outcome,
        decided=plan.decided,
        start=start,
        end=end,
        by_id=rows.person(plan.by),
        at=plan.at,
    )
